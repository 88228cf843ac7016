import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { submit } from '#app/journey/steps'
import { loadRules } from '#app/services/rules.server'
import { type Core, morningOf, openCore } from '#test/setup/core'
import { unwrap } from '#test/workflows/seeds'
import { plainDate } from '#workflows/calendar/plain-date'

const seed = 'dongying-2016@2016-draft.1'
const draft = { basedOn: seed, code: 'dongying', version: '2026.1', title: '东营市协议管理规则（2026年）', effectiveFrom: '2026-03-10' }
const opinion = { opinion: '经核对，与公布的文件一致' }
/** The values of one deadline as its form sends them. */
const supplement = (values: Record<string, unknown> = {}) => ({
  part: 'deadline',
  key: 'supplementWindow',
  count: '20',
  unit: 'workingDay',
  excludeFirstDay: 'yes',
  rollsToWorkingDay: 'yes',
  basis: '第九条（二）',
  draft: 'yes',
  consequence: '逾期未补正的，视为撤回申请。',
  ...values,
})
const packIdOf = async (core: Core, caseId: string) => (await core.fileOf(caseId)).policy_version_id

/** The city's officer draws up, the head checks and publishes. */
async function release(core: Core, values: Partial<typeof draft> = {}, amendments: readonly unknown[] = []): Promise<string> {
  const { officer, head } = core.city
  const id = `rules-${values.version ?? draft.version}`
  await core.must(officer, 'draftRules', id, { ...draft, ...values })
  for (const amendment of amendments) await core.must(officer, 'amendRules', id, { change: amendment })
  await core.must(head, 'checkRules', id, opinion)
  await core.must(head, 'publishRules', id, opinion)
  return id
}

describe('a version of the rules (第四条)', () => {
  it('is drawn up, checked and published by two persons of the city agency, and by no county', async () => {
    const core = await openCore()
    const { officer, head } = core.city
    expect(await core.give(core.clinic.officer, 'draftRules', 'rules-1', draft)).toMatchObject({ refusal: { code: 'forbidden' } })
    await core.must(officer, 'draftRules', 'rules-1', draft)
    expect(await core.give(officer, 'checkRules', 'rules-1', opinion)).toMatchObject({ refusal: { code: 'samePerson', article: '第四条' } })
    await core.must(head, 'checkRules', 'rules-1', opinion)
    expect(await core.give(officer, 'publishRules', 'rules-1', opinion)).toMatchObject({ refusal: { code: 'samePerson' } })
    // Who amends becomes an author, and the text has to be checked anew.
    await core.must(head, 'amendRules', 'rules-1', { change: supplement() })
    expect(await core.stageOf('rules-1')).toBe('draft')
    expect(await core.give(head, 'checkRules', 'rules-1', opinion)).toMatchObject({ refusal: { code: 'samePerson' } })
  })

  it('governs from its first day on, a draft or a checked one never, and an open case keeps its own', async () => {
    const core = await openCore()
    const { officer, head } = core.city
    await submit(core.portal, core.clinic, core.clinic.input, 'before')
    await core.must(officer, 'draftRules', 'rules-1', draft)
    await core.must(officer, 'amendRules', 'rules-1', { change: supplement() })
    await core.must(head, 'checkRules', 'rules-1', opinion)
    await core.portal.advanceTo(morningOf('2026-03-10'))
    expect((await core.portal.read.policy.findPolicyOn('2026-03-10'))?.id).toBe(seed)
    await core.must(head, 'publishRules', 'rules-1', opinion)
    expect((await core.portal.read.policy.findPolicyOn('2026-03-09'))?.id).toBe(seed)
    await submit(core.portal, core.pharmacy, core.pharmacy.input, 'after')
    expect(await packIdOf(core, 'before')).toBe(seed)
    expect(await packIdOf(core, 'after')).toBe('dongying@2026.1')
  })

  it('is never changed once it is published, not even past the commands, and its id is never used again', async () => {
    const core = await openCore()
    await release(core)
    const { write } = core.database
    await expect(sql`update policy_version set data = '{}' where id = 'dongying@2026.1'`.execute(write)).rejects.toThrow('append-only')
    await expect(sql`delete from policy_version where id = 'dongying@2026.1'`.execute(write)).rejects.toThrow('append-only')
    const again = await core.give(core.city.officer, 'draftRules', 'rules-2', { ...draft, effectiveFrom: '2026-04-01' })
    expect(again).toMatchObject({ refusal: { code: 'invalidInput', issues: { version: [expect.stringContaining('已经用过')] } } })
  })

  it.each([
    ['a count out of range', supplement({ count: '0' }), 'count'],
    ['a value without its article', supplement({ basis: '按惯例' }), 'basis'],
    ['a month that is none', { part: 'rounds', kind: 'fixedMonths', months: ['13'], withinMonths: '', basis: '第九条（三）' }, 'months.0'],
    [
      'a scoring table that nobody stored',
      {
        part: 'evaluation',
        medical: 'medical-institution@9',
        pharmacy: 'retail-pharmacy@2016-draft.1',
        switchedOffItems: [],
        visitAttempts: '2',
        selfGapPoints: '15',
        basis: '第七条',
      },
      'medical',
    ],
    ['a text of the agreement that nobody stored', { part: 'clauses', clauseSetVersion: 'service-agreement@9' }, 'clauseSetVersion'],
    ['a first day in the past', { part: 'validity', title: draft.title, effectiveFrom: '2026-03-01', effectiveTo: '' }, 'effectiveFrom'],
  ])('refuses %s at its field and applies nothing of it', async (_, amendment, field) => {
    const core = await openCore()
    const { officer } = core.city
    await core.must(officer, 'draftRules', 'rules-1', draft)
    const { data } = unwrapPack(await core.portal.read.policy.findPack('dongying@2026.1'))
    const outcome = await core.give(officer, 'amendRules', 'rules-1', { change: amendment })
    expect(outcome).toMatchObject({ refusal: { code: 'invalidInput', issues: { [`change.${field}`]: [expect.any(String)] } } })
    expect(unwrapPack(await core.portal.read.policy.findPack('dongying@2026.1')).data).toBe(data)
  })

  it('governs as it was published, also where it was read before it was amended', async () => {
    const core = await openCore()
    const { officer, head } = core.city
    await core.must(officer, 'draftRules', 'rules-1', draft)
    await core.must(head, 'checkRules', 'rules-1', opinion)
    await loadRules(core.portal.read, { policyId: 'dongying@2026.1' })
    await core.must(officer, 'amendRules', 'rules-1', { change: supplement() })
    await core.must(head, 'checkRules', 'rules-1', opinion)
    await core.must(head, 'publishRules', 'rules-1', opinion)
    const rules = await loadRules(core.portal.read, { on: plainDate('2026-03-10') })
    expect(rules?.policy.deadlines.supplementWindow.rule).toMatchObject({ count: 20 })
  })

  it('is not published with effect for days that are past', async () => {
    const core = await openCore()
    const { officer, head } = core.city
    await core.must(officer, 'draftRules', 'rules-1', draft)
    await core.must(head, 'checkRules', 'rules-1', opinion)
    await core.portal.advanceTo(morningOf('2026-03-11'))
    expect(await core.give(head, 'publishRules', 'rules-1', opinion)).toMatchObject({ refusal: { code: 'invalidInput' } })
  })
})

