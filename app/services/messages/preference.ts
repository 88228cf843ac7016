import * as z from 'zod'
import { messageKinds } from '#templates/messages/message-texts'
import { addMinutes, dateOf, type Instant, startOfDay } from '#workflows/calendar/plain-date'

const Kinds = z.array(z.enum(messageKinds))
const Hour = z.int().min(0).max(23)

/** What a person wants outside the portal; inside it every notice stands whatever is chosen here. */
export const NotificationPreference = z.strictObject({
  mail: Kinds,
  sms: Kinds,
  /** No text message from `from`:00 to `until`:00 in Dongying, also over midnight; null: at any hour. */
  quiet: z.strictObject({ from: Hour, until: Hour }).nullable(),
  /** Of the reminders of a period only those in its last so many days; null: all. */
  reminderDays: z.int().min(0).max(90).nullable(),
})
export type NotificationPreference = z.output<typeof NotificationPreference>

/** Of whoever has chosen nothing yet. */
export const usualPreference: NotificationPreference = {
  mail: [...messageKinds],
  sms: [...messageKinds],
  quiet: { from: 22, until: 8 },
  reminderDays: null,
}

/** A stored choice; one that this program cannot read counts as none. */
export function preferenceOf(stored: unknown): NotificationPreference {
  const parsed = NotificationPreference.safeParse(stored)
  return parsed.success ? parsed.data : usualPreference
}

/** The first moment at or after `at` that is not in the quiet hours. */
export function afterQuietHours(at: Instant, quiet: NotificationPreference['quiet']): Instant {
  if (quiet === null || quiet.from === quiet.until) return at
  const day = startOfDay(dateOf(at))
  const [from, until] = [addMinutes(day, quiet.from * 60), addMinutes(day, quiet.until * 60)]
  if (quiet.from < quiet.until) return at >= from && at < until ? until : at
  if (at < until) return until
  return at >= from ? addMinutes(until, 24 * 60) : at
}
