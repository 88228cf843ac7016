import { describe, expect, it } from 'vitest'
import { fileAgreement } from '#app/journey/steps'
import { fireDueDeadlines } from '#app/services/deadlines.server'
import { loadRules } from '#app/services/rules.server'
import { writeStep } from '#app/services/write-step.server'
import { breakable, Crash, type Fault } from '#test/setup/broken-database'
import { anApplication, type Core, contentOf, openCore, sign } from '#test/setup/core'
import { unwrap } from '#test/workflows/seeds'
import { publicActor } from '#workflows/access/authorise'
import { instant } from '#workflows/calendar/plain-date'
import { step } from '#workflows/engine/step'

type Attempt = () => Promise<unknown>

/**
 * Fails before the first write, then before the second, and so on until the attempt gets through; after each failure
 * every table of the case must be as it was, to the byte.
 * @returns the number of writes of the attempt
 */
async function crashBeforeEachWrite(core: Core, fault: Fault, attempt: Attempt): Promise<number> {
  const before = await contentOf(core)
  for (let write = 1; ; write += 1) {
    fault.arm(write)
    const crashed = await attempt().then(
      () => false,
      (error: unknown) => {
        if (!(error instanceof Crash)) throw error
        return true
      },
    )
    fault.disarm()
    if (!crashed) {
      expect(await contentOf(core)).not.toEqual(before)
      return write - 1
    }
    expect(await contentOf(core)).toEqual(before)
  }
}

async function breakableCore() {
  const { fault, wrap } = breakable()
  return { core: await openCore({ wrap }), fault }
}

const serials = async (core: Core, caseId: string) => (await core.portal.read.documents.ofCase(caseId)).map(({ number }) => number)
const gap = { materialId: 'identity', title: '身份证', problem: '缺反面', remedy: '补交反面' }

describe('a crash before any write of a command leaves the case as it was, and the same command then has one effect', () => {
  it('submitting an application', async () => {
    const { core, fault } = await breakableCore()
    const template = await anApplication(core, { stage: 'submitted' })
    const [opening] = await core.portal.read.eventLog.ofCase(template)
    await core.must(core.clinic.applicant, 'withdrawApplication', template, { reason: '' })
    const request = { commandId: 'submit', expectedRevision: 0 }
    const attempt = async () => unwrap(await core.give(core.clinic.applicant, 'submitApplication', 'retried', opening?.payload, request))
    // Case, event, deadline, two reminders, number, document, outbox row, the mark on its draft.
    expect(await crashBeforeEachWrite(core, fault, attempt)).toBe(9)
    expect(await serials(core, 'retried')).toEqual(['东营医保收〔2026〕2号'])
    expect((await attempt()).replayed).toBe(true)
  })

  it('accepting it', async () => {
    const { core, fault } = await breakableCore()
    const id = await anApplication(core, { stage: 'submitted' })
    const request = { commandId: 'accept', expectedRevision: 1 }
    const attempt = async () => unwrap(await core.give(core.clinic.officer, 'acceptApplication', id, { opinion: '予以受理' }, request))
    expect(await crashBeforeEachWrite(core, fault, attempt)).toBeGreaterThanOrEqual(6)
    expect((await core.fileOf(id)).revision).toBe(2)
    expect(await serials(core, id)).toContain('东营医保受〔2026〕1号')
  })

  it('giving the supplement notice', async () => {
    const { core, fault } = await breakableCore()
    const id = await anApplication(core, { stage: 'submitted' })
    const request = { commandId: 'supplement', expectedRevision: 1 }
    const attempt = async () => unwrap(await core.give(core.clinic.officer, 'issueSupplementNotice', id, { items: [gap] }, request))
    expect(await crashBeforeEachWrite(core, fault, attempt)).toBeGreaterThanOrEqual(9)
    expect(await serials(core, id)).toContain('东营医保补〔2026〕1号')
    expect((await core.portal.read.deadlines.running(id)).map(({ key }) => key)).toEqual(['serviceDeemed'])
  })

  it('filing an objection with the name kept apart', async () => {
    const { core, fault } = await breakableCore()
    const id = await anApplication(core, { stage: 'publicNotice' })
    const input = { name: '赵明', phone: '13805460009', statement: '该机构公示的执业人员与实际出诊人员不一致，请核查。' }
    const request = { commandId: 'objection', expectedRevision: (await core.fileOf(id)).revision }
    const attempt = async () => unwrap(await core.give(publicActor, 'fileObjection', id, input, request))
    await crashBeforeEachWrite(core, fault, attempt)
    expect(await core.portal.read.drafts.findConfidential('objection')).toMatchObject({ name: '赵明', phone: '13805460009' })
    expect(JSON.stringify(await core.portal.read.eventLog.ofCase(id, 'fileObjection'))).not.toContain('赵明')
  })

  it('countersigning the agreement', async () => {
    const { core, fault } = await breakableCore()
    const id = await anApplication(core, { stage: 'countersigning' })
    const text = (await core.portal.read.documents.ofCase(id)).find(({ kind }) => kind === 'serviceAgreement')
    // The signature is made and its bytes are stored before the command; here only the command is repeated.
    const rest: Parameters<Core['give']>[4] = { commandId: 'countersign', expectedRevision: (await core.fileOf(id)).revision }
    const input = await signedInput(core, id)
    const attempt = async () => unwrap(await core.give(core.clinic.head, 'countersign', id, input, rest))
    // Case, event, version of the bytes, outbox row that opens the agreement, the notice that it was the head's turn.
    expect(await crashBeforeEachWrite(core, fault, attempt)).toBe(5)
    expect((await core.portal.read.documents.filesOf(text?.id ?? '')).map(({ version }) => version)).toEqual([1, 2, 3])
    await core.portal.settle()
    expect(await core.stageOf(`agreement-${id}`)).toContain('term.inForce')
  })
})

