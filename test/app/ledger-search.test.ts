import { beforeEach, describe, expect, it } from 'vitest'
import { fillLedger } from '#app/services/ledger/draw.server'
import { licencesOf } from '#app/services/ledger/licences.server'
import { ledgerOf, wholeLedger } from '#app/services/ledger.server'
import { serveCases } from '#test/app/case-app'
import { anApplication, type Core, ids, morningOf, openCore } from '#test/setup/core'
import { tableAt } from '#test/setup/tables'
import { addDays, type PlainDate, plainDate } from '#workflows/calendar/plain-date'

let core: Core
beforeEach(async () => {
  core = await openCore()
  await anApplication(core, { stage: 'closing' })
  await core.must(core.clinic.officer, 'recordBarFact', 'record', {
    cause: 'falseApplication',
    uscc: core.pharmacy.input.institution.uscc,
    name: core.pharmacy.input.institution.name,
    licenceNumber: '鲁DA546098765',
    personName: '李责任',
    decidedOn: '2026-03-02',
    facts: '药师证书系变造，经发证机关核实。',
  })
})

const found = async (query: string, actor = core.clinic.head) => {
  const { lines, total } = await ledgerOf(core.portal, actor, { query, page: 1 })
  expect(lines).toHaveLength(total)
  return lines.map(({ id }) => id.split(':')[0])
}

describe('a search in the ledger', () => {
  it('finds by credit code, licence, place and responsible person, however they were typed', async () => {
    const { practiceLicenceNumber, personInChargeName } = core.clinic.input.form.entity
    const { address } = await core.portal.read.institutions.getSite(core.clinic.siteId)
    for (const query of [core.clinic.input.institution.uscc, practiceLicenceNumber ?? '', address, personInChargeName])
      expect([query, await found(query)]).toEqual([query, [ids.agreement]])
    for (const query of ['鲁ｄａ546 098765', '李责任']) expect([query, await found(query)]).toEqual([query, ['record']])
    expect(await found('100%')).toEqual([])
    // Not yet confirmed: it is the business of the agency that entered it.
    expect(await found('李责任', core.city.officer)).toEqual([])
    expect((await wholeLedger(core.portal, core.city.officer, '')).map(({ name }) => name)).toEqual(['东营仁和诊所'])
  })

  it('finds the same after everything was drawn anew from the cases', async () => {
    const { write } = core.database
    const drawn = async () => [
      await write.selectFrom('ledger_entry').selectAll().execute(),
      await write.selectFrom('licence').selectAll().execute(),
    ]
    const before = await drawn()
    await write.deleteFrom('ledger_entry').execute()
    await write.deleteFrom('licence').execute()
    await fillLedger(core.portal.unit)
    expect(await drawn()).toEqual(before)
    expect(before.map(({ length }) => length)).toEqual([2, 1])
  })
})

describe('the watch over licences', () => {
  it('counts and sorts what ends next, and whose settlement rests for it while the agreement runs on', async () => {
    const own = await openCore()
    Object.assign(own.clinic.input.form.entity, { licenceExpiresOn: '2026-10-20' })
    await anApplication(own, { stage: 'inForce' })
    const { origin, visit } = await serveCases(own)
    const [licence] = await own.portal.read.licences.ofAgreement(ids.agreement)
    const lastDay = plainDate(licence?.valid_until ?? '')
    const viewsOn = async (day: PlainDate) => {
      await own.portal.advanceTo(morningOf(day))
      const { views } = await licencesOf(own.portal, own.city.officer, { view: 'all', query: '', page: 1 })
      return Object.fromEntries(views.map(({ id, count }) => [id, count]))
    }
    const none = { ended: 0, '30': 0, '90': 0, held: 0, all: 1 }
    expect(await viewsOn(addDays(lastDay, -91))).toEqual(none)
    expect(await viewsOn(addDays(lastDay, -90))).toEqual({ ...none, '90': 1 })
    expect(await viewsOn(addDays(lastDay, -30))).toEqual({ ...none, '30': 1 })
    expect(await viewsOn(lastDay)).toEqual({ ...none, '30': 1 })
    // 37: without proof that a renewal is under way settlement rests; the agreement does not end.
    expect(await viewsOn(addDays(lastDay, 1))).toEqual({ ...none, ended: 1, held: 1 })
    expect(await own.stageOf(ids.agreement)).toContain('term.inForce')

    const officer = await visit('officer-370522')
    const page = await officer.get(`/desk/ledger/licences?view=held&q=${encodeURIComponent(licence?.number ?? '')}`)
    for (const words of ['东营仁和诊所', '已届满 1 天', '暂缓结算', '服务协议不因此终止']) expect(page.text).toContain(words)
    // Another agency reads of it and does not open its case.
    expect(page.text).not.toContain(`href="/cases/${ids.agreement}"`)
    const table = await tableAt(`${origin}/desk/ledger/licences.xlsx?view=held`, officer)
    expect(table.get('证照台账')?.[2]).toEqual(expect.arrayContaining(['东营仁和诊所', licence?.number, lastDay, '暂缓结算']))
  })
})
