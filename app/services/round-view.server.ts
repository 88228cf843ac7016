import * as z from 'zod'
import type { DueView } from '#app/view/case-view'
import { formatDate } from '#app/view/format'
import type { RoundTask } from '#app/view/round'
import { stageTitle } from '#app/view/stages'
import type { CaseFile } from '#db/repositories/case-files'
import type { DeadlineRow } from '#db/repositories/deadlines'
import type { Repositories } from '#db/unit-of-work'
import { type Actor, mayRead } from '#workflows/access/authorise'
import { dateOf, instant } from '#workflows/calendar/plain-date'
import { LateAdmissionPayload, NoticeExtensionPayload } from '#workflows/commands/payloads'
import { byRank, type Ranked } from '#workflows/policy/ranking'
import { panelRoleTitles } from '#workflows/policy/score-sheet'
import { applicationContext, roundContext } from './case-context'
import { consequenceOfRow, dueOfRow } from './due-view.server'
import { findResultOf, impossibleReason, isWithheldFrom, type ResultView } from './evaluation-view.server'
import { applicationFacts } from './facts.server'
import { type PanelCandidates, panelCandidates } from './panel-candidates.server'
import { isUnsealed, type MemberState, memberStateOf, memberStateTitles } from './panel-progress'
import type { Portal } from './portal.server'
import { type PriorityView, priorityView } from './priority.server'
import { relationOf } from './relation.server'
import { datesOfRound, noticeFromToday, type RoundDate } from './round-dates.server'
import { isConcluded, type RosterEntry, rosterOf } from './round-roster.server'
import { loadRules, type Rules, rulesOfCase } from './rules.server'

export type RoundInstitution = {
  id: string
  title: string
  stageTitle: string
  isExpected: boolean
  isConcluded: boolean
  /** By account id of the member. */
  states: Record<string, { state: MemberState; title: string }>
  scored: number
  awaited: number
  isUnsealed: boolean
  openObjections: number
  /** Evaluated a second time, by a panel of its own. */
  isAgain: boolean
  /** 第五条（二）: the class and its papers; of those with equal totals it comes first. */
  priority: PriorityView | null
  /** Why there was no evaluation, when that is the conclusion. */
  impossible: string | null
  result?: ResultView
}
/** An accepted application of the agency that is in no round yet. */
export type WaitingApplication = { id: string; title: string; acceptedOn: string | null }
/** A decision of the head on the round as a whole, with its reason. */
export type RoundDecision = { title: string; text: string; by: string; at: string }
export type RoundMember = { accountId: string; name: string; roleTitle: string }
export type RoundStep = { label: string; state: 'done' | 'current' | 'upcoming' }
export type RoundView = {
  id: string
  title: string
  revision: number
  agencyName: string
  stage: string
  stageTitle: string
  steps: RoundStep[]
  turn: { actor: string; isViewers: boolean; due: DueView | string; consequence: string }
  dates: RoundDate[]
  /** In the order of the results once there are any. */
  institutions: RoundInstitution[]
  /** Who missed the lock and may be let in by the head (dossier §2.3). */
  waiting: WaitingApplication[]
  /** Extensions and late joiners, the first first. */
  decisions: RoundDecision[]
  panel: RoundMember[]
  candidates: PanelCandidates
  /** What this viewer may do now. */
  tasks: RoundTask[]
  /** The viewer handed the results in and so cannot approve them. */
  isOwnSubmission: boolean
  submittedByName: string | null
  /** Until when a notice would run if it were published today. */
  noticePreview: RoundDate | null
}

