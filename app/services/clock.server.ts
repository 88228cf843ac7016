import { type Instant, instant } from '#workflows/calendar/plain-date'

/** The only source of the time. Everything else takes an instant as an argument. */
export type Clock = { now: () => Instant }

/** A clock that administrators of a demonstration, tests and the walkthrough move forward; never backward. */
export type MovableClock = Clock & { moveTo: (moment: Instant) => void }

const iso = (milliseconds: number): Instant => instant(new Date(milliseconds).toISOString())

export const systemClock: Clock = { now: () => iso(Date.now()) }

/** Stands still until it is moved: the walkthrough and tests. */
export function standingClock(start: Instant): MovableClock {
  let current = start
  return {
    now: () => current,
    moveTo(moment) {
      if (moment > current) current = moment
    },
  }
}

/** Runs like the system clock, shifted; `moveTo` enlarges the shift. The shift is the caller's to keep. */
export function shiftedClock(shift: { milliseconds: number }): MovableClock {
  return {
    now: () => iso(Date.now() + shift.milliseconds),
    moveTo(moment) {
      shift.milliseconds = Math.max(shift.milliseconds, Date.parse(moment) - Date.now())
    },
  }
}
