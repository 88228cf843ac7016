import * as z from 'zod'
import { digestOf } from '#db/canonical-json'
import type { RuleChange } from '#db/repositories/rule-changes'
import { type Repositories, rollBack } from '#db/unit-of-work'
import { type Actor, cityAgencyId } from '#workflows/access/authorise'
import { checkCalendarYear } from '#workflows/calendar/calendar-check'
import { readNotice } from '#workflows/calendar/calendar-notice'
import type { Instant } from '#workflows/calendar/plain-date'
import { CalendarYear, WorkingCalendar } from '#workflows/calendar/working-days'
import type { Outcome } from '#workflows/domain/refusal'
import { ok, refuse } from '#workflows/result'
import { isStaff } from '../desk/access.server'
import { readFields } from '../input-words'
import type { Portal } from '../portal.server'
import { loadCalendar } from '../rules.server'
import { type PlannedMove, planRuleChange } from './plan.server'

/** What a proposal holds of a calendar. */
export const ProposedCalendar = z.object({ year: z.number(), days: CalendarYear })

const Proposal = z.object({
  year: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.coerce.number({ error: '请填写年份，如 2027' }).int().min(2007, '请填写年份，如 2027').max(2100, '请填写年份，如 2027').optional(),
  ),
  source: z.string().trim().max(200).default(''),
  days: z.string({ error: '请粘贴放假安排' }).trim().min(1, '请粘贴放假安排').max(20_000),
})

/** Who proposes: a person of the city agency, or whoever stands at the command line of the server. */
export type Proposer = { id: string | null; name: string }

type Writing = Pick<Portal, 'unit' | 'now' | 'newId' | 'read'>

/** Officers and heads of the city agency: one calendar holds for all counties (第四条). */
export const isCityStaff = (actor: Actor): boolean => isStaff(actor) && actor.agencyId === cityAgencyId

/**
 * Reads one year's notice and puts it up for a second person's confirmation; nothing counts by it before that.
 * @param input `year` may be left out when a file says it itself
 * @returns the id of the proposal, or every fault at its field; nothing is kept of a refused one
 */
export async function proposeCalendar({ unit, now, newId, read }: Writing, by: Proposer, input: unknown): Promise<Outcome<string>> {
  const fields = readFields(Proposal, input)
  if (!fields.ok) return fields
  const { source, days } = fields.value
  const notice = readNotice(days, fields.value.year)
  const year = fields.value.year ?? notice.year
  if (year === null) return refuse({ code: 'invalidInput', issues: { year: ['请填写年份，如 2027'] } })
  const checked = checkCalendarYear({ year, source, notice }, await knownYears(read))
  if (!checked.ok) return refuse({ code: 'invalidInput', issues: issuesOfFaults(checked.refusal.faults) })
  const id = newId()
  const outcome = await unit.inTransaction((tx) => tx.ruleChanges.add(proposalRow({ id, year, days: checked.value, by, at: now() })))
  return outcome.ok ? ok(id) : outcome
}

const issuesOfFaults = (faults: Readonly<Record<string, readonly string[]>>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(faults).flatMap(([field, list]) => (list.length === 0 ? [] : [[field, [...list]]])))

async function knownYears(read: Repositories): Promise<Map<number, CalendarYear>> {
  return new Map((await read.policy.calendarYears()).map(({ year, data }) => [year, CalendarYear.parse(data)]))
}

function proposalRow({ id, year, days, by, at }: { id: string; year: number; days: CalendarYear; by: Proposer; at: Instant }): RuleChange {
  return {
    id,
    kind: 'calendar',
    subject: String(year),
    data: { year, days },
    status: 'proposed',
    proposed_by: by.id,
    proposed_name: by.name,
    proposed_at: at,
    decided_by: null,
    decided_name: null,
    decided_at: null,
    reason: '',
    list: null,
    applied_at: null,
  }
}

