import type { Row } from './row'
import { officers, outsiders, type Viewer } from './viewers'

const stamp = { _revision: '{revision}', _commandId: '{newId}' }
const reason = { reason: '事实不清，请补充核实' }
const atCounter = ['ownApplicant', 'officer'] as const satisfies Viewer[]
const terms = { endsOn: '2026-06-30', settlement: '结算至协议结束之日' }

/** The commands on an ending: whose case it is about, who may give it, and a form as that person would fill it in. */
export const endingCommandRows = {
  giveStatement: { subject: 'ending', may: atCounter, form: { statement: '笔录与事实不符，请重新核实' }, isMultipart: true },
  waiveStatement: { subject: 'ending', may: atCounter, form: { confirmed: 'yes' }, isMultipart: true },
  draftEndingDecision: { subject: 'ending', may: ['officer'], form: terms },
  returnEndingDecision: { subject: 'ending', may: ['head'], form: reason },
  decideEnding: { subject: 'ending', may: ['head'], form: { opinion: '同意' } },
  dropEnding: { subject: 'ending', may: ['officer', 'head'], form: reason },
  offerRescission: { subject: 'ending', may: ['officer'], form: { ...terms, remark: '' } },
  commentRescission: { subject: 'ending', may: ['ownApplicant'], form: { comment: '结束日期请再商量' } },
  contestEnding: { subject: 'ending', may: ['officer'], form: { kind: 'review', filedOn: '2026-05-12', note: '' } },
  endContest: { subject: 'ending', may: ['officer'], form: { outcome: '复议机关维持原决定' } },
  stayEnding: { subject: 'ending', may: ['head'], form: { order: '鲁政复停〔2026〕1号', reason: '决定停止执行' } },
  setAsideEnding: {
    subject: 'ending',
    may: ['head'],
    form: { number: '鲁政复决〔2026〕1号', authority: '复议机关', decidedOn: '2026-05-12', expiresOn: '' },
  },
} as const satisfies Record<
  string,
  { subject: 'ending'; may: readonly Viewer[]; form: Readonly<Record<string, string>>; isMultipart?: true }
>

const own = (allowed: 'seen' | 'heard') =>
  ({ [allowed]: ['officer'], unknown: ['otherOfficer', 'cityOfficer'], signIn: outsiders, forbidden: 'rest' }) as const
const ownInstitution = (allowed: 'seen' | 'heard') =>
  ({ [allowed]: ['ownApplicant'], unknown: ['otherApplicant'], signIn: outsiders, forbidden: 'rest' }) as const

/** Proposing an ending, singly and in bulk, and asking for one. */
export const endingRows: readonly Row[] = [
  {
    route: 'desk/agreements/:caseId/end',
    at: 'inForce',
    path: '/desk/agreements/{agreement}/end',
    get: { answers: own('seen') },
    post: [{ form: { ...stamp, ground: 'violation', basis: '' }, isMultipart: true, answers: own('heard'), heard: [422] }],
  },
  {
    route: 'my/agreements/:caseId/rescission',
    at: 'inForce',
    path: '/my/agreements/{agreement}/rescission',
    get: { answers: ownInstitution('seen') },
    post: [{ form: { ...stamp, reason: '停止经营', plannedEndsOn: '' }, answers: ownInstitution('heard'), heard: [422] }],
  },
  {
    route: 'desk/endings/new',
    at: 'inForce',
    get: {
      answers: { seen: officers, signIn: outsiders, forbidden: 'rest' },
      hides: { case: officers.filter((viewer) => viewer !== 'officer') },
    },
    post: [
      {
        form: { ...stamp, basis: '' },
        isMultipart: true,
        answers: { heard: officers, signIn: outsiders, forbidden: 'rest' },
        heard: [422],
      },
    ],
  },
]
