import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { verifyLog } from '#app/services/checkpoints.server'
import { breakable, Crash } from '#test/setup/broken-database'
import { type Core, ids, morningOf, openCoreAt, type Stage } from '#test/setup/core'
import { type Actor, publicActor, systemActor } from '#workflows/access/authorise'
import { addDays, dateOf, instant, type PlainDate } from '#workflows/calendar/plain-date'
import type { CommandName } from '#workflows/commands/index'
import { type MachineName, machines } from '#workflows/engine/restore'
import { timersOfStates } from '#workflows/engine/timers'

type Move = { name: CommandName; by: (core: Core) => Actor; caseId: string; input: (core: Core) => unknown }

const { application, round, agreement } = ids
const officer = ({ clinic }: Core) => clinic.officer
const head = ({ clinic }: Core) => clinic.head
const applicant = ({ clinic }: Core) => clinic.applicant
const system = () => systemActor
const member = (index: number) => (core: Core) => core.clinic.panel[index]?.actor ?? expect.fail('no member')
const move = (name: CommandName, by: Move['by'], caseId: string, input: unknown = {}): Move => ({
  name,
  by,
  caseId,
  input: (core) => (typeof input === 'function' ? input(core) : input),
})
const note = { note: '已经核对并办理完毕。' }
const gap = { materialId: 'identity', title: '身份证', problem: '缺反面', remedy: '补交反面' }
const signature = { documentId: 'none', baseDigest: 'a'.repeat(64), signedDigest: 'b'.repeat(64), signerName: '某人' }

/** Every command with an input that its form would let through. */
const moves: Move[] = [
  move('acceptApplication', officer, application, { opinion: '予以受理' }),
  move('issueSupplementNotice', officer, application, { items: [gap] }),
  move('issueFollowUpNotice', officer, application, { items: [{ ...gap, cause: 'incomplete' }] }),
  move('answerSupplementNotice', applicant, application, {
    materials: [{ materialId: gap.materialId, files: [{ name: '身份证.pdf', digest: 'c'.repeat(64) }] }],
    explanation: '',
  }),
  move('proposeRefusal', officer, application, {
    ground: 'otherPolicyGround',
    facts: '经核实不符合规定的条件',
    eventOn: '',
    rule: '某项规定',
  }),
  move('refuseApplication', head, application, { opinion: '同意' }),
  move('returnRefusal', head, application, { reason: '请补充事实' }),
  move('withdrawApplication', applicant, application, { reason: '' }),
  move('joinRound', system, application, { roundId: round }),
  move('beginEvaluation', system, application),
  ...[0, 1, 2, 3].flatMap((index) => [
    move('declareConflict', member(index), application, { hasConflict: 'no', note: '' }),
    move('submitScoreSheet', member(index), application, (core: Core) => ({ entries: core.clinic.input.selfEvaluation })),
  ]),
  move('recordJointMinute', officer, application, { decisions: [] }),
  move('concludeEvaluation', officer, application),
  move('publishResult', system, application, { publishedAt: '2026-04-13T02:00:00.000Z' }),
  move('fileObjection', () => publicActor, application, {
    name: '赵明',
    phone: '13805460009',
    statement: '该机构公示的执业人员与实际出诊人员不一致，请核查。',
  }),
  move('offerTerms', officer, application, (core: Core) => ({
    services: core.clinic.input.form.services.services,
    startsOn: '',
    remark: '',
  })),
  move('commentTerms', applicant, application, { clauseId: '', comment: '建议明确结算的时间' }),
  move('agreeTerms', applicant, application, { confirmed: 'yes' }),
  move('signByInstitution', applicant, application, signature),
  move('countersign', head, application, signature),
  move('appointPanel', officer, round, (core: Core) => ({
    members: core.clinic.panel.map(({ actor, role }) => ({ accountId: actor.id, role })),
  })),
  move('extendRound', head, round, (core: Core) => ({
    until: addDays(dateOf(core.portal.now()), 20),
    reason: '评估专家临时抽调，需顺延评估',
  })),
  move('submitResults', officer, round),
  move('returnResults', head, round, { reason: '请补充说明' }),
  move('approveResults', head, round, { opinion: '同意公示' }),
  move('publishResults', officer, round),
  move('closeEmptyRound', officer, round, { reason: '本批次没有机构参加' }),
  move('settleClaims', officer, agreement, note),
  move('returnPlaque', officer, agreement, note),
  move('announceExit', officer, agreement, note),
]

/** What the system does follows by itself from what people do; sent at any other moment it would be a bug. */
const people = moves.filter(({ by }) => by !== system)

