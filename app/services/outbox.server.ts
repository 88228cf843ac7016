import type { OutboxRow } from '#db/repositories/outbox'
import type { UnitOfWork } from '#db/unit-of-work'
import { addSeconds, type Instant } from '#workflows/calendar/plain-date'

export type EffectHandler = (row: OutboxRow) => Promise<void>

const triesBeforeParking = 10

/**
 * Delivers waiting effects, oldest first, at least once each; handlers are idempotent. A failing effect waits longer
 * after each try and is parked after ten, so one poisoned row never stops the others.
 * @returns how many were delivered
 */
export async function deliverOutbox(
  unit: UnitOfWork,
  handlers: Record<string, EffectHandler>,
  now: () => Instant,
  onFailure: (row: OutboxRow, error: unknown) => void,
): Promise<number> {
  let delivered = 0
  for (;;) {
    const rows = await unit.read.outbox.waiting(now())
    if (rows.length === 0) return delivered
    let progressed = false
    for (const row of rows) {
      try {
        const handler = handlers[row.topic]
        if (handler === undefined) throw new Error(`no handler for ${row.topic}`)
        await handler(row)
        await unit.inTransaction((tx) => tx.outbox.markDelivered(row.id, now()))
        delivered += 1
        progressed = true
      } catch (error) {
        onFailure(row, error)
        const retryAt = row.attempts + 1 >= triesBeforeParking ? null : addSeconds(now(), 2 ** row.attempts * 5)
        const message = error instanceof Error ? error.message : String(error)
        await unit.inTransaction((tx) => tx.outbox.markFailed(row.id, message, retryAt, now()))
      }
    }
    if (!progressed) return delivered
  }
}
