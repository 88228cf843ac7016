import * as z from 'zod'
import type { DueView, HandedInMaterial } from '#app/view/case-view'
import { isBeingEvaluated } from '#app/view/stages'
import type { CaseFile } from '#db/repositories/case-files'
import type { Actor } from '#workflows/access/authorise'
import { dateOf } from '#workflows/calendar/plain-date'
import type { ApplicationFacts } from '#workflows/commands/facts'
import { institutionKinds, servicesText } from '#workflows/domain/institution-kinds'
import { applicationFormTitle } from '#workflows/domain/materials'
import type { PanelMember } from '#workflows/machines/panel-member'
import { roundAnchors } from '#workflows/policy/expected-round'
import { ItemScore } from '#workflows/policy/item-scores'
import { panelRoleTitles } from '#workflows/policy/score-sheet'
import { type Total, totalOf } from '#workflows/policy/scoring'
import { materialsOf } from './case/record.server'
import { applicationContext, roundContext } from './case-context'
import { consequenceOfRow, dueOfRow } from './due-view.server'
import { applicationFacts } from './facts.server'
import { type MemberState, memberStateOf } from './panel-progress'
import type { Portal } from './portal.server'
import { panelOf } from './relation.server'
import { hasLeft } from './round-roster.server'
import { loadRules, rulesOfCase } from './rules.server'

/** Whether this member may score now, and if not why. */
export type FieldState = 'notOpen' | 'paused' | MemberState | 'closed'

export const fieldStateTitles = {
  notOpen: '评估尚未开始',
  paused: '评估月已过，等待延长',
  waiting: '请先申明有无回避情形',
  recused: '已回避',
  cleared: '待评分',
  scored: '已提交',
  closed: '评估已结束',
} as const satisfies Record<FieldState, string>

export type FieldTask = {
  caseId: string
  title: string
  kindTitle: string
  address: string
  state: FieldState
  stateTitle: string
  answered: number
  applicable: number
}
export type FieldRound = {
  id: string
  title: string
  agencyName: string
  roleTitle: string
  due: DueView | null
  consequence: string
  tasks: FieldTask[]
}

const ScoreDraft = z.array(ItemScore)

/** What a member has saved of a sheet and not handed in; nobody else can read it. */
export async function savedScores(portal: Portal, caseId: string, accountId: string): Promise<readonly ItemScore[]> {
  return ScoreDraft.safeParse(await portal.read.drafts.findScores(caseId, accountId)).data ?? []
}

/** Keeps what a member has typed so far. */
export async function saveScores(portal: Portal, caseId: string, accountId: string, entries: readonly ItemScore[]): Promise<void> {
  await portal.unit.inTransaction((tx) => tx.drafts.saveScores(caseId, accountId, entries, portal.now()))
}

/** Of a second evaluation no round is asked: its own panel scores until it is concluded. */
function stateOf(file: CaseFile, round: CaseFile | null, actor: Actor): FieldState {
  const own = memberStateOf(actor.id, applicationContext(file))
  if (file.stage === 'enrolled') return 'notOpen'
  if (!isBeingEvaluated(file.stage)) return own === 'scored' || own === 'recused' ? own : 'closed'
  if (own === 'scored' || own === 'recused') return own
  return round?.stage === 'evaluating.overrun' ? 'paused' : own
}

/** The rounds whose panel the member sits on and that still run, each with its institutions; then second evaluations. */
export async function fieldRoundsOf(portal: Portal, actor: Actor): Promise<FieldRound[]> {
  const { read } = portal
  const files = await read.caseFiles.list({ machine: 'evaluationRound', status: 'active' }, 1000)
  const rounds: FieldRound[] = []
  for (const round of files) {
    const member = roundContext(round).panel.find(({ accountId }) => accountId === actor.id)
    if (member === undefined) continue
    const roster = await read.caseFiles.list({ machine: 'application', parentId: round.id }, 1000)
    // One that is evaluated again is no longer this panel's.
    const institutions = roster.filter((file) => !hasLeft(file) && !applicationContext(file).reEvaluated)
    rounds.push(await fieldRound(portal, actor, { clock: round, title: round.title, member, institutions, round }))
  }
  const again = await read.caseFiles.list({ machine: 'application', status: 'active', stagePrefix: 'reEvaluat' }, 1000)
  for (const file of again) {
    const member = applicationContext(file).reEvaluationPanel.find(({ accountId }) => accountId === actor.id)
    if (member === undefined) continue
    const title = `${file.title}：重新评估`
    rounds.push(await fieldRound(portal, actor, { clock: file, title, member, institutions: [file], round: null }))
  }
  return rounds
}

type Asked = {
  /** The case whose period binds the panel. */
  clock: CaseFile
  title: string
  member: PanelMember
  institutions: readonly CaseFile[]
  /** Null for a second evaluation. */
  round: CaseFile | null
}

