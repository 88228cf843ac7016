import * as z from 'zod'

/** The stored half of a snapshot that an upgrade may change; what it does not name stays. */
export const StoredCase = z.looseObject({ status: z.string(), value: z.unknown(), context: z.record(z.string(), z.unknown()) })
export type StoredCase = z.infer<typeof StoredCase>

/** What is known of a case besides its snapshot: the day on which it was opened, `YYYY-MM-DD`. */
export type UpgradeFacts = { openedOn: string }

/** How cases of one version become cases of the next. Written once, with the change of the chart, and never changed again (X10, X13). */
export type Upgrade = {
  /** Timer id of the old chart → its id in the new one; the running rows are renamed. */
  timers: Readonly<Record<string, string>>
  /** Pure; returns a new value and leaves the given one alone. */
  snapshot: (stored: StoredCase, facts: UpgradeFacts) => StoredCase
}