/** What a proposal would do at this moment; `digest` says whether it is still what somebody has looked at. */
export type CalendarPreview = { moves: PlannedMove[]; unchanged: number; digest: string }

/** The calendar with one year in the place of what stood there. */
function withYear(calendar: WorkingCalendar, { year, days }: z.output<typeof ProposedCalendar>): WorkingCalendar {
  return WorkingCalendar.parse({ ...calendar, years: { ...calendar.years, [String(year)]: days } })
}

/** Every running period that a proposal touches, as it would be touched if it were confirmed now. */
export async function previewCalendar(read: Repositories, change: RuleChange, at: Instant): Promise<CalendarPreview> {
  const calendar = withYear(await loadCalendar(read), ProposedCalendar.parse(change.data))
  const { moves, unchanged } = await planRuleChange(read, { calendar, at })
  return { moves, unchanged, digest: digestOf(moves.map(({ deadlineId, oldDueOn, countedOn }) => [deadlineId, oldDueOn, countedOn])) }
}

const Confirmation = z.object({ seen: z.string({ error: '请先查看预览' }).min(1, '请先查看预览') })

/**
 * A second person of the city agency puts a proposed year into force. What fell due until now ends under the old calendar
 * first; the rest is carried to the cases by `settle`, and by the next one after a crash.
 * @param input `seen` is the digest of the preview: a list that has changed meanwhile has to be looked at again
 */
export async function confirmCalendar(portal: Portal, actor: Actor, id: string, input: unknown): Promise<Outcome<string>> {
  const fields = readFields(Confirmation, input)
  if (!fields.ok) return fields
  await portal.settle()
  const at = portal.now()
  const outcome = await portal.unit.inTransaction(async (tx) => {
    const change = await toDecide(tx, actor, id)
    if (change.proposed_by === actor.id) rollBack({ code: 'samePerson', article: '日历由两人核对的规定' })
    const preview = await previewCalendar(tx, change, at)
    if (preview.digest !== fields.value.seen)
      rollBack({ code: 'invalidInput', issues: { seen: ['预览以后有事项发生了变化，请核对现在的清单，再确认'] } })
    const { year, days } = ProposedCalendar.parse(change.data)
    const decision = { status: 'confirmed', by: actor, at, reason: '', list: preview.moves.map(withoutStrip) } as const
    if (!(await tx.ruleChanges.decide(id, decision))) rollBack({ code: 'notAllowedNow', stage: change.status })
    await tx.policy.putCalendarYear(year, days, at)
    return id
  })
  if (outcome.ok) await portal.settle()
  return outcome
}

const withoutStrip = ({ explanation: _, ...move }: PlannedMove) => move

const Dropping = z.object({
  reason: z.string({ error: '请写明退回的原因' }).trim().min(4, '请写明退回的原因，不少于4个字').max(300),
})

/** Takes a proposal back, by whoever made it or by a second person. */
export async function dropCalendar(
  { unit, now }: Pick<Portal, 'unit' | 'now'>,
  actor: Actor,
  id: string,
  input: unknown,
): Promise<Outcome<string>> {
  const fields = readFields(Dropping, input)
  if (!fields.ok) return fields
  return unit.inTransaction(async (tx) => {
    await toDecide(tx, actor, id)
    const decision = { status: 'dropped', by: actor, at: now(), reason: fields.value.reason, list: [] } as const
    if (!(await tx.ruleChanges.decide(id, decision))) rollBack({ code: 'notAllowedNow', stage: 'dropped' })
    return id
  })
}

async function toDecide(tx: Repositories, actor: Actor, id: string): Promise<RuleChange> {
  const change = await tx.ruleChanges.find(id)
  if (change?.kind !== 'calendar') return rollBack({ code: 'notFound' })
  if (!isCityStaff(actor)) rollBack({ code: 'forbidden', rule: 'cityAgency' })
  if (change.status !== 'proposed') rollBack({ code: 'notAllowedNow', stage: change.status })
  return change
}
