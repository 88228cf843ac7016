import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnyStateMachine } from 'xstate'
import { ensureAgencyStaff } from '#app/journey/cast'
import { demonstrationPresent } from '#app/journey/demonstration'
import { demonstrationInstitutions, Story } from '#app/journey/demonstration-input'
import { act } from '#app/journey/steps'
import { databaseFault } from '#app/server/database-faults'
import { agreementContext } from '#app/services/case-context'
import { verifyLog } from '#app/services/checkpoints.server'
import { standingClock } from '#app/services/clock.server'
import { demoGuideOf } from '#app/services/demo-guide.server'
import { seedDemonstration, stateSetting } from '#app/services/demonstration.server'
import { createPortal, type Portal } from '#app/services/portal.server'
import { verifyStored } from '#app/services/stored-checks.server'
import { type Database, openDatabase } from '#db/open'
import type { CaseFile } from '#db/repositories/case-files'
import { morningOf } from '#test/setup/core'
import { ensureDemonstrationFile } from '#test/setup/demonstration-file'
import { leavesOf } from '#test/workflows/machine-graph'
import { agencies } from '#workflows/domain/agencies'
import { ResidentId } from '#workflows/domain/resident-id'
import { hasUsccCheckCharacter } from '#workflows/domain/uscc'
import { agreementMachine } from '#workflows/machines/agreement'
import { applicationMachine } from '#workflows/machines/application'
import { barRecordMachine } from '#workflows/machines/bar-record'
import { changeMachine } from '#workflows/machines/change'
import { endingMachine } from '#workflows/machines/ending'
import { evaluationRoundMachine } from '#workflows/machines/evaluation-round'
import { institutionListMachine } from '#workflows/machines/institution-list'
import { renewalMachine } from '#workflows/machines/renewal'

const folder = mkdtempSync(join(tmpdir(), 'demonstration-'))
let source: string
let database: Database
let portal: Portal
let files: CaseFile[]

async function openCopy(name: string): Promise<{ database: Database; portal: Portal }> {
  const file = join(folder, `${name}.sqlite`)
  copyFileSync(source, file)
  const opened = openDatabase(`file:${file}`)
  return { database: opened, portal: createPortal({ database: opened, clock: standingClock(demonstrationPresent), mode: 'demo' }) }
}
const allFiles = (of: Portal) => of.read.caseFiles.list({}, 5000)

beforeAll(async () => {
  source = await ensureDemonstrationFile()
  ;({ database, portal } = await openCopy('present'))
  files = await allFiles(portal)
}, 600_000)
afterAll(async () => {
  await database?.close()
  rmSync(folder, { recursive: true, force: true })
})

const machines = {
  application: applicationMachine,
  evaluationRound: evaluationRoundMachine,
  agreement: agreementMachine,
  institutionList: institutionListMachine,
  barRecord: barRecordMachine,
  change: changeMachine,
  renewal: renewalMachine,
  ending: endingMachine,
} satisfies Record<string, AnyStateMachine>

const leavesAmong = (cases: readonly CaseFile[], machine: string): Set<string> =>
  new Set(cases.filter((file) => file.machine === machine).flatMap(({ stage }) => stage.split(' ')))

/** Stages at which nothing stands on 2 March: of the evaluation month, of the hours before it, of lost days, of an end unlisted. */
const elsewhen: Readonly<Record<string, readonly string[]>> = {
  application: ['enrolled', 'publicNotice.clock.extended'],
  evaluationRound: ['evaluating.inMonth', 'locked', 'publicNotice.extended'],
  agreement: [
    'connection.awaited.late',
    'listing.neverListed',
    // The rules of 2016 know no 中止.
    'performance.suspended',
    'performance.suspensionAsked',
    'renewal.refused',
    'settlement.open.unwatched',
    'term.closing.patients.open',
    'term.inForce.continued.inTime',
  ],
  institutionList: [],
  barRecord: [],
  change: ['closed', 'ended', 'merged', 'refused'],
  renewal: ['closed', 'negotiating', 'refusalProposed', 'refused', 'reviewing.onHold', 'signing.byInstitution', 'withdrawn'],
  ending: ['closed', 'decided.contested', 'decided.final', 'dropped', 'setAside', 'signing.byAgency', 'signing.byInstitution'],
}

