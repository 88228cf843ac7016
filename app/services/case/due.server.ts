import * as z from 'zod'
import type { DueView } from '#app/view/case-view'
import { calendarDaysLeft, formatTime, workingDaysLeft } from '#app/view/format'
import type { CaseFile } from '#db/repositories/case-files'
import type { DeadlineRow } from '#db/repositories/deadlines'
import type { Repositories } from '#db/unit-of-work'
import { addDays, dateOf, daysBetween, type Instant, instant, type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import { isWorkingDay, type WorkingCalendar } from '#workflows/calendar/working-days'
import { DeadlineEntry, DeadlineKey } from '#workflows/policy/schema'
import { explainedDays } from '../deadline-rows.server'
import type { Rules } from '../rules.server'

/** What the ledger keeps beside each running period, so that a date can always be explained. */
export const DueExplanation = z.object({
  title: z.string(),
  basis: z.string(),
  consequence: z.string(),
  explanation: z.string(),
  strip: z.array(z.object({ date: z.string(), counted: z.boolean(), why: z.string(), source: z.string().nullable() })),
})

/** The rule and the date of what runs on a case. */
export type RunningDue = { view: DueView; key: DeadlineKey; title: string; consequence: string }

function workingDaysUntil(calendar: WorkingCalendar, today: PlainDate, due: PlainDate): number | undefined {
  let count = 0
  for (let day = addDays(today, 1); day <= due; day = addDays(day, 1)) {
    const working = isWorkingDay(calendar, day)
    if (!working.ok) return undefined
    if (working.value) count += 1
  }
  return count
}

/** 还有 3 个工作日 / 今天截止 / 已超过 2 天, in the unit of the rule. */
export function remainingText(rule: DeadlineEntry['rule'], due: PlainDate, today: PlainDate, calendar: WorkingCalendar): string {
  const days = daysBetween(today, due)
  if (days <= 0 || rule.kind !== 'period' || rule.unit !== 'workingDay') return calendarDaysLeft(days)
  const working = workingDaysUntil(calendar, today, due)
  // Several days off ahead and no working day left: the last day is still ahead.
  return working === undefined || working === 0 ? calendarDaysLeft(days) : workingDaysLeft(working)
}

/** A row of the ledger as it is read on a page. */
export function dueOfRow(row: DeadlineRow, now: Instant, calendar: WorkingCalendar): RunningDue {
  const rule = DeadlineEntry.parse(JSON.parse(row.rule))
  const { title, basis, consequence, explanation, strip } = DueExplanation.parse(JSON.parse(row.explanation))
  return {
    key: DeadlineKey.parse(row.key),
    title,
    consequence,
    view: {
      due: row.due_on,
      time: rule.at === 'endOfDay' ? '24:00' : formatTime(row.due_at),
      remaining: `${remainingText(rule.rule, plainDate(row.due_on), dateOf(now), calendar)}${row.provisional === 1 ? '（日期暂定）' : ''}`,
      isOverdue: row.due_at <= now,
      explanation: {
        rule: explanation,
        basis,
        consequence,
        days: explainedDays(strip),
      },
    },
  }
}

// What stands beside the term of an agreement has lines of its own: filing, licence, test of its system, rest.
const termKeys: readonly string[] = ['termStarts', 'termEnds', 'continuationEnds', 'endEffective'] satisfies DeadlineKey[]

/** What runs: the case's own period first, else that of its round; the notice before the handling of objections. */
export async function runningDue(read: Repositories, file: CaseFile, now: Instant, rules: Rules): Promise<RunningDue | undefined> {
  const own = await read.deadlines.running(file.id)
  const ofRound =
    own.length > 0 || file.machine !== 'application' || file.parent_id === null ? [] : await read.deadlines.running(file.parent_id)
  const rows = [...own, ...ofRound].filter(({ key }) => file.machine !== 'agreement' || termKeys.includes(key))
  const row = rows.find(({ key }) => key.startsWith('publicNotice')) ?? rows[0]
  return row && dueOfRow(row, now, rules.calendar)
}

const FiredPayload = z.object({ dueAt: z.string(), key: DeadlineKey })

/** The period that ran out last: the date by which an overdue case should have been done. */
export async function passedDue(read: Repositories, file: CaseFile, now: Instant, rules: Rules): Promise<RunningDue | undefined> {
  const events = (await read.eventLog.ofCase(file.id)).filter(({ command }) => command.startsWith('deadline.'))
  const fired = FiredPayload.safeParse(events.at(-1)?.payload)
  if (!fired.success) return undefined
  const entry = rules.policy.deadlines[fired.data.key]
  // The moment is midnight after the last day.
  const dueOn = addDays(dateOf(instant(fired.data.dueAt)), entry.at === 'endOfDay' ? -1 : 0)
  return {
    key: fired.data.key,
    title: entry.title,
    consequence: entry.consequence,
    view: {
      due: dueOn,
      time: entry.at === 'endOfDay' ? '24:00' : '00:00',
      remaining: calendarDaysLeft(daysBetween(dateOf(now), dueOn)),
      isOverdue: true,
      explanation: { rule: `${entry.title}已经届满。`, basis: entry.basis, consequence: entry.consequence, days: [] },
    },
  }
}
