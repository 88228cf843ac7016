import { scoreEntriesOf } from '#app/forms/score-entries'
import { type ItemScore, type ScoreIssue, validateScore, validateScores } from '#workflows/policy/item-scores'
import { type Total, totalOf } from '#workflows/policy/scoring'
import { type Draft, itemsOf, type Typed } from './drafts.server'
import type { FieldErrors, StepState } from './institution-answers.server'

/** A self-evaluation as stored: what it counts, what is wrong with the answers given, and what is still missing. */
export type JudgedScores = {
  readonly entries: readonly ItemScore[]
  readonly total: Total
  /** Faults of answers that were given. */
  readonly errors: FieldErrors
  /** Faults that stand in the way of sending: those, and every answer that is missing. */
  readonly missing: FieldErrors
  readonly state: StepState
}

function formOf(typed: Typed): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(typed)) for (const one of [value].flat()) form.append(name, one)
  return form
}

/** Keeps of a posted sheet what belongs to it. */
export function typedScores(form: FormData, draft: Draft): Typed {
  const names = itemsOf(draft).flatMap(({ id }) => [`score.${id}`, `veto.${id}`, `reason.${id}`])
  return Object.fromEntries(
    names.flatMap((name): [string, string][] => {
      const value = form.get(name)
      return typeof value === 'string' && value.trim() !== '' ? [[name, value]] : []
    }),
  )
}

const byName = (issues: readonly ScoreIssue[], unreadable: FieldErrors): FieldErrors => {
  const errors: FieldErrors = { ...unreadable }
  // An unreadable score has been named already; that it is missing would only be a second sentence.
  for (const { itemId, field, message } of issues) errors[`${field}.${itemId}`] ??= [message]
  return errors
}

/** Judges the self-evaluation over the items that apply with the services chosen. */
export function judgeScores(draft: Draft): JudgedScores {
  const items = itemsOf(draft)
  const { entries, issues } = scoreEntriesOf(formOf(draft.data.scores), items)
  const byItem = new Map(items.map((item) => [item.id, item]))
  const given = entries.flatMap((entry) => {
    const item = byItem.get(entry.itemId)
    const answered = item !== undefined && (entry.score !== null || entry.veto !== null || entry.itemId in issues)
    return answered ? validateScore(item, entry) : []
  })
  const errors = byName(given, issues)
  const missing = byName(validateScores(items, entries), issues)
  // A score that cannot stand is not counted: 9 of 2 points would lift the total above 100.
  const counted = entries.map((entry) => (`score.${entry.itemId}` in errors ? { ...entry, score: null } : entry))
  const hasErrors = Object.keys(errors).length > 0
  const isComplete = items.length > 0 && Object.keys(missing).length === 0
  return {
    entries,
    total: totalOf(draft.standard, items, counted),
    errors,
    missing,
    state: isComplete ? 'filled' : hasErrors || entries.length > 0 ? 'fix' : 'empty',
  }
}

const fewMissing = 5

/** Takes a long row of unanswered items out of the errors: a list of forty lines helps nobody. */
export function foldUnanswered(draft: Draft, errors: FieldErrors): { errors: FieldErrors; folded: readonly string[] } {
  const entries = Object.entries(errors)
  const unanswered = entries.filter(([name]) => !name.startsWith('reason.') && draft.data.scores[name] === undefined).map(([name]) => name)
  if (unanswered.length <= fewMissing) return { errors, folded: [] }
  return { errors: Object.fromEntries(entries.filter(([name]) => !unanswered.includes(name))), folded: unanswered }
}

/** Errors as lines of a summary: each names its item. */
export function scoreLines(draft: Draft, errors: FieldErrors): FieldErrors {
  const titles = new Map(itemsOf(draft).map(({ id, title }) => [id, `${id} ${title}`]))
  const { errors: single, folded } = foldUnanswered(draft, errors)
  const lines = Object.entries(single).map(([name, messages]): [string, string[]] => {
    const title = titles.get(name.slice(name.indexOf('.') + 1)) ?? ''
    return [name, messages.map((message) => `${title}：${message}`)]
  })
  const [first] = folded
  return Object.fromEntries(first === undefined ? lines : [...lines, [first, [`还有 ${folded.length} 项没有填写，从第一项填起`]]])
}
