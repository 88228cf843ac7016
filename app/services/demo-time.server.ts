import { addMinutes, dateOf, type Instant, instant, PlainDate, startOfDay, yearOf } from '#workflows/calendar/plain-date'
import { nextWorkingDay } from '#workflows/calendar/working-days'
import { ok, type Result, refuse } from '#workflows/result'
import type { Portal } from './portal.server'
import { loadRules } from './rules.server'

/** Offices open at nine. */
const OPENING_MINUTE = 9 * 60
const LAST_YEAR = 2040

export type Destination = { to: string; date: string }

/** The moment that a visitor of the demonstration asks for, or the sentence that says why there is none. */
export async function destinationOf(portal: Pick<Portal, 'read' | 'now'>, { to, date }: Destination): Promise<Result<Instant, string>> {
  const now = portal.now()
  const today = dateOf(now)
  if (to === 'deadline') {
    const due = await portal.read.deadlines.nextDueAt(portal.now())
    return due === undefined ? refuse('没有正在计算的期限') : ok(instant(due))
  }
  if (to === 'workingDay') {
    const rules = await loadRules(portal.read, { on: today })
    const next = rules && nextWorkingDay(rules.calendar, today)
    if (next === undefined || !next.ok) return refuse('尚未导入该年的放假安排，无法推算下一个工作日')
    return ok(addMinutes(startOfDay(next.value.date), OPENING_MINUTE))
  }
  const wanted = PlainDate.safeParse(date)
  if (!wanted.success) return refuse('请填写日期，格式为 年-月-日，例如 2026-04-29')
  if (wanted.data <= today) return refuse('时间只能向前，请填写今天以后的日期')
  if (yearOf(wanted.data) > LAST_YEAR) return refuse(`演示时间最晚到 ${LAST_YEAR} 年`)
  return ok(addMinutes(startOfDay(wanted.data), OPENING_MINUTE))
}
