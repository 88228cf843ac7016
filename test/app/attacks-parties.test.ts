import { describe, expect, it } from 'vitest'
import { findAttachment } from '#app/services/attachments.server'
import { counterSubjectOf, openAccount, takeInSite } from '#app/services/counter/counter-desk.server'
import { batchOf, continueBatch, startBatch } from '#app/services/desk/batch.server'
import { findLead, giveLead } from '#app/services/notices/leads.server'
import { findObjectionFile, findObjections, mayReceiveObjections } from '#app/services/objection-view.server'
import { serveCases } from '#test/app/case-app'
import { anApplication, type Core, ids, openCore, openCoreAt, secondServer, sign } from '#test/setup/core'
import { hiddenOf } from '#test/setup/http'
import { onePagePdf } from '#test/setup/upload-files'
import { clinicInput } from '#test/workflows/sample-application'
import { unwrap } from '#test/workflows/seeds'
import { type Actor, publicActor } from '#workflows/access/authorise'
import { dateOf } from '#workflows/calendar/plain-date'

const scan = { name: '扫描件.pdf', digest: 'a'.repeat(64) }
const page = `/cases/${ids.application}`

describe('a step of the institution itself', () => {
  it('cannot be put on record as one that an officer entered at the window', async () => {
    const core = await openCoreAt('submitted')
    const applicant = await (await serveCases(core)).visit('clinic')
    const path = `${page}/do/withdrawApplication`
    const who = { ...hiddenOf(await applicant.get(path)), 'counter.presentedBy': '窗口某某', 'counter.capacity': 'legalRepresentative' }
    const paper = { 'counter.paper': { name: '签名.pdf', bytes: onePagePdf('forged') } }
    expect((await applicant.postFiles(path, { ...who, reason: '' }, paper)).status).toBe(422)
    expect(await core.stageOf(ids.application)).not.toBe('withdrawn')
  })

  it('cannot bring its own receipt of service on paper', async () => {
    const core = await openCoreAt('submitted')
    const items = [{ materialId: 'practiceLicence', title: '医疗机构执业许可证', problem: '缺少副本', remedy: '请补交副本扫描件' }]
    await core.must(core.clinic.officer, 'issueSupplementNotice', ids.application, { items })
    const own = { servedOn: dateOf(core.portal.now()), proof: scan }
    const forged = await core.give(core.clinic.applicant, 'acknowledgeNotice', ids.application, own)
    expect(forged).toMatchObject({ refusal: { code: 'invalidInput', issues: { servedOn: [expect.stringContaining('经办机构登记')] } } })
    await core.must(core.clinic.applicant, 'acknowledgeNotice', ids.application, {})
  })
})

describe('the window of another agency', () => {
  const place = { ...clinicInput().site, name: '仁和诊所二部', address: '新兴路66号' }

  it('takes in no place that it is not competent for', async () => {
    const core = await openCore()
    const foreign = { institutionId: core.clinic.institutionId, form: place }
    expect(await takeInSite(core.portal, core.pharmacy.officer, foreign)).toMatchObject({
      refusal: { issues: { admdvs: [expect.stringContaining('东营区社会保险经办机构受理')] } },
    })
    expect(await takeInSite(core.portal, core.clinic.officer, foreign)).toMatchObject({ ok: true })
  })

  it('opens no account of an institution whose only application runs elsewhere, by inventing a place of its own', async () => {
    const core = await openCoreAt('submitted')
    const { institutionId, input, officer } = core.clinic
    await core.database.write.deleteFrom('institution_member').where('institution_id', '=', institutionId).execute()
    const stranger = core.pharmacy.officer
    const own = { ...place, admdvs: '370522' }
    expect(await takeInSite(core.portal, stranger, { institutionId, form: own })).toMatchObject({ ok: true })
    const mayOpen = async (actor: Actor) =>
      (await counterSubjectOf(core.portal, actor, input.institution.uscc))?.institution?.mayOpenAccount
    expect(await mayOpen(stranger)).toBe(false)
    expect(await mayOpen(officer)).toBe(true)
    const opened = { institutionId, form: { login: 'li.first', ownName: '李建国' } }
    expect(await openAccount(core.portal, officer, opened)).toMatchObject({ ok: true })
    expect(await openAccount(core.portal, officer, { ...opened, form: { login: 'li.second', ownName: '李建国' } })).toMatchObject({
      ok: false,
    })
  })
})

