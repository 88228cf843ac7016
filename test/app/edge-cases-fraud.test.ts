import { beforeEach, describe, expect, it } from 'vitest'
import { waitingCount } from '#app/services/desk/worklist.server'
import { newestNotices } from '#app/services/inbox.server'
import { serveCases } from '#test/app/case-app'
import { anApplication, type Core, ids, openCore } from '#test/setup/core'
import { hiddenOf } from '#test/setup/http'
import { systemActor } from '#workflows/access/authorise'

const opinion = { opinion: '材料齐全，予以受理' }
const report = { facts: '医师证书复印件与原件字体不一致，发证机关电话答复查无此证。', evidence: [] }
const finding = { finding: '经发证机关书面确认，所附医师证书系伪造，申请人陈述承认。', statementHeard: 'yes' }

let core: Core
beforeEach(async () => {
  core = await openCore()
})

describe('false material found while the application runs (第十条（三）)', () => {
  it('14 a report changes nothing by itself; another person verifies it, and only then the application is refused and barred', async () => {
    const { clinic } = core
    const id = await anApplication(core, { stage: 'submitted' })
    await core.must(clinic.officer, 'reportFraud', id, report)
    await core.must(clinic.officer, 'acceptApplication', id, opinion)
    expect(await core.stageOf(id)).toBe('queued')
    expect(await core.give(clinic.officer, 'reportFraud', id, report)).toMatchObject({ ok: false, refusal: { code: 'invalidInput' } })
    expect(await core.give(clinic.officer, 'confirmFraud', id, finding)).toMatchObject({ ok: false, refusal: { code: 'forbidden' } })
    await core.must(clinic.head, 'confirmFraud', id, finding)
    expect(await core.stageOf(id)).toBe('refused')
    const bars = await core.portal.read.bars.ofUscc(clinic.input.institution.uscc)
    expect(bars.map(({ cause, until }) => [cause, until])).toEqual([['falseApplication', '2027-03-02']])
    const notice = (await core.portal.read.documents.ofCase(id)).find(({ kind }) => kind === 'refusalNotice')
    expect(notice?.data).toMatchObject({ earliestReapplyOn: '2027-03-03', grounds: [{ facts: finding.finding }] })
  })

  it('nobody verifies the own report, and without the statement of the applicant there is no finding', async () => {
    const { clinic } = core
    const id = await anApplication(core, { stage: 'submitted' })
    await core.must(clinic.head, 'reportFraud', id, report)
    expect(await core.give(clinic.head, 'confirmFraud', id, finding)).toMatchObject({ ok: false, refusal: { code: 'samePerson' } })
    expect(await core.give(clinic.head, 'dismissFraud', id, { finding: '经核对原件一致，属复印模糊。' })).toMatchObject({
      refusal: { code: 'samePerson' },
    })
    expect(await core.give(clinic.head, 'confirmFraud', id, { finding: finding.finding })).toMatchObject({
      refusal: { issues: { statementHeard: [expect.any(String)] } },
    })
  })

  it('the heads are told of a report until somebody has verified it; the institution is told nothing', async () => {
    const { clinic, portal } = core
    const id = await anApplication(core, { stage: 'submitted' })
    const asked = async (actor: typeof clinic.head) =>
      (await newestNotices(portal, actor, 20)).filter(({ text }) => text.includes('涉嫌弄虚作假')).length
    await core.must(clinic.officer, 'reportFraud', id, report)
    expect([await asked(clinic.head), await asked(clinic.applicant)]).toEqual([1, 0])
    expect(await waitingCount(portal, clinic.head)).toBe(1)
    await core.must(clinic.head, 'dismissFraud', id, { finding: '经核对原件一致，属复印模糊，不构成弄虚作假。' })
    expect(await asked(clinic.head)).toBe(0)
    expect(await waitingCount(portal, clinic.head)).toBe(0)
  })

  it('a report does not wait for the head who made it', async () => {
    const { clinic, portal } = core
    const id = await anApplication(core, { stage: 'submitted' })
    await core.must(clinic.head, 'reportFraud', id, report)
    expect(await waitingCount(portal, clinic.head)).toBe(0)
  })

  it('the institution sees nothing of a report', async () => {
    const id = await anApplication(core, { stage: 'submitted' })
    await core.must(core.clinic.officer, 'reportFraud', id, report)
    const { visit } = await serveCases(core)
    const own = await (await visit('clinic')).get(`/cases/${id}`)
    expect(own.text).not.toContain('涉嫌弄虚作假')
    expect(own.text).not.toContain(report.facts)
    const staff = await (await visit('head-370502')).get(`/cases/${id}`)
    expect(staff.text).toContain('报告涉嫌弄虚作假，等待核实')
    expect(staff.text).toContain('/do/confirmFraud')
  })
})

