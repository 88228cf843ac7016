import type { PagedCommand } from '#app/forms/case/registry'
import type { Answers, Row } from './row'
import { changeCommandRows } from './table-change'
import { endingCommandRows } from './table-ending'
import { lifeCommandRows } from './table-life'
import { admins, city, handling, heads, members, otherCounty, outsiders, type Viewer, viewers } from './viewers'
import type { Moment } from './world'

/** Who may know of each case; everybody else is told that there is none. */
const readers = {
  application: ['ownApplicant', ...handling, ...city, ...members, 'auditAdmin'],
  round: [...handling, ...city, ...members, 'auditAdmin'],
  agreement: ['ownApplicant', ...handling, ...city, 'auditAdmin'],
  // 第九条（五）: the list is the city agency's until it is published.
  list: [...city, 'auditAdmin'],
  // Not its subject's before somebody has confirmed it.
  ledger: [...handling, ...city, 'auditAdmin'],
  change: ['ownApplicant', ...handling, ...city, 'auditAdmin'],
  renewal: ['ownApplicant', ...handling, ...city, 'auditAdmin'],
  ending: ['ownApplicant', ...handling, ...city, 'auditAdmin'],
  // 第四条: what is not published yet is the city agency's own.
  rules: [...city, 'auditAdmin'],
  override: [...city, 'auditAdmin'],
} as const satisfies Record<string, readonly Viewer[]>
type Subject = keyof typeof readers

const caseOf = {
  application: { id: '{application}', at: 'underEvaluation' },
  round: { id: '{round}', at: 'underEvaluation' },
  agreement: { id: '{agreement}', at: 'inForce' },
  list: { id: '{list}', at: 'inForce' },
  ledger: { id: '{ledger}', at: 'inForce' },
  change: { id: '{change}', at: 'inForce' },
  renewal: { id: '{renewal}', at: 'inForce' },
  ending: { id: '{ending}', at: 'inForce' },
  rules: { id: '{rules}', at: 'inForce' },
  override: { id: '{override}', at: 'inForce' },
} as const satisfies Record<Subject, { id: string; at: Moment }>

/** The two entries of a signature on paper, of one machine. */
const paperSigning = <const S extends Subject, const First extends PagedCommand, const Second extends PagedCommand>(
  subject: S,
  first: First,
  second: Second,
) =>
  ({
    [first]: {
      subject,
      may: ['officer'],
      form: { signerName: '赵立新', signedOn: '2026-05-12', capacity: 'legalRepresentative' },
      isMultipart: true,
    },
    [second]: { subject, may: ['head'], form: { signerName: '李负责', signedOn: '2026-05-13' }, isMultipart: true },
  }) as Readonly<Record<string, unknown>> as Record<
    First | Second,
    { subject: S; may: readonly Viewer[]; form: Readonly<Record<string, string>>; isMultipart: true }
  >

