import { beforeEach, describe, expect, it } from 'vitest'
import { castFor } from '#app/journey/life'
import { submit } from '#app/journey/steps'
import { newestNotices } from '#app/services/inbox.server'
import { EligibilityQuestion, eligibilityOf } from '#app/services/institution-eligibility.server'
import { addSite } from '#app/services/institution-sites.server'
import { intakeViewOf } from '#app/services/intake-view.server'
import { anApplication, type Core, ids, morningOf, openCore, type Party } from '#test/setup/core'
import { sample } from '#test/workflows/sample-application'
import { unwrap } from '#test/workflows/seeds'
import { dateOf, plainDate } from '#workflows/calendar/plain-date'

// The numbers are those of the edge cases of the domain's dossier. Those that need no database are in test/workflows.
const opinion = { opinion: '材料齐全，予以受理' }

let core: Core
beforeEach(async () => {
  core = await openCore()
})

const clinicCode = () => core.clinic.input.institution.uscc
const penaltyOf = (uscc: string, change: Record<string, string> = {}) => ({
  cause: 'administrativePenalty',
  uscc,
  name: '被处罚的单位',
  decidedOn: '2026-01-15',
  decisionNumber: '东药监罚〔2026〕2号',
  authority: '东营市市场监督管理局',
  matter: 'businessConduct',
  facts: '2025年12月销售不合格药品，处以罚款。',
  ...change,
})

/** Entered by one officer of an agency and confirmed by another, unless the case says otherwise. */
async function entered(id: string, input: Record<string, string>, by: Party = core.clinic): Promise<string> {
  await core.must(by.officer, 'recordBarFact', id, input)
  await core.must(by.head, 'confirmBarFact', id, { opinion: '经核对，与决定书一致' })
  return id
}

const accept = (party: Pick<Party, 'officer'>, caseId: string) => core.give(party.officer, 'acceptApplication', caseId, opinion)
async function notesOf(party: Pick<Party, 'officer'>, caseId: string): Promise<string> {
  const view = await intakeViewOf(core.portal, party.officer, caseId)
  return (view?.notes ?? []).map(({ message }) => message).join('\n')
}

