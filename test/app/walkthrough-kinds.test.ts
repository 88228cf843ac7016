import { afterAll, describe, expect, it } from 'vitest'
import { castFor, liveThrough } from '#app/journey/life'
import { act, submit } from '#app/journey/steps'
import { standingClock } from '#app/services/clock.server'
import { createPortal } from '#app/services/portal.server'
import { loadReferenceData } from '#app/services/reference-data.server'
import { migrate } from '#db/migrate'
import { sqliteKind } from '#test/setup/databases'
import { sample } from '#test/workflows/sample-application'
import { instant } from '#workflows/calendar/plain-date'

// A whole life costs about three seconds of processor time: ten of them are too many for every run of the tests. All
// samples go through the door (submission, receipt, acceptance); two that differ most go on to the end of the agreement.
// walkthrough.test.ts takes the clinic and the single pharmacy the whole way, on both databases.
const start = instant('2023-02-01T01:00:00.000Z')
/** Milliseconds: the machine of the tests may have much else to do. */
const patience = 180_000
const kind = sqliteKind()
afterAll(() => kind.stop())

async function openPortal() {
  const { database, drop } = await kind.open()
  await migrate(database)
  const portal = createPortal({ database, clock: standingClock(start), mode: 'demo' })
  await loadReferenceData(portal.unit, portal.now())
  return { portal, drop }
}

const samples = [
  ['clinic', '370502'],
  ['clinic-filed', '370502'],
  ['outpatient-department', '370571'],
  ['village-clinic', '370522'],
  ['community-health-station', '370502'],
  ['community-health-center', '370503'],
  ['township-health-center', '370505'],
  ['hospital', '370500'],
  ['nursing-institution', '370523'],
  ['pharmacy', '370522'],
  ['pharmacy-chain-store', '370572'],
] as const

describe('the sample applications of all ten kinds', () => {
  it(
    'are received with a numbered receipt and accepted by the competent agency',
    async () => {
      const { portal, drop } = await openPortal()
      for (const [name, agency] of samples) {
        const input = sample(name)
        const cast = await castFor(portal, input, name)
        const caseId = await submit(portal, cast, input, name)
        expect((await portal.read.caseFiles.find(caseId))?.agency_id, name).toBe(agency)
        await act(portal, cast.officer, 'acceptApplication', caseId, { opinion: '材料齐全，予以受理。' })
        const documents = await portal.read.documents.ofCase(caseId)
        expect(documents.map((document) => document.kind).sort(), name).toEqual(['acceptanceNotice', 'applicationReceipt'])
      }
      await drop()
    },
    patience,
  )

  it.each(['hospital', 'village-clinic'])(
    'of the %s reaches the end of its agreement with every service applied for',
    async (name) => {
      const { portal, drop } = await openPortal()
      const input = sample(name)
      const cast = await castFor(portal, input, name)
      const life = await liveThrough(portal, cast, input, name)
      expect(await portal.read.caseFiles.find(life.agreementId)).toMatchObject({
        stage: expect.stringContaining('term.ended'),
        status: 'done',
        snapshot: { context: { services: input.form.services.services } },
      })
      const documents = await portal.read.documents.ofCase(name)
      for (const { id } of documents) expect(await portal.read.documents.latestFile(id), name).toBeDefined()
      await drop()
    },
    patience,
  )
})