/** Every command of the generic page: whose case it is about, who may give it, and a form as that person would fill it in. */
const commandRows = {
  acceptApplication: { subject: 'application', may: ['officer'], form: { opinion: '材料齐全，予以受理' } },
  proposeRefusal: { subject: 'application', may: ['officer'], form: { facts: '不符合规划要求，不予受理' } },
  refuseApplication: { subject: 'application', may: ['head'], form: { opinion: '同意不予受理' } },
  returnRefusal: { subject: 'application', may: ['head'], form: { reason: '事实不清，请补充核实' } },
  reportFraud: { subject: 'application', may: ['officer', 'head'], form: { facts: '医师证书与原件不一致' }, isMultipart: true },
  dismissFraud: { subject: 'application', may: ['head'], form: { finding: '经核对原件一致' } },
  confirmFraud: { subject: 'application', may: ['head'], form: { finding: '经发证机关核实系伪造' } },
  changeSiteAddress: {
    subject: 'application',
    may: ['ownApplicant', 'officer'],
    form: { address: '东营区济南路9号', admdvs: '370502', reason: '房屋到期' },
    isMultipart: true,
  },
  issueSupplementNotice: { subject: 'application', may: ['officer'], form: { 'items[0].materialId': 'practiceLicence' } },
  issueFollowUpNotice: { subject: 'application', may: ['officer'], form: { 'items[0].materialId': 'practiceLicence' } },
  answerSupplementNotice: {
    subject: 'application',
    may: ['ownApplicant', 'officer'],
    form: { explanation: '已经补齐' },
    isMultipart: true,
  },
  transferApplication: {
    subject: 'application',
    may: ['officer'],
    form: { toAgencyId: '370503', reason: '执业地点在河口区，由河口区管辖' },
  },
  scheduleVisit: { subject: 'application', may: ['officer'], form: { visitOn: '2026-04-14', arrivesAt: '09:30' } },
  recordFailedVisit: { subject: 'application', may: ['officer', ...members], form: { visitedOn: '2026-04-13', cause: 'closed' } },
  handInLicence: {
    subject: 'application',
    may: ['ownApplicant', 'officer'],
    form: { expiresOn: '2028-12-31' },
    isMultipart: true,
  },
  recordVisit: { subject: 'application', may: ['officer', ...members], form: { visitedOn: '2026-04-13', confirmation: 'signed' } },
  acknowledgeNotice: { subject: 'application', may: ['ownApplicant', 'officer'], form: { servedOn: '2026-03-05' }, isMultipart: true },
  reportRepresentative: {
    subject: 'application',
    may: ['ownApplicant', 'officer'],
    form: { name: '周新任', idNumber: '370502198001010015', changedOn: '2026-05-10' },
    isMultipart: true,
  },
  registerPaperSignature: {
    subject: 'application',
    may: ['officer'],
    form: { signerName: '赵立新', signedOn: '2026-05-12', capacity: 'legalRepresentative' },
    isMultipart: true,
  },
  confirmPaperAgreement: {
    subject: 'application',
    may: ['head'],
    form: { signerName: '李负责', signedOn: '2026-05-13' },
    isMultipart: true,
  },
  ...paperSigning('change', 'registerPaperSupplement', 'confirmPaperSupplement'),
  ...paperSigning('renewal', 'registerPaperRenewal', 'confirmPaperRenewal'),
  ...paperSigning('ending', 'registerPaperRescission', 'confirmPaperRescission'),
  ...changeCommandRows,
  ...endingCommandRows,
  ...lifeCommandRows,
  withdrawApplication: { subject: 'application', may: ['ownApplicant', 'officer'], form: { reason: '暂不办理' } },
  offerTerms: { subject: 'application', may: ['officer'], form: { services: 'general_outpatient', startsOn: '', remark: '' } },
  commentTerms: { subject: 'application', may: ['ownApplicant'], form: { comment: '第三条的期限请再核对' } },
  agreeTerms: { subject: 'application', may: ['ownApplicant', 'officer'], form: { confirmed: 'yes' } },
  submitResults: { subject: 'round', may: ['officer'], form: {} },
  extendRound: { subject: 'round', may: ['head'], form: { until: '2026-05-20', reason: '现场考查未完' } },
  approveResults: { subject: 'round', may: ['head'], form: { opinion: '同意公示' } },
  returnResults: { subject: 'round', may: ['head'], form: { reason: '请补充会议记录' } },
  publishResults: { subject: 'round', may: ['officer'], form: {} },
  correctNotice: { subject: 'application', may: ['head'], form: { field: 'name', wrong: '甲', right: '乙', reason: '录入有误' } },
  closeEmptyRound: { subject: 'round', may: ['officer'], form: { reason: '本批次没有申请' } },
  fileAgreement: { subject: 'agreement', may: ['officer'], form: { remark: '' } },
  acknowledgeFiling: { subject: 'agreement', may: ['authority'], form: { remarks: '' } },
  answerFilingRemarks: { subject: 'agreement', may: ['officer'], form: { answer: '已按备案意见办理' } },
  publishList: { subject: 'list', may: ['cityHead'], form: { opinion: '同意公布' } },
  withdrawList: { subject: 'list', may: ['cityOfficer', 'cityHead'], form: { reason: '名单有误，重新拟定' } },
  confirmBarFact: { subject: 'ledger', may: ['officer', 'head'], form: { opinion: '经核对，与决定书一致' } },
  dropBarFact: { subject: 'ledger', may: ['officer', 'head'], form: { reason: '登记的单位有误' } },
  markUnderReview: { subject: 'ledger', may: ['officer'], form: { kind: 'review', filedOn: '2026-04-20', note: '' } },
  endReview: { subject: 'ledger', may: ['officer'], form: { outcome: '复议机关维持原决定' } },
  setAsideBarFact: {
    subject: 'ledger',
    may: ['head'],
    form: { number: '鲁政复决〔2026〕1号', authority: '复议机关', decidedOn: '2026-04-20', note: '' },
  },
  checkRules: { subject: 'rules', may: ['cityOfficer', 'cityHead'], form: { opinion: '经核对，与文件一致' } },
  publishRules: { subject: 'rules', may: ['cityOfficer', 'cityHead'], form: { opinion: '同意公布', openCases: 'keep' } },
  dropRules: { subject: 'rules', may: ['cityOfficer', 'cityHead'], form: { reason: '文件尚未印发' } },
  approveOverride: { subject: 'override', may: ['cityOfficer', 'cityHead'], form: { opinion: '同意' } },
  dropOverride: { subject: 'override', may: ['cityOfficer', 'cityHead'], form: { reason: '新办法已经公布' } },
  settleClaims: { subject: 'agreement', may: ['officer'], form: { note: '已经结清' } },
  returnPlaque: { subject: 'agreement', may: ['officer'], form: { note: '已经收回' } },
  announceExit: { subject: 'agreement', may: ['officer'], form: { note: '已经公告' } },
} as const satisfies Record<
  PagedCommand,
  { subject: Subject; may: readonly Viewer[]; form: Readonly<Record<string, string>>; isMultipart?: true }
