import type { Account } from '#db/repositories/people'
import type { Repositories } from '#db/unit-of-work'
import { addDays, dateOf, endOfDay, type Instant, instant, type PlainDate } from '#workflows/calendar/plain-date'

/** Written at each start from the settings: through how many days after it was given a password for one use may be used. */
export const oneTimeDaysSetting = 'oneTimePassword.days'
const usualDays = 7

/** The last day of a password that was given at this moment. */
export async function lastOneTimeDay(tx: Pick<Repositories, 'policy'>, givenAt: Instant): Promise<PlainDate> {
  return addDays(dateOf(givenAt), Number((await tx.policy.findSetting(oneTimeDaysSetting)) ?? usualDays))
}

/** Whether an account has only a password for one use whose days are over; it is of no use to anybody then. */
export async function isOneTimeOver(
  tx: Pick<Repositories, 'policy'>,
  { oneTimeSince }: Pick<Account, 'oneTimeSince'>,
  now: Instant,
): Promise<boolean> {
  return oneTimeSince !== null && now >= endOfDay(await lastOneTimeDay(tx, instant(oneTimeSince)))
}

/** What to do with a password for one use whose days are over. */
export const oneTimeOver = '一次性密码已经过期，请向给您密码的人重新索取'
