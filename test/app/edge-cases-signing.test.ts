import { describe, expect, it } from 'vitest'
import { publishList } from '#app/journey/steps'
import { searchDesignated } from '#app/services/public/institutions.server'
import { findDocumentFacts, verifyFile } from '#app/services/public/verification.server'
import { demoKeyFile } from '#app/services/trust.server'
import { serveCases } from '#test/app/case-app'
import { type Core, ids, openCoreAt } from '#test/setup/core'
import { hiddenOf, type PlainBrowser } from '#test/setup/http'
import { onePagePdf, screenshot } from '#test/setup/upload-files'
import { addDays, dateOf, instant } from '#workflows/calendar/plain-date'

// The numbers are those of the edge cases of the domain's dossier.
const idNumber = '370522199212014042'
const page = `/cases/${ids.application}`
const pdf = (words: string) => ({ name: `${words}.pdf`, bytes: onePagePdf(words) })

const agreementsOf = async ({ portal }: Core) =>
  (await portal.read.documents.ofCase(ids.application)).filter(({ kind }) => kind === 'serviceAgreement')

async function send(
  who: PlainBrowser,
  command: string,
  fields: Record<string, string>,
  files: Record<string, { name: string; bytes: Uint8Array }>,
) {
  const path = `${page}/do/${command}`
  const form = await who.get(path)
  const documentId = /name="documentId" value="([^"]*)"/.exec(form.text)?.[1]
  return who.postFiles(path, { ...hiddenOf(form), ...(documentId === undefined ? {} : { documentId }), ...fields }, files)
}

