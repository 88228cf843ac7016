import type { Portal } from '#app/services/portal.server'
import { addDays, addMinutes, type Instant, type PlainDate, startOfDay } from '#workflows/calendar/plain-date'
import { isWorkingDay, type WorkingCalendar } from '#workflows/calendar/working-days'

/** Something that somebody does at a moment of the demonstration's history. */
export type Happening = { at: Instant; run: () => Promise<void> }

/** Lets everything happen in its order in time, the portal's clock with it; what is due in between fires by itself. */
export async function happenInOrder(portal: Portal, happenings: readonly Happening[]): Promise<void> {
  const inOrder = happenings.toSorted((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1))
  for (const { at, run } of inOrder) {
    if (at > portal.now()) await portal.advanceTo(at)
    await run()
  }
}

/** Counts working days: 0 is the day itself, or the first working day after it. */
export type WorkingDays = (from: PlainDate, count: number) => PlainDate

export function workingDaysOf(calendar: WorkingCalendar): WorkingDays {
  const isWorking = (day: PlainDate): boolean => {
    const answer = isWorkingDay(calendar, day)
    if (!answer.ok) throw new Error(`the calendar does not know ${day}`)
    return answer.value
  }
  return (from, count) => {
    let day = from
    while (!isWorking(day)) day = addDays(day, 1)
    for (let left = count; left > 0; ) {
      day = addDays(day, 1)
      if (isWorking(day)) left -= 1
    }
    return day
  }
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** A time of day, 'HH:MM' in Dongying. */
export const at = (day: PlainDate, time: string): Instant => addMinutes(startOfDay(day), minutesOf(time))
