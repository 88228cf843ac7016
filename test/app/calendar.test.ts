import { describe, expect, it } from 'vitest'
import { icsOf } from '#app/services/calendar/ics'
import { findCalendar } from '#app/services/calendar/own-calendar.server'
import { endCalendar, openCalendar } from '#app/services/messages/settings.server'
import { anApplication, type Core, openCore } from '#test/setup/core'
import { type IcsComponent, icsText, icsValue, readIcs } from '#test/setup/ics-reader'
import type { Actor } from '#workflows/access/authorise'
import { instant, plainDate } from '#workflows/calendar/plain-date'

/** The secret of a new calendar of this person. */
async function tokenOf({ portal }: Core, actor: Actor): Promise<string> {
  await openCalendar(portal, actor)
  return (await portal.read.notificationPreferences.findFeed(actor.id))?.token ?? expect.fail('no calendar')
}

async function eventsOf(core: Core, actor: Actor): Promise<IcsComponent[]> {
  const found = (await findCalendar(core.portal, await tokenOf(core, actor))) ?? expect.fail('no calendar')
  return readIcs(found.ics).components.filter(({ name }) => name === 'VEVENT')
}

const wordsOf = (events: readonly IcsComponent[]) =>
  events.flatMap((event) => ['SUMMARY', 'DESCRIPTION'].map((name) => icsText(icsValue(event, name))))

describe('the calendar of a person', () => {
  it('holds the periods of the own cases as whole days, with alarms at nine in Dongying, under the same id at every reading', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    const [row] = await core.portal.read.deadlines.running(id)
    const events = await eventsOf(core, core.clinic.applicant)
    expect(events).toHaveLength(1)
    const [event] = events
    if (event === undefined || row === undefined) return expect.fail('nothing runs')
    const day = row.due_on.replaceAll('-', '')
    expect(event.properties).toContainEqual({ name: 'DTSTART', parameters: { VALUE: 'DATE' }, value: day })
    expect(icsValue(event, 'UID')).toContain(row.id)
    expect(icsValue(event, 'DTSTAMP')).toMatch(/^\d{8}T\d{6}Z$/)
    expect(icsText(icsValue(event, 'SUMMARY'))).toContain((await core.fileOf(id)).title)
    expect(event.components.map((alarm) => [alarm.name, icsValue(alarm, 'TRIGGER').slice(-8)])).toEqual(
      Array(2).fill(['VALARM', 'T010000Z']),
    )
    const again = await eventsOf(core, core.clinic.applicant)
    expect(again).toEqual(events)
  })

  it('names no institution to those who work for the agency, and holds nothing of another county', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    const { institution, form } = core.clinic.input
    const events = await eventsOf(core, core.clinic.officer)
    expect(events).toHaveLength(1)
    const names = [institution.name, form.entity.legalRepresentativeName, form.agent.agentName, form.agent.agentMobile]
    for (const words of wordsOf(events)) for (const name of names) expect(words).not.toContain(name)
    expect(await eventsOf(core, core.pharmacy.applicant)).toEqual([])
    expect(await eventsOf(core, core.city.officer)).toEqual([])
  })

  it('ends with its address: after another was made, after it was stopped, and with the account', async () => {
    const core = await openCore()
    const { applicant } = core.clinic
    const first = await tokenOf(core, applicant)
    const second = await tokenOf(core, applicant)
    expect(second).not.toBe(first)
    expect(await findCalendar(core.portal, first)).toBeUndefined()
    expect(await findCalendar(core.portal, second)).toBeDefined()
    await core.portal.unit.inTransaction((tx) => tx.people.setStatus(applicant.id, 'disabled'))
    expect(await findCalendar(core.portal, second)).toBeUndefined()
    await core.portal.unit.inTransaction((tx) => tx.people.setStatus(applicant.id, 'active'))
    await endCalendar(core.portal, applicant)
    expect(await findCalendar(core.portal, second)).toBeUndefined()
  })
})

describe('the format', () => {
  const entry = {
    uid: 'a@example',
    stamp: instant('2026-03-02T02:00:00.000Z'),
    on: plainDate('2026-03-09'),
    time: '09:30',
    description: `一行；${'很长的说明，'.repeat(30)}\n第二行`,
    summary: '名称\\带, 和;',
    url: 'https://ybxy.example/cases/1',
    isTentative: false,
  }

  it('folds long lines between characters, and gives back what was put in', () => {
    const calendar = readIcs(icsOf('期限', [entry]))
    const event = calendar.components.find(({ name }) => name === 'VEVENT') ?? expect.fail('no entry')
    expect(icsText(icsValue(event, 'DESCRIPTION'))).toBe(entry.description)
    expect(icsText(icsValue(event, 'SUMMARY'))).toBe(entry.summary)
  })

  it('names the zone of a time, which is eight hours ahead', () => {
    const calendar = readIcs(icsOf('期限', [entry]))
    const [zone, event] = calendar.components
    expect(event?.properties).toContainEqual({ name: 'DTSTART', parameters: { TZID: 'Asia/Shanghai' }, value: '20260309T093000' })
    expect(zone && [icsValue(zone, 'TZID'), zone.components.map((part) => icsValue(part, 'TZOFFSETTO'))]).toEqual([
      'Asia/Shanghai',
      ['+0800'],
    ])
  })

  it('is a calendar without entries for whoever has no deadline', () => {
    expect(readIcs(icsOf('期限', [])).components.map(({ name }) => name)).toEqual(['VTIMEZONE'])
  })
})
