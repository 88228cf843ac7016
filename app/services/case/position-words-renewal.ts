import { agency, head, type Names, nobody, over, type WordsOfStages } from './position-words-kit'

const institution = ({ institution: name }: Names) => `乙方（${name}）`
const neverBySilence = '期满时仍未办结的，协议书面延续，照常履行和结算，乙方不因经办机构未办结而受损。'

/** 第十三条: another term, from the wish to the signed text. */
export const renewalWords: WordsOfStages = {
  early: {
    actor: () => '等待续签申请期开始，双方现在都不用办理',
    noDue: '没有期限。',
    consequence: '申请已经登记，不用重复提交；续签申请期开始的那一天自动转入审核。',
  },
  reviewing: { actor: agency, noDue: '没有期限。', consequence: neverBySilence },
  'reviewing.onHold': { actor: agency, noDue: '没有期限。', consequence: `等待年度考核结果生效。${neverBySilence}` },
  'reviewing.late': { actor: agency, noDue: '办理时限已过，请立即办理。', consequence: `已报负责人督办。${neverBySilence}` },
  underConsideration: { actor: agency, noDue: '没有期限。', consequence: neverBySilence },
  negotiating: { actor: agency, noDue: '没有法定期限，请在期满前拟定续签协议。', consequence: neverBySilence },
  'signing.byInstitution': {
    actor: institution,
    noDue: '没有期限。',
    consequence: '期限内没有签署的，退回经办机构重新协商；协商不成的，由两人作出书面决定，期满终止，并且一年内不予受理新的申请。',
    isLoss: true,
  },
  'signing.byAgency': {
    actor: head,
    noDue: '没有单独的期限；乙方已经签章，不会因甲方未签而失去资格。',
    consequence: '甲方签章以前，续签协议不成立；期满时仍未签章的，协议书面延续，照常履行和结算。',
  },
  refusalProposed: {
    actor: ({ agency: name }) => `${name}负责人`,
    noDue: '没有法定期限，请在期满前决定。',
    consequence: '负责人批准以前，不予续签不生效；负责人也可以退回，继续审核。',
  },
  renewed: { actor: nobody, noDue: over, consequence: '续签协议已经签订，新的有效期见“服务协议”。' },
  refused: {
    actor: nobody,
    noDue: over,
    consequence:
      '协议期满终止（已经延续的，自决定之日终止），一年内不予受理新的申请。对决定不服的，可以自收到之日起60日内申请行政复议，或者6个月内提起行政诉讼。',
  },
  withdrawn: {
    actor: nobody,
    noDue: over,
    consequence: '期满以前仍可以重新提出续签申请；没有提出的，期满自动终止，并且一年内不予受理新的申请。',
  },
  closed: { actor: nobody, noDue: over, consequence: '协议已经终止，续签不再办理。' },
}
