import { type Service, serviceTitles } from '#workflows/domain/institution-kinds'
import {
  applicableItems,
  type EvaluationScope,
  type EvaluationStandard,
  findServiceOfItem,
  type StandardItem,
} from '#workflows/policy/evaluation-standard'
import { type ItemScore, type ScoreIssue, validateScores } from '#workflows/policy/item-scores'
import type { PolicySet } from '#workflows/policy/schema'
import { isValidSheet, type JointDecision, PanelRole, panelRoleTitles, type ScoreSheet } from '#workflows/policy/score-sheet'
import { divideHalfUp } from '#workflows/policy/score-units'
import { type CategoryTotal, categoryTotals, maximumOf, normalise, sumOf } from '#workflows/policy/scoring'
import { ok, type Result, refuse } from '#workflows/result'

/** One row of the scored form; scores in tenths, null where the item has no points or does not apply. */
export type PanelItem = {
  readonly itemId: string
  readonly self: number | null
  readonly official: number | null
  readonly difference: number | null
  readonly veto: 'pass' | 'fail' | null
  readonly notApplicable: boolean
  readonly reasons: readonly string[]
}

export type RefusedService = {
  readonly service: Service
  readonly score: number
  readonly maximum: number
  readonly reason: string
}

/** The official result. `total` and `maximum` in tenths, `normalised` and `passMark` in hundredths out of 100. */
export type PanelResult = {
  readonly items: readonly PanelItem[]
  readonly total: number
  readonly maximum: number
  readonly normalised: number
  readonly passMark: number
  readonly categories: readonly CategoryTotal[]
  /** Ids of the items whose veto failed. */
  readonly vetoes: readonly string[]
  readonly conclusion: 'passed' | 'partlyPassed' | 'failed'
  readonly passed: boolean
  readonly servicesPassed: readonly Service[]
  readonly servicesRefused: readonly RefusedService[]
  readonly validSheets: number
}

/** Why there is no result yet; each with a Chinese sentence that says what is to be done. */
export type PanelProblem = { readonly message: string } & (
  | { readonly code: 'roleMissing'; readonly role: PanelRole }
  | { readonly code: 'sheetInvalid'; readonly evaluatorId: string; readonly issues: readonly ScoreIssue[] }
  | { readonly code: 'vetoUndecided'; readonly itemId: string }
  | { readonly code: 'applicabilityUndecided'; readonly itemId: string }
)

export type PanelInput = {
  readonly standard: EvaluationStandard
  readonly policy: PolicySet
  readonly scope: EvaluationScope
  readonly selfEvaluation: readonly ItemScore[]
  readonly sheets: readonly ScoreSheet[]
  readonly jointDecisions: readonly JointDecision[]
}

/**
 * 第九条(三): the arithmetic mean of the valid sheets of every item, half up to one decimal, normalised over the
 * items that apply, half up to two decimals. A veto that any member fails is decided jointly; a failed one ends the
 * evaluation as not passed. A service whose own items stay below the floor is refused alone.
 */
export function panelResult(input: PanelInput): Result<PanelResult, { code: 'panelIncomplete'; problems: readonly PanelProblem[] }> {
  const items = applicableItems(input.standard, input.policy, input.scope)
  const sheets = input.sheets.filter(isValidSheet)
  const problems = [...missingRoles(sheets), ...invalidSheets(items, sheets), ...openQuestions(items, sheets, input.jointDecisions)]
  if (problems.length > 0) return refuse({ code: 'panelIncomplete', problems })

  const rows = items.map((item) => rowOf(item, sheets, input))
  const applying = items.filter((_, index) => rows[index]?.notApplicable === false)
  const official = new Map(rows.map((row) => [row.itemId, { score: row.official }]))
  const total = sumOf(applying, official)
  const maximum = maximumOf(applying)
  const normalised = normalise(total, maximum)
  const vetoes = rows.filter((row) => row.veto === 'fail').map((row) => row.itemId)
  const reachesMark = vetoes.length === 0 && normalised >= input.standard.passMark
  const servicesRefused = refusedServices(input, items, applying, official)
  const servicesPassed = reachesMark
    ? input.scope.services.filter((service) => !servicesRefused.some((refused) => refused.service === service))
    : []
  const conclusion = servicesPassed.length === 0 ? 'failed' : servicesRefused.length === 0 ? 'passed' : 'partlyPassed'
  return ok({
    items: rows,
    total,
    maximum,
    normalised,
    passMark: input.standard.passMark,
    categories: categoryTotals(input.standard, applying, official),
    vetoes,
    conclusion,
    passed: conclusion !== 'failed',
    servicesPassed,
    servicesRefused,
    validSheets: sheets.length,
  })
}

