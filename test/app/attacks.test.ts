import { describe, expect, it } from 'vitest'
import { submit, visit } from '#app/journey/steps'
import { signAgreement } from '#app/services/agreement-signing.server'
import { findDocumentFile } from '#app/services/document-access.server'
import { openDraft } from '#app/services/drafts.server'
import { signChosen } from '#app/services/sign-queue.server'
import { demoSigner } from '#app/services/trust.server'
import { serveCases } from '#test/app/case-app'
import { anApplication, type Core, ids, openCore, openCoreAt } from '#test/setup/core'
import { hiddenOf } from '#test/setup/http'
import { onePagePdf } from '#test/setup/upload-files'
import type { Actor } from '#workflows/access/authorise'

const memberOf = (core: Core, index = 0): Actor => {
  const member = core.clinic.panel[index]
  if (member === undefined) throw new Error('no such member')
  return member.actor
}
const storedFiles = async ({ database }: Core) => (await database.read.selectFrom('stored_file').select('digest').execute()).length

async function askedForDrugList(): Promise<Core> {
  const core = await openCore()
  await anApplication(core, { stage: 'submitted' })
  await anApplication(core, { stage: 'submitted', party: core.pharmacy })
  const items = [{ materialId: 'drugList', title: '药品品种清单', problem: '已过有效期。', remedy: '提交有效的材料。' }]
  await core.must(core.clinic.officer, 'issueSupplementNotice', ids.application, { items })
  return core
}
const answerPath = `/cases/${ids.application}/do/answerSupplementNotice`

describe('a file that somebody names by its digest', () => {
  it('does not become the own one: digests of documents are public', async () => {
    const core = await askedForDrugList()
    const [receipt] = await core.portal.read.documents.ofCase('pharmacy-1')
    const digest = (await core.portal.read.documents.latestFile(receipt?.id ?? ''))?.digest ?? ''
    expect(digest).toMatch(/^[0-9a-f]{64}$/)
    const thief = await (await serveCases(core)).visit('clinic')
    for (const kept of [`drugList|${digest}|清单.pdf`, `drugList|${digest}|${'0'.repeat(64)}|清单.pdf`]) {
      const page = await thief.get(answerPath)
      expect((await thief.postFiles(answerPath, { ...hiddenOf(page), explanation: '', kept })).status).toBe(422)
    }
    expect((await thief.get(`/cases/${ids.application}/files/${digest}`)).status).toBe(404)
  })

  it('is not stored at all for somebody who is no party', async () => {
    const core = await askedForDrugList()
    const before = await storedFiles(core)
    const { visit } = await serveCases(core)
    for (const login of ['pharmacy', 'officer-370522', 'head-370502']) {
      const stranger = await visit(login)
      await stranger.get('/sign-in')
      const file = { 'material.drugList': { name: '清单.pdf', bytes: onePagePdf(login) } }
      const { status } = await stranger.postFiles(answerPath, { _revision: '2', _commandId: core.portal.newId() }, file)
      expect(status).toBeGreaterThanOrEqual(403)
    }
    expect(await storedFiles(core)).toBe(before)
  })
})

describe('a field that no page of ours holds', () => {
  it('is left out: neither a list of thousands of millions nor a prototype comes of it', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    const applicant = await (await serveCases(core)).visit('clinic')
    const path = `/cases/${ids.application}/do/withdrawApplication`
    const forged = { 'reason[4294967290]': '一', 'x[99999999].y': '二', 'constructor.prototype.polluted': '三', '__proto__.polluted': '四' }
    const page = await applicant.get(path)
    expect((await applicant.post(path, { ...hiddenOf(page), ...forged, reason: '不再办理' })).status).toBe(303)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    const [withdrawn] = await core.portal.read.eventLog.ofCase(ids.application, 'withdrawApplication')
    expect(withdrawn?.payload).toEqual({ reason: '不再办理' })
  })
})

describe('a refusal for which the schema has no sentence', () => {
  it('is told in Chinese', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    const refused = await core.give(core.clinic.applicant, 'withdrawApplication', ids.application, { reason: '长'.repeat(501), extra: 1 })
    if (refused.ok || refused.refusal.code !== 'invalidInput') throw new Error('was not refused')
    const sentences = Object.values(refused.refusal.issues).flat()
    expect(sentences).toHaveLength(2)
    for (const sentence of sentences) expect(sentence).not.toMatch(/[a-z]{3}/i)
  })
})

describe('a document of a case under evaluation', () => {
  const receiptOf = async (core: Core) => (await core.portal.read.documents.ofCase(ids.application))[0]?.id ?? ''

  it('opens to a member of the panel with the declaration, and never to one in conflict', async () => {
    const core = await openCoreAt('underEvaluation')
    const receipt = await receiptOf(core)
    const kindFor = async (actor: Actor) => (await findDocumentFile(core.portal, actor, receipt)).kind
    const [cleared, conflicted] = [memberOf(core), memberOf(core, 1)]
    expect(await kindFor(cleared)).toBe('notFound')
    await core.must(cleared, 'declareConflict', ids.application, { hasConflict: 'no', note: '' })
    await core.must(conflicted, 'declareConflict', ids.application, { hasConflict: 'yes', note: '配偶在该诊所任职' })
    expect(await kindFor(cleared)).toBe('file')
    expect(await kindFor(conflicted)).toBe('notFound')
    expect(await kindFor(core.clinic.applicant)).toBe('file')
    expect(await kindFor(core.pharmacy.officer)).toBe('notFound')
  })
})

