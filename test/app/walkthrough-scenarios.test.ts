import { afterAll, describe, expect, it } from 'vitest'
import { castFor } from '#app/journey/life'
import { type Scenario, walk } from '#app/journey/scenarios'
import { timelineOf } from '#app/journey/timeline'
import { verifyLog } from '#app/services/checkpoints.server'
import { standingClock } from '#app/services/clock.server'
import { createPortal } from '#app/services/portal.server'
import { loadReferenceData } from '#app/services/reference-data.server'
import { migrate } from '#db/migrate'
import { sqliteKind } from '#test/setup/databases'
import { sample } from '#test/workflows/sample-application'
import { instant } from '#workflows/calendar/plain-date'

/** Milliseconds: the machine of the tests may have much else to do. */
const patience = 180_000
const kind = sqliteKind()
afterAll(() => kind.stop())

/** Walks one road and returns the portal, what was refused, and each step as `command` or `⏱deadline`. */
async function walked(scenario: Scenario) {
  const { database, drop } = await kind.open()
  await migrate(database)
  const portal = createPortal({ database, clock: standingClock(instant('2023-02-01T01:00:00.000Z')), mode: 'demo' })
  await loadReferenceData(portal.unit, portal.now())
  const input = sample('clinic')
  const cast = await castFor(portal, input, 'clinic')
  const { cases, refused } = await walk(scenario, { portal, cast, input, scoresOf: () => input.selfEvaluation })
  const files = await Promise.all(cases.map((id) => portal.read.caseFiles.find(id)))
  const steps = (await timelineOf(portal, cases)).map(({ command, deadline }) => command ?? `⏱${deadline}`)
  expect(await verifyLog(portal.unit)).toEqual([])
  const stages = files.flatMap((file) => (file === undefined ? [] : [`${file.machine}: ${file.stage.split(' ').at(-1)}`]))
  return { portal, drop, refused, steps, stages, uscc: input.institution.uscc }
}

describe('a walk along the road', () => {
  it(
    'renew: asked for early, dated on the opening day, signed before the last day, in force the day after',
    async () => {
      const { steps, stages, drop } = await walked('renew')
      const later = steps.slice(steps.indexOf('applyForRenewal'))
      expect(later).toEqual(
        expect.arrayContaining(['applyForRenewal', '⏱renewalOpens', 'countersignRenewal', 'grantRenewalTerm', '⏱termEnds']),
      )
      expect(later.indexOf('grantRenewalTerm')).toBeLessThan(later.indexOf('⏱termEnds'))
      expect(stages).toEqual(expect.arrayContaining(['renewal: renewed', 'agreement: term.inForce.fixedTerm']))
      await drop()
    },
    patience,
  )

  it(
    'change: one in time, one only noted, one late that the head lets in; two numbered supplements',
    async () => {
      const { portal, stages, steps, drop } = await walked('change')
      expect(stages.filter((stage) => stage.startsWith('change'))).toEqual(['change: agreed', 'change: noteTaken', 'change: agreed'])
      expect(steps).toContain('admitLateChange')
      const [agreement] = await portal.read.caseFiles.list({ machine: 'agreement' })
      expect(agreement?.snapshot).toMatchObject({ context: { supplements: 2, notedChanges: 1, changedSinceListing: ['单位名称'] } })
      const site = await portal.read.institutions.getSite(agreement?.site_id ?? '')
      expect(site.name).toContain('新区')
      await drop()
    },
    patience,
  )

  it(
    'rescind and reapply-too-early: told, heard, decided by another, ended on its day, barred for a year, then taken again',
    async () => {
      const { portal, refused, steps, stages, uscc, drop } = await walked('reapply-too-early')
      const order = ['proposeEnding', 'giveStatement', 'draftEndingDecision', 'decideEnding', 'scheduleAgreementEnd', '⏱endEffective']
      expect(order.map((step) => steps.indexOf(step))).toEqual(order.map((step) => steps.indexOf(step)).sort((a, b) => a - b))
      const [bar] = await portal.read.bars.ofUscc(uscc)
      expect(bar).toMatchObject({ cause: 'agreementRescinded', article: '第十条（二）' })
      expect(refused).toMatchObject([{ command: 'acceptApplication', refusal: { code: 'ineligible', until: bar?.until } }])
      expect(stages).toEqual(expect.arrayContaining(['application: refused', 'application: queued', 'agreement: term.ended']))
      await drop()
    },
    patience,
  )

  it(
    'objection: decided by two, and the signing goes on; supplement-lapse: withdrawn without a bar, taken again at once',
    async () => {
      const objection = await walked('objection')
      expect(objection.steps).toEqual(expect.arrayContaining(['fileObjection', 'decideObjection', '⏱publicNotice', 'countersign']))
      await objection.drop()
      const lapse = await walked('supplement-lapse')
      expect(lapse.steps).toEqual(expect.arrayContaining(['issueSupplementNotice', '⏱serviceDeemed', '⏱supplementWindow']))
      expect(lapse.stages).toEqual(['application: withdrawn', 'application: queued'])
      expect(await lapse.portal.read.bars.ofUscc(lapse.uscc)).toEqual([])
      await lapse.drop()
    },
    patience,
  )
})
