import { agreementWords } from './position-words-agreement'
import { changeWords } from './position-words-change'
import { endingWords } from './position-words-ending'
import { agency, head, type Names, nobody, over, type WordsOfStages } from './position-words-kit'
import { renewalWords } from './position-words-renewal'
import { ruleOverrideWords, ruleReleaseWords } from './position-words-rules'

const institution = ({ institution: name }: Names) => `申请人（${name}）`
const panel = () => '评估小组'
const waits = ({ round }: Names) => `等待${round === '' ? '集中评估' : round}，双方现在都不用办理`

const applicationWords: WordsOfStages = {
  refusalProposed: {
    actor: head,
    noDue: '受理时限已过，请立即决定。',
    consequence: '负责人批准以前，不予受理不生效；负责人也可以退回，由经办人员继续审查。',
  },
  submitted: { actor: agency, noDue: '受理时限已过，请立即办理。' },
  'supplementing.unserved': { actor: institution, noDue: '没有期限。' },
  supplementing: { actor: institution, noDue: '没有期限。', isLoss: true },
  queued: {
    actor: waits,
    noDue: '评估批次的日期尚未确定。',
    consequence: '不需要办理什么：到批次截止日，系统自动列入；每年集中评估两次。',
  },
  enrolled: {
    actor: waits,
    noDue: '评估开始的日期尚未确定。',
    consequence: '到评估月第一天，评估自动开始；申请人请备好资料，等待现场考查。',
  },
  underEvaluation: {
    actor: panel,
    noDue: '评估当月完成。',
    consequence: '当月未完成的，由经办机构负责人说明原因并确定延长到哪一天，申请人不因此受损。',
  },
  evaluated: {
    actor: head,
    noDue: '随评估批次统一审批、公示，没有单独的期限。',
    consequence: '审批通过并公示以前，结果不生效，也不对外公布。',
  },
  publicNotice: { actor: () => '社会公众（可以提出异议）', noDue: '公示期已满。' },
  objection: { actor: agency, noDue: '异议处理时限已过，请立即办理。' },
  'reEvaluation.withoutPanel': {
    actor: agency,
    noDue: '重新评估时限已过，请尽快确定重新评估小组。',
    consequence: '异议成立，另行组成评估小组重新评估；重新评估完成并公示以前，不签订协议，同批其他机构不受影响。',
  },
  reEvaluation: {
    actor: panel,
    noDue: '重新评估时限已过，请尽快完成。',
    consequence: '重新评估完成并公示以前，不签订协议；同批其他机构不受影响。',
  },
  reEvaluated: { actor: head, noDue: '没有单独的期限，请尽快审批公示。', consequence: '审批并公示以前，重新评估的结果不生效。' },
  'negotiating.drafting': {
    actor: agency,
    noDue: '没有期限；经办机构拟定期间，不计算申请人的签约期限。',
    consequence: '申请人不因经办机构未办理而受损。',
  },
  'negotiating.offered': { actor: institution, noDue: '没有期限。', isLoss: true },
  'signing.byInstitution': { actor: institution, noDue: '没有期限。', isLoss: true },
  'signing.byAgency': {
    actor: head,
    noDue: '没有单独的期限；乙方已经签章，不会因甲方未签而失去资格。',
    consequence: '甲方签章以前，协议不成立、不生效。',
  },
  signed: { actor: nobody, noDue: over, consequence: '本次申请已办成。协议的履行和期满见“服务协议”。' },
  refused: {
    actor: nobody,
    noDue: over,
    consequence: '对决定不服的，可以自收到之日起60日内申请行政复议，或者6个月内提起行政诉讼；符合条件后可以重新申请。',
  },
  withdrawn: { actor: nobody, noDue: over, consequence: '材料备齐后可以随时重新申请，不受一年限制。' },
  notPassed: {
    actor: nobody,
    noDue: over,
    consequence: '不需要等待：按评估结果告知书整改后，可以随时重新自评、重新申请，参加下一次集中评估。',
  },
  lapsed: { actor: nobody, noDue: over, consequence: '没有协议被终止，不受一年限制，可以重新申请。' },
}

const roundWords: WordsOfStages = {
  open: { actor: agency, noDue: '没有期限。' },
  locked: { actor: agency, noDue: '没有期限。', consequence: '评估月开始前应当确定评估小组；到期评估自动开始。' },
  'evaluating.inMonth': { actor: panel, noDue: '评估当月完成。' },
  'evaluating.overrun': { actor: head, noDue: '评估月已过，请立即办理。' },
  'evaluating.extended': { actor: panel, noDue: '延长期内完成。' },
  handedIn: { actor: head, noDue: '没有法定期限，请尽快审批。', consequence: '审批以前，结果不能公示。' },
  approved: { actor: agency, noDue: '没有法定期限，请尽快公示。', consequence: '公示以前，结果不生效。' },
  publicNotice: { actor: () => '社会公众（可以提出异议）', noDue: '公示期已满。' },
  closed: { actor: nobody, noDue: over, consequence: '各机构的后续办理见各自的申请。' },
  closedEmpty: { actor: nobody, noDue: over, consequence: '此后受理的申请进入下一批次。' },
}

const listWords: WordsOfStages = {
  drafted: {
    actor: head,
    noDue: '没有法定期限，请尽快审批公布。',
    consequence: '公布以前，这些机构的状态是“已签约未公布”，社会公众查询不到。',
  },
  published: { actor: nobody, noDue: over, consequence: '名单已经公布，各协议的状态随之更新。' },
  withdrawn: { actor: nobody, noDue: over, consequence: '可以重新拟定名单。' },
}

const barRecordWords: WordsOfStages = {
  recorded: {
    actor: ({ agency: name }) => `${name}负责人（或者登记人以外的经办人员）`,
    noDue: '没有法定期限，请尽快核对。',
    consequence: '确认以前，不限制该单位申请，各级经办机构的审查也不提示。',
  },
  'standing.final': {
    actor: nobody,
    noDue: '限制期见下方，期满自行解除。',
    consequence: '决定被复议、起诉或者撤销的，由登记的经办机构及时更新。',
  },
  'standing.underReview': {
    actor: () => '等待复议机关或者人民法院的决定',
    noDue: '没有期限；复议（诉讼）期间决定仍然有效。',
    consequence: '决定维持的，继续有效；被撤销的，限制随即解除，据此不予受理的申请恢复办理。',
  },
  setAside: { actor: nobody, noDue: over, consequence: '限制已经解除，登记保留备查。' },
  dropped: { actor: nobody, noDue: over, consequence: '没有形成限制，登记保留备查。' },
}

/** The words of every stage by machine and leaf; a group of leaves may share those of its parent. */
export const words: Readonly<Record<string, WordsOfStages>> = {
  application: applicationWords,
  evaluationRound: roundWords,
  agreement: agreementWords,
  change: changeWords,
  ending: endingWords,
  renewal: renewalWords,
  institutionList: listWords,
  barRecord: barRecordWords,
  ruleRelease: ruleReleaseWords,
  ruleOverride: ruleOverrideWords,
}
