import { sha256 } from '#db/canonical-json'
import type { UnitOfWork } from '#db/unit-of-work'
import { addMinutes, type Instant } from '#workflows/calendar/plain-date'

/** How many tries of a kind one person or address has within how many minutes. */
const limits = {
  // Ten wrong passwords an account, fifty an address; a right one clears the account's count.
  signInByLogin: { tries: 10, minutes: 15 },
  signInByAddress: { tries: 50, minutes: 15 },
  // An objection holds up a signature, so nobody may send them by the hundred; twenty an hour still serve a whole office.
  objectionByAddress: { tries: 20, minutes: 60 },
  // Whoever has no account can fill the store with files no faster than this.
  evidenceByAddress: { tries: 6, minutes: 60 },
} as const
export type LimitedTry = keyof typeof limits

/** Limits that hold over all servers on one database; `realNow` is the wall clock, which a demonstration does not move. */
export function tryLimits(unit: UnitOfWork, realNow: () => Instant) {
  const keyOf = (kind: LimitedTry, who: string) => sha256(`${kind}\n${who}`)
  return {
    /** Counts one try. @returns whether it is still within the limit */
    async mayTry(kind: LimitedTry, who: string): Promise<boolean> {
      const { tries, minutes } = limits[kind]
      const now = realNow()
      const outcome = await unit.inTransaction((tx) => tx.countedTries.count(keyOf(kind, who), now, addMinutes(now, minutes)))
      return outcome.ok && outcome.value <= tries
    },

    async forget(kind: LimitedTry, who: string): Promise<void> {
      await unit.inTransaction((tx) => tx.countedTries.forget(keyOf(kind, who)))
    },

    /** Housekeeping: removes what no longer counts. */
    async forgetOver(): Promise<void> {
      await unit.inTransaction((tx) => tx.countedTries.forgetOver(realNow()))
    },
  }
}
export type TryLimits = ReturnType<typeof tryLimits>
