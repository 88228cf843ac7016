import { addDays, addMinutes, type Instant, type PlainDate, startOfDay } from '#workflows/calendar/plain-date'

/** One entry of a calendar: a whole day, or a moment of it by the clock of Dongying (`HH:MM`). */
export type CalendarEntry = {
  /** The same at every reading, so that a program replaces an entry instead of adding another. */
  uid: string
  /** When what it says last changed. */
  stamp: Instant
  on: PlainDate
  time: string | null
  summary: string
  description: string
  url: string
  /** The day may still move. */
  isTentative: boolean
}

const zone = 'Asia/Shanghai'
// The entries of a deadline come up at nine in the morning, the day before and on the day itself.
const alarmHour = 9
const longestLine = 75

const escaped = (text: string): string => text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n|[\r\n]/g, '\\n')

const compactDate = (date: PlainDate): string => date.replaceAll('-', '')
const compactInstant = (moment: Instant): string => `${moment.slice(0, 19).replace(/[-:]/g, '')}Z`

/** RFC 5545, 3.1: no line is longer than 75 octets, and no character is cut in two. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = new TextEncoder().encode(character).length
    if (octets + size > longestLine) {
      parts.push(part)
      part = ''
      octets = 1
    }
    part += character
    octets += size
  }
  return [...parts, part].join('\r\n ')
}

function alarmsOf({ on, summary }: CalendarEntry): string[] {
  // Absolute moments: a day without a zone would ring by the clock of whoever travels.
  return [addDays(on, -1), on].flatMap((day) => [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(summary)}`,
    `TRIGGER;VALUE=DATE-TIME:${compactInstant(addMinutes(startOfDay(day), alarmHour * 60))}`,
    'END:VALARM',
  ])
}

const timesOf = ({ on, time }: CalendarEntry): string[] =>
  time === null
    ? [`DTSTART;VALUE=DATE:${compactDate(on)}`, `DTEND;VALUE=DATE:${compactDate(addDays(on, 1))}`]
    : [`DTSTART;TZID=${zone}:${compactDate(on)}T${time.replace(':', '')}00`]

const linesOf = (entry: CalendarEntry): string[] => [
  'BEGIN:VEVENT',
  `UID:${escaped(entry.uid)}`,
  `DTSTAMP:${compactInstant(entry.stamp)}`,
  ...timesOf(entry),
  `SUMMARY:${escaped(entry.summary)}`,
  `DESCRIPTION:${escaped(entry.description)}`,
  `URL:${entry.url}`,
  `STATUS:${entry.isTentative ? 'TENTATIVE' : 'CONFIRMED'}`,
  'TRANSP:TRANSPARENT',
  ...alarmsOf(entry),
  'END:VEVENT',
]

// One offset for all years that a deadline can lie in.
const zoneLines = [
  'BEGIN:VTIMEZONE',
  `TZID:${zone}`,
  'BEGIN:STANDARD',
  'DTSTART:19920101T000000',
  'TZOFFSETFROM:+0800',
  'TZOFFSETTO:+0800',
  'TZNAME:CST',
  'END:STANDARD',
  'END:VTIMEZONE',
]

/** A calendar as RFC 5545 writes it. The same entries give the same bytes. */
export function icsOf(name: string, entries: readonly CalendarEntry[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Dongying designated institutions//Deadlines//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    `X-WR-TIMEZONE:${zone}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    ...zoneLines,
    ...entries.flatMap(linesOf),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}
