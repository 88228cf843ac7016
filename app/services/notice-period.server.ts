import * as z from 'zod'
import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import { dateOf, instant, type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import { addWorkingDays } from '#workflows/calendar/working-days'
import type { ApplicationFacts } from '#workflows/commands/facts'
import { LostDays } from '#workflows/commands/notice'
import { applicationContext } from './case-context'
import type { Rules } from './rules.server'

const noticeKeys = ['publicNotice', 'publicNoticeExtension']

/** The last day of the newest notice of a case as the ledger holds it: what a later calendar counts does not shorten it. */
export async function findNoticeEnd(read: Pick<Repositories, 'deadlines'>, caseId: string): Promise<PlainDate | undefined> {
  const row = await read.deadlines.findLast(caseId, noticeKeys)
  return row && plainDate(row.due_on)
}

/** First and last day of the notice that an application stands on, extensions included; null before publication. */
export async function noticePeriodOf(tx: Repositories, file: CaseFile): Promise<ApplicationFacts['noticePeriod']> {
  const { publishedAt } = applicationContext(file)
  const lastDay = publishedAt === null ? undefined : await findNoticeEnd(tx, file.id)
  return publishedAt === null || lastDay === undefined ? null : { from: dateOf(instant(publishedAt)), lastDay }
}

const Asked = z.object({ lostDays: LostDays })

/**
 * The new last day of a running notice when an input asks for lost working days to be added: counted on from the last
 * day that holds now, so that it can only become later. Null when nothing is asked or no notice runs.
 */
export async function extendedNoticeUntil(tx: Repositories, file: CaseFile, rules: Rules, input: unknown): Promise<PlainDate | null> {
  const asked = Asked.safeParse(input)
  if (!asked.success) return null
  const row = (await tx.deadlines.running(file.id)).find(({ key }) => noticeKeys.includes(key))
  if (row === undefined) return null
  const later = addWorkingDays(rules.calendar, plainDate(row.due_on), asked.data.lostDays, { excludeFirstDay: true })
  return later.ok ? later.value.date : null
}