async function fieldRound(portal: Portal, actor: Actor, { clock, title, member, institutions, round }: Asked): Promise<FieldRound> {
  const { read } = portal
  const on = dateOf(portal.now())
  const { calendar } = await rulesOfCase(read, clock)
  const tasks: FieldTask[] = []
  for (const file of institutions) {
    const facts = await applicationFacts(read, { on, rules: await rulesOfCase(read, file), actor, file })
    const total = totalOf(facts.standard, facts.items, await savedScores(portal, file.id, actor.id))
    const state = stateOf(file, round, actor)
    tasks.push({
      caseId: file.id,
      title: file.title,
      kindTitle: institutionKinds[facts.site.kind].title,
      address: facts.site.address,
      state,
      stateTitle: fieldStateTitles[state],
      answered: total.answered,
      applicable: total.expected,
    })
  }
  const [running] = await read.deadlines.running(clock.id)
  return {
    id: clock.id,
    title,
    agencyName: (await read.institutions.getAgency(clock.agency_id)).name,
    roleTitle: panelRoleTitles[member.role],
    due: running === undefined ? null : dueOfRow(running, { on, calendar }),
    consequence: running === undefined ? '' : consequenceOfRow(running),
    tasks: tasks.sort((a, b) => orderOf(a) - orderOf(b) || a.title.localeCompare(b.title, 'zh')),
  }
}

const orderOf = ({ state }: FieldTask): number => ['cleared', 'waiting', 'paused', 'notOpen', 'scored', 'recused', 'closed'].indexOf(state)

/** A member's own file of one institution. `facts` stays on the server: it holds what other members wrote. */
export type FieldFile = {
  id: string
  title: string
  revision: number
  state: FieldState
  roleTitle: string
  about: { question: string; answer: string }[]
  materials: HandedInMaterial[]
  /** The first day of the round's month, while the evaluation has not begun. */
  opensOn: string | null
  /** The visit has been announced and this member may put it on record. */
  mayRecordVisit: boolean
  facts: ApplicationFacts
  saved: readonly ItemScore[]
  total: Total
  submittedAt: string | null
  due: DueView | null
}

/** Undefined unless the actor sits on the panel that evaluates the institution: of its round, or of its second evaluation. */
export async function findFieldFile(portal: Portal, actor: Actor, caseId: string): Promise<FieldFile | undefined> {
  const { read } = portal
  const file = await read.caseFiles.find(caseId)
  const round = file?.machine === 'application' && file.parent_id !== null ? await read.caseFiles.find(file.parent_id) : undefined
  const rules = file && (await loadRules(read, { policyId: file.policy_version_id }))
  if (file === undefined || round?.machine !== 'evaluationRound' || rules === undefined) return undefined
  const { year, month } = roundContext(round)
  const context = applicationContext(file)
  const member = (await panelOf(read, file)).find(({ accountId }) => accountId === actor.id)
  if (member === undefined) return undefined
  const opensOn = roundAnchors(year, month).roundMonthStart
  const on = dateOf(portal.now())
  const facts = await applicationFacts(read, { on, rules, actor, file })
  const sheet = facts.sheets.find(({ evaluatorId }) => evaluatorId === actor.id)
  const saved = sheet?.entries ?? (await savedScores(portal, caseId, actor.id))
  const [running] = await read.deadlines.running(context.reEvaluated ? file.id : round.id)
  const { visitOn, clearedBy } = context
  return {
    id: file.id,
    title: file.title,
    revision: file.revision,
    state: stateOf(file, context.reEvaluated ? null : round, actor),
    roleTitle: panelRoleTitles[member.role],
    about: aboutOf(facts),
    materials: materialsOf(file.id, await read.eventLog.ofCase(file.id), applicationFormTitle(facts.site.kind)),
    opensOn: file.stage === 'enrolled' ? opensOn : null,
    mayRecordVisit: isBeingEvaluated(file.stage) && visitOn !== null && clearedBy.includes(actor.id),
    facts,
    saved,
    total: totalOf(facts.standard, facts.items, saved),
    submittedAt: sheet?.submittedAt ?? null,
    due: running === undefined ? null : dueOfRow(running, { on, calendar: rules.calendar }),
  }
}

/** What a member must know to say whether there is a conflict; nothing of the application's contents. */
function aboutOf({ institution, site, submission }: ApplicationFacts) {
  const entity = submission?.form.entity
  return [
    { question: '机构', answer: institution.name },
    { question: '执业（经营）地点', answer: `${site.name}，${site.address}` },
    { question: '机构类别', answer: institutionKinds[site.kind].title },
    { question: '申请的服务类别', answer: servicesText(submission?.form.services.services ?? []) },
    ...(entity === undefined
      ? []
      : [
          { question: '法定代表人', answer: entity.legalRepresentativeName },
          { question: '主要负责人', answer: entity.personInChargeName },
        ]),
  ]
}

export type OwnRow = { id: string; title: string; max: number; score: number | null; veto: 'pass' | 'fail' | null; reason: string }

/** A member's own answers in the order of the table. */
export function ownSheetOf({ items }: ApplicationFacts, entries: readonly ItemScore[]): OwnRow[] {
  return items.map(({ id, title, maxScore }) => {
    const entry = entries.find(({ itemId }) => itemId === id)
    return { id, title, max: maxScore, score: entry?.score ?? null, veto: entry?.veto ?? null, reason: entry?.reason ?? '' }
  })
}

/** The same beside the applicant's answers: only once the own sheet is in (DECISIONS 31). */
export function ownSheetBesideSelf(facts: ApplicationFacts, entries: readonly ItemScore[]) {
  const self = new Map((facts.submission?.selfEvaluation ?? []).map((entry) => [entry.itemId, entry]))
  return ownSheetOf(facts, entries).map(({ id, title, max, score, veto, reason }) => ({
    id,
    title,
    max,
    reason,
    self: self.get(id)?.score ?? undefined,
    selfVeto: self.get(id)?.veto ?? undefined,
    official: score ?? undefined,
    officialVeto: veto ?? undefined,
  }))
}
