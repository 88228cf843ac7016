import type { Answers, Row } from './row'
import { stamp } from './table-case'
import { authorities, city, heads, officers, otherCounty, outsiders, type Viewer } from './viewers'

const readingStaff = [...officers, ...heads, ...authorities]
/** Everybody on the desk except the city, which reads, and the agency that handles the case. */
const strangers: readonly Viewer[] = otherCounty

const lists = (staff: readonly Viewer[]): Answers => ({ seen: staff, signIn: outsiders, forbidden: 'rest' })

/** A page about a case of 东营区 for some roles: the own agency and the city see it, another county learns nothing. */
function about(staff: readonly Viewer[]): Answers {
  return {
    seen: staff.filter((viewer) => !strangers.includes(viewer)),
    unknown: staff.filter((viewer) => strangers.includes(viewer)),
    signIn: outsiders,
    forbidden: 'rest',
  }
}

/** A form for some roles, of which one viewer may send it: the city reads and may not, another county learns nothing. */
function task(staff: readonly Viewer[], may: Viewer): Answers {
  return { heard: [may], unknown: staff.filter((viewer) => strangers.includes(viewer)), signIn: outsiders, forbidden: 'rest' }
}

/** The desk's own bookkeeping: other officers and heads hear that there is nothing, everybody else may not ask. */
const bookkeeping = (who: readonly Viewer[]): Answers => ({
  seen: who,
  unknown: [...officers, ...heads].filter((viewer) => !who.includes(viewer)),
  signIn: outsiders,
  forbidden: 'rest',
})

/** A result that is not published yet is nobody's but the agency's that evaluated. */
const beforePublication = (route: string, path: string, staff: readonly Viewer[]): Row => ({
  route,
  at: 'evaluated',
  path,
  get: { answers: about(staff), hides: { result: [...city, 'authority'] } },
})

const panel = {
  'panel.agencyStaff': 'account-staff-370502',
  'panel.clinicalExpert': 'account-clinical-370502',
  'panel.managementExpert': 'account-manager-370502',
  'panel.insuredPerson': 'account-insured-370502',
}