describe('a site that moves while its application runs', () => {
  const moved = { reason: '原址拆迁，迁往新址', licence: { name: '许可证.pdf', digest: 'a'.repeat(64) } }

  it('6 to another county: the case goes to the competent agency and keeps its day of receipt', async () => {
    const id = await anApplication(core, { stage: 'submitted' })
    const before = await core.fileOf(id)
    await core.must(core.clinic.applicant, 'changeSiteAddress', id, { ...moved, address: '利津县利一路88号', admdvs: '370522' })
    const after = await core.fileOf(id)
    expect([before.agency_id, after.agency_id]).toEqual(['370502', '370522'])
    expect(after.opened_at).toBe(before.opened_at)
    expect((await core.portal.read.institutions.getSite(before.site_id ?? '')).address).toBe('利津县利一路88号')
    const kinds = (await core.portal.read.documents.ofCase(id)).map(({ kind }) => kind)
    expect(kinds).toContain('transferNotice')
    expect(await core.give(core.clinic.officer, 'acceptApplication', id, opinion)).toMatchObject({ ok: false })
    await core.must(core.pharmacy.officer, 'acceptApplication', id, opinion)
  })

  it('6 enrolled already: it leaves the round of the old agency and waits for one of the new', async () => {
    const id = await anApplication(core, { stage: 'queued' })
    await core.must(core.clinic.officer, 'openRound', ids.round, { year: 2026, month: 4 })
    await core.must(systemActor, 'joinRound', id, { roundId: ids.round })
    expect(await core.fileOf(id)).toMatchObject({ stage: 'enrolled', parent_id: ids.round })
    await core.must(core.clinic.applicant, 'changeSiteAddress', id, { ...moved, address: '利津县利一路88号', admdvs: '370522' })
    expect(await core.fileOf(id)).toMatchObject({ stage: 'queued', agency_id: '370522', parent_id: null })
  })

  it('6 within the county it stays; to the same address, or while the panel is at work, it is refused in words', async () => {
    const id = await anApplication(core, { stage: 'submitted' })
    const { site_id, stage } = await core.fileOf(id)
    const site = await core.portal.read.institutions.getSite(site_id ?? '')
    const same = { ...moved, address: site.address, admdvs: site.admdvs }
    expect(await core.give(core.clinic.applicant, 'changeSiteAddress', id, same)).toMatchObject({
      refusal: { issues: { address: ['新地址与原地址相同'] } },
    })
    await core.must(core.clinic.applicant, 'changeSiteAddress', id, { ...same, address: '东营区济南路99号' })
    expect(await core.fileOf(id)).toMatchObject({ agency_id: '370502', stage })
    const outside = { ...moved, address: '济南市历下区经十路1号', admdvs: '370102' }
    expect(await core.give(core.clinic.applicant, 'changeSiteAddress', id, outside)).toMatchObject({ refusal: { code: 'invalidInput' } })
    await anApplication(core, { after: 'submitted', stage: 'underEvaluation' })
    const late = await core.give(core.clinic.applicant, 'changeSiteAddress', id, { ...same, address: '东营区济南路100号' })
    expect(late).toMatchObject({ ok: false, refusal: { code: 'notAllowedNow' } })
  })
})

describe('a refusal that has lost its ground', () => {
  it('15 the penalty was set aside: the head brings the application back as a new case with the old papers', async () => {
    const { clinic } = core
    const id = await anApplication(core, { stage: 'submitted' })
    const ground = { ground: 'penaltyWithinYear', facts: '受到行政处罚，处罚决定已经生效', eventOn: '2026-01-15', rule: '' }
    await core.must(clinic.officer, 'proposeRefusal', id, ground)
    expect(await core.give(clinic.officer, 'refuseApplication', id, { opinion: '同意' })).toMatchObject({ ok: false })
    await core.must(clinic.head, 'refuseApplication', id, { opinion: '同意不予受理' })
    const { visit } = await serveCases(core)
    const head = await visit('head-370502')
    expect((await head.get(`/cases/${id}`)).text).toContain(`/cases/${id}/reopen`)
    const page = await head.get(`/cases/${id}/reopen`)
    const decision = {
      basis: 'penaltySetAside',
      decisionNumber: '东政复决〔2026〕3号',
      decidedOn: '2026-03-02',
      reason: '处罚决定被撤销，理由不再成立。',
    }
    const early = await head.post(`/cases/${id}/reopen`, { ...hiddenOf(page), ...decision, decidedOn: '2026-01-01' })
    expect(early.status).toBe(422)
    expect(early.text).toContain(decision.decisionNumber)
    const done = await head.post(`/cases/${id}/reopen`, { ...hiddenOf(early), ...decision })
    expect(done.status).toBe(303)
    const [again] = await core.portal.read.caseFiles.list({ machine: 'application', status: 'active' }, 5)
    if (again === undefined) throw new Error('nothing was reopened')
    expect(again).toMatchObject({ agency_id: '370502', site_id: (await core.fileOf(id)).site_id })
    // The old case stays as it ended, and cannot be brought back twice.
    expect(await core.stageOf(id)).toBe('refused')
    expect((await head.get(`/cases/${id}/reopen`)).status).toBe(404)
    await core.must(clinic.officer, 'acceptApplication', again.id, opinion)
    expect((await head.get(`/cases/${again.id}`)).text).toContain('恢复办理前的申请')
  })

  it('a finding of false material that was set aside: with the application its bar is gone, and stays on record', async () => {
    const { clinic, portal } = core
    const id = await anApplication(core, { stage: 'submitted' })
    await core.must(clinic.officer, 'reportFraud', id, report)
    await core.must(clinic.head, 'confirmFraud', id, finding)
    const ruling = {
      basis: 'courtRuling',
      decisionNumber: '（2026）鲁05行初7号',
      decidedOn: '2026-03-02',
      reason: '法院认定证书真实，撤销原决定。',
    }
    await core.must(clinic.head, 'reopenApplication', 'again', { formerCaseId: id, ...ruling })
    await core.must(clinic.officer, 'acceptApplication', 'again', opinion)
    const bars = await portal.read.bars.ofUscc(clinic.input.institution.uscc)
    expect(bars).toMatchObject([{ lifted_on: '2026-03-02', lifted_by: ruling.decisionNumber, source: id }])
  })
})