>

/** Those who may, those who know of the case and may not, and the others who learn nothing. */
function command(subject: Subject, may: readonly Viewer[], allowed: 'seen' | 'heard'): Answers {
  const known: readonly Viewer[] = readers[subject]
  return { [allowed]: may, forbidden: known.filter((viewer) => !may.includes(viewer)), signIn: outsiders, unknown: 'rest' }
}

/** The hidden fields of a page's form. */
export const stamp = { _revision: '{revision}', _commandId: '{newId}' }

const commandPages: readonly Row[] = Object.entries(commandRows).map(([name, { subject, may, form, ...rest }]) => ({
  route: 'cases/:caseId/do/:command',
  at: caseOf[subject].at,
  path: `/cases/${caseOf[subject].id}/do/${name}`,
  get: { answers: command(subject, may, 'seen') },
  post: [{ form: { ...stamp, ...form }, answers: command(subject, may, 'heard'), ...rest }],
}))

/** Staff who may read the case; to the institution and to its panel the record of service is unknown. */
const staff = [...handling, ...city, 'auditAdmin'] as const satisfies Viewer[]

const inboxRows: readonly Row[] = [
  {
    route: 'messages',
    get: {
      answers: { signIn: outsiders, seen: 'rest' },
      hides: { case: [...otherCounty, ...admins, 'otherApplicant'], contents: [...otherCounty, ...admins, 'otherApplicant', ...members] },
    },
    post: [{ form: {}, answers: { heard: 'rest', signIn: outsiders }, heard: [303] }],
  },
  {
    route: 'messages/:id',
    path: '/messages/document:{applicationReceipt}',
    get: { answers: { elsewhere: ['ownApplicant'], signIn: outsiders, unknown: 'rest' } },
  },
  {
    route: 'documents/:id/service',
    path: '/documents/{applicationReceipt}/service',
    get: { answers: { seen: staff, signIn: outsiders, unknown: 'rest' } },
  },
]

