import { describe, expect, it } from 'vitest'
import { sealCheckpoint, verifyLog } from '#app/services/checkpoints.server'
import { openDraft } from '#app/services/drafts.server'
import { register } from '#app/services/institution-register.server'
import type { Portal } from '#app/services/portal.server'
import { demoKey } from '#app/services/trust.server'
import { anApplication, type Core, ids, openCore, secondServer } from '#test/setup/core'
import { unwrap } from '#test/workflows/seeds'
import type { Actor } from '#workflows/access/authorise'
import type { CommandName } from '#workflows/commands/index'

const opinion = { opinion: '材料齐全，予以受理' }
const rounds = [1, 2, 3]

/** A core and the servers that share its database; each gives its commands without any look at the other's. */
async function servers() {
  const core = await openCore()
  const portals = [core.portal, secondServer(core), secondServer(core)]
  // A server that has to connect first comes too late to be a rival.
  for (const portal of portals) await Promise.all(rounds.map(() => portal.read.people.count()))
  const atOnce = <T>(give: (portal: Portal, index: number) => Promise<T>) => Promise.all(portals.map(give))
  return { core, atOnce }
}

const order = (actor: Actor, command: CommandName, caseId: string, commandId: string, input: unknown, expectedRevision = 0) => ({
  actor,
  command,
  caseId,
  commandId,
  input,
  expectedRevision,
})

/** An application that may be sent again: the same site, the case before withdrawn. */
async function sendable(core: Core): Promise<unknown> {
  await anApplication(core, { stage: 'submitted' })
  const [opening] = await core.portal.read.eventLog.ofCase(ids.application)
  await core.must(core.clinic.applicant, 'withdrawApplication', ids.application, { reason: '' })
  return opening?.payload
}

