import { afterAll, beforeAll, inject } from 'vitest'
import { type Cast, ensureAgencyStaff, ensureApplicant } from '#app/journey/cast'
import { evaluate, fileAgreement, publishRound, submit } from '#app/journey/steps'
import { signAgreement } from '#app/services/agreement-signing.server'
import { type MovableClock, standingClock } from '#app/services/clock.server'
import type { CommandRequest, Receipt } from '#app/services/dispatch.server'
import { createPortal, type Portal } from '#app/services/portal.server'
import { loadReferenceData } from '#app/services/reference-data.server'
import { demoSigner } from '#app/services/trust.server'
import { migrate } from '#db/migrate'
import type { Database } from '#db/open'
import type { CaseFile } from '#db/repositories/case-files'
import { type DatabaseKind, type OpenedDatabase, type Source, sqliteKind } from '#test/setup/databases'
import { atEndOfFile } from '#test/setup/end-of-file'
import { clinicInput, pharmacyInput } from '#test/workflows/sample-application'
import { calendar, policy, unwrap } from '#test/workflows/seeds'
import type { Actor } from '#workflows/access/authorise'
import {
  addDays,
  addMinutes,
  dateFromParts,
  dateOf,
  type Instant,
  instant,
  type PlainDate,
  plainDate,
  startOfDay,
} from '#workflows/calendar/plain-date'
import type { CommandName } from '#workflows/commands/index'
import { ApplicationInput } from '#workflows/domain/application-input'
import type { Outcome } from '#workflows/domain/refusal'
import { AgreementContext } from '#workflows/machines/agreement-context'
import { expectedRound } from '#workflows/policy/expected-round'

/** 2026-03-02, 10:00 in 东营: before the lock of the April round. */
export const springMorning = instant('2026-03-02T02:00:00.000Z')

/** 10:00 of a day in 东营. */
export const morningOf = (day: string): Instant => addMinutes(startOfDay(day as PlainDate), 600)

export type Party = Cast & { input: ApplicationInput }
export type Core = {
  portal: Portal
  database: Database
  clock: MovableClock
  clinic: Party
  pharmacy: Party
  /** Staff of the city agency: reads every county, acts in none. */
  city: Pick<Cast, 'officer' | 'head'>
  /** Gives a command on the newest revision with a fresh command id; nothing is swept or delivered. */
  give: (actor: Actor, command: CommandName, caseId: string, input: unknown, rest?: Partial<CommandRequest>) => Promise<Outcome<Receipt>>
  /** As `give`, then everything that follows; fails the test when it is refused. */
  must: (actor: Actor, command: CommandName, caseId: string, input: unknown) => Promise<Receipt>
  fileOf: (caseId: string) => Promise<CaseFile>
  stageOf: (caseId: string) => Promise<string>
  close: () => Promise<void>
}

type Prepared = { base?: Promise<Source>; stages: Map<string, Promise<{ source: Source; at: Instant }>> }

// Helpers outlive a test file: what is prepared once serves all files of the same worker.
const standardKind = sqliteKind(inject('runFolder'))
let kind: DatabaseKind = standardKind
const preparedOn = new WeakMap<DatabaseKind, Prepared>()
const opened = new Map<Core, OpenedDatabase>()

function prepared(): Prepared {
  const known = preparedOn.get(kind) ?? { stages: new Map() }
  preparedOn.set(kind, known)
  return known
}

/** Inside a `describe`: its cores live on this kind of database. Elsewhere they live on SQLite. */
export function coresOn(next: DatabaseKind): void {
  beforeAll(() => {
    kind = next
  })
  afterAll(async () => {
    for (const core of opened.keys()) await core.close()
    kind = standardKind
  })
}

const people = async (portal: Portal) => {
  const party = async (raw: unknown, agencyId: string, login: string): Promise<Party> => {
    const input = ApplicationInput.parse(raw)
    return { ...(await ensureAgencyStaff(portal, agencyId)), ...(await ensureApplicant(portal, input, login)), input }
  }
  const clinic = await party(clinicInput(), '370502', 'clinic')
  const pharmacy = await party(pharmacyInput(), '370522', 'pharmacy')
  return { clinic, pharmacy, city: await ensureAgencyStaff(portal, '370500') }
}

// Over all cores of a test file: a copied database remembers the ids of its source.
let commandsGiven = 0