describe('a version past its end (第二十七条)', () => {
  const ended = async () => {
    const core = await openCore()
    const validity = { part: 'validity', title: draft.title, effectiveFrom: '2026-03-10', effectiveTo: '2026-05-10' }
    await release(core, {}, [validity])
    await core.portal.advanceTo(morningOf('2026-05-11'))
    return core
  }
  const override = {
    policyId: 'dongying@2026.1',
    firstDay: '2026-05-12',
    lastDay: '2026-06-30',
    basis: '东医保办〔2026〕3号',
    reason: '新的管理办法尚未公布，申请不能中断。',
  }
  const refused = { refusal: { code: 'ineligible', article: '第二十七条' } }
  const apply = (core: Core, id: string) => core.give(core.pharmacy.officer, 'openRound', id, { year: 2026, month: 10 })

  it('begins no case; the version before it does not come to life again', async () => {
    const core = await ended()
    expect(await core.portal.read.policy.findPolicyOn('2026-05-11')).toBeUndefined()
    expect(await apply(core, 'round-1')).toMatchObject(refused)
  })

  it('begins cases again on the days that two persons of the city agency allow, and their log says so', async () => {
    const core = await ended()
    const { officer, head } = core.city
    unwrap(await core.give(officer, 'proposeOverride', 'override-1', override))
    await core.portal.advanceTo(morningOf('2026-05-12'))
    expect(await apply(core, 'round-1')).toMatchObject(refused)
    expect(await core.give(officer, 'approveOverride', 'override-1', opinion)).toMatchObject({ refusal: { code: 'samePerson' } })
    await core.must(head, 'approveOverride', 'override-1', opinion)
    unwrap(await apply(core, 'round-1'))
    expect(await packIdOf(core, 'round-1')).toBe('dongying@2026.1')
    const [event] = await core.portal.read.eventLog.ofCase('round-1')
    expect(event?.article).toContain('依第二十七条例外适用（override-1）')
    await core.portal.advanceTo(morningOf('2026-07-01'))
    expect(await apply(core, 'round-2')).toMatchObject(refused)
  })

  it('may itself be replaced by a new version without any record', async () => {
    const core = await ended()
    await release(core, { basedOn: 'dongying@2026.1', version: '2026.2', effectiveFrom: '2026-05-11' })
    unwrap(await apply(core, 'round-1'))
    expect(await packIdOf(core, 'round-1')).toBe('dongying@2026.2')
  })

  it.each([
    ['before its end', { firstDay: '2026-05-10' }, 'firstDay'],
    ['backwards', { lastDay: '2026-05-11' }, 'lastDay'],
    ['for a version that is not the newest', { policyId: seed }, 'policyId'],
  ])('refuses a record %s', async (_, wrong, field) => {
    const core = await ended()
    const outcome = await core.give(core.city.officer, 'proposeOverride', 'override-1', { ...override, ...wrong })
    expect(outcome).toMatchObject({ refusal: { code: 'invalidInput', issues: { [field]: [expect.any(String)] } } })
  })
})

function unwrapPack<T>(pack: T | undefined): T {
  return pack ?? expect.fail('no pack')
}