/** The whole of a round for the staff of its agency; undefined for those who may not know of it. */
export async function findRound(portal: Portal, actor: Actor, caseId: string): Promise<RoundView | undefined> {
  const { read } = portal
  const file = await read.caseFiles.find(caseId)
  if (file?.machine !== 'evaluationRound' || !mayRead(actor, await relationOf(read, file))) return undefined
  const rules = await loadRules(read, { policyId: file.policy_version_id })
  if (rules === undefined) return undefined
  const on = dateOf(portal.now())
  const context = roundContext(file)
  const roster = await rosterOf(read, file, rules)
  const institutions: RoundInstitution[] = []
  for (const entry of roster) institutions.push(await institutionOf(portal, entry, context.panel, actor))
  institutions.sort((a, b) => byRank(rankedOf(a), rankedOf(b)))
  const waiting = await waitingFor(read, file)
  const isOwnSubmission = context.submittedBy === actor.id
  const tasks = tasksOf(file, actor, institutions, waiting)
  const rows = await read.deadlines.running(file.id)
  return {
    id: file.id,
    title: file.title,
    revision: file.revision,
    agencyName: (await read.institutions.getAgency(file.agency_id)).name,
    stage: file.stage,
    stageTitle: stageTitle('evaluationRound', file.stage),
    steps: stepsOf(file.stage),
    turn: {
      actor: actorInTurn(file, institutions),
      isViewers: tasks.some((task) => isPressing(task, file, institutions)),
      ...timeOf(rows[0], file, rules, on),
    },
    dates: datesOfRound(file, rules, on, rows),
    institutions,
    waiting,
    decisions: await decisionsOf(read, file),
    panel: context.panel.map(({ accountId, name, role }) => ({ accountId, name, roleTitle: panelRoleTitles[role] })),
    candidates: await panelCandidates(read, { agencyId: file.agency_id, appointed: context.panel }),
    tasks,
    isOwnSubmission,
    submittedByName: context.submittedBy === null ? null : ((await read.people.find(context.submittedBy))?.name ?? null),
    noticePreview: file.stage === 'approved' ? (noticeFromToday(rules, on) ?? null) : null,
  }
}

async function institutionOf(
  { read }: Portal,
  { file, context, isExpected }: RosterEntry,
  panel: ReturnType<typeof roundContext>['panel'],
  actor: Actor,
): Promise<RoundInstitution> {
  const rules = await rulesOfCase(read, file)
  // Whoever joined the panel after the conclusion has nothing to do with it; a second evaluation is another panel's.
  const states = (context.reEvaluated ? [] : panel)
    .map(({ accountId }) => ({ accountId, state: memberStateOf(accountId, context) }))
    .filter(({ state }) => context.passed === null || state === 'scored' || state === 'recused')
  const events = await read.eventLog.ofCase(file.id)
  const facts = await applicationFacts(read, { on: dateOf(instant(file.updated_at)), rules, actor, file })
  const result = findResultOf(facts, file, rules, actor)
  return {
    id: file.id,
    title: file.title,
    stageTitle: stageTitle('application', file.stage),
    isExpected,
    isConcluded: isConcluded(context),
    states: Object.fromEntries(states.map(({ accountId, state }) => [accountId, { state, title: memberStateTitles[state] }])),
    scored: states.filter(({ state }) => state === 'scored').length,
    awaited: states.filter(({ state }) => state !== 'recused').length,
    isUnsealed: isUnsealed(panel, context),
    openObjections: context.openObjections.length,
    isAgain: context.reEvaluated,
    priority: priorityView(file.id, facts, events),
    impossible: isWithheldFrom(actor, file) ? null : impossibleReason(file, events),
    ...(result === undefined ? {} : { result }),
  }
}

const rankedOf = ({ title, result, priority }: RoundInstitution): Ranked => ({
  title,
  total: result?.normalised ?? null,
  priority: result === undefined ? null : (priority?.class ?? null),
})

/** Accepted after the lock: until the results are handed in, the head may let them in. */
async function waitingFor(read: Repositories, file: CaseFile): Promise<WaitingApplication[]> {
  if (file.stage !== 'locked' && !file.stage.startsWith('evaluating')) return []
  const queued = await read.caseFiles.list({ machine: 'application', agencyId: file.agency_id, stagePrefix: 'queued' }, 1000)
  return queued.map((waiting) => ({ id: waiting.id, title: waiting.title, acceptedOn: applicationContext(waiting).acceptedOn }))
}

async function decisionsOf(read: Repositories, file: CaseFile): Promise<RoundDecision[]> {
  const decisions: RoundDecision[] = []
  for (const { command, payload, actor_name, occurred_at } of await read.eventLog.ofCase(file.id)) {
    const signed = { by: actor_name, at: occurred_at }
    if (command === 'extendRound') {
      const { until, reason } = Extension.parse(payload)
      decisions.push({ title: `评估期延长到${formatDate(until)}`, text: reason, ...signed })
    } else if (command === 'admitLateApplication') {
      const { applicationId, reason } = LateAdmissionPayload.parse(payload)
      const title = (await read.caseFiles.find(applicationId))?.title ?? applicationId
      decisions.push({ title: `批准补列${title}`, text: reason, ...signed })
    } else if (command === 'extendPublicNotice') {
      const { lostDays, reason } = NoticeExtensionPayload.parse(payload)
      decisions.push({ title: `公示期顺延${lostDays}个工作日`, text: reason, ...signed })
    } else if (command === 'closeEmptyRound') {
      decisions.push({ title: '作空批次结束', text: Reason.parse(payload).reason, ...signed })
    }
  }
  return decisions
}