describe('signing', () => {
  it('edge case 32: a signatory who is not the legal representative signs with a letter of authority, and only so', async () => {
    const core = await openCoreAt('signing')
    const applicant = await (await serveCases(core)).visit('clinic')
    const form = await applicant.get(`${page}/sign`)
    expect(form.text).toContain('法定代表人（负责人）李建国')
    const key = { name: '证书.p12', bytes: await demoKeyFile(core.portal.unit, core.clinic.input.institution.name, 'right-one') }
    const fields = { confirmed: 'yes', password: 'right-one', intent: 'sign', capacity: 'agent' }
    const without = await applicant.postFiles(`${page}/sign`, { ...hiddenOf(form), ...fields }, { certificate: key })
    expect(without.status).toBe(422)
    expect(without.text).toContain('不是法定代表人签署的，请上传授权委托书')
    const letter = pdf('授权委托书')
    const files = { certificate: key, authorityLetter: letter }
    const wrong = await applicant.postFiles(`${page}/sign`, { ...hiddenOf(without), ...fields, password: 'no' }, files)
    // The letter need not be chosen again.
    const kept = /name="kept" value="([^"]*)"/.exec(wrong.text)?.[1] ?? ''
    expect(kept).toMatch(/^authorityLetter\|/)
    const signed = await applicant.postFiles(`${page}/sign`, { ...hiddenOf(wrong), ...fields, kept }, { certificate: key })
    expect(signed.status).toBe(303)
    const [event] = await core.portal.read.eventLog.ofCase(ids.application, 'signByInstitution')
    expect(event?.payload).toMatchObject({ capacity: 'agent', authorityLetter: { name: '授权委托书.pdf' } })
    expect((await applicant.get(page)).text).toContain('由受委托人签署，授权委托书附卷')
  })

  it('edge case 33: the representative changes after the notice: no new notice, the text is set anew and the former one is marked', async () => {
    const core = await openCoreAt('signing')
    const { visit } = await serveCases(core)
    const applicant = await visit('clinic')
    const fields = { name: '周新任', changedOn: dateOf(core.portal.now()) }
    const proof = { proof: pdf('营业执照') }
    const mistyped = await send(applicant, 'reportRepresentative', { ...fields, idNumber: '370522199212014041' }, proof)
    expect(mistyped.status).toBe(422)
    expect((await send(applicant, 'reportRepresentative', { ...fields, idNumber }, proof)).status).toBe(303)
    expect(await core.stageOf(ids.application)).toBe('signing.byInstitution')
    expect((await core.portal.read.documents.ofCase(ids.application)).filter(({ kind }) => kind === 'publicNotice')).toEqual([])
    const [former, present] = await agreementsOf(core)
    expect(JSON.stringify(former?.data)).toContain('李建国')
    expect(JSON.stringify(present?.data)).toContain('周新任')
    const officer = await visit('officer-370502')
    const shown = (await officer.get(page)).text
    expect(shown.match(/已被新的文本取代，不再签署/g)).toHaveLength(1)
    expect(shown).toContain('新的法定代表人：周新任')
    expect(shown).not.toContain(idNumber)
    expect(await findDocumentFacts(core.portal, former?.id ?? '')).toMatchObject({ isReplaced: true })
    expect(await findDocumentFacts(core.portal, present?.id ?? '')).toMatchObject({ isReplaced: false })
  })

  it('signed on paper: the officer registers the scan, the head confirms, and nowhere is it called an electronic signature', async () => {
    const core = await openCoreAt('signing')
    const { visit } = await serveCases(core)
    const officer = await visit('officer-370502')
    expect((await officer.get(page)).text).toContain('代为录入（当事人到窗口办理）')
    const fields = { signerName: '李建国', signedOn: dateOf(core.portal.now()), capacity: 'legalRepresentative' }
    const picture = await send(officer, 'registerPaperSignature', fields, { scan: { name: '照片.png', bytes: await screenshot() } })
    expect(picture.status).toBe(422)
    expect(picture.text).toContain('这里只接受 PDF')
    const issuedOn = dateOf(instant((await core.portal.read.documents.ofCase(ids.application)).at(-1)?.issued_at ?? ''))
    const early = await send(officer, 'registerPaperSignature', { ...fields, signedOn: addDays(issuedOn, -1) }, { scan: pdf('乙方') })
    expect([early.status, early.text.includes('签署日期不能早于协议文本形成的日期')]).toEqual([422, true])
    expect((await send(officer, 'registerPaperSignature', fields, { scan: pdf('乙方') })).status).toBe(303)
    const head = await visit('head-370502')
    expect((await head.get('/desk/sign')).text).not.toContain('东营仁和诊所')
    const byBoth = pdf('双方')
    const sent = await send(head, 'confirmPaperAgreement', { signerName: '王负责', signedOn: fields.signedOn }, { scan: byBoth })
    expect(sent.status).toBe(303)
    expect(await core.stageOf(ids.application)).toBe('signed')
    expect(await core.stageOf(ids.agreement)).toContain('term.inForce')
    expect((await head.get(`/cases/${ids.agreement}`)).text).toContain('纸质签署，扫描件')
    const verdict = await verifyFile(core.portal, byBoth)
    expect(verdict).toMatchObject({ tone: 'success', signatures: [], document: { isOnPaper: true } })
    expect(JSON.stringify(verdict)).toContain('纸质签署')
    expect(JSON.stringify(verdict)).not.toContain('签名有效')
  })

  it('edge case 35: the department returns remarks: the agreement stays in force and the remarks are tracked', async () => {
    const core = await openCoreAt('inForce')
    const { portal, clinic } = core
    const [authority] = await portal.read.people.list({ agencyId: '370502', role: 'authority' })
    const actor = {
      id: authority?.id ?? '',
      name: authority?.name ?? '',
      roles: ['authority' as const],
      agencyId: '370502',
      institutionIds: [],
    }
    await core.must(clinic.officer, 'fileAgreement', ids.agreement, { remark: '' })
    await core.must(actor, 'acknowledgeFiling', ids.agreement, { remarks: '第三条的服务范围请核对后说明。' })
    const stage = await core.stageOf(ids.agreement)
    expect(stage).toContain('term.inForce')
    expect(stage).toContain('filing.remarked')
    await core.must(clinic.officer, 'answerFilingRemarks', ids.agreement, { answer: '已核对，服务范围与执业许可一致。' })
    expect(await core.stageOf(ids.agreement)).toContain('term.inForce')
  })

  it('edge case 36: the city’s list is delayed: signed and not published, and the public search shows only what is published', async () => {
    const core = await openCoreAt('inForce')
    const own = await (await serveCases(core)).visit('clinic')
    expect((await own.get(`/cases/${ids.agreement}`)).text).toContain('已签约未公布')
    expect(await searchDesignated(core.portal, '')).toEqual([])
    await publishList(core.portal, core.city, { additions: [ids.agreement] })
    expect((await searchDesignated(core.portal, '')).map(({ id }) => id)).toEqual([ids.agreement])
  })
})
