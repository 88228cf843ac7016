import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { draftPages } from '#app/forms/application-draft-pages'
import { missingOf, storeAttachments } from '#app/services/attachments-store.server'
import { reloadDraft } from '#app/services/drafts.server'
import { submissionOf } from '#app/services/facts.server'
import { intakeViewOf } from '#app/services/intake-view.server'
import { sha256 } from '#db/canonical-json'
import { type Core, openCore } from '#test/setup/core'
import { hiddenOf, PlainBrowser } from '#test/setup/http'
import { startPages } from '#test/setup/pages'
import { onePagePdf } from '#test/setup/upload-files'
import { ApplicationInput } from '#workflows/domain/application-input'
import { beginDraft, fillForm, newAccount, scoresOf } from './institution-clerk'

let core: Core
let served: Awaited<ReturnType<typeof startPages>>

beforeAll(async () => {
  core = await openCore()
  served = await startPages(core.portal, (file) => /^routes\/(institution|session)\//.test(file))
})
afterAll(() => served.close())

const inputOf = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../db/seeds/walkthrough-${name}.json`, import.meta.url), 'utf8')) as unknown

/** Registers the institution of an input, adds its site and fills in form and self-evaluation. */
async function filledDraft(raw: unknown) {
  const input = ApplicationInput.parse(raw)
  const { institution, site } = input
  const browser = new PlainBrowser(served.origin)
  const { name, uscc, type } = institution
  await browser.get('/my/register')
  const account = { ...newAccount, name, uscc, type, login: `clerk.${uscc.slice(-4).toLowerCase()}` }
  expect((await browser.post('/my/register', account)).status).toBe(303)
  await browser.get('/my/sites/new')
  const mine = await browser.postAndFollow('/my/sites/new', { ...site })
  const draft = await beginDraft(browser, mine)
  await fillForm(browser, draft, draftPages, input.form)
  await browser.get(`${draft}/self-evaluation`)
  await browser.post(`${draft}/self-evaluation`, { ...scoresOf(raw as Parameters<typeof scoresOf>[0]), intent: 'continue' })
  return { browser, draft, id: draft.replace('/my/apply/', '') }
}

async function uploadMissing(id: string): Promise<void> {
  for (const item of missingOf(await reloadDraft(core.portal, { id }))) {
    const bytes = onePagePdf(item.id)
    const file = { field: '', name: `${item.id}.pdf`, mediaType: 'application/pdf', bytes, digest: sha256(bytes) }
    await storeAttachments(core.portal, { draftId: id, materialId: item.id, actorId: 'account-clinic', files: [file] })
  }
}

async function send(browser: PlainBrowser, draft: string) {
  const page = await browser.get(`${draft}/check`)
  return browser.post(`${draft}/check`, { ...hiddenOf(page), truthful: 'on' })
}

describe('a site under the code of another', () => {
  it('7 village clinic without a code of its own: applies under its sponsor, with its own name and registration number', async () => {
    const { browser, draft, id } = await filledDraft(inputOf('village-clinic'))
    await uploadMissing(id)
    expect((await send(browser, draft)).headers.location).toBe(`/cases/${id}?received=1`)
    const [file, submission] = [await core.fileOf(id), await submissionOf(core.portal.read, id)]
    expect(file.title).toContain('盐窝镇东村卫生室')
    expect(submission?.form.entity.practiceLicenceNumber).toBe('PDY61052137052217D6001')
    const view = await intakeViewOf(core.portal, core.pharmacy.officer, id)
    expect(view?.notes.map(({ message }) => message).join('\n')).toContain('以举办单位“利津县盐窝镇中心卫生院”的统一社会信用代码申请')
    expect(view?.materialsList?.id).toBe('2019-1')
  })

  it('9 store without legal personality: its headquarters is the party, and its papers and letter are asked for', async () => {
    const { browser, draft, id } = await filledDraft(inputOf('pharmacy-chain-store'))
    const missing = missingOf(await reloadDraft(core.portal, { id })).map((item) => item.id)
    expect(missing).toContain('chainHeadquarters')
    await uploadMissing(id)
    await browser.get(`${draft}/materials`)
    const [paper] = (await core.portal.read.drafts.attachments(id)).filter(({ material_id }) => material_id === 'chainHeadquarters')
    await core.portal.unit.inTransaction((tx) => tx.drafts.removeAttachment(paper?.id ?? ''))
    const refused = await send(browser, draft)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('连锁总部证照和委托书')
    expect(await core.portal.read.caseFiles.find(id)).toBeUndefined()
    await uploadMissing(id)
    expect((await send(browser, draft)).headers.location).toBe(`/cases/${id}?received=1`)
  })
})

describe('a clinic under the filing regime', () => {
  it('8 has no practice licence: the number of its filing is enough, without a last day', async () => {
    const { browser, draft, id } = await filledDraft(inputOf('clinic-filed'))
    await uploadMissing(id)
    expect((await send(browser, draft)).headers.location).toBe(`/cases/${id}?received=1`)
    const submission = await submissionOf(core.portal.read, id)
    expect(submission?.form.entity).toMatchObject({ licenceForm: 'filing', practiceLicenceNumber: '东诊备〔2021〕37号' })
    expect(submission?.form.entity.licenceExpiresOn).toBeUndefined()
  })
})