describe('the ledger of 第十条', () => {
  it('is one for all agencies: entered in one county and confirmed by another person, it bars in the next', async () => {
    const { pharmacy, clinic } = core
    const { uscc } = pharmacy.input.institution
    const caseId = await anApplication(core, { stage: 'submitted', party: pharmacy })
    await core.must(clinic.officer, 'recordBarFact', 'ledger-1', penaltyOf(uscc))
    const confirmed = { opinion: '经核对，与决定书一致' }
    expect(await core.give(clinic.officer, 'confirmBarFact', 'ledger-1', confirmed)).toMatchObject({ refusal: { code: 'samePerson' } })
    expect(await core.give(pharmacy.head, 'confirmBarFact', 'ledger-1', confirmed)).toMatchObject({ refusal: { code: 'notFound' } })
    // What nobody has confirmed bars nobody, and its subject does not learn of it.
    expect(await core.portal.read.bars.ofUscc(uscc)).toEqual([])
    await core.must(clinic.secondOfficer, 'confirmBarFact', 'ledger-1', confirmed)
    expect(await accept(pharmacy, caseId)).toMatchObject({ refusal: { code: 'ineligible', article: '第十条（四）', until: '2027-01-15' } })
    expect(await core.give(clinic.officer, 'recordBarFact', 'ledger-2', penaltyOf(uscc))).toMatchObject({
      refusal: { issues: { decisionNumber: [expect.stringContaining('已经登记')] } },
    })
  })

  it('gives a finding of false material its document, with the facts, the end of the bar and the remedies', async () => {
    const finding = { cause: 'falseApplication', facts: '执业医师证书系变造，经发证机关核实。', decidedOn: '2026-02-27' }
    const { decisionNumber: _, authority: __, matter: ___, ...rest } = penaltyOf(clinicCode(), finding)
    await entered('ledger-1', rest)
    const [document] = await core.portal.read.documents.ofCase('ledger-1')
    expect(document).toMatchObject({ kind: 'barFactDecision', institution_id: core.clinic.institutionId })
    expect(document?.data).toMatchObject({ foundOn: '2026-02-27', barredUntil: '2027-02-27', earliestReapplyOn: '2027-02-28' })
    expect(await core.portal.read.bars.ofUscc(clinicCode())).toMatchObject([{ cause: 'falseApplication', article: '第十条（三）' }])
  })

  it('9 a penalty of the chain’s headquarters, and of another store, bars no store: the officer is told to look', async () => {
    const { portal } = core
    const store = sample('pharmacy-chain-store')
    const entity = { ...store.form.entity, licenceExpiresOn: plainDate('2031-04-11') }
    const input = { ...store, form: { ...store.form, entity } }
    const cast = await castFor(portal, input, 'store')
    const { siteId } = unwrap(
      await addSite(portal, cast.applicant, { ...store.site, name: '东营百信大药房渔港店', address: '渔港路102号' }),
    )
    await entered('of-headquarters', penaltyOf(store.institution.uscc, { scope: 'headquarters' }))
    await entered('of-other-store', penaltyOf(store.institution.uscc, { scope: 'site', siteId, decisionNumber: '东药监罚〔2026〕3号' }))
    const caseId = await submit(portal, cast, input, 'store')
    expect(await notesOf(cast, caseId)).toMatch(/连锁总部或者其他门店.*不限制本门店/)
    expect(await accept(cast, caseId)).toMatchObject({ ok: true })
    const barred = await submit(portal, { ...cast, siteId }, input, 'store-2')
    expect(await accept(cast, barred)).toMatchObject({ refusal: { code: 'ineligible', until: '2027-01-15' } })
  })

  it('15 a penalty under review bars on and says so; set aside, it bars no longer, and the officers who refused for it are told', async () => {
    const { portal, clinic, pharmacy } = core
    await anApplication(core, { stage: 'submitted' })
    await entered('ledger-1', penaltyOf(clinicCode()), pharmacy)
    await core.must(pharmacy.officer, 'markUnderReview', 'ledger-1', { kind: 'review', filedOn: '2026-02-10', note: '' })
    expect(await core.stageOf('ledger-1')).toBe('standing.underReview')
    expect(await accept(clinic, ids.application)).toMatchObject({
      refusal: { reason: expect.stringContaining('正在复议（诉讼），决定仍然有效') },
    })
    const { kind, admdvs, affiliation } = clinic.input.site
    const question = EligibilityQuestion.parse({ kind, admdvs, affiliation, uscc: clinicCode() })
    const asked = () => eligibilityOf(portal.read, dateOf(portal.now()), question)
    expect((await asked()).bar).toMatchObject({ until: '2027-01-15', underReview: true })

    const refusal = { ground: 'penaltyWithinYear', facts: '受到市场监督管理部门行政处罚未满一年。', eventOn: '2026-01-15' }
    await core.must(clinic.officer, 'proposeRefusal', ids.application, refusal)
    await core.must(clinic.head, 'refuseApplication', ids.application, { opinion: '同意' })
    await portal.advanceTo(morningOf('2026-03-20'))
    const setAside = { number: '鲁政复决〔2026〕1号', authority: '东营市人民政府', decidedOn: '2026-03-18', note: '' }
    expect(await core.give(pharmacy.officer, 'setAsideBarFact', 'ledger-1', setAside)).toMatchObject({ refusal: { code: 'forbidden' } })
    await core.must(pharmacy.head, 'setAsideBarFact', 'ledger-1', setAside)
    expect(await portal.read.bars.ofUscc(clinicCode())).toMatchObject([{ lifted_on: '2026-03-20', lifted_by: '鲁政复决〔2026〕1号' }])
    expect((await asked()).bar).toBe('none')
    const told = (await newestNotices(portal, clinic.officer, 5)).map(({ text }) => text).join('\n')
    expect(told).toContain('已被东营市人民政府撤销（鲁政复决〔2026〕1号）')
    expect((await newestNotices(portal, pharmacy.officer, 5)).map(({ text }) => text).join('\n')).not.toContain('撤销')
  })

  it('16 a fine for fire safety is kept in the ledger and shown to the officer, and bars nobody', async () => {
    await anApplication(core, { stage: 'submitted' })
    await entered('ledger-1', penaltyOf(clinicCode(), { matter: 'unrelated', authority: '东营市消防救援支队' }))
    expect(await core.portal.read.bars.ofUscc(clinicCode())).toEqual([])
    expect(await notesOf(core.clinic, ids.application)).toMatch(/东营市消防救援支队.*不单独构成不予受理的情形/)
    expect(await accept(core.clinic, ids.application)).toMatchObject({ ok: true })
  })

  it('18 another owner at the place of a barred one is shown to the officer, and never refused for it', async () => {
    const { portal } = core
    const { site } = core.clinic.input
    await entered('ledger-1', penaltyOf('91370502MA3C7K4M5B', { name: '东营旧主诊所', siteAddress: site.address }))
    await anApplication(core, { stage: 'submitted' })
    expect(await notesOf(core.clinic, ids.application)).toMatch(/执业地点与“东营旧主诊所”.*相同.*不能据此不予受理/)
    expect((await intakeViewOf(portal, core.clinic.officer, ids.application))?.obstacle).toBeUndefined()
    await portal.unit.inTransaction((tx) => tx.bars.lift('ledger-1', { on: '2026-03-02', by: '撤销决定' }))
    expect(await notesOf(core.clinic, ids.application)).not.toContain('东营旧主诊所')
    expect(await accept(core.clinic, ids.application)).toMatchObject({ ok: true })
  })
})