export const caseRows: readonly Row[] = [
  {
    // The institution to the notice, officers outside the panel to the form for letters; nothing for anybody else.
    route: 'cases/:caseId/object',
    at: 'publicNotice',
    path: '/cases/{application}/object',
    get: { answers: { elsewhere: ['ownApplicant', 'officer'], signIn: outsiders, unknown: 'rest' } },
  },
  {
    // Nothing to bring back while it runs; who may is a head of its own agency.
    route: 'cases/:caseId/reopen',
    path: '/cases/{application}/reopen',
    get: { answers: { unknown: heads, signIn: outsiders, forbidden: 'rest' } },
    post: [{ form: { ...stamp, basis: 'courtRuling' }, answers: { unknown: heads, signIn: outsiders, forbidden: 'rest' } }],
  },
  ...inboxRows,
  ...(['application', 'round', 'agreement', 'list', 'ledger', 'change', 'renewal', 'ending'] as const).map(
    (subject): Row => ({
      route: 'cases/:caseId',
      at: caseOf[subject].at,
      path: `/cases/${caseOf[subject].id}`,
      get: {
        answers: { seen: readers[subject], signIn: outsiders, unknown: 'rest' },
        // The file opens to a member with the declaration, and never to one in conflict.
        ...(subject === 'application' ? { hides: { contents: ['conflictedMember', 'waitingMember'] } } : {}),
      },
    }),
  ),
  {
    route: 'cases/:caseId',
    at: 'evaluated',
    path: '/cases/{application}',
    // Before it is published a result is the agency's and its panel's.
    get: {
      answers: { seen: readers.application, signIn: outsiders, unknown: 'rest' },
      hides: { result: ['ownApplicant', 'authority', ...city, 'auditAdmin'] },
    },
  },
  {
    route: 'cases/:caseId',
    at: 'publicNotice',
    path: '/cases/{application}',
    get: {
      answers: { seen: readers.application, signIn: outsiders, unknown: 'rest' },
      hides: { objector: readers.application, notForInstitution: ['ownApplicant', ...members] },
    },
  },
  ...commandPages,
  // A command that has no page of its own here is no address, whoever asks.
  {
    route: 'cases/:caseId/do/:command',
    path: '/cases/{application}/do/countersign',
    get: { answers: { unknown: viewers } },
    post: [{ form: stamp, answers: { unknown: viewers } }],
  },
  {
    route: 'cases/:caseId/sign',
    at: 'countersigning',
    path: '/cases/{application}/sign',
    get: { answers: parties('seen') },
    post: [
      {
        form: { ...stamp, confirmed: 'yes', intent: 'demo', baseDigest: '' },
        harmless: { confirmed: '' },
        answers: parties('heard'),
        heard: [409, 422],
      },
    ],
  },
  {
    route: 'cases/:caseId/demo-certificate',
    at: 'countersigning',
    path: '/cases/{application}/demo-certificate',
    post: [
      {
        form: { filePassword: 'long enough to be taken' },
        harmless: { filePassword: '' },
        answers: { heard: ['ownApplicant'], signIn: outsiders, unknown: ['otherApplicant'], forbidden: 'rest' },
        heard: [303],
      },
    ],
  },
]

/** The two who sign; other applicants and heads learn nothing, everybody else is no party at all. */
function parties(allowed: 'seen' | 'heard'): Answers {
  return {
    [allowed]: ['ownApplicant', 'head'],
    signIn: outsiders,
    unknown: ['otherApplicant', 'otherHead', 'cityHead'],
    forbidden: 'rest',
  }
}
