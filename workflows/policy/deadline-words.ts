import type { StripDay } from '#workflows/calendar/working-days'
import type { CountUnit } from '#workflows/policy/schema'

const unitNames = { workingDay: '个工作日', day: '日', month: '个月', year: '年' } satisfies Record<CountUnit, string>

/** '5个工作日', '30日', '1个月', '3年'. */
export function unitPhrase(count: number, unit: CountUnit): string {
  return `${count}${unitNames[unit]}`
}

/** Says which days of a working-day count were left out and which make-up workdays were counted; empty when neither occurred. */
export function describeSkipped(strip: readonly StripDay[]): string {
  const skipped = new Map<string, number>()
  for (const day of strip) {
    if (!day.counted && day.why !== '首日不计') skipped.set(day.why, (skipped.get(day.why) ?? 0) + 1)
  }
  const left = [...skipped].map(([why, days]) => `${why}${days}天`).join('、')
  const madeUp = strip.some((day) => day.counted && day.why.startsWith('调休上班'))
  return `${left === '' ? '' : `，其间${left}不计`}${madeUp ? '，调休上班日计入' : ''}`
}
