import type { DueView } from '#app/view/case-view'
import { formatHundredths } from '#app/view/format'
import { isBeingEvaluated, stageTitle } from '#app/view/stages'
import type { CaseFile } from '#db/repositories/case-files'
import type { CaseEvent } from '#db/repositories/event-log'
import { type Actor, mayRead } from '#workflows/access/authorise'
import { dateOf } from '#workflows/calendar/plain-date'
import { resultOf } from '#workflows/commands/application-evaluation'
import type { ApplicationFacts } from '#workflows/commands/facts'
import { UnablePayload } from '#workflows/commands/payloads'
import { institutionKinds, servicesText, serviceTitles, titlesOfServices } from '#workflows/domain/institution-kinds'
import type { StandardItem } from '#workflows/policy/evaluation-standard'
import type { PanelResult } from '#workflows/policy/panel-result'
import { isValidSheet, panelRoleTitles } from '#workflows/policy/score-sheet'
import { totalOf } from '#workflows/policy/scoring'
import { applicationContext, isResultPublished } from './case-context'
import { isOnDesk } from './desk/access.server'
import { dueOfRow } from './due-view.server'
import { applicationFacts } from './facts.server'
import { isUnsealed, type MemberState, memberStateOf, memberStateTitles } from './panel-progress'
import type { Portal } from './portal.server'
import { type PriorityView, priorityView } from './priority.server'
import { relationOf } from './relation.server'
import { loadRules, type Rules } from './rules.server'
import { type VisitView, visitView } from './visit-view.server'

export type ComparedRow = {
  id: string
  title: string
  max: number
  self?: number
  official?: number
  selfVeto?: 'pass' | 'fail'
  officialVeto?: 'pass' | 'fail'
  reason?: string
}
export type CategoryRow = { id: string; title: string; max: number; self: number; official: number }

/** The official result beside the applicant's own; tenths, totals in hundredths out of 100. */
export type ResultView = {
  normalised: number
  selfNormalised: number
  passMark: number
  passed: boolean
  conclusion: string
  vetoes: string[]
  servicesPassed: string[]
  servicesRefused: { title: string; reason: string }[]
  categories: CategoryRow[]
  items: ComparedRow[]
}

/** An item on which the members must agree in a minute before there is a result. */
export type DisputedItem = {
  itemId: string
  title: string
  criterion: string
  asks: 'veto' | 'applies'
  opinions: { member: string; answer: string; reason: string }[]
  decided?: { outcome: string; minute: string }
}

export type MemberRow = {
  accountId: string
  name: string
  roleTitle: string
  state: MemberState
  stateTitle: string
  submittedAt: string | null
}

export type EvaluationView = {
  id: string
  title: string
  revision: number
  stage: string
  stageTitle: string
  roundId: string | null
  facts: { question: string; answer: string }[]
  members: MemberRow[]
  isSealed: boolean
  /** Not published yet, and the viewer only reads the case. */
  isWithheld: boolean
  disputed: DisputedItem[]
  /** 第九条（三）: the visit on site, without which there is no conclusion. */
  visit: VisitView
  /** Of a second evaluation (dossier A19): its panel and its approval are its own. */
  again: { hasPanel: boolean; mayAppoint: boolean; mayApprove: boolean; isOwnConclusion: boolean; due: DueView | null } | null
  /** Why there was no evaluation, once that is the conclusion. */
  impossible: string | null
  /** 第五条（二）: the class that the application has shown, with its papers. */
  priority: PriorityView | null
  /** Edge case 19: the own total lies far above the official one; a hint, never a finding. */
  selfGap: { points: string; limit: number } | null
  /** What still stands in the way of a conclusion, in sentences. */
  problems: string[]
  result?: ResultView
  isConcluded: boolean
  mayAct: boolean
}

const conclusionTitles = { passed: '评估合格', partlyPassed: '部分服务类别评估合格', failed: '评估不合格' } satisfies Record<
  PanelResult['conclusion'],
  string
>