describe('a declared conflict', () => {
  it('cannot be taken back by the member alone', async () => {
    const core = await openCoreAt('underEvaluation')
    const member = memberOf(core)
    await core.must(member, 'declareConflict', ids.application, { hasConflict: 'yes', note: '配偶在该诊所任职' })
    const taken = await core.give(member, 'declareConflict', ids.application, { hasConflict: 'no', note: '' })
    expect(taken).toMatchObject({
      ok: false,
      refusal: { code: 'invalidInput', issues: { hasConflict: [expect.stringContaining('不能自行撤回')] } },
    })
  })
})

describe('a joint minute', () => {
  const minute = (itemId: string) => ({ decisions: [{ itemId, veto: null, applies: false, minute: '现场一致认为不适用。' }] })

  it('neither probes sealed sheets nor takes an item out of the score on which the members agree', async () => {
    const core = await openCoreAt('underEvaluation')
    const { officer, input, panel } = core.clinic
    const scored = input.selfEvaluation.find(({ score }) => score !== null)?.itemId ?? ''
    const early = await core.give(officer, 'recordJointMinute', ids.application, minute(scored))
    expect(early).toMatchObject({ ok: false, refusal: { issues: { '': [expect.stringContaining('尚未提交')] } } })
    for (const { actor } of panel) {
      await core.must(actor, 'declareConflict', ids.application, { hasConflict: 'no', note: '' })
      await core.must(actor, 'submitScoreSheet', ids.application, { entries: input.selfEvaluation })
    }
    const late = await core.give(officer, 'recordJointMinute', ids.application, minute(scored))
    expect(late).toMatchObject({ ok: false, refusal: { issues: { decisions: [expect.stringContaining('没有不同意见')] } } })
    await visit(core.portal, core.clinic, ids.application)
    await core.must(officer, 'concludeEvaluation', ids.application, {})
  })
})

describe('ids that the system gives', () => {
  it('cannot be taken by somebody else: the term of an agreement would never end', async () => {
    const core = await openCoreAt('countersigning')
    const { portal } = core
    const { name } = await portal.read.institutions.getAgency('370502')
    for (const commandId of [`deadline:${ids.agreement}:2:agreementTerm`, `effect:countersign:0:${ids.agreement}`]) {
      const signer = await demoSigner(portal.unit, name)
      const outcome = await signAgreement(portal, { actor: core.clinic.head, caseId: ids.application, signer, commandId })
      expect(outcome).toMatchObject({ ok: false, refusal: { code: 'commandIdReused' } })
    }
    expect(await core.stageOf(ids.application)).toBe('signing.byAgency')
  })
})

describe('the batch of signatures', () => {
  it('does not tell the head of another county what a case is called', async () => {
    const core = await openCoreAt('countersigning')
    const chosen = [{ caseId: ids.application, revision: 1, commandId: core.portal.newId(), digest: '' }]
    const [answer] = await signChosen(core.portal, core.pharmacy.head, chosen)
    expect(answer?.ok).toBe(false)
    expect(JSON.stringify(answer)).not.toContain('仁和')
  })
})

describe('the draft of an application', () => {
  it('is sent in the transaction that opens its case: no crash leaves it between', async () => {
    const core = await openCore()
    const { portal } = core
    const { applicant, siteId } = core.clinic
    const draftId = await openDraft(portal, applicant, siteId)
    if (draftId === undefined) throw new Error('no draft')
    await submit(portal, core.clinic, core.clinic.input, draftId)
    expect((await portal.read.drafts.find(draftId))?.submitted).toBe(true)
  })
})

describe('characters that nobody can see', () => {
  it.each(['同意\u0000受理', '同意\u202E受理', '同意\uD800受理'])('are refused at their field: %j', async (opinion) => {
    const core = await openCoreAt('submitted')
    const refused = await core.give(core.clinic.officer, 'acceptApplication', ids.application, { opinion })
    expect(refused).toMatchObject({ ok: false, refusal: { issues: { opinion: ['含有看不见的控制字符，请删去后重新填写'] } } })
    await core.must(core.clinic.officer, 'acceptApplication', ids.application, { opinion: '材料齐全，\r\n同意受理𬭊' })
  })
})

describe('a year typed wrongly', () => {
  it.each(['9999-12-31', '2206-05-01'])('does not become the beginning of an agreement: %s', async (startsOn) => {
    const core = await openCoreAt('negotiating')
    const terms = { services: ['general_outpatient'], startsOn, remark: '' }
    const refused = await core.give(core.clinic.officer, 'offerTerms', ids.application, terms)
    expect(refused).toMatchObject({ ok: false, refusal: { issues: { startsOn: [expect.stringContaining('请核对年份')] } } })
  })
})
