import { describe, expect, it } from 'vitest'
import { findDryRun } from '#app/services/rule-change/dry-run.server'
import { planRuleChange } from '#app/services/rule-change/plan.server'
import { anApplication, type Core, ids, morningOf, openCore, openCoreAt } from '#test/setup/core'
import { policy } from '#test/workflows/seeds'

const seed = 'dongying-2016@2016-draft.1'
const opinion = '经核对，与公布的文件一致'
const deadline = (key: 'acceptanceDue' | 'serviceDeemed' | 'supplementWindow', count: string) => {
  const { basis, consequence } = policy.deadlines[key]
  const rolls = { excludeFirstDay: 'yes', rollsToWorkingDay: 'yes', draft: 'yes' }
  return { part: 'deadline', key, count, unit: 'workingDay', basis, consequence, ...rolls }
}

/** A version with a longer period for acceptance and a shorter one for service, drawn up and checked, not published. */
async function checkedRules(core: Core, effectiveFrom: string): Promise<string> {
  const id = 'rules-1'
  const { officer, head } = core.city
  await core.must(officer, 'draftRules', id, {
    basedOn: seed,
    code: 'dongying',
    version: '2026.7',
    title: '东营市协议管理规则',
    effectiveFrom,
  })
  for (const change of [deadline('acceptanceDue', '10'), deadline('serviceDeemed', '1'), deadline('supplementWindow', '30')])
    await core.must(officer, 'amendRules', id, { change })
  await core.must(head, 'checkRules', id, { opinion })
  return id
}

/** One case whose period gets longer, one whose would get shorter. */
async function twoCases(core: Core): Promise<{ longer: string; shorter: string }> {
  const longer = await anApplication(core, { stage: 'submitted' })
  const shorter = await anApplication(core, { stage: 'submitted', party: core.pharmacy })
  const gap = { materialId: 'identity', title: '身份证', problem: '缺反面', remedy: '补交反面' }
  await core.must(core.pharmacy.officer, 'issueSupplementNotice', shorter, { items: [gap] })
  return { longer, shorter }
}

const dryRun = async (core: Core, id: string) =>
  (await findDryRun(core.portal, id, { effect: 'all', page: 1 })) ?? expect.fail('no such release')
const dueDays = async (core: Core) => {
  const rows = await core.database.read.selectFrom('deadline').selectAll().where('kind', '=', 'timer').orderBy('id').execute()
  return new Map(rows.map(({ id, due_on }) => [id, due_on]))
}

describe('a version of the rules that open cases adopt as a correction', () => {
  it('changes exactly what its dry run lists, and shortens nothing', async () => {
    const core = await openCore()
    const { longer, shorter } = await twoCases(core)
    const id = await checkedRules(core, '2026-03-02')
    const listed = await dryRun(core, id)
    expect(listed.moves.map(({ caseId, key, effect }) => [caseId, key, effect])).toEqual([
      [longer, 'acceptanceDue', 'later'],
      [shorter, 'serviceDeemed', 'keptBecauseEarlier'],
    ])
    const before = await dueDays(core)
    await core.must(core.city.head, 'publishRules', id, { opinion, openCases: 'adopt' })
    const after = await dueDays(core)
    const changed = [...after].filter(([row, day]) => before.get(row) !== day)
    expect(changed).toEqual(
      listed.moves.filter(({ effect }) => effect === 'later').map(({ deadlineId, newDueOn }) => [deadlineId, newDueOn]),
    )
    for (const caseId of [longer, shorter]) {
      expect((await core.fileOf(caseId)).policy_version_id).toBe('dongying@2026.7')
      expect(await core.portal.read.eventLog.ofCase(caseId, 'adoptRules')).toHaveLength(1)
    }
    expect(await dryRun(core, id)).toMatchObject({ counts: { later: 1, kept: 1 }, change: { status: 'applied' } })
    // What begins after that follows the new version; what was kept goes on to its end under the rule with which it began.
    await core.must(core.pharmacy.applicant, 'acknowledgeNotice', shorter, {})
    expect(await core.portal.read.deadlines.running(shorter)).toMatchObject([{ key: 'supplementWindow', due_on: '2026-04-14' }])
  })

  it('reaches open cases on its first day, not on the day of its publication', async () => {
    const core = await openCore()
    const { longer } = await twoCases(core)
    const id = await checkedRules(core, '2026-03-05')
    await core.must(core.city.head, 'publishRules', id, { opinion, openCases: 'adopt' })
    expect((await core.fileOf(longer)).policy_version_id).toBe(seed)
    await core.portal.advanceTo(morningOf('2026-03-05'))
    expect((await core.fileOf(longer)).policy_version_id).toBe('dongying@2026.7')
  })

  it('leaves every open case on its own version unless it is published as a correction', async () => {
    const core = await openCore()
    const { longer } = await twoCases(core)
    const id = await checkedRules(core, '2026-03-02')
    const before = await dueDays(core)
    await core.must(core.city.head, 'publishRules', id, { opinion, openCases: 'keep' })
    expect(await dueDays(core)).toEqual(before)
    expect((await core.fileOf(longer)).policy_version_id).toBe(seed)
    expect((await dryRun(core, id)).change).toBeNull()
  })

  it('never takes an application to another table once its evaluation has begun', async () => {
    const core = await openCoreAt('evaluated')
    const other = { ...policy, evaluation: { ...policy.evaluation, visitAttempts: policy.evaluation.visitAttempts + 1 } }
    const plan = await planRuleChange(core.portal.read, { policy: other, adoptedFrom: seed, at: core.portal.now() })
    expect(plan.keptTables.map(({ caseId }) => caseId)).toEqual([ids.application])
    const same = await planRuleChange(core.portal.read, { policy, adoptedFrom: seed, at: core.portal.now() })
    expect([same.keptTables, same.moves]).toEqual([[], []])
  })
})
