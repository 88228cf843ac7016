import { agency, head, type Names, nobody, over, type WordsOfStages } from './position-words-kit'

const institution = ({ institution: name }: Names) => `乙方（${name}）`
const oldStands = '办理期间，原协议照常履行。'

/** 第十四、十五条: a change from the licence to the signed supplement. */
export const changeWords: WordsOfStages = {
  'noted.inTime': { actor: institution, noDue: '申请期限所在年份的放假安排尚未公布。', isLoss: true },
  'noted.overdue': {
    actor: ({ agency: name, institution: party }) => `${name}负责人；乙方（${party}）仍可以补报`,
    noDue: '申请期限已过。',
    consequence: '协议不会自动终止：乙方补报的，由负责人决定是否准予继续办理；负责人也可以办理终止，决定前听取陈述。',
    isLoss: true,
  },
  late: {
    actor: head,
    noDue: '没有法定期限，请尽快决定。',
    consequence: `负责人准予继续办理的，照常审查；不准予的，另行办理终止，决定前听取陈述。${oldStands}`,
  },
  checking: { actor: agency, noDue: '没有期限。' },
  'checking.late': { actor: agency, noDue: '办理时限已过，请立即办理。', consequence: `已报负责人督办；乙方不因此受损。${oldStands}` },
  'supplementing.unserved': { actor: institution, noDue: '打开补正告知书即为送达，补正期限从送达起算。' },
  supplementing: {
    actor: institution,
    noDue: '没有期限。',
    consequence: '到期没有补正的，按已有的材料继续审查，可能不同意变更。',
    isLoss: true,
  },
  'evaluating.awaitingVisit': {
    actor: agency,
    noDue: '没有法定期限，请尽快安排两人到现场核查。',
    consequence: `核查达到标准以前，不签补充协议；新的地点、新增的服务发生的费用暂不结算。${oldStands}`,
  },
  'evaluating.confirming': {
    actor: ({ agency: name }) => `${name}登记人以外的经办人员或者负责人`,
    noDue: '没有法定期限，请尽快复核。',
    consequence: '复核以前，核查结果不生效。',
  },
  'evaluating.failed': {
    actor: agency,
    noDue: '没有法定期限。',
    consequence: '乙方整改后可以再次核查；不再整改的，由负责人决定不同意变更。',
    isLoss: true,
  },
  negotiating: { actor: agency, noDue: '没有法定期限，请尽快拟定补充协议。', consequence: `补充协议签订以前，变更不生效。${oldStands}` },
  'signing.byInstitution': { actor: institution, noDue: '没有期限。' },
  'signing.byAgency': { actor: head, noDue: '没有单独的期限。', consequence: '甲方签章以前，补充协议不成立、变更不生效。' },
  refusalProposed: {
    actor: head,
    noDue: '没有法定期限，请尽快决定。',
    consequence: '批准的，发出不同意变更的书面通知，另行办理终止，终止以前再次听取陈述；退回的，继续审查。',
  },
  underConsideration: { actor: agency, noDue: '没有期限。', consequence: oldStands },
  'small.checking': { actor: agency, noDue: '没有法定期限，请尽快核对。', consequence: '登记以前，仍按原来的等级、账户和联系方式办理。' },
  'small.confirming': {
    actor: ({ agency: name }) => `${name}核对人以外的经办人员或者负责人`,
    noDue: '没有法定期限，请尽快复核。',
    consequence: '复核以前，仍按原来的内容结算和联系。',
  },
  agreed: { actor: nobody, noDue: over, consequence: '补充协议已经生效，协议的其他内容不变。' },
  noteTaken: { actor: nobody, noDue: over, consequence: '变更已经登记，不需要签补充协议。' },
  refused: { actor: nobody, noDue: over, consequence: '终止另行办理：决定以前书面告知，听取陈述申辩；决定生效以前，协议照常履行。' },
  ended: { actor: nobody, noDue: over, consequence: '终止另行办理：决定以前书面告知，听取陈述申辩；决定生效以前，协议照常履行。' },
  withdrawn: { actor: nobody, noDue: over, consequence: '证照确已变更的，仍应当在申请期限内重新提出，逾期的后果不变。' },
  merged: { actor: nobody, noDue: over, consequence: '与另一件变更一并办理，在同一份补充协议中约定。' },
  closed: { actor: nobody, noDue: over, consequence: '协议已经终止，变更不再办理。' },
}