describe('a crash before any write of a fired deadline leaves the row running, and the next sweep fires it once', () => {
  it('the end of the term: state, bar and notice of expiry together', async () => {
    const { core, fault } = await breakableCore()
    const id = await anApplication(core, { stage: 'inForce' })
    const agreement = `agreement-${id}`
    await fileAgreement(core.portal, core.clinic, agreement)
    const term = (await core.portal.read.deadlines.running(agreement)).find(({ key }) => key === 'termEnds')
    const remindersLeft = () => core.portal.read.deadlines.due(term?.due_at ?? '', { caseId: agreement })
    core.clock.moveTo(instant(term?.due_at ?? ''))
    const parked = () => expect.fail('a crash is no reason to park')
    // What is due before the term is left out: the one row that is fired here is the term itself.
    for (const row of await remindersLeft())
      if (row.id !== term?.id) await core.portal.unit.inTransaction((tx) => tx.deadlines.claim(row.id).then(() => undefined))
    const attempt = () => fireDueDeadlines(core.portal.unit, core.portal.now(), parked, agreement)
    expect(await crashBeforeEachWrite(core, fault, attempt)).toBeGreaterThanOrEqual(8)
    expect(await core.stageOf(agreement)).toContain('closing')
    expect(await core.portal.read.bars.ofUscc(core.clinic.input.institution.uscc)).toHaveLength(1)
    expect((await serials(core, agreement)).at(-1)).toBe('东营医保止〔2029〕1号')
    expect((await serials(core, agreement)).filter((number) => number.includes('止'))).toHaveLength(1)
    expect(await attempt()).toBe(0)
  })
})

describe('a refusal after writes rolls them back', () => {
  it('a notice that cannot be printed leaves no event, no deadline and no number', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    const before = await contentOf(core)
    const items = [{ ...gap, problem: '姓名“𰻝”无法核对' }]
    expect(await core.give(core.clinic.officer, 'issueSupplementNotice', id, { items })).toMatchObject({ ok: false })
    expect(await contentOf(core)).toEqual(before)
  })

  it('a step decided on an older state of the case is not written over the newer', async () => {
    const core = await openCore()
    const old = await core.fileOf(await anApplication(core, { stage: 'submitted' }))
    await core.must(core.clinic.officer, 'acceptApplication', old.id, { opinion: '予以受理' })
    const before = await contentOf(core)
    const decided = unwrap(step({ machine: 'application', version: old.machine_version, snapshot: old.snapshot }, { type: 'withdraw' }))
    const at = core.portal.now()
    const entry = {
      command: 'withdrawApplication',
      inputDigest: '',
      payload: {},
      actor: core.clinic.applicant,
      article: '第九条（一）',
      at,
      recordedAt: at,
    }
    const outcome = await core.portal.unit.inTransaction(async (tx) => {
      const rules = (await loadRules(tx, { policyId: old.policy_version_id })) ?? expect.fail('no rules')
      return writeStep(tx, { file: old, step: decided, rules, entry: { commandId: 'late', ...entry } })
    })
    expect(outcome).toMatchObject({ refusal: { code: 'staleRevision' } })
    expect(await contentOf(core)).toEqual(before)
  })
})

/** The input of a countersignature: signs for the agency, but keeps the command back. */
async function signedInput(core: Core, id: string): Promise<unknown> {
  let seen: unknown
  const spy: Core = {
    ...core,
    portal: {
      ...core.portal,
      dispatchLatest: async (request) => {
        seen = request.input
        return { ok: true, value: { caseId: id, revision: 0, replayed: false } }
      },
    },
  }
  await sign(spy, core.clinic, id, 'agency')
  return seen
}