const Reason = z.object({ reason: z.string() })
const Extension = Reason.extend({ until: z.string() })

const path = [
  { label: '接收申请', stages: ['open'] },
  { label: '名单截止', stages: ['locked'] },
  { label: '集中评估', stages: ['evaluating'] },
  { label: '结果审批', stages: ['handedIn'] },
  { label: '公示', stages: ['approved', 'publicNotice'] },
  { label: '结束', stages: ['closed', 'closedEmpty'] },
] as const

function stepsOf(stage: string): RoundStep[] {
  const [top = ''] = stage.split('.')
  const isOver = top === 'closed' || top === 'closedEmpty'
  const reached = path.findIndex(({ stages }) => stages.some((name) => name === top))
  return path.map(({ label }, index) => ({ label, state: isOver || index < reached ? 'done' : index === reached ? 'current' : 'upcoming' }))
}

function tasksOf(
  file: CaseFile,
  actor: Actor,
  institutions: readonly RoundInstitution[],
  waiting: readonly WaitingApplication[],
): RoundTask[] {
  if (actor.agencyId !== file.agency_id) return []
  const isOfficer = actor.roles.includes('officer')
  const isHead = actor.roles.includes('head')
  const { stage } = file
  const [top = ''] = stage.split('.')
  const isEvaluating = top === 'evaluating'
  const isEmpty = institutions.length === 0
  const tasks: [RoundTask, boolean][] = [
    ['appointPanel', isOfficer && (top === 'open' || top === 'locked' || isEvaluating)],
    ['submitResults', isOfficer && isEvaluating && stage !== 'evaluating.overrun' && !isEmpty],
    ['closeEmptyRound', isOfficer && (top === 'locked' || isEvaluating) && isEmpty],
    ['extendRound', isHead && stage === 'evaluating.overrun' && !isEmpty],
    ['admitLateApplication', isHead && waiting.length > 0],
    ['approveResults', isHead && top === 'handedIn'],
    ['returnResults', isHead && top === 'handedIn'],
    ['publishResults', isOfficer && top === 'approved'],
  ]
  return tasks.filter(([, isOpen]) => isOpen).map(([task]) => task)
}

const isAllConcluded = (institutions: readonly RoundInstitution[]) => institutions.every(({ isConcluded }) => isConcluded)

/** Whether the round waits for this task; the panel may be changed, a late joiner let in, without anybody waiting for it. */
function isPressing(task: RoundTask, file: CaseFile, institutions: readonly RoundInstitution[]): boolean {
  if (task === 'admitLateApplication') return false
  if (task === 'appointPanel') return roundContext(file).panel.length === 0
  return task !== 'submitResults' || isAllConcluded(institutions)
}

function actorInTurn(file: CaseFile, institutions: readonly RoundInstitution[]): string {
  const { stage } = file
  const [top = ''] = stage.split('.')
  switch (top) {
    case 'open':
    case 'locked':
      return roundContext(file).panel.length === 0 ? '经办人员（确定评估小组）' : '系统（到期自动进入下一步）'
    case 'evaluating':
      if (stage === 'evaluating.overrun') return '经办机构负责人（说明理由，确定延长到哪一天）'
      return isAllConcluded(institutions) ? '经办人员（提交审批）' : '评估小组评分，经办人员汇总'
    case 'handedIn':
      return '经办机构负责人'
    case 'approved':
      return '经办人员（公示结果）'
    case 'publicNotice':
      return '社会公众（公示期内可以提出异议）'
    default:
      return '无，本批次已经办结'
  }
}

const withoutTimer: Readonly<Record<string, { due: string; consequence: string }>> = {
  evaluating: {
    due: '评估月已过，请负责人尽快确定延长到哪一天',
    consequence: '延长以前不能提交审批，评估结果不能公示，机构只能继续等待。',
  },
  handedIn: { due: '没有固定期限，请尽快审批', consequence: '审批以前不能公示，全部机构等待。' },
  approved: { due: '没有固定期限，请尽快公示', consequence: '公示以前期限不起算，全部机构等待。' },
}

function timeOf(running: DeadlineRow | undefined, file: CaseFile, { calendar }: Rules, on: ReturnType<typeof dateOf>) {
  if (running !== undefined) return { due: dueOfRow(running, { on, calendar }), consequence: consequenceOfRow(running) }
  const [top = ''] = file.stage.split('.')
  return withoutTimer[top] ?? { due: '无', consequence: '没有需要办理的事项。' }
}
