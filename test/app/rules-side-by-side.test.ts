import { beforeAll, describe, expect, it } from 'vitest'
import { submit } from '#app/journey/steps'
import { applicationContext } from '#app/services/case-context'
import { anApplication, type Core, morningOf, openCore, type Party } from '#test/setup/core'

const national = 'national-2021@2021-draft.1'
const opinion = { opinion: '经核对，与文件一致' }

/** The second version of the city, made of the national text, in force from 3 March 2026. */
async function publishNational({ must, city: { officer, head } }: Core): Promise<void> {
  const draft = { basedOn: national, code: 'national', version: '2026.1', title: '医疗保障定点管理规则', effectiveFrom: '2026-03-03' }
  await must(officer, 'draftRules', 'rules-national', draft)
  await must(head, 'checkRules', 'rules-national', opinion)
  await must(head, 'publishRules', 'rules-national', { ...opinion, openCases: 'keep' })
}

/** The item that the Measure's version switches off and the national one asks for. */
function answerThreeMonths({ input }: Party): void {
  input.selfEvaluation.push({ itemId: 'P-A02', score: null, veto: 'pass', reason: '' })
}

async function openRoundOf(core: Core, { officer, panel }: Party): Promise<void> {
  const id = `round-${officer.agencyId}-2026-04`
  await core.must(officer, 'openRound', id, { year: 2026, month: 4 })
  await core.must(officer, 'appointPanel', id, { members: panel.map(({ actor, role }) => ({ accountId: actor.id, role })) })
}

describe('two versions of the rules side by side', () => {
  let core: Core
  const before = 'clinic-1'
  const after = 'pharmacy-1'
  beforeAll(async () => {
    core = await openCore()
    const { clinic, pharmacy } = core
    await submit(core.portal, clinic, clinic.input, before)
    await publishNational(core)
    await core.portal.advanceTo(morningOf('2026-03-03'))
    answerThreeMonths(pharmacy)
    await submit(core.portal, pharmacy, pharmacy.input, after)
    for (const [party, id] of [
      [clinic, before],
      [pharmacy, after],
    ] as const) {
      await anApplication(core, { party, id, after: 'submitted', stage: 'queued' })
      await openRoundOf(core, party)
    }
    await core.portal.advanceTo(morningOf('2026-04-13'))
    for (const [party, id] of [
      [clinic, before],
      [pharmacy, after],
    ] as const)
      await anApplication(core, { party, id, after: 'underEvaluation', stage: 'publicNotice' })
    await core.portal.advanceTo(morningOf('2026-04-22'))
    for (const [party, id] of [
      [clinic, before],
      [pharmacy, after],
    ] as const)
      await anApplication(core, { party, id, after: 'negotiating', stage: 'inForce' })
  }, 120_000)

  const termOf = async (id: string) => {
    const rows = await core.portal.read.deadlines.running(`agreement-${id}`)
    return rows.find(({ key, kind }) => key === 'termEnds' && kind === 'timer')?.due_on
  }

  it('each case and what follows from it keep the version that they began under', async () => {
    for (const [id, pack] of [
      [before, 'dongying-2016@2016-draft.1'],
      [after, 'national@2026.1'],
    ] as const) {
      expect((await core.fileOf(id)).policy_version_id).toBe(pack)
      expect((await core.fileOf(`agreement-${id}`)).policy_version_id).toBe(pack)
    }
  })

  it('the agreement of the one ends after three years, that of the other after one', async () => {
    expect([await termOf(before), await termOf(after)]).toEqual(['2029-04-21', '2027-04-21'])
  })

  it('an agreement carries the text that its version names', async () => {
    const textOf = async (id: string) =>
      JSON.stringify((await core.portal.read.documents.ofCase(id)).find(({ kind }) => kind === 'serviceAgreement')?.data)
    expect(await textOf(before)).toContain('有效期届满前三十日内提出申请')
    expect(await textOf(after)).toContain('三十个工作日内')
    expect(applicationContext(await core.fileOf(after)).passed).toBe(true)
  })
})