export const deskRows: readonly Row[] = [
  {
    route: 'desk',
    get: { answers: lists([...officers, ...heads]), hides: { case: ['otherOfficer', 'otherHead'] } },
    post: [
      {
        form: { intent: 'saveFilter', name: '逾期的', query: 'view=overdue' },
        harmless: { name: '' },
        answers: { heard: [...officers, ...heads], signIn: outsiders, forbidden: 'rest' },
        heard: [422],
        hides: { case: [...otherCounty, ...city] },
      },
    ],
  },
  {
    route: 'desk/batches/new',
    path: '/desk/batches/new?do=handOver&case={application}',
    get: { answers: lists([...officers, ...heads]), hides: { case: [...otherCounty, ...city] } },
    post: [
      {
        form: {
          ...stamp,
          task: 'handOver',
          toId: 'account-officer2-370502',
          reason: '外出培训',
          case: '{application}',
          'revision.{application}': '1',
        },
        harmless: { reason: '' },
        answers: { heard: [...officers, ...heads], signIn: outsiders, forbidden: 'rest' },
        heard: [422],
        hides: { case: [...otherCounty, ...city] },
      },
    ],
  },
  {
    // Work that somebody gave is nobody else's, not even a colleague's of the same agency.
    route: 'desk/batches/:batchId',
    path: '/desk/batches/{batch}',
    get: { answers: bookkeeping(['officer']) },
    post: [{ form: {}, answers: { ...bookkeeping(['officer']), seen: [], heard: ['officer'] }, heard: [303] }],
  },
  {
    // Holders and internal notes are the handling agency's alone: the city reads the case, but not these.
    route: 'desk/cases/:caseId',
    path: '/desk/cases/{application}',
    get: { answers: bookkeeping(['officer', 'head']) },
    post: [
      {
        form: { ...stamp, intent: 'note', text: '电话已经通知' },
        harmless: { text: '' },
        answers: { ...bookkeeping(['officer', 'head']), seen: [], heard: ['officer', 'head'] },
        heard: [422],
      },
    ],
  },
  {
    route: 'desk',
    path: '/desk?view=all&agency=370502',
    get: { answers: lists([...officers, ...heads]), hides: { case: ['otherOfficer', 'otherHead'] } },
  },
  {
    route: 'desk/intake/:caseId',
    at: 'submitted',
    path: '/desk/intake/{application}',
    get: { answers: { seen: ['officer'], unknown: ['otherOfficer', 'cityOfficer'], signIn: outsiders, forbidden: 'rest' } },
    post: [
      {
        form: { ...stamp, intent: 'accept', opinion: '予以受理' },
        answers: { heard: ['officer'], unknown: ['otherOfficer', 'cityOfficer'], signIn: outsiders, forbidden: 'rest' },
        heard: [422],
      },
    ],
  },
  {
    route: 'desk/sign',
    at: 'countersigning',
    get: { answers: lists(heads), hides: { case: ['otherHead', 'cityHead'] } },
    post: [
      {
        // Every head is heard; an agreement of another agency is not signed, and only the city may know its name.
        form: { chosen: '{application}' },
        answers: { heard: heads, signIn: outsiders, forbidden: 'rest' },
        heard: [200],
        hides: { case: ['otherHead'] },
      },
    ],
  },
  {
    route: 'desk/counter',
    path: '/desk/counter?uscc=91370502MA3C7K4M5B',
    get: { answers: lists(officers) },
    post: [
      {
        task: 'institution',
        form: { _task: 'institution', name: '东营仁和诊所有限公司', type: 'medical' },
        harmless: { _task: 'institution', name: '', type: 'medical' },
        answers: { heard: officers, signIn: outsiders, forbidden: 'rest' },
        heard: [422],
      },
    ],
  },
  {
    route: 'desk/notifications',
    get: { answers: lists([...officers, ...heads]) },
    post: [
      {
        form: { _task: 'settings', mail: 'turn', quietFrom: '22', quietUntil: '' },
        answers: { heard: [...officers, ...heads], signIn: outsiders, forbidden: 'rest' },
        heard: [422],
      },
    ],
  },
  // The city agency words the messages of all agencies.
  { route: 'desk/templates', get: { answers: { seen: ['cityOfficer', 'cityHead'], signIn: outsiders, forbidden: 'rest' } } },
  {
    route: 'desk/templates/:template',
    path: '/desk/templates/turn.sms',
    get: { answers: { seen: ['cityOfficer', 'cityHead'], signIn: outsiders, forbidden: 'rest' } },
    post: [
      {
        form: { _task: 'draft', body: '{要点}事项：{事项}。' },
        harmless: { body: '{事项}' },
        answers: { heard: ['cityOfficer', 'cityHead'], signIn: outsiders, forbidden: 'rest' },
        heard: [422],
      },
    ],
  },
  {
    route: 'desk/deliveries',
    // Whom an e-mail did not reach is the sending agency's to know, with telephone numbers.
    get: { answers: lists([...officers, ...heads]), hides: { case: [...otherCounty, ...city], contents: [...otherCounty, ...city] } },
    post: [
      {
        form: { delivery: '{delivery}', 'note-{delivery}': '已经电话告知经办人' },
        harmless: { 'note-{delivery}': '' },
        answers: { heard: ['officer'], unknown: ['otherOfficer', 'cityOfficer'], signIn: outsiders, forbidden: 'rest' },
        heard: [422],
      },
    ],
  },
  {
    route: 'desk/rounds',
    get: { answers: lists(readingStaff), hides: { case: readingStaff } },
    post: [
      {
        form: { ...stamp, month: '2026-10' },
        harmless: { month: '' },
        answers: { heard: officers, signIn: outsiders, forbidden: 'rest' },
        heard: [422],
      },
    ],
  },
  {
    route: 'desk/rounds/:caseId',
    path: '/desk/rounds/{round}',
    get: { answers: about(readingStaff) },
    post: [
      { task: 'submitResults', form: { ...stamp, _task: 'submitResults' }, answers: task([...officers, ...heads], 'officer') },
      {
        task: 'extendRound',
        form: { ...stamp, _task: 'extendRound', until: '2026-05-20', reason: '现场考查未完' },
        answers: task([...officers, ...heads], 'head'),
      },
      {
        task: 'closeEmptyRound',
        form: { ...stamp, _task: 'closeEmptyRound', reason: '本批次没有申请' },
        answers: task([...officers, ...heads], 'officer'),
      },
      {
        task: 'admitLateApplication',
        form: { ...stamp, _task: 'admitLateApplication', applicationId: '{application}', reason: '申请人因公寄送延误' },
        answers: task([...officers, ...heads], 'head'),
      },
    ],
  },
  {
    route: 'desk/rounds/:caseId/panel',
    path: '/desk/rounds/{round}/panel',
    get: { answers: about(officers) },
    post: [{ form: { ...stamp, ...panel }, answers: task(officers, 'officer') }],
  },
  {
    route: 'desk/rounds/:caseId/approval',
    path: '/desk/rounds/{round}/approval',
    get: { answers: about(heads) },
    post: [
      { task: 'approveResults', form: { ...stamp, _task: 'approveResults', opinion: '同意公示' }, answers: task(heads, 'head') },
      { task: 'returnResults', form: { ...stamp, _task: 'returnResults', reason: '请补充会议记录' }, answers: task(heads, 'head') },
    ],
  },
  {
    route: 'desk/rounds/:caseId/publication',
    path: '/desk/rounds/{round}/publication',
    get: { answers: about(officers) },
    post: [{ form: stamp, answers: task(officers, 'officer') }],
  },
  {
    route: 'desk/evaluations/:caseId',
    path: '/desk/evaluations/{application}',
    get: { answers: about(readingStaff) },
    post: [
      { task: 'concludeEvaluation', form: { ...stamp, _task: 'concludeEvaluation' }, answers: task([...officers, ...heads], 'officer') },
      { task: 'recordJointMinute', form: { ...stamp, _task: 'recordJointMinute' }, answers: task([...officers, ...heads], 'officer') },
      {
        task: 'concludeUnable',
        form: { ...stamp, _task: 'concludeUnable', reason: '两次考查时机构都已经停业' },
        answers: task([...officers, ...heads], 'officer'),
      },
      {
        task: 'publishReEvaluation',
        form: { ...stamp, _task: 'publishReEvaluation', opinion: '同意公示' },
        answers: task([...officers, ...heads], 'head'),
      },
      {
        task: 'returnReEvaluation',
        form: { ...stamp, _task: 'returnReEvaluation', reason: '请补充合议记录' },
        answers: task([...officers, ...heads], 'head'),
      },
    ],
  },
  {
    route: 'desk/evaluations/:caseId/panel',
    path: '/desk/evaluations/{application}/panel',
    get: { answers: about(officers) },
    post: [{ form: { ...stamp, ...panel }, answers: task(officers, 'officer') }],
  },
  beforePublication('desk/rounds/:caseId', '/desk/rounds/{round}', readingStaff),
  beforePublication('desk/rounds/:caseId/approval', '/desk/rounds/{round}/approval', heads),
  beforePublication('desk/rounds/:caseId/publication', '/desk/rounds/{round}/publication', officers),
  beforePublication('desk/evaluations/:caseId', '/desk/evaluations/{application}', readingStaff),
  {
    route: 'desk/rounds/:caseId/notice',
    at: 'publicNotice',
    path: '/desk/rounds/{round}/notice',
    get: { answers: about(readingStaff) },
    // While the notice runs everybody knows of the round.
    post: [
      {
        form: { ...stamp, lostDays: '1', reason: '机房停电一天，公示网页打不开' },
        answers: { heard: ['head'], signIn: outsiders, forbidden: 'rest' },
      },
    ],
  },
  {
    route: 'desk/objections/:caseId/new',
    at: 'publicNotice',
    path: '/desk/objections/{application}/new',
    get: { answers: { seen: ['officer'], unknown: ['otherOfficer', 'cityOfficer'], signIn: outsiders, forbidden: 'rest' } },
    post: [
      {
        form: { _commandId: '{newId}', kind: 'objection', statement: '' },
        isMultipart: true,
        answers: { heard: ['officer'], unknown: ['otherOfficer', 'cityOfficer'], signIn: outsiders, forbidden: 'rest' },
        heard: [422],
      },
    ],
  },
  {
    // Never for the institution, nor for heads, the panel or other agencies (DECISIONS 33).
    route: 'desk/objections/:caseId/evidence/:objectionId/:digest',
    at: 'publicNotice',
    path: '/desk/objections/{application}/evidence/{objection}/{evidence}',
    get: { answers: { seen: ['officer'], unknown: ['otherOfficer', 'cityOfficer'], signIn: outsiders, forbidden: 'rest' } },
  },
  {
    route: 'desk/leads',
    at: 'publicNotice',
    get: { answers: lists([...officers, ...heads]), hides: { case: [...otherCounty, ...city] } },
  },
  {
    route: 'desk/leads/:leadId',
    at: 'publicNotice',
    path: '/desk/leads/{lead}',
    get: { answers: bookkeeping(['officer', 'head']) },
    post: [
      {
        form: { status: 'closed', result: '没有可以查证的事实' },
        harmless: { result: '' },
        answers: { ...bookkeeping(['officer', 'head']), seen: [], heard: ['officer', 'head'] },
        heard: [422],
      },
    ],
  },
  {
    route: 'desk/leads/:leadId/files/:digest',
    at: 'publicNotice',
    path: '/desk/leads/{lead}/files/{evidence}',
    get: { answers: bookkeeping(['officer', 'head']) },
  },
  {
    route: 'desk/objections',
    at: 'publicNotice',
    get: { answers: lists(readingStaff), hides: { case: [...otherCounty, ...city], objector: readingStaff } },
  },
  {
    route: 'desk/objections/:caseId',
    at: 'publicNotice',
    path: '/desk/objections/{application}',
    // Who objected is shown to officers of the handling agency only (第二十三条).
    get: { answers: about(readingStaff), hides: { objector: ['head', 'authority', ...city] } },
    post: [
      {
        form: {
          ...stamp,
          objectionId: '{objection}',
          upheld: 'no',
          finding: '经核查，所填注册地点属实',
          secondHandlerId: '{officerAccount}',
        },
        // While the notice runs everybody knows of the case.
        answers: { heard: ['officer'], signIn: outsiders, forbidden: 'rest' },
      },
    ],
  },
]
