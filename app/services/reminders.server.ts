import * as z from 'zod'
import { reminderWords } from '#app/view/notice-words'
import type { CaseFile } from '#db/repositories/case-files'
import type { DeadlineRow } from '#db/repositories/deadlines'
import type { Repositories } from '#db/unit-of-work'
import { dateOf, daysBetween, formatDate, type Instant, plainDate } from '#workflows/calendar/plain-date'
import type { WorkingCalendar } from '#workflows/calendar/working-days'
import { DeadlineEntry, DeadlineKey, ReminderAudience } from '#workflows/policy/schema'
import { remainingText } from './case/due.server'
import { officersOf } from './desk/access.server'
import { notify } from './notify.server'
import { loadRules } from './rules.server'

const ReminderNote = z.object({ to: ReminderAudience })

/**
 * Tells of a reminder that has come up: of the officers the one who holds the case, when somebody does. It is told as of
 * `now`: swept late, it says how many days are left then, not how many there were.
 */
export async function remind(tx: Repositories, row: DeadlineRow, now: Instant): Promise<void> {
  const file = await tx.caseFiles.find(row.case_id)
  if (file === undefined) return
  const rules = await loadRules(tx, { policyId: file.policy_version_id })
  if (rules === undefined) throw new Error(`policy ${file.policy_version_id} is not stored`)
  const { to } = ReminderNote.parse(JSON.parse(row.explanation))
  const text = reminderText(row, now, rules.calendar)
  const holder = to === 'officer' ? await holderOf(tx, file) : undefined
  await notify(tx, {
    id: row.id,
    kind: 'reminder',
    audience: to,
    file,
    text,
    at: now,
    about: row.timer_id,
    daysLeft: Math.max(0, daysBetween(dateOf(now), plainDate(row.due_on))),
    ...(holder === undefined ? {} : { accountId: holder }),
  })
}

/** Whoever holds the case, unless that account has ended: then it is everybody's matter again. */
async function holderOf(tx: Repositories, file: CaseFile): Promise<string | undefined> {
  const holder = await tx.holding.find(file.id)
  return (await officersOf(tx, file.agency_id)).find(({ id }) => id === holder?.accountId)?.id
}

/** How many days are left, what to do, and what happens otherwise. */
export function reminderText(row: Pick<DeadlineRow, 'key' | 'rule' | 'due_on'>, now: Instant, calendar: WorkingCalendar): string {
  const key = DeadlineKey.parse(row.key)
  const { title, rule, at, consequence } = DeadlineEntry.parse(JSON.parse(row.rule))
  const dueOn = plainDate(row.due_on)
  const today = dateOf(now)
  const day = formatDate(dueOn)
  const what = reminderWords[key] ?? '请及时办理'
  if (at === 'startOfDay')
    return `${title}：${day}0:00${dueOn > today ? `，${remainingText(rule, dueOn, today, calendar)}` : ''}。${what}。${consequence}`
  if (dueOn < today) return `${title}已于${day}24:00届满，请立即办理。${consequence}`
  if (dueOn === today) return `${title}今天（${day}）24:00届满。${what}。${consequence}`
  return `${title}${remainingText(rule, dueOn, today, calendar)}，${day}24:00届满。${what}。${consequence}`
}