/** A migrated database with the reference data, the staff of three agencies and two institutions; made once a worker. */
async function makeBase(): Promise<Source> {
  const made = await kind.open()
  const { database } = made
  await migrate(database)
  const portal = createPortal({ database, clock: standingClock(instant('2023-01-03T01:00:00.000Z')), mode: 'demo' })
  await loadReferenceData(portal.unit, portal.now())
  await people(portal)
  return made.asSource()
}

async function openCopy(source?: Source): Promise<OpenedDatabase> {
  const known = prepared()
  known.base ??= makeBase()
  return (source ?? (await known.base)).copy()
}

/** A migrated database of its own without any case. */
export async function openBareDatabase(): Promise<Database> {
  const copy = await openCopy()
  atEndOfFile(copy.drop)
  return copy.database
}

/** What a second server on the database of a core would be: a composition root of its own, on a pool of its own. */
export function secondServer(core: Core): Portal {
  const copy = opened.get(core)
  if (copy === undefined) throw new Error('the core is closed')
  return createPortal({ database: copy.asSecondServer(), clock: core.clock, mode: 'demo' })
}

/** The composition root on a database of its own with a clock that stands; `wrap` puts a fault between them. */
export async function openCore({
  at = springMorning,
  wrap = (database: Database) => database,
  source,
}: {
  at?: Instant
  wrap?: (database: Database) => Database
  source?: Source
} = {}): Promise<Core> {
  const copy = await openCopy(source)
  const database = wrap(copy.database)
  const clock = standingClock(at)
  const portal = createPortal({ database, clock, mode: 'demo' })
  const give: Core['give'] = (actor, command, caseId, input, rest = {}) => {
    commandsGiven += 1
    const request = { command, caseId, commandId: `command-${commandsGiven}`, actor, input, ...rest }
    return rest.expectedRevision === undefined
      ? portal.dispatchLatest(request)
      : portal.dispatch({ ...request, expectedRevision: rest.expectedRevision })
  }
  const fileOf = async (caseId: string) => {
    const file = await portal.read.caseFiles.find(caseId)
    if (file === undefined) throw new Error(`no case ${caseId}`)
    return file
  }
  const core: Core = {
    portal,
    database,
    clock,
    ...(await people(portal)),
    give,
    async must(actor, command, caseId, input) {
      const receipt = unwrap(await give(actor, command, caseId, input))
      await portal.settle()
      return receipt
    },
    fileOf,
    stageOf: async (caseId) => (await fileOf(caseId)).stage,
    async close() {
      if (opened.delete(core)) await copy.drop()
    },
  }
  opened.set(core, copy)
  atEndOfFile(core.close)
  return core
}

/** Case ids of `anApplication` for the clinic; the pharmacy's begin with `pharmacy`. */
export const ids = { application: 'clinic-1', round: 'round-370502-2026-04', agreement: 'agreement-clinic-1' }

type Way = { core: Core; party: Party; id: string; signedOn: PlainDate | undefined }

async function roundOf({ core, party }: Way) {
  const { year, month } = unwrap(expectedRound(policy, calendar, dateOf(core.portal.now())))
  const id = `round-${party.officer.agencyId}-${year}-${String(month).padStart(2, '0')}`
  return { id, year, month, begins: dateFromParts({ year, month, day: 1 }) }
}

/** The panel visits on the 13th of the round's month. */
const daysToVisit = 12
const note = '已经核对并办理完毕。'

/** One party's signature with a demonstration key, as the signing page makes it. */
export async function sign(core: Core, party: Party, id: string, by: 'institution' | 'agency'): Promise<void> {
  const { portal } = core
  const actor = by === 'institution' ? party.applicant : party.head
  const holder =
    by === 'institution' ? party.input.institution.name : (await portal.read.institutions.getAgency(party.officer.agencyId ?? '')).name
  unwrap(await signAgreement(portal, { actor, caseId: id, signer: await demoSigner(portal.unit, holder), commandId: `sign-${by}-${id}` }))
  await portal.settle()
}

