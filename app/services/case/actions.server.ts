import * as z from 'zod'
import type { CaseAction } from '#app/view/case-view'
import { commandAction } from '#app/view/labels'
import type { CaseFile } from '#db/repositories/case-files'
import { type Actor, authorise, type CaseRelation } from '#workflows/access/authorise'
import { commandsSending } from '#workflows/commands/events'
import { type CommandName, commands } from '#workflows/commands/index'
import { signingNames } from '#workflows/commands/signing-names'
import type { MachineName } from '#workflows/engine/restore'
import { eventsNow } from '#workflows/engine/step'
import type { ApplicationContext } from '#workflows/machines/application-context'
import {
  applicationContext,
  barRecordContext,
  contextOf,
  listContext,
  roundContext,
  ruleOverrideContext,
  ruleReleaseContext,
} from '../case-context'
import { changeAtCounter, changeByWeight, changeConditions, changePlaces } from './change-actions'
import { endingAtCounter, endingByWeight, endingConditions } from './ending-actions'
import { lifeAtCounter, lifeByWeight, lifeConditions } from './life-actions'

type Condition = (actor: Actor, file: CaseFile) => boolean

const application =
  (holds: (context: ApplicationContext, actor: Actor) => boolean): Condition =>
  (actor, file) =>
    holds(applicationContext(file), actor)

/** Somebody of the agency, for whom a step of the institution is an entry from its paper. */
const isAtCounter = ({ institutionIds }: Actor, { institution_id }: CaseFile): boolean =>
  institution_id !== null && !institutionIds.includes(institution_id)

/** Steps of the institution that an officer enters when it comes to the window (第九条（一）). */
const counterCommands: readonly CommandName[] = [
  'acknowledgeNotice',
  'answerSupplementNotice',
  'agreeTerms',
  ...Object.values(signingNames).map(({ institutionOnPaper }) => institutionOnPaper),
  'withdrawApplication',
  'changeSiteAddress',
  'handInLicence',
  'reportRepresentative',
  ...changeAtCounter,
  ...lifeAtCounter,
  ...endingAtCounter,
]

/** The second signature follows the first: on the file, or on paper. */
const isOnPaper =
  (wanted: boolean): Condition =>
  (_, file) =>
    z.object({ signedOnPaper: z.boolean() }).parse(contextOf(file)).signedOnPaper === wanted

/** What the chart decides by a guard: a button that could only be refused is not shown. */
const conditions: Partial<Record<CommandName, Condition>> = {
  // The institution serves itself by opening the notice; an officer enters the receipt of a paper one.
  acknowledgeNotice: isAtCounter,
  // 第九条（二）: one notice; afterwards only what the answer itself brought.
  issueSupplementNotice: application((context) => !context.supplementGiven),
  issueFollowUpNotice: application((context) => context.supplementGiven),
  declareConflict: application((context, actor) => !context.sheetsBy.includes(actor.id)),
  submitScoreSheet: application(({ clearedBy, sheetsBy }, actor) => clearedBy.includes(actor.id) && !sheetsBy.includes(actor.id)),
  // After the notice only by post, which an officer enters (edge case 26).
  fileObjection: application(({ noticeOver }, { roles }) => roles.includes('officer') || !noticeOver),
  decideObjection: application((context) => context.openObjections.length > 0),
  recordVisit: application(
    ({ visitOn, clearedBy }, { id, roles }) => visitOn !== null && (roles.includes('officer') || clearedBy.includes(id)),
  ),
  // A visit that was made is not a visit in vain.
  recordFailedVisit: application(
    ({ visitOn, visitRecorded, clearedBy }, { id, roles }) =>
      visitOn !== null && !visitRecorded && (roles.includes('officer') || clearedBy.includes(id)),
  ),
  // 第九条（三）: papers and site; before the visit is on record there is nothing to conclude.
  concludeEvaluation: application(({ visitRecorded }) => visitRecorded),
  // Two such visits, or a licence that had ended: the page of the evaluation says which.
  concludeUnable: application(({ failedVisits, visitRecorded }) => failedVisits > 0 || visitRecorded),
  reportFraud: application(({ fraudReportedBy }) => fraudReportedBy === null),
  // Maker and checker.
  confirmFraud: application(({ fraudReportedBy }, { id }) => fraudReportedBy !== null && fraudReportedBy !== id),
  dismissFraud: application(({ fraudReportedBy }, { id }) => fraudReportedBy !== null && fraudReportedBy !== id),
  refuseApplication: application(({ refusalProposedBy }, { id }) => refusalProposedBy !== id),
  publishReEvaluation: application(({ concludedBy }, { id }) => concludedBy !== id),
  ...Object.fromEntries(
    Object.values(signingNames).flatMap(({ byAgency, agencyOnPaper }) => [
      [byAgency, isOnPaper(false)],
      [agencyOnPaper, isOnPaper(true)],
    ]),
  ),
  ...changeConditions,
  ...lifeConditions,
  ...endingConditions,
  publishList: (actor, file) => listContext(file).draftedBy !== actor.id,
  confirmBarFact: (actor, file) => barRecordContext(file).recordedBy !== actor.id,
  checkRules: (actor, file) => !ruleReleaseContext(file).authors.includes(actor.id),
  publishRules: (actor, file) => !ruleReleaseContext(file).authors.includes(actor.id),
  approveOverride: (actor, file) => ruleOverrideContext(file).proposedBy !== actor.id,
  approveResults: (actor, file) => roundContext(file).submittedBy !== actor.id,
}