describe('several servers at the same instant', () => {
  it('let one of the applications for a site through and refuse the others in words', async () => {
    const { core, atOnce } = await servers()
    const input = await sendable(core)
    const outcomes = await atOnce((portal, index) =>
      portal.dispatch(order(core.clinic.applicant, 'submitApplication', `rival-${index}`, `send-${index}`, input)),
    )
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    for (const outcome of outcomes)
      if (!outcome.ok)
        expect(outcome.refusal).toEqual({ code: 'invalidInput', issues: { '': [expect.stringContaining('已有正在办理的申请')] } })
    expect(await core.portal.read.caseFiles.list({ siteId: core.clinic.siteId, status: 'active' })).toHaveLength(1)
  })

  it('open a case of one id once; the others are told its revision', async () => {
    const { core, atOnce } = await servers()
    const { clinic, pharmacy } = core
    const rivals = [
      { officer: clinic.officer, month: 4 },
      { officer: clinic.officer, month: 10 },
      { officer: pharmacy.officer, month: 4 },
    ]
    const outcomes = await atOnce((portal, index) => {
      const { officer, month } = rivals[index] ?? expect.fail('more servers than rivals')
      return portal.dispatch(order(officer, 'openRound', 'round', `open-${index}`, { year: 2026, month }))
    })
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    for (const outcome of outcomes) if (!outcome.ok) expect(outcome.refusal).toEqual({ code: 'staleRevision', current: 1 })
  })

  it('answer one command id with one outcome when it opens a case', async () => {
    const { core, atOnce } = await servers()
    const input = await sendable(core)
    const outcomes = await atOnce((portal) =>
      portal.dispatch(order(core.clinic.applicant, 'submitApplication', 'sent-once', 'send', input)),
    )
    const receipts = outcomes.map((outcome) => unwrap(outcome))
    expect(receipts.map(({ replayed }) => replayed).sort()).toEqual([false, true, true])
    expect(await core.portal.read.eventLog.ofCase('sent-once')).toHaveLength(1)
    expect(await core.portal.read.documents.ofCase('sent-once')).toHaveLength(1)
  })

  it('refuse a command id that another case took in the same moment', async () => {
    const { core, atOnce } = await servers()
    await anApplication(core, { stage: 'submitted' })
    await anApplication(core, { stage: 'submitted', party: core.pharmacy })
    const parties = [
      [core.clinic.officer, ids.application],
      [core.pharmacy.officer, 'pharmacy-1'],
    ] as const
    const outcomes = await atOnce((portal, index) => {
      const [officer, caseId] = parties[index % 2] ?? parties[0]
      return portal.dispatch(order(officer, 'acceptApplication', caseId, 'one-id', opinion, 1))
    })
    const refused = outcomes.filter(({ ok }) => !ok)
    expect(refused.length).toBeGreaterThan(0)
    for (const outcome of refused) expect(outcome).toEqual({ ok: false, refusal: { code: 'commandIdReused' } })
    const took = await core.portal.read.eventLog.findByCommandId('one-id')
    expect(outcomes.filter((outcome) => outcome.ok && !outcome.value.replayed)).toHaveLength(1)
    expect(took?.command).toBe('acceptApplication')
  })

  it('begin one draft for a site', async () => {
    const { core, atOnce } = await servers()
    const drafts = await atOnce((portal) => openDraft(portal, core.clinic.applicant, core.clinic.siteId))
    expect(new Set(drafts).size).toBe(1)
    expect(drafts[0]).toBeDefined()
    expect(await core.portal.read.drafts.ofInstitutions([core.clinic.institutionId])).toHaveLength(1)
  })

  it('register an institution once and give a login to one person', async () => {
    const { core, atOnce } = await servers()
    const form = {
      name: '东营新安诊所',
      uscc: '91370502MA3CK1N209',
      usccConfirmed: 'on',
      type: 'medical',
      login: 'xinan',
      password: 'a long sentence 2026',
      passwordAgain: 'a long sentence 2026',
      ownName: '王新安',
      capacity: 'handler',
      consent: 'on',
    }
    const outcomes = await atOnce((portal) => register(portal, form))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    for (const outcome of outcomes)
      if (!outcome.ok)
        expect(outcome.refusal).toMatchObject({
          code: 'invalidInput',
          issues: { login: [expect.stringContaining('已经有人使用')], uscc: [expect.stringContaining('已经登记')] },
        })
    expect(await core.portal.read.people.findByLogin('xinan')).toMatchObject({ institutions: [expect.anything()] })
  })

  it('let a sweep and a command on one case pass each other, again and again', async () => {
    const { core, atOnce } = await servers()
    for (const round of rounds) {
      const id = await anApplication(core, { stage: 'submitted', id: `swept-${round}` })
      const [due] = await core.portal.read.deadlines.running(id)
      core.clock.moveTo(due?.due_at as Parameters<Core['clock']['moveTo']>[0])
      const outcomes = await atOnce(async (portal, index) => {
        if (index > 0) return portal.settle()
        return portal.dispatchLatest(order(core.clinic.applicant, 'withdrawApplication', id, `withdraw-${round}`, { reason: '' }))
      })
      expect(outcomes[0]).toMatchObject({ ok: true })
      expect((await core.portal.read.eventLog.ofCase(id)).map(({ command }) => command)).toEqual([
        'submitApplication',
        'deadline.acceptanceDue',
        'withdrawApplication',
      ])
    }
  })

  it('seal the log with one key and one checkpoint', async () => {
    const { core, atOnce } = await servers()
    await anApplication(core, { stage: 'submitted' })
    const numbers = await atOnce((portal) => sealCheckpoint(portal.unit, portal.now()))
    expect(numbers.filter((number) => number !== undefined)).toEqual([1])
    await core.must(core.clinic.applicant, 'withdrawApplication', ids.application, { reason: '' })
    expect(await sealCheckpoint(core.portal.unit, core.portal.now())).toBe(2)
    expect(await verifyLog(core.portal.unit)).toEqual([])
  })

  it('make one demonstration key for a holder', async () => {
    const { atOnce } = await servers()
    const keys = await atOnce((portal) => demoKey(portal.unit, '东营康宁诊所'))
    expect(new Set(keys.map((key) => Buffer.from(key.certificate).toString('hex'))).size).toBe(1)
  })
})
