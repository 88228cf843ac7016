import { agency, head, type Names, nobody, over, type WordsOfStages } from './position-words-kit'

const institution = ({ institution: name }: Names) => `乙方（${name}）`
const stillInForce = '决定生效以前，协议照常履行。'

/** 第十五至十九条: an ending from the facts to its last day. */
export const endingWords: WordsOfStages = {
  'notice.unserved': {
    actor: institution,
    noDue: '打开告知书即为送达，陈述申辩期限从送达起算。',
    consequence: `发出后规定期限内没有查看的，视为送达。期满没有陈述申辩的，经办机构可以作出决定；陈述申辩不会加重处理。${stillInForce}`,
    isLoss: true,
  },
  'notice.served': {
    actor: institution,
    noDue: '没有期限。',
    consequence: `期满没有陈述申辩的，经办机构可以作出决定；陈述申辩不会加重处理。${stillInForce}`,
    isLoss: true,
  },
  'deciding.drafting': {
    actor: agency,
    noDue: '没有法定期限，请尽快拟定决定；事实不成立的，由负责人决定不予解除（终止）。',
    consequence: `决定以前，协议照常履行、照常结算。`,
  },
  'deciding.approving': {
    actor: ({ agency: name }) => `${name}负责人（提出人、拟定人以外）`,
    noDue: '没有法定期限，请尽快决定。',
    consequence: '负责人决定以前，解除（终止）不生效；也可以退回重新拟定。',
  },
  talks: {
    actor: agency,
    noDue: '没有法定期限，请尽快与对方商定生效日期、结算和在院病人的安排。',
    consequence: '双方没有签署协商解除协议书的，协议照常履行；协商不成的，可以不再办理。',
  },
  'signing.byInstitution': {
    actor: institution,
    noDue: '没有期限。',
    consequence: '期满没有签署的，本件办结，协议照常履行。有意见的，请先提出意见，不要签署。',
  },
  'signing.byAgency': { actor: head, noDue: '没有单独的期限。', consequence: '甲方签章以前，协商解除不成立，协议照常履行。' },
  'decided.unserved': {
    actor: institution,
    noDue: '打开决定书即为送达，复议、诉讼期限从送达起算。',
    consequence: '协议到决定载明的生效日 24:00 解除（终止）；不服的，可以在送达后60日内申请行政复议，或者6个月内提起行政诉讼。',
    isLoss: true,
  },
  'decided.final': {
    actor: ({ institution: name }) => `乙方（${name}）可以申请复议或者提起诉讼`,
    noDue: '没有期限。',
    consequence: '期满没有申请复议或者提起诉讼的，本件归档。协议仍在决定载明的生效日 24:00 解除（终止）。',
  },
  'decided.contested': {
    actor: () => '等待复议机关或者人民法院的决定',
    noDue: '没有期限；复议（诉讼）期间决定不停止执行，另有停止执行决定的除外。',
    consequence: '决定维持的，本件归档；停止执行的，由负责人登记；被撤销的，协议恢复履行，限制随即解除。',
  },
  effective: { actor: nobody, noDue: over, consequence: '结算清理、标识牌收回和公告在服务协议中办理；限制期见服务协议。' },
  setAside: { actor: nobody, noDue: over, consequence: '决定已被撤销，据此形成的限制已经解除，协议恢复履行。' },
  dropped: { actor: nobody, noDue: over, consequence: '协议没有解除（终止），照常履行。' },
  closed: { actor: nobody, noDue: over, consequence: '协议已因其他原因终止，本件不再办理。' },
}
