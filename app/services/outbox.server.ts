import type { OutboxRow, TopicFilter } from '#db/repositories/outbox'
import type { UnitOfWork } from '#db/unit-of-work'
import { addSeconds, type Instant } from '#workflows/calendar/plain-date'

export type EffectHandler = (row: OutboxRow) => Promise<void>

/** Who is told of a failure. */
export type OutboxReports = {
  /** Each time a row fails. */
  onFailure: (row: OutboxRow, error: unknown) => void
  /** Before a row is parked for good. Its own failure leaves the row waiting for another try; may be called again. */
  onGivenUp?: (row: OutboxRow, error: unknown) => Promise<void>
}

const triesBeforeParking = 10
/** Longer than any handler works; after a crash the row waits this long for another worker. */
const leaseSeconds = 60

/**
 * Delivers waiting effects, oldest first, at least once each; handlers are idempotent. A row is leased before its handler
 * runs, so that of several workers one is at it. A failing effect waits longer after each try and is parked after ten, so
 * one poisoned row never stops the others.
 * @param topics all unless given
 * @returns how many were delivered here
 */
export async function deliverOutbox(
  unit: UnitOfWork,
  handlers: Record<string, EffectHandler>,
  now: () => Instant,
  reports: OutboxReports,
  topics: TopicFilter = {},
): Promise<number> {
  let delivered = 0
  for (;;) {
    const waiting = await unit.read.outbox.waiting(now(), topics)
    let progressed = false
    for (const { id } of waiting) {
      const leased = await unit.inTransaction((tx) => tx.outbox.lease(id, now(), addSeconds(now(), leaseSeconds)))
      if (!leased.ok || leased.value === undefined) continue
      if (!(await deliver(unit, handlers, leased.value, now, reports))) continue
      delivered += 1
      progressed = true
    }
    if (!progressed) return delivered
  }
}

async function deliver(
  unit: UnitOfWork,
  handlers: Record<string, EffectHandler>,
  row: OutboxRow,
  now: () => Instant,
  { onFailure, onGivenUp }: OutboxReports,
): Promise<boolean> {
  try {
    const handler = handlers[row.topic]
    if (handler === undefined) throw new Error(`no handler for ${row.topic}`)
    await handler(row)
    await unit.inTransaction((tx) => tx.outbox.markDelivered(row.id, now()))
    return true
  } catch (error) {
    onFailure(row, error)
    const retryAt = row.attempts + 1 >= triesBeforeParking ? null : addSeconds(now(), 2 ** row.attempts * 5)
    if (retryAt === null) await onGivenUp?.(row, error)
    const message = error instanceof Error ? error.message : String(error)
    await unit.inTransaction((tx) => tx.outbox.markFailed(row.id, message, retryAt, now()))
    return false
  }
}
