import { agency, head, type Names, nobody, over, type WordsOfStages } from './position-words-kit'

const both = () => '双方按协议履行'
const continued = '协议书面延续，照常履行和结算；只有签订续签协议或者作出不予续签的书面决定才结束延续。'

/** The term of an agreement (第十二、十三条、第十六至十九条); what stands beside it has lines of its own. */
export const agreementWords: WordsOfStages = {
  awaitingStart: { actor: () => '等待约定的生效日期，双方现在都不用办理', noDue: '没有期限。' },
  'inForce.longTerm': {
    actor: both,
    noDue: '长期协议，没有届满日期。',
    consequence: '协议在双方变更、解除，或者发生第十九条所列情形时终止。',
  },
  'inForce.continued.inTime': {
    actor: ({ agency: name }: Names) => `${name}（办结续签）`,
    noDue: '没有期限。',
    consequence: `${continued}延续期满仍未办结的，报负责人督办，协议不因此终止。`,
  },
  'inForce.continued.late': {
    actor: head,
    noDue: '延续期已满，请立即办结续签。',
    consequence: `${continued}乙方不因经办机构未办结而受损。`,
  },
  'inForce.ending': { actor: () => '双方履行到解除（终止）生效之日', noDue: '没有期限。', isLoss: true },
  inForce: { actor: both, noDue: '没有期限。', isLoss: true },
  closing: { actor: agency, noDue: '没有法定期限，请尽快办结。', consequence: '协议已经终止，不因这些事项未办结而继续有效。' },
  ended: { actor: nobody, noDue: over, consequence: '限制期满后可以重新申请。' },
}
