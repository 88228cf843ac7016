import type { DeadlineKey } from '#workflows/policy/schema'

/**
 * Declares deadline keys as delays. The number is nominal: no timer ever runs in memory, the real moment comes from the
 * pinned policy and the calendar when the deadline row is written.
 * @param keys the periods that govern states of this machine
 */
export function nominalDelays<const K extends DeadlineKey>(keys: readonly K[]): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, 1])) as Record<K, number>
}
