import type { Row } from './row'
import { officers, outsiders, type Viewer } from './viewers'

const stamp = { _revision: '{revision}', _commandId: '{newId}' }
const reason = { reason: '材料与证照不一致，请核对' }
const opinion = { opinion: '材料齐全，与证照一致' }

/** The commands on a change: whose case it is about, who may give it, and a form as that person would fill it in. */
export const changeCommandRows = {
  dismissChangeNote: { subject: 'change', may: ['officer'], form: reason },
  admitLateChange: { subject: 'change', may: ['head'], form: { reason: '原因属实，机构仍然符合条件' } },
  endForLateness: { subject: 'change', may: ['head'], form: { facts: '证照变更后超过一个月没有申请' } },
  issueChangeSupplementNotice: { subject: 'change', may: ['officer'], form: { 'items[0].materialId': 'representative-0' } },
  answerChangeSupplement: { subject: 'change', may: ['ownApplicant', 'officer'], form: { explanation: '已经补齐' }, isMultipart: true },
  concludeChangeCheck: { subject: 'change', may: ['officer'], form: opinion },
  confirmSmallChange: { subject: 'change', may: ['officer', 'head'], form: opinion },
  returnSmallChange: { subject: 'change', may: ['officer', 'head'], form: reason },
  confirmTargetedEvaluation: { subject: 'change', may: ['officer', 'head'], form: opinion },
  returnTargetedEvaluation: { subject: 'change', may: ['officer', 'head'], form: reason },
  offerSupplement: { subject: 'change', may: ['officer'], form: { effectiveOn: '2030-01-01', remark: '' } },
  commentSupplement: { subject: 'change', may: ['ownApplicant'], form: { comment: '生效日期请再商量' } },
  proposeChangeRefusal: { subject: 'change', may: ['officer'], form: { facts: '不符合规定的条件，经核实', talks: '两次协商未果' } },
  returnChangeRefusal: { subject: 'change', may: ['head'], form: reason },
  refuseChange: { subject: 'change', may: ['head'], form: opinion },
  withdrawChange: { subject: 'change', may: ['ownApplicant'], form: { reason: '证照没有变更' } },
  mergeChange: { subject: 'change', may: ['officer'], form: { into: 'change-2' } },
} as const satisfies Record<
  string,
  { subject: 'change'; may: readonly Viewer[]; form: Readonly<Record<string, string>>; isMultipart?: true }
>

const reporters = ['ownApplicant', 'officer'] as const satisfies Viewer[]
/** Of those who report changes at all, the ones to whom this agreement is unknown or out of reach. */
const others = ['otherApplicant', 'otherOfficer', 'cityOfficer'] as const satisfies Viewer[]
const answersOf = (allowed: 'seen' | 'heard') => ({ [allowed]: reporters, unknown: others, signIn: outsiders, forbidden: 'rest' }) as const

/** Reporting a change, noting that of a licence, and the look on site. */
export const changeRows: readonly Row[] = [
  ...(['my/agreements/:caseId/change', 'cases/:caseId/change'] as const).map(
    (route): Row => ({
      route,
      at: 'inForce',
      path: `/${route.replace(':caseId', '{agreement}')}`,
      get: { answers: answersOf('seen') },
      post: [{ form: { ...stamp, what: '', next: '1' }, isMultipart: true, answers: answersOf('heard'), heard: [422] }],
    }),
  ),
  {
    route: 'cases/:caseId/note-change',
    at: 'inForce',
    path: '/cases/{agreement}/note-change',
    get: { answers: answersOf('seen') },
    post: [{ form: { ...stamp, note: '' }, answers: answersOf('heard'), heard: [422] }],
  },
  {
    // The change waits for something else: there is no such page, whoever asks.
    route: 'desk/changes/:caseId/evaluation',
    at: 'inForce',
    path: '/desk/changes/{change}/evaluation',
    get: { answers: { unknown: officers, signIn: outsiders, forbidden: 'rest' } },
    post: [{ form: { ...stamp, finding: '' }, isMultipart: true, answers: { unknown: officers, signIn: outsiders, forbidden: 'rest' } }],
  },
]
