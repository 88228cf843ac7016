import { readFileSync } from 'node:fs'
import type { Portal } from '#app/services/portal.server'
import { proposeCalendar } from '#app/services/rule-change/calendar-import.server'
import calendarSeed from '#db/seeds/calendar/public-holidays-2007-2026.json'
import { formatDateWithWeekday, isPlainDate } from '#workflows/calendar/plain-date'
import { type StripDay, WorkingCalendar } from '#workflows/calendar/working-days'
import { computeDeadline } from '#workflows/policy/deadline-rule'
import type { CountUnit, DeadlineEntry } from '#workflows/policy/schema'
import { CliError } from './cli-error'

const units: Readonly<Record<string, CountUnit>> = { wd: 'workingDay', d: 'day', m: 'month', y: 'year' }

/**
 * Prints each day of a count, counted or skipped, why, and the end: procedure periods skip the first day and roll.
 * @param start `YYYY-MM-DD`, the day of the event
 * @param span `+5wd`, `+15d`, `+1m`, `+1y`
 * @throws CliError when a word is off or the calendar of a year is not there
 */
export function explainCalendar(start: string, span: string): string {
  const parts = /^\+(\d{1,3})(wd|d|m|y)$/.exec(span)
  const unit = units[parts?.[2] ?? '']
  if (!isPlainDate(start) || parts === null || unit === undefined) throw new CliError('写法：calendar explain 2026-04-29 +5wd')
  const calendar = WorkingCalendar.parse(calendarSeed)
  const entry: DeadlineEntry = {
    title: '期限',
    rule: { kind: 'period', from: 'receivedOn', count: Number(parts[1]), unit },
    excludeFirstDay: true,
    rollsToWorkingDay: true,
    at: 'endOfDay',
    basis: '第九条（四）',
    draft: false,
    consequence: '期限届满',
    reminders: [],
  }
  const computed = computeDeadline(entry, { from: start, calendar })
  if (!computed.ok) {
    const year = computed.refusal.code === 'calendarMissing' ? computed.refusal.year : ''
    throw new CliError(`${year}年的放假安排尚未载入，不能推算；请先用 calendar import 载入。`)
  }
  const { strip, dueOn, explanation } = computed.value
  return [...strip.map(line), '', `届满：${formatDateWithWeekday(dueOn)} 24时（${dueOn}）`, explanation].join('\n')
}

function line({ date, counted, why, source }: StripDay): string {
  return `${date}  ${counted ? '计入' : '不计'}  ${why}${source === null ? '' : `  来源 ${source}`}`
}

/**
 * Proposes one year's notice as the page of the calendar does; a person of the city agency confirms it there.
 * @param year only when the file does not say it
 * @throws CliError with every fault
 */
export async function importCalendar(portal: Pick<Portal, 'unit' | 'now' | 'newId' | 'read'>, file: string, year: string): Promise<string> {
  const outcome = await proposeCalendar(portal, { id: null, name: '命令行' }, { year, days: textOf(file) })
  if (outcome.ok) return '已提交。请市级经办机构的人员在“工作日历”中核对受影响的期限，再确认。'
  const { refusal } = outcome
  const faults = refusal.code === 'invalidInput' ? Object.values(refusal.issues).flat() : [refusal.code]
  throw new CliError(['放假安排没有载入：', ...faults].join('\n  '))
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new CliError(`没有找到文件 ${file}。写法：calendar import 文件 [年份]`)
  }
}
