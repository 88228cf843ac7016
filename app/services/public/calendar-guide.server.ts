import * as z from 'zod'
import type { DateExplanation } from '#app/view/date-explanation'
import type { Repositories } from '#db/unit-of-work'
import { formatDate, PlainDate } from '#workflows/calendar/plain-date'
import { addWorkingDays } from '#workflows/calendar/working-days'
import { describeSkipped } from '#workflows/policy/deadline-words'
import { ok, type Result, refuse } from '#workflows/result'
import { explainedDays } from '../deadline-rows.server'
import { loadCalendar } from '../rules.server'

/** What the public page of the calendar is asked: so many working days after a day. */
export const CountQuestion = z.object({
  from: PlainDate,
  count: z.coerce
    .number({ error: '请填写 1 至 250 的整数' })
    .int('请填写 1 至 250 的整数')
    .min(1, '请填写 1 至 250 的整数')
    .max(250, '请填写 1 至 250 的整数'),
})
export type CountQuestion = z.output<typeof CountQuestion>

export type CountAnswer = { due: string; explanation: DateExplanation }

/** The last of so many working days, with each day that was looked at; refused by the year whose notice is missing. */
export async function countedDays(read: Repositories, { from, count }: CountQuestion): Promise<Result<CountAnswer, { year: number }>> {
  const counted = addWorkingDays(await loadCalendar(read), from, count)
  if (!counted.ok) return refuse({ year: counted.refusal.year })
  const { date, strip } = counted.value
  return ok({
    due: date,
    explanation: {
      rule: `自${formatDate(from)}的次日起算${count}个工作日${describeSkipped(strip)}，至${formatDate(date)}24时止。`,
      basis: '民法典第二百零一条；国务院办公厅公布的放假安排',
      days: explainedDays(strip),
    },
  })
}
