import { describe, expect, it } from 'vitest'
import { afterQuietHours, preferenceOf, usualPreference } from '#app/services/messages/preference'
import { instant } from '#workflows/calendar/plain-date'

/** A moment by the hour and minute that clocks in Dongying show on 4 or 5 March. */
const at = (day: number, time: string) => instant(`2026-03-0${time < '08:00' ? day - 1 : day}T${utc(time)}:00.000Z`)
const utc = (time: string) => `${String((Number(time.slice(0, 2)) + 16) % 24).padStart(2, '0')}${time.slice(2)}`

describe('quiet hours', () => {
  it.each([
    ['over midnight, in the evening', { from: 22, until: 8 }, at(4, '22:00'), at(5, '08:00')],
    ['over midnight, at night', { from: 22, until: 8 }, at(4, '07:59'), at(4, '08:00')],
    ['over midnight, by day', { from: 22, until: 8 }, at(4, '21:59'), at(4, '21:59')],
    ['at noon', { from: 12, until: 14 }, at(4, '12:00'), at(4, '14:00')],
    ['at noon, when they are over', { from: 12, until: 14 }, at(4, '14:00'), at(4, '14:00')],
    ['of no length', { from: 9, until: 9 }, at(4, '09:00'), at(4, '09:00')],
    ['not chosen', null, at(4, '03:00'), at(4, '03:00')],
  ])('%s', (_words, quiet, moment, sent) => {
    expect(afterQuietHours(moment, quiet)).toBe(sent)
  })
})

it('a choice that cannot be read counts as none made', () => {
  expect(preferenceOf({ mail: ['gossip'] })).toEqual(usualPreference)
})