/** One institution's evaluation for its agency; undefined for those who may not know of it. Sealed until all sheets are in. */
export async function findEvaluation(portal: Portal, actor: Actor, caseId: string): Promise<EvaluationView | undefined> {
  const { read } = portal
  const file = await read.caseFiles.find(caseId)
  if (file?.machine !== 'application' || !mayRead(actor, await relationOf(read, file))) return undefined
  const rules = await loadRules(read, { policyId: file.policy_version_id })
  if (rules === undefined) return undefined
  const facts = await applicationFacts(read, { on: dateOf(portal.now()), rules, actor, file })
  const context = applicationContext(file)
  const isUnderWay = isBeingEvaluated(file.stage)
  const isWithheld = isWithheldFrom(actor, file)
  const isSealed = isWithheld || (context.passed === null && !isUnsealed(facts.panel, context))
  const outcome = isSealed ? undefined : resultOf(facts, rules.policy)
  const isOwnAgency = actor.agencyId === file.agency_id
  const mayAct = isUnderWay && isOwnAgency && actor.roles.includes('officer')
  const events = await read.eventLog.ofCase(file.id)
  const on = dateOf(portal.now())
  const result = outcome?.ok === true && !context.couldNotEvaluate ? resultView(facts, outcome.value) : undefined
  return {
    id: file.id,
    title: file.title,
    revision: file.revision,
    stage: file.stage,
    stageTitle: stageTitle('application', file.stage),
    roundId: context.roundId,
    facts: factRows(facts),
    members: memberRows(facts, context),
    isSealed,
    isWithheld,
    disputed: isSealed ? [] : disputedItems(facts),
    visit: visitView({ file, events, facts, policy: rules.policy, on, mayAct }),
    again: context.reEvaluated ? await againView(portal, actor, file, rules) : null,
    impossible: isWithheld ? null : impossibleReason(file, events),
    problems:
      context.couldNotEvaluate || outcome === undefined || outcome.ok || outcome.refusal.code !== 'invalidInput'
        ? []
        : (outcome.refusal.issues[''] ?? []),
    ...(result === undefined ? {} : { result }),
    priority: priorityView(file.id, facts, events),
    selfGap: result === undefined || !isOwnAgency ? null : selfGapOf(result, rules.policy),
    isConcluded: context.passed !== null,
    mayAct,
  }
}

/** Who does what next in a second evaluation, and until when. */
async function againView({ read, now }: Portal, actor: Actor, file: CaseFile, { calendar }: Rules): Promise<EvaluationView['again']> {
  const { reEvaluationPanel, concludedBy } = applicationContext(file)
  const isOwnAgency = actor.agencyId === file.agency_id
  const row = (await read.deadlines.running(file.id)).find(({ key }) => key === 'reEvaluationDue')
  return {
    hasPanel: reEvaluationPanel.length > 0,
    mayAppoint: isOwnAgency && actor.roles.includes('officer') && file.stage.startsWith('reEvaluation.'),
    mayApprove: isOwnAgency && actor.roles.includes('head') && file.stage === 'reEvaluated',
    isOwnConclusion: concludedBy === actor.id,
    due: row === undefined ? null : dueOfRow(row, { on: dateOf(now()), calendar }),
  }
}

/** Why there was no evaluation, when that is the conclusion (dossier A13). */
export function impossibleReason(file: CaseFile, events: readonly CaseEvent[]): string | null {
  if (!applicationContext(file).couldNotEvaluate) return null
  return UnablePayload.parse(events.findLast(({ command }) => command === 'concludeUnable')?.payload).reason
}

function selfGapOf({ normalised, selfNormalised }: ResultView, { evaluation }: Rules['policy']): EvaluationView['selfGap'] {
  const gap = selfNormalised - normalised
  return gap > evaluation.selfGapPoints * 100 ? { points: formatHundredths(gap), limit: evaluation.selfGapPoints } : null
}

/** Scores and result are the handling agency's until they are published; whoever only reads the case waits with the public. */
export const isWithheldFrom = (actor: Actor, file: CaseFile): boolean => !isOnDesk(actor, file) && !isResultPublished(file)

/** The result of a concluded evaluation; undefined before that, and before its publication to whoever only reads the case. */
export function findResultOf(facts: ApplicationFacts, file: CaseFile, rules: Rules, actor: Actor): ResultView | undefined {
  const { passed, couldNotEvaluate } = applicationContext(file)
  if (passed === null || couldNotEvaluate || isWithheldFrom(actor, file)) return undefined
  const outcome = resultOf(facts, rules.policy)
  return outcome.ok ? resultView(facts, outcome.value) : undefined
}

function factRows({ institution, site, submission, standard, items }: ApplicationFacts) {
  return [
    { question: '机构', answer: institution.name },
    { question: '执业（经营）地点', answer: `${site.name}，${site.address}` },
    { question: '机构类别', answer: institutionKinds[site.kind].title },
    { question: '申请的服务类别', answer: servicesText(submission?.form.services.services ?? []) },
    { question: '评估标准', answer: `${standard.title}（${standard.version}），适用${items.length}项` },
  ]
}

