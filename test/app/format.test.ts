import { describe, expect, test } from 'vitest'
import {
  calendarDaysLeft,
  formatBytes,
  formatDateLong,
  formatDateRange,
  formatDifference,
  formatDueInstant,
  formatHundredths,
  formatInstant,
  formatMoney,
  formatTenths,
  maskId,
  maskName,
  maskPhone,
  plainDateOfInstant,
  workingDaysLeft,
} from '#app/view/format'

describe('what people read', () => {
  test('names the weekday of a plain date, also on the leap day', () => {
    expect(formatDateLong('2026-04-29')).toBe('2026年4月29日 星期三')
    expect(formatDateLong('2024-02-29')).toBe('2024年2月29日 星期四')
  })

  test('shows an instant at +08:00, across the midnight of UTC', () => {
    expect(formatInstant('2026-04-29T01:05:00Z')).toBe('2026年4月29日 09:05')
    expect(plainDateOfInstant('2026-04-29T16:30:00Z')).toBe('2026-04-30')
  })

  test('writes the end of a period as 24:00 of its last day', () => {
    expect(formatDueInstant('2026-05-09T16:00:00Z')).toBe('2026年5月9日 24:00')
    expect(formatDueInstant('2026-05-09T15:59:00Z')).toBe('2026年5月9日 23:59')
  })

  test('leaves the year out of the second date only within one year', () => {
    expect(formatDateRange('2026-04-29', '2026-05-08')).toBe('2026年4月29日至5月8日')
    expect(formatDateRange('2026-12-29', '2027-01-05')).toBe('2026年12月29日至2027年1月5日')
  })

  test('counts down to the last day and past it', () => {
    expect([3, 0, -2].map(workingDaysLeft)).toEqual(['还有 3 个工作日', '今天截止', '已超过 2 个工作日'])
    expect(calendarDaysLeft(30)).toBe('还有 30 天')
  })

  test('writes scores with all their decimals', () => {
    expect([35, 0, 105].map(formatTenths)).toEqual(['3.5', '0.0', '10.5'])
    expect([8000, 7995, 5].map(formatHundredths)).toEqual(['80.00', '79.95', '0.05'])
    expect([-5, 5, 0].map(formatDifference)).toEqual(['−0.5', '+0.5', '0.0'])
  })

  test('groups yuan by thousands', () => {
    expect([123456, 99, 123456789].map(formatMoney)).toEqual(['1,234.56 元', '0.99 元', '1,234,567.89 元'])
  })

  test('hides the middle of numbers, all of a number too short, and given names with rare characters', () => {
    expect(maskId('37050219800101123X')).toBe('370502********123X')
    expect(maskPhone('13805461234')).toBe('138****1234')
    expect(maskPhone('12345')).toBe('*****')
    expect(maskName('𬭊三丰')).toBe('𬭊**')
    expect(maskName('王')).toBe('*')
  })

  test('states sizes in the unit that fits', () => {
    expect([512, 2048, 1_258_291].map(formatBytes)).toEqual(['512 字节', '2 KB', '1.2 MB'])
  })

  test('refuses text that is no date or instant', () => {
    expect(() => formatDateLong('29.04.2026')).toThrow('not a plain date')
    expect(() => formatInstant('gestern')).toThrow('not an instant')
  })
})
