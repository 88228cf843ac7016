import * as z from 'zod'
import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import { dateOf, instant, type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import { addWorkingDays } from '#workflows/calendar/working-days'
import type { ApplicationFacts } from '#workflows/commands/facts'
import { LostDays } from '#workflows/commands/notice'
import { computeDeadline } from '#workflows/policy/deadline-rule'
import { applicationContext } from './case-context'
import type { Rules } from './rules.server'

/** First and last day of the notice that an application stands on, extensions included; null before publication. */
export function noticePeriodOf(file: CaseFile, rules: Rules): ApplicationFacts['noticePeriod'] {
  const { publishedAt, noticeExtendedUntil } = applicationContext(file)
  if (publishedAt === null) return null
  const from = dateOf(instant(publishedAt))
  if (noticeExtendedUntil !== null) return { from, lastDay: plainDate(noticeExtendedUntil) }
  const period = computeDeadline(rules.policy.deadlines.publicNotice, { from, calendar: rules.calendar })
  return period.ok ? { from, lastDay: period.value.dueOn } : null
}

const Asked = z.object({ lostDays: LostDays })

/**
 * The new last day of a running notice when an input asks for lost working days to be added: counted on from the last
 * day that holds now, so that it can only become later. Null when nothing is asked or no notice runs.
 */
export async function extendedNoticeUntil(tx: Repositories, file: CaseFile, rules: Rules, input: unknown): Promise<PlainDate | null> {
  const asked = Asked.safeParse(input)
  if (!asked.success) return null
  const row = (await tx.deadlines.running(file.id)).find(({ key }) => key === 'publicNotice' || key === 'publicNoticeExtension')
  if (row === undefined) return null
  const later = addWorkingDays(rules.calendar, plainDate(row.due_on), asked.data.lostDays, { excludeFirstDay: true })
  return later.ok ? later.value.date : null
}