/** The way of 第八至十三条, one entry a stage; each takes the application from the stage before to its own. */
const way = {
  submitted: ({ core, party, id }: Way) => submit(core.portal, party, party.input, id),
  queued: ({ core, party, id }: Way) => core.must(party.officer, 'acceptApplication', id, { opinion: '材料齐全，予以受理' }),
  underEvaluation: async (going: Way) => {
    const { core, party } = going
    const round = await roundOf(going)
    if ((await core.portal.read.caseFiles.find(round.id)) === undefined) {
      await core.must(party.officer, 'openRound', round.id, { year: round.year, month: round.month })
      await core.must(party.officer, 'appointPanel', round.id, {
        members: party.panel.map(({ actor, role }) => ({ accountId: actor.id, role })),
      })
    }
    await core.portal.advanceTo(morningOf(addDays(round.begins, daysToVisit)))
  },
  evaluated: ({ core, party, id }: Way) => evaluate(core.portal, party, id, () => party.input.selfEvaluation),
  publicNotice: async ({ core, party, id }: Way) => {
    await publishRound(core.portal, party, (await core.fileOf(id)).parent_id ?? '')
  },
  negotiating: async ({ core, id, signedOn }: Way) => {
    const [notice] = await core.portal.read.deadlines.running(id)
    const over = addDays((notice?.due_on ?? dateOf(core.portal.now())) as PlainDate, 1)
    await core.portal.advanceTo(morningOf(signedOn ?? over))
  },
  offered: ({ core, party, id }: Way) =>
    core.must(party.officer, 'offerTerms', id, { services: party.input.form.services.services, startsOn: '', remark: '' }),
  signing: ({ core, party, id }: Way) => core.must(party.applicant, 'agreeTerms', id, { confirmed: 'yes' }),
  countersigning: ({ core, party, id }: Way) => sign(core, party, id, 'institution'),
  inForce: ({ core, party, id }: Way) => sign(core, party, id, 'agency'),
  closing: async ({ core, id }: Way) => {
    const { snapshot } = await core.fileOf(`agreement-${id}`)
    const { expiresOn } = AgreementContext.parse((snapshot as { context: unknown }).context)
    await core.portal.advanceTo(morningOf(addDays(plainDate(expiresOn ?? ''), 1)))
  },
  ended: async ({ core, party, id }: Way) => {
    await fileAgreement(core.portal, party, `agreement-${id}`)
    for (const duty of ['settleClaims', 'returnPlaque', 'announceExit'] as const)
      await core.must(party.officer, duty, `agreement-${id}`, { note })
  },
}
export type Stage = keyof typeof way
const stages = Object.keys(way) as Stage[]

/**
 * Drives one application by commands from nothing, or from `after`, to a stage of its life.
 * `signedOn` is the day on which negotiation and signing happen; the day after the notice unless given.
 * @returns its case id; its agreement is `agreement-<id>`
 */
export async function anApplication(
  core: Core,
  { stage, after, party = core.clinic, id, signedOn }: { stage: Stage; after?: Stage; party?: Party; id?: string; signedOn?: string },
): Promise<string> {
  const caseId = id ?? (party === core.pharmacy ? 'pharmacy-1' : ids.application)
  const from = after === undefined ? 0 : stages.indexOf(after) + 1
  for (const next of stages.slice(from, stages.indexOf(stage) + 1))
    await way[next]({ core, party, id: caseId, signedOn: signedOn as PlainDate | undefined })
  return caseId
}

/** A core in which the clinic's application, begun at `from`, stands in a stage; driven there once a worker, then copied. */
export async function openCoreAt(stage: Stage, wrap?: (database: Database) => Database, from: Instant = springMorning): Promise<Core> {
  const drive = async () => {
    const core = await openCore({ at: from })
    await anApplication(core, { stage })
    const copy = opened.get(core)
    if (copy === undefined) throw new Error('the core is closed')
    opened.delete(core)
    return { source: await copy.asSource(), at: core.portal.now() }
  }
  const { stages } = prepared()
  const key = `${stage} ${from}`
  const ready = stages.get(key) ?? drive()
  stages.set(key, ready)
  return openCore({ ...(await ready), ...(wrap === undefined ? {} : { wrap }) })
}

/** Every row of the tables that a command may write, as one comparable value. */
export async function contentOf(core: Core): Promise<Record<string, unknown[]>> {
  const tables = [
    'case_file',
    'case_event',
    'deadline',
    'outbox',
    'document',
    'document_number',
    'document_file',
    'bar',
    'notification',
    'confidential_record',
  ] as const
  const content: Record<string, unknown[]> = {}
  for (const table of tables) content[table] = await core.database.read.selectFrom(table).selectAll().execute()
  return content
}