/** What must hold after anything: ledger equals running rows, numbers have no gaps, the log verifies. */
async function checkEverything(core: Core): Promise<void> {
  for (const file of await core.portal.read.caseFiles.list({})) {
    const expected = timersOfStates(machines[file.machine as MachineName].machine, (file.snapshot as { value: unknown }).value)
    const rows = await core.portal.read.deadlines.running(file.id)
    expect(rows.map(({ timer_id }) => timer_id).sort()).toEqual([...expected].sort())
    const events = await core.portal.read.eventLog.ofCase(file.id)
    expect(events.map(({ revision }) => revision)).toEqual(Array.from({ length: file.revision }, (_, index) => index + 1))
    expect(events.at(-1)?.to_stage).toBe(file.stage)
  }
  for (const { agency_id, kind, year, last } of await core.database.read.selectFrom('document_number').selectAll().execute()) {
    const numbers = (
      await core.database.read
        .selectFrom('document')
        .select(['number', 'issued_at'])
        .where('kind', '=', kind)
        .where('agency_id', '=', agency_id)
        .execute()
    )
      .filter(({ issued_at }) => dateOf(instant(issued_at)).startsWith(String(year)))
      .map(({ number }) => Number(number.match(/〕(\d+)号$/)?.[1]))
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: last }, (_, index) => index + 1))
  }
}

const starts: Stage[] = [
  'submitted',
  'queued',
  'underEvaluation',
  'evaluated',
  'publicNotice',
  'negotiating',
  'offered',
  'signing',
  'closing',
]

async function openRoundOnce(core: Core): Promise<void> {
  if ((await core.portal.read.caseFiles.find(round)) === undefined)
    await core.must(core.clinic.officer, 'openRound', round, { year: 2026, month: 4 })
}

describe('random commands through the one door', () => {
  it('keep ledger, log and numbers whole, from every stage, with the clock moving', async () => {
    const action = fc.oneof(
      { weight: 4, arbitrary: fc.record({ move: fc.nat(people.length - 1), sensible: fc.boolean() }) },
      { weight: 1, arbitrary: fc.record({ days: fc.integer({ min: 1, max: 40 }) }) },
    )
    const sequence = fc.record({ start: fc.constantFrom(...starts), actions: fc.array(action, { minLength: 5, maxLength: 15 }) })
    const done = new Set<string>()
    await fc.assert(
      fc.asyncProperty(sequence, async ({ start, actions }) => {
        const core = await openCoreAt(start)
        await openRoundOnce(core)
        for (const taken of actions) {
          if ('days' in taken) await core.portal.advanceTo(morningOf(addDays(dateOf(core.portal.now()), taken.days) as PlainDate))
          else {
            // Sensible people look for what is possible; others try one thing.
            const tries = taken.sensible
              ? [...people.slice(taken.move), ...people.slice(0, taken.move)]
              : people.slice(taken.move).slice(0, 1)
            for (const { name, by, caseId, input } of tries) {
              const outcome = await core.give(by(core), name, caseId, input(core))
              if (!outcome.ok) continue
              done.add(name)
              break
            }
            await core.portal.settle()
          }
          await checkEverything(core)
        }
        expect(await verifyLog(core.portal.unit)).toEqual([])
        await core.close()
      }),
      { numRuns: 30, seed: 20230511 },
    )
    // The walk is worth something only if much of it was let through.
    expect(done.size).toBeGreaterThan(12)
  }, 180_000)
})

describe('a command out of order', () => {
  /** What may be done in each stage; everything else is refused and changes nothing. */
  const inOrder: Record<string, CommandName[]> = {
    submitted: ['acceptApplication', 'issueSupplementNotice', 'proposeRefusal', 'withdrawApplication', 'appointPanel'],
    queued: ['joinRound', 'withdrawApplication', 'appointPanel'],
    underEvaluation: ['declareConflict', 'appointPanel'],
    evaluated: ['beginEvaluation', 'publishResult', 'submitResults', 'appointPanel'],
    publicNotice: ['fileObjection'],
    negotiating: ['offerTerms'],
    offered: ['commentTerms', 'agreeTerms'],
    signing: [],
    closing: ['settleClaims', 'returnPlaque', 'announceExit'],
  }

  it.each(starts)('in stage %s only what belongs there is let through', async (stage) => {
    const { fault, wrap } = breakable()
    const core = await openCoreAt(stage, wrap)
    await openRoundOnce(core)
    const allowed = new Set<string>()
    for (const { name, by, caseId, input } of moves) {
      // What is let through would write; the crash before the first write shows it and leaves the stage as it is.
      fault.arm(1)
      const isAllowed = await core.give(by(core), name, caseId, input(core)).then(
        (outcome) => outcome.ok,
        (error: unknown) => error instanceof Crash || Promise.reject(error),
      )
      fault.disarm()
      if (isAllowed) allowed.add(name)
    }
    expect([...allowed].sort()).toEqual([...(inOrder[stage] ?? [])].sort())
  })
})