describe('who has scored for the first panel', () => {
  const statement = '该诊所评估当天医师并不在岗，由无资质人员坐诊，请核查当日排班和处方。'

  it('neither learns who objected nor decides, also when others evaluate again', async () => {
    const core = await openCoreAt('publicNotice')
    const { officer, secondOfficer, panel } = core.clinic
    const bytes = onePagePdf('evidence')
    const digest = unwrap(await core.portal.unit.inTransaction((tx) => tx.files.put(bytes, 'application/pdf', core.portal.now())))
    const objection = { name: '张明理', phone: '13805469999', statement, evidence: [{ name: '材料.pdf', digest }] }
    await core.must(publicActor, 'fileObjection', ids.application, objection)
    const [filed] = await core.portal.read.eventLog.ofCase(ids.application, 'fileObjection')
    const objectionId = filed?.command_id ?? ''
    await giveLead(core.portal, { id: 'lead-1', caseId: ids.application, channel: 'portal', statement, evidence: [] })
    const both: Actor = { ...officer, id: panel[0]?.actor.id ?? '' }
    const finding = '排班表与现场记录不一致，原评分依据不足，另行评估。'
    const decision = { objectionId, upheld: 'yes', measure: 'reEvaluate', finding, secondHandlerId: secondOfficer.id }
    await core.must(officer, 'decideObjection', ids.application, decision)
    const [notice] = await core.portal.read.deadlines.running(ids.application)
    await core.portal.advanceTo(notice?.due_at as Parameters<typeof core.portal.advanceTo>[0])
    expect(await core.stageOf(ids.application)).toBe('reEvaluation.inTime')
    const file = { caseId: ids.application, objectionId, digest }
    const seen = await findObjections(core.portal, both, ids.application)
    expect(seen?.mayDecide).toBe(false)
    expect(JSON.stringify(seen)).not.toContain('13805469999')
    expect(await findObjectionFile(core.portal, both, file)).toBeUndefined()
    expect(await findLead(core.portal, both, 'lead-1')).toBeUndefined()
    expect(await mayReceiveObjections(core.portal, both, ids.application)).toBe(false)
    expect(await core.give(both, 'decideObjection', ids.application, decision)).toMatchObject({ refusal: { code: 'forbidden' } })
    // The officer who sat on no panel is told all of it.
    expect(JSON.stringify(await findObjections(core.portal, officer, ids.application))).toContain('13805469999')
    expect(await findObjectionFile(core.portal, officer, file)).toMatchObject({ mediaType: 'application/pdf' })
    expect(await findLead(core.portal, officer, 'lead-1')).toMatchObject({ statement })
    expect(await mayReceiveObjections(core.portal, officer, ids.application)).toBe(true)
  })
})

describe('a letter of authority', () => {
  it('is not opened by an agency that writes something about the institution into the ledger', async () => {
    const core = await openCoreAt('submitted')
    const { institutionId, applicant, input } = core.clinic
    const row = {
      id: 'letter-1',
      institution_id: institutionId,
      account_id: applicant.id,
      scope: 'all',
      valid_until: '2026-12-31',
    } as const
    const given = { given_by: applicant.id, given_at: core.portal.now(), file_name: '授权委托书.pdf' }
    await core.portal.unit.inTransaction(async (tx) => {
      const digest = await tx.files.put(onePagePdf('letter'), 'application/pdf', core.portal.now())
      await tx.members.giveLetter({ ...row, ...given, digest })
    })
    const fact = { cause: 'falseApplication', uscc: input.institution.uscc, name: input.institution.name, decidedOn: '2026-01-15' }
    await core.must(core.pharmacy.officer, 'recordBarFact', 'ledger-1', { ...fact, facts: '提交的证书系伪造，已经核实。' })
    expect(await findAttachment(core.portal, core.pharmacy.officer, 'letter-1')).toBeUndefined()
    expect(await findAttachment(core.portal, core.clinic.officer, 'letter-1')).toMatchObject({ name: '授权委托书.pdf' })
  })
})