/** Every command that this actor may give on the case as it stands now. */
export function commandsNow(actor: Actor, file: CaseFile, relation: CaseRelation): CommandName[] {
  const machine = file.machine as MachineName
  const events = eventsNow({ machine, version: file.machine_version, snapshot: file.snapshot })
  return events
    .flatMap((event) => commandsSending(machine, event))
    .filter((command) => authorise(actor, commands[command].grants, relation) === undefined)
    .filter((command) => conditions[command]?.(actor, file) ?? true)
}

type Place = { label?: string; href?: (file: CaseFile) => string; hint?: string }

const signHere: Place = { label: '核对并签章', href: ({ id }) => `/cases/${id}/sign` }

// Commands that have a page or words of their own; all others stand on the generic command page.
const places: Partial<Record<CommandName, Place>> = {
  acceptApplication: { label: '审查申请材料', href: ({ id }) => `/desk/intake/${id}`, hint: '逐项核对材料，受理或者一次性告知补正。' },
  issueSupplementNotice: { href: ({ id }) => `/desk/intake/${id}` },
  issueFollowUpNotice: { href: ({ id }) => `/desk/intake/${id}` },
  confirmFraud: { label: '核实弄虚作假的报告：查实' },
  dismissFraud: { label: '核实弄虚作假的报告：不成立' },
  ...Object.fromEntries(
    Object.values(signingNames).flatMap(({ byInstitution, byAgency, agencyOnPaper }) => [
      [byInstitution, signHere],
      [byAgency, signHere],
      [agencyOnPaper, { label: '登记双方纸质签署' }],
    ]),
  ),
  ...changePlaces,
  declareConflict: { label: '进入现场评估', href: ({ id }) => `/field/${id}` },
  submitScoreSheet: { label: '进入现场评估', href: ({ id }) => `/field/${id}` },
  recordJointMinute: { label: '汇总评估结果', href: ({ id }) => `/desk/evaluations/${id}` },
  concludeEvaluation: { label: '汇总评估结果', href: ({ id }) => `/desk/evaluations/${id}` },
  concludeUnable: { label: '汇总评估结果', href: ({ id }) => `/desk/evaluations/${id}` },
  appointReEvaluationPanel: { href: ({ id }) => `/desk/evaluations/${id}/panel` },
  publishReEvaluation: { label: '审批重新评估结果', href: ({ id }) => `/desk/evaluations/${id}` },
  returnReEvaluation: { label: '审批重新评估结果', href: ({ id }) => `/desk/evaluations/${id}` },
  admitLateApplication: { href: ({ id }) => `/desk/rounds/${id}` },
  appointPanel: { href: ({ id }) => `/desk/rounds/${id}/panel` },
  submitResults: { href: ({ id }) => `/desk/rounds/${id}` },
  approveResults: { label: '审批评估结果', href: ({ id }) => `/desk/rounds/${id}/approval` },
  returnResults: { href: ({ id }) => `/desk/rounds/${id}/approval` },
  publishResults: { href: ({ id }) => `/desk/rounds/${id}/publication` },
  fileObjection: {
    label: '对评估结果提出异议',
    href: ({ id }) => `/cases/${id}/object`,
    hint: '机构申请结果复核；经办人员登记来信。',
  },
  extendPublicNotice: { href: ({ id }) => `/desk/rounds/${id}/notice` },
  amendRules: { label: '查看、修改各项规则', href: ({ id }) => `/desk/rules/${id}` },
  decideObjection: { label: '核查并办结异议', href: ({ id }) => `/desk/objections/${id}` },
}