function memberRows({ panel, sheets }: ApplicationFacts, context: ReturnType<typeof applicationContext>): MemberRow[] {
  return panel.map(({ accountId, name, role }) => {
    const state = memberStateOf(accountId, context)
    const submittedAt = sheets.find((sheet) => sheet.evaluatorId === accountId)?.submittedAt ?? null
    return { accountId, name, roleTitle: panelRoleTitles[role], state, stateTitle: memberStateTitles[state], submittedAt }
  })
}

function disputedItems(facts: ApplicationFacts): DisputedItem[] {
  return facts.items.flatMap((item): DisputedItem[] => {
    const answers = facts.sheets.filter(isValidSheet).flatMap((sheet) => {
      const entry = sheet.entries.find((candidate) => candidate.itemId === item.id)
      const member = facts.panel.find(({ accountId }) => accountId === sheet.evaluatorId)
      return entry === undefined ? [] : [{ entry, member: member === undefined ? '' : `${member.name}（${panelRoleTitles[member.role]}）` }]
    })
    const leftOut = answers.filter(({ entry }) => entry.notApplicable !== undefined).length
    const isVetoFailed = answers.some(({ entry }) => entry.veto === 'fail')
    if (!isVetoFailed && (leftOut === 0 || leftOut === answers.length)) return []
    return [disputed(item, isVetoFailed ? 'veto' : 'applies', answers, facts)]
  })
}

type Answer = { entry: ApplicationFacts['sheets'][number]['entries'][number]; member: string }

function disputed(item: StandardItem, asks: DisputedItem['asks'], answers: readonly Answer[], facts: ApplicationFacts): DisputedItem {
  const decision = facts.jointDecisions.find(({ itemId }) => itemId === item.id)
  const outcome =
    asks === 'veto'
      ? { pass: '认定通过', fail: '认定不通过' }[decision?.veto ?? 'fail']
      : decision?.applies === false
        ? '认定不适用'
        : '认定适用'
  return {
    itemId: item.id,
    title: item.title,
    criterion: item.criterion,
    asks,
    opinions: answers.map(({ entry, member }) => ({
      member,
      answer: entry.notApplicable !== undefined ? '不适用' : entry.veto === null ? '适用' : entry.veto === 'pass' ? '通过' : '不通过',
      reason: entry.notApplicable?.reason ?? entry.reason,
    })),
    ...(decision === undefined ? {} : { decided: { outcome, minute: decision.minute } }),
  }
}

function resultView(facts: ApplicationFacts, result: PanelResult): ResultView {
  const own = facts.submission?.selfEvaluation ?? []
  const self = totalOf(facts.standard, facts.items, own)
  const rows = new Map(result.items.map((row) => [row.itemId, row]))
  const titleOf = (id: string) => facts.items.find((item) => item.id === id)?.title ?? id
  return {
    normalised: result.normalised,
    selfNormalised: self.normalised,
    passMark: result.passMark,
    passed: result.passed,
    conclusion: conclusionTitles[result.conclusion],
    vetoes: result.vetoes.map((id) => `${id} ${titleOf(id)}`),
    servicesPassed: titlesOfServices(result.servicesPassed),
    servicesRefused: result.servicesRefused.map(({ service, reason }) => ({ title: serviceTitles[service], reason })),
    categories: result.categories.map(({ id, title, score, maximum }) => ({
      id,
      title,
      max: maximum,
      official: score,
      self: self.categories.find((category) => category.id === id)?.score ?? 0,
    })),
    items: facts.items.map((item): ComparedRow => {
      const row = rows.get(item.id)
      const selfVeto = own.find(({ itemId }) => itemId === item.id)?.veto ?? null
      const reason = row?.notApplicable === true ? ['不适用，不计入满分', ...row.reasons] : (row?.reasons ?? [])
      return {
        id: item.id,
        title: item.title,
        max: item.maxScore,
        ...(row?.self === null || row === undefined ? {} : { self: row.self }),
        ...(row?.official === null || row === undefined ? {} : { official: row.official }),
        ...(selfVeto === null ? {} : { selfVeto }),
        ...(row?.veto === null || row === undefined ? {} : { officialVeto: row.veto }),
        ...(reason.length === 0 ? {} : { reason: reason.join('；') }),
      }
    }),
  }
}
