import type { DueView } from '#app/view/case-view'
import { stageTitle } from '#app/view/stages'
import type { CaseFile } from '#db/repositories/case-files'
import type { DeadlineRow } from '#db/repositories/deadlines'
import { type Actor, mayRead } from '#workflows/access/authorise'
import { dateOf } from '#workflows/calendar/plain-date'
import { PanelRole, panelRoleTitles } from '#workflows/policy/score-sheet'
import { roundContext } from './case-context'
import { consequenceOfRow, dueOfRow } from './due-view.server'
import { findResult, type ResultView } from './evaluation-view.server'
import { isUnsealed, type MemberState, memberStateOf, memberStateTitles } from './panel-progress'
import type { Portal } from './portal.server'
import { relationOf } from './relation.server'
import { datesOfRound, noticeFromToday, type RoundDate } from './round-dates.server'
import { type RosterEntry, rosterOf } from './round-roster.server'
import { loadRules, type Rules } from './rules.server'

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
  result?: ResultView
}
export type RoundMember = { accountId: string; name: string; roleTitle: string }
export type Candidate = { accountId: string; name: string; isAppointed: boolean }
export type RoundStep = { label: string; state: 'done' | 'current' | 'upcoming' }
export type RoundTask =
  | 'appointPanel'
  | 'submitResults'
  | 'extendRound'
  | 'closeEmptyRound'
  | 'approveResults'
  | 'returnResults'
  | 'publishResults'

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
  institutions: RoundInstitution[]
  panel: RoundMember[]
  /** Roles of 第九条（三）, each with those who may be chosen. */
  candidates: { role: PanelRole; title: string; people: Candidate[] }[]
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
  for (const entry of roster) institutions.push(await institutionOf(portal, entry, context.panel, rules, actor))
  const isOwnSubmission = context.submittedBy === actor.id
  const tasks = tasksOf(file, actor, institutions)
  const [running] = await read.deadlines.running(file.id)
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
      ...timeOf(running, file, rules, on),
    },
    dates: datesOfRound(file, rules, on),
    institutions,
    panel: context.panel.map(({ accountId, name, role }) => ({ accountId, name, roleTitle: panelRoleTitles[role] })),
    candidates: await candidatesOf(portal, file),
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
  rules: Rules,
  actor: Actor,
): Promise<RoundInstitution> {
  // Whoever joined the panel after the conclusion has nothing to do with it.
  const states = panel
    .map(({ accountId }) => ({ accountId, state: memberStateOf(accountId, context) }))
    .filter(({ state }) => context.passed === null || state === 'scored' || state === 'recused')
  const result = await findResult(read, file, rules, actor)
  return {
    id: file.id,
    title: file.title,
    stageTitle: stageTitle('application', file.stage),
    isExpected,
    isConcluded: context.passed !== null,
    states: Object.fromEntries(states.map(({ accountId, state }) => [accountId, { state, title: memberStateTitles[state] }])),
    scored: states.filter(({ state }) => state === 'scored').length,
    awaited: states.filter(({ state }) => state !== 'recused').length,
    isUnsealed: isUnsealed(panel, context),
    openObjections: context.openObjections.length,
    ...(result === undefined ? {} : { result }),
  }
}

async function candidatesOf({ read }: Portal, file: CaseFile): Promise<RoundView['candidates']> {
  const { panel } = roundContext(file)
  const people = (await read.people.list({ role: 'evaluator' })).filter(({ status }) => status === 'active')
  const agencyNames = new Map((await read.institutions.agencies()).map(({ id, name }) => [id, name]))
  // The handling agency's own staff first; another's may help out when one of them has to stand back.
  const isOwn = (agencyId: string | null) => agencyId === file.agency_id
  return PanelRole.options.map((role) => ({
    role,
    title: panelRoleTitles[role],
    people: people
      .filter((person) => person.panel_role === role)
      .sort((a, b) => Number(isOwn(b.agency_id)) - Number(isOwn(a.agency_id)))
      .map(({ id, name, agency_id }) => ({
        accountId: id,
        name: agency_id === null ? name : `${name}（${agencyNames.get(agency_id) ?? agency_id}）`,
        isAppointed: panel.some((member) => member.accountId === id && member.role === role),
      })),
  }))
}

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

function tasksOf(file: CaseFile, actor: Actor, institutions: readonly RoundInstitution[]): RoundTask[] {
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
    ['approveResults', isHead && top === 'handedIn'],
    ['returnResults', isHead && top === 'handedIn'],
    ['publishResults', isOfficer && top === 'approved'],
  ]
  return tasks.filter(([, isOpen]) => isOpen).map(([task]) => task)
}

const isAllConcluded = (institutions: readonly RoundInstitution[]) => institutions.every(({ isConcluded }) => isConcluded)

/** Whether the round waits for this task; the panel may be changed at any time without anybody waiting for it. */
function isPressing(task: RoundTask, file: CaseFile, institutions: readonly RoundInstitution[]): boolean {
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