describe('signing', () => {
  const paper = { scan, signerName: '李建国', signedOn: '2026-05-01' }
  const agreementOf = async (core: Core) => {
    const document = (await core.portal.read.documents.ofCase(ids.application)).find(({ kind }) => kind === 'serviceAgreement')
    const file = await core.portal.read.documents.latestFile(document?.id ?? '')
    return { documentId: document?.id ?? '', baseDigest: file?.digest ?? '' }
  }

  it('puts no scan in the place of a text that was signed electronically, nor a scan of another text', async () => {
    const core = await openCoreAt('signing')
    const { officer, head } = core.clinic
    const other = { ...(await agreementOf(core)), baseDigest: 'b'.repeat(64), capacity: 'legalRepresentative' }
    const signedOn = dateOf(core.portal.now())
    expect(await core.give(officer, 'registerPaperSignature', ids.application, { ...paper, signedOn, ...other })).toMatchObject({
      refusal: { issues: { '': [expect.stringContaining('新的版本')] } },
    })
    await sign(core, core.clinic, ids.application, 'institution')
    const signed = await agreementOf(core)
    const again = { ...paper, signedOn, ...signed, capacity: 'legalRepresentative' }
    expect(await core.give(officer, 'registerPaperSignature', ids.application, again)).toMatchObject({ refusal: { code: 'notAllowedNow' } })
    const confirmed = { ...paper, signedOn, ...signed }
    expect(await core.give(head, 'confirmPaperAgreement', ids.application, confirmed)).toMatchObject({ refusal: { code: 'notAllowedNow' } })
    expect(await agreementOf(core)).toEqual(signed)
  })
})

describe('two heads who bring the same application back at once', () => {
  it('make one new application, and a head of another agency none', async () => {
    const core = await openCoreAt('submitted')
    const { officer, head } = core.clinic
    const ground = { ground: 'penaltyWithinYear', facts: '受到行政处罚，处罚决定已经生效', eventOn: '2026-01-15', rule: '' }
    await core.must(officer, 'proposeRefusal', ids.application, ground)
    await core.must(head, 'refuseApplication', ids.application, { opinion: '同意不予受理' })
    const decidedOn = dateOf(core.portal.now())
    const reason = '处罚决定被撤销，理由不再成立。'
    const input = { formerCaseId: ids.application, basis: 'penaltySetAside', decisionNumber: '东政复决〔2026〕3号', decidedOn, reason }
    expect(await core.give(core.pharmacy.head, 'reopenApplication', 'foreign', input)).toMatchObject({ refusal: { code: 'notFound' } })
    const request = { command: 'reopenApplication', actor: head, input, expectedRevision: 0 } as const
    const outcomes = await Promise.all([
      core.portal.dispatch({ ...request, caseId: 'again-1', commandId: 'again-1' }),
      secondServer(core).dispatch({ ...request, caseId: 'again-2', commandId: 'again-2' }),
    ])
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'invalidInput' } })
  })
})

describe('work on many cases that somebody else began', () => {
  it('is neither shown nor gone on with', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    const { officer, secondOfficer } = core.clinic
    const ticked = [{ caseId: ids.application, revision: 1 }]
    expect(await startBatch(core.portal, officer, { id: 'batch-1', input: { task: 'claim' }, ticked })).toMatchObject({ ok: true })
    const foreign = { id: 'batch-2', input: { task: 'claim' }, ticked }
    expect(await startBatch(core.portal, core.pharmacy.officer, foreign)).toMatchObject({ refusal: { code: 'invalidInput' } })
    for (const other of [secondOfficer, core.clinic.head, core.pharmacy.officer]) {
      expect(await batchOf(core.portal, other, 'batch-1')).toBeUndefined()
      expect(await continueBatch(core.portal, other, 'batch-1')).toBe(false)
    }
    expect(await core.portal.read.holding.find(ids.application)).toBeUndefined()
  })
})