describe('the demonstration', () => {
  it('has at least sixty institutions with plausible numbers, each with a story of its own agency', () => {
    const institutions = demonstrationInstitutions()
    expect(institutions.length).toBeGreaterThanOrEqual(60)
    expect(new Set(institutions.map(({ uscc }) => uscc)).size).toBe(institutions.length)
    for (const { key, uscc, representativeId, handlerId, practitionerId } of institutions) {
      expect(hasUsccCheckCharacter(uscc), key).toBe(true)
      for (const id of [representativeId, handlerId, practitionerId]) expect(ResidentId.safeParse(id).success, key).toBe(true)
    }
    expect(Story.options.filter((story) => !institutions.some((institution) => institution.story === story))).toEqual([])
  })

  it.each(Object.keys(agencies))(
    'shows agency %s with many stages, medical institutions and pharmacies, and a list of open work',
    (agencyId) => {
      const own = files.filter(({ agency_id, machine }) => agency_id === agencyId && (machine === 'application' || machine === 'agreement'))
      expect(new Set(own.map(({ institution_id }) => institution_id)).size).toBeGreaterThanOrEqual(7)
      expect(new Set(own.map(({ machine, stage }) => `${machine} ${stage}`)).size).toBeGreaterThanOrEqual(7)
      expect(own.some(({ tags }) => tags.includes('officer'))).toBe(true)
      expect(own.some(({ stage }) => stage.includes('listing.listed'))).toBe(true)
    },
  )

  it.each(Object.entries(machines))('stands at every stage of the %s machine', (name, machine) => {
    const standing = leavesAmong(files, name)
    expect(leavesOf(machine).filter((leaf) => !standing.has(leaf))).toEqual(elsewhen[name])
  })

  it('begins before 2023 only for what must have ended by now, unless another term was asked for', async () => {
    const early = files.filter(({ machine, opened_at }) => machine === 'application' && opened_at < '2023')
    for (const { id } of early) {
      const agreement = await portal.read.caseFiles.find(`agreement-${id}`)
      if (agreement === undefined) throw new Error(`${id} was never signed`)
      const { renewal, formerTerms } = agreementContext(agreement)
      const isRenewedOrAskedFor = renewal !== null || formerTerms.length > 0
      expect(isRenewedOrAskedFor ? 'term.ended' : agreement.stage, id).toMatch(/term\.(closing|ended)/)
    }
    expect(files.some(({ opened_at }) => opened_at.startsWith('2023'))).toBe(true)
  })

  it('is made by commands alone: the log is sound, the stored files agree with it, nothing is parked or waits', async () => {
    expect(await verifyLog(portal.unit)).toEqual([])
    expect(await verifyStored(portal.unit)).toEqual([])
    expect(await portal.read.outbox.countParked()).toBe(0)
    expect(await portal.read.outbox.waiting(portal.now())).toEqual([])
    const parked = await database.read.selectFrom('deadline').select('id').where('status', '=', 'parked').execute()
    expect(parked).toEqual([])
  }, 120_000)

  it('names everybody in the guide under their agency, and the thirteen things to look at', async () => {
    const guide = await demoGuideOf(portal)
    expect(guide?.tour).toHaveLength(13)
    expect(guide?.agencies.map(({ id }) => id)).toEqual(Object.keys(agencies))
    expect(guide?.newcomers).toEqual([])
    const shown = guide?.agencies.flatMap(({ staff, institutions }) => [...staff, ...institutions]) ?? []
    const administrators = guide?.administrators ?? []
    // A clerk whose letter of authority was ended has nothing left to show.
    const accounts = (await portal.read.people.list()).filter(({ login }) => !login.endsWith('-former'))
    expect([...shown, ...administrators].map(({ login }) => login).sort()).toEqual(accounts.map(({ login }) => login).sort())
    expect(await demoGuideOf({ mode: 'production', read: portal.read })).toBeUndefined()
  })
})

it('reaches by its clock the stages at which nothing stands in March', async () => {
  const later = await openCopy('later')
  const passed = async () =>
    new Set((await later.database.read.selectFrom('case_event').select('to_stage').distinct().execute()).map(({ to_stage }) => to_stage))
  // The lock of April 2024 fell on a Friday: for two days the applications were enrolled and the rounds locked.
  expect([...(await passed())]).toEqual(expect.arrayContaining(['enrolled', 'locked', 'evaluating.inMonth']))
  // A notice that could not be read for a day ends a day later, for every institution on it.
  const { head } = await ensureAgencyStaff(later.portal, '370505')
  const [round] = (await allFiles(later.portal)).filter(
    ({ machine, stage }) => machine === 'evaluationRound' && stage.startsWith('publicNotice'),
  )
  await act(later.portal, head, 'extendPublicNotice', round?.id ?? '', { lostDays: 1, reason: '2月27日平台停机检修，公示页面不能打开。' })
  const extended = await allFiles(later.portal)
  expect(leavesAmong(extended, 'evaluationRound')).toContain('publicNotice.extended')
  expect(leavesAmong(extended, 'application')).toContain('publicNotice.clock.extended')
  await later.portal.advanceTo(morningOf('2026-04-13'))
  const april = await allFiles(later.portal)
  expect(leavesAmong(april, 'evaluationRound')).toContain('evaluating.inMonth')
  expect(april.find(({ id }) => id === 'demo-yongsheng')?.stage).toBe('underEvaluation')
  // Whoever is on no list when the term ends was never listed.
  await later.portal.advanceTo(morningOf('2029-03-01'))
  expect(leavesAmong(await allFiles(later.portal), 'agreement')).toContain('listing.neverListed')
  expect(await verifyLog(later.portal.unit)).toEqual([])
  await later.database.close()
}, 120_000)

it('refuses a database in which the filling was broken off, and says what to do', async () => {
  const broken = await openCopy('broken')
  await broken.portal.unit.inTransaction((tx) => tx.policy.putSetting(stateSetting, 'filling'))
  const refused = await seedDemonstration(broken.database, async () => {}).catch((error: unknown) => error)
  expect(databaseFault(refused, 'file:var/portal.sqlite')).toContain('broken.sqlite，再重新启动')
  await broken.database.close()
})
