import type { Portal } from '#app/services/portal.server'
import { findLastVerification } from '#app/services/verify-record.server'
import { isMigrated } from '#db/migrate'
import type { Database } from '#db/open'
import { dateOf } from '#workflows/calendar/plain-date'

/** What must hold before requests are sent here: database, schema, this year's calendar, no parked effect, a log without known faults. */
export async function isReady(portal: Portal, database: Database): Promise<{ ok: boolean; checks: Record<string, boolean> }> {
  const checks = { database: false, schema: false, calendar: false, outbox: false, log: false }
  try {
    const years = await portal.read.policy.calendarYears()
    checks.database = true
    checks.schema = await isMigrated(database)
    checks.calendar = years.some(({ year }) => String(year) === dateOf(portal.now()).slice(0, 4))
    checks.outbox = (await portal.read.outbox.countParked()) === 0
    // A new portal is not verified yet: that is no fault.
    const verified = await findLastVerification(portal.read)
    checks.log = verified === undefined || verified.faults === 0
  } catch {
    // A database that does not answer leaves its checks false.
  }
  return { ok: Object.values(checks).every(Boolean), checks }
}