/** The one that the case waits for comes first; the rest are offered below. */
const byWeight: readonly CommandName[] = [
  ...Object.values(signingNames).flatMap(({ byInstitution, byAgency, agencyOnPaper }) => [byInstitution, byAgency, agencyOnPaper]),
  ...changeByWeight,
  ...lifeByWeight,
  ...endingByWeight,
  'answerSupplementNotice',
  'agreeTerms',
  'offerTerms',
  'acceptApplication',
  'decideObjection',
  'refuseApplication',
  'submitScoreSheet',
  'declareConflict',
  'approveResults',
  'publishResults',
  'extendRound',
  'submitResults',
  'appointPanel',
  'publishList',
  'confirmBarFact',
  'publishRules',
  'checkRules',
  'approveOverride',
  'acknowledgeFiling',
  'fileAgreement',
  'answerFilingRemarks',
  'settleClaims',
  'returnPlaque',
  'announceExit',
  'publishReEvaluation',
  'concludeEvaluation',
  'recordVisit',
  'scheduleVisit',
]

/** Open at almost every stage and hardly ever needed: never before what the case waits for. */
const byTheWay: readonly CommandName[] = ['reportFraud']

type Actions = { main?: CaseAction; others: CaseAction[]; atCounter: CaseAction[] }

/** The actions of a reader as links, the main one and those for the window apart; commands that share a page are one link. */
export function actionsOf(actor: Actor, file: CaseFile, allowed: readonly CommandName[]): Actions {
  const isForCounter = (command: CommandName) => isAtCounter(actor, file) && counterCommands.includes(command)
  const offered = counterCommands.filter((command) => isForCounter(command) && allowed.includes(command))
  const atCounter = linksOf(file, offered)
  const ownSteps = allowed.filter((command) => !isForCounter(command))
  const links = linksOf(file, ownSteps)
  const [first, ...rest] = links
  if (first !== undefined && byWeight.includes(first.command)) return { main: first, others: rest, atCounter }
  return { others: links, atCounter }
}

function linksOf(file: CaseFile, allowed: readonly CommandName[]): CaseAction[] {
  const weight = (command: CommandName) => {
    if (byTheWay.includes(command)) return byWeight.length + 1
    return (byWeight.indexOf(command) + byWeight.length + 1) % (byWeight.length + 1)
  }
  return [...allowed]
    .sort((a, b) => weight(a) - weight(b))
    .map((command): CaseAction => {
      const place = places[command]
      const href = place?.href?.(file) ?? `/cases/${file.id}/do/${command}`
      return { command, label: place?.label ?? commandAction(command), href, ...(place?.hint === undefined ? {} : { hint: place.hint }) }
    })
    .filter((action, index, all) => all.findIndex(({ href }) => href === action.href) === index)
}