function missingRoles(sheets: readonly ScoreSheet[]): readonly PanelProblem[] {
  return PanelRole.options
    .filter((role) => !sheets.some((sheet) => sheet.role === role))
    .map((role) => ({ code: 'roleMissing', role, message: `缺少${panelRoleTitles[role]}的有效评分表，请补充评估人员或者等待其提交` }))
}

function invalidSheets(items: readonly StandardItem[], sheets: readonly ScoreSheet[]): readonly PanelProblem[] {
  return sheets.flatMap((sheet): readonly PanelProblem[] => {
    const issues = validateScores(items, sheet.entries)
    const message = `${panelRoleTitles[sheet.role]}的评分表有${issues.length}处需要更正，请退回本人更正`
    return issues.length === 0 ? [] : [{ code: 'sheetInvalid', evaluatorId: sheet.evaluatorId, issues, message }]
  })
}

/**
 * What the valid sheets leave to the panel together: a veto that any member failed, or an item that only some members
 * left out. Null for every other item: a minute about it changes nothing.
 */
export function disputeOf(item: StandardItem, sheets: readonly ScoreSheet[]): 'veto' | 'applies' | null {
  const answers = answersTo(item, sheets.filter(isValidSheet))
  if (answers.some((answer) => answer.veto === 'fail')) return 'veto'
  const leftOut = answers.filter((answer) => answer.notApplicable).length
  return leftOut > 0 && leftOut < answers.length ? 'applies' : null
}

function openQuestions(
  items: readonly StandardItem[],
  sheets: readonly ScoreSheet[],
  decisions: readonly JointDecision[],
): readonly PanelProblem[] {
  return items.flatMap((item): readonly PanelProblem[] => {
    const asks = disputeOf(item, sheets)
    const decision = findDecision(item, decisions)
    if (asks === 'veto' && (decision?.veto ?? null) === null) {
      const message = `有成员认定“${item.title}”不通过，请小组合议作出结论并记入笔录`
      return [{ code: 'vetoUndecided', itemId: item.id, message }]
    }
    if (asks === 'applies' && (decision?.applies ?? null) === null) {
      const message = `成员对“${item.title}”是否适用意见不一致，请小组合议作出结论并记入笔录`
      return [{ code: 'applicabilityUndecided', itemId: item.id, message }]
    }
    return []
  })
}

function answersTo(item: StandardItem, sheets: readonly ScoreSheet[]): readonly ItemScore[] {
  return sheets.flatMap((sheet) => sheet.entries.filter((entry) => entry.itemId === item.id))
}

function findDecision(item: StandardItem, decisions: readonly JointDecision[]): JointDecision | undefined {
  return decisions.find((decision) => decision.itemId === item.id)
}

function rowOf(item: StandardItem, sheets: readonly ScoreSheet[], input: PanelInput): PanelItem {
  const answers = answersTo(item, sheets)
  const asks = disputeOf(item, sheets)
  const decision = asks === null ? undefined : findDecision(item, input.jointDecisions)
  const scores = answers.flatMap((answer) => (answer.score === null ? [] : [answer.score]))
  const notApplicable = scores.length === 0 && !item.veto ? true : asks === 'applies' && decision?.applies === false
  const official =
    notApplicable || item.maxScore === 0
      ? null
      : divideHalfUp(
          scores.reduce((sum, score) => sum + score, 0),
          scores.length,
        )
  const self = input.selfEvaluation.find((entry) => entry.itemId === item.id)?.score ?? null
  const minute = decision ? [`合议：${decision.minute}`] : []
  return {
    itemId: item.id,
    self,
    official,
    difference: self === null || official === null ? null : official - self,
    veto: vetoOf(item, answers, decision),
    notApplicable,
    reasons: [...new Set(answers.map((answer) => answer.notApplicable?.reason ?? answer.reason)), ...minute].filter(
      (reason) => reason !== '',
    ),
  }
}

function vetoOf(item: StandardItem, answers: readonly ItemScore[], decision: JointDecision | undefined): 'pass' | 'fail' | null {
  if (!item.veto) return null
  return answers.some((answer) => answer.veto === 'fail') ? (decision?.veto ?? 'fail') : 'pass'
}

function refusedServices(
  { standard, scope }: PanelInput,
  items: readonly StandardItem[],
  applying: readonly StandardItem[],
  official: ReadonlyMap<string, { readonly score: number | null }>,
): readonly RefusedService[] {
  const floor = standard.serviceRule?.floorPercent
  if (floor === undefined) return []
  return scope.services.flatMap((service): readonly RefusedService[] => {
    if (!items.some((item) => findServiceOfItem(standard, item) === service)) return []
    const own = applying.filter((item) => findServiceOfItem(standard, item) === service)
    const score = sumOf(own, official)
    const maximum = maximumOf(own)
    if (maximum > 0 && score * 100 >= maximum * floor) return []
    return [{ service, score, maximum, reason: `${serviceTitles[service]}专项得分率低于${floor}%，该服务类别不予通过` }]
  })
}
