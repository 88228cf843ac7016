import { beforeEach, describe, expect, it } from 'vitest'
import { materialsOf, missingOf, storeAttachments } from '#app/services/attachments-store.server'
import { type Draft, openDraft, reloadDraft } from '#app/services/drafts.server'
import { addPapers, keepSubmitted, libraryOf, offeredTo, removePaper, takePapers } from '#app/services/library/papers.server'
import { sha256 } from '#db/canonical-json'
import { anApplication, type Core, openCore } from '#test/setup/core'
import { onePagePdf } from '#test/setup/upload-files'
import { addMinutes, plainDate } from '#workflows/calendar/plain-date'
import { ApplicationForm } from '#workflows/domain/application-form'

let core: Core

const fileOf = (name: string) => {
  const bytes = onePagePdf(name)
  return { field: '', name: `${name}.pdf`, mediaType: 'application/pdf', bytes, digest: sha256(bytes) }
}

/** A draft of the clinic for a site, with the services of the sample ticked. */
async function draftOf(siteId: string): Promise<Draft> {
  const { portal, clinic } = core
  const id = (await openDraft(portal, clinic.applicant, siteId, ['general_outpatient'])) ?? ''
  return reloadDraft(portal, { id })
}

async function secondSite(): Promise<string> {
  const { portal, clinic } = core
  const first = await portal.read.institutions.getSite(clinic.siteId)
  await portal.unit.inTransaction((tx) => tx.institutions.insertSite({ ...first, id: 'site-second', address: '东二路8号2层' }))
  return 'site-second'
}

const upload = (draft: Draft, materialId: string, name: string) =>
  storeAttachments(core.portal, { draftId: draft.id, materialId, actorId: core.clinic.applicant.id, files: [fileOf(name)] })

/** Hands in papers of the entity, of the site and of the application for the first site. */
async function handedInOnce(): Promise<void> {
  const { portal, clinic } = core
  const draft = await draftOf(clinic.siteId)
  for (const id of ['registration', 'practiceLicence', 'stockRecords']) await upload(draft, id, id)
  const form = ApplicationForm.parse(clinic.input.form)
  const entity = { ...form.entity, businessLicenceExpiresOn: plainDate('2026-05-01') }
  await keepSubmitted(portal, clinic.applicant, await reloadDraft(portal, draft), { ...form, entity })
  await portal.unit.inTransaction((tx) => tx.drafts.markSubmitted(draft.id))
}

beforeEach(async () => {
  core = await openCore()
})

describe('a paper that was handed in once', () => {
  it('of the entity is offered to every site, of a site to that site, of an application to nobody', async () => {
    await handedInOnce()
    expect(Object.keys(await offeredTo(core.portal.read, await draftOf(await secondSite())))).toEqual(['registration'])
    expect(Object.keys(await offeredTo(core.portal.read, await draftOf(core.clinic.siteId))).sort()).toEqual([
      'practiceLicence',
      'registration',
    ])
  })

  it('is used with the digest that it had, counts as handed in, and is offered no more', async () => {
    await handedInOnce()
    const { portal, clinic } = core
    const draft = await draftOf(await secondSite())
    expect(missingOf(draft).map(({ id }) => id)).toContain('registration')
    expect(await takePapers(portal, clinic.applicant, draft)).toBe(1)
    const after = await reloadDraft(portal, draft)
    expect(missingOf(after).map(({ id }) => id)).not.toContain('registration')
    const files = materialsOf(after).find(({ id }) => id === 'registration')?.files
    expect(files?.map(({ digest }) => digest)).toEqual([fileOf('registration').digest])
    expect(await offeredTo(portal.read, after)).toEqual({})
    expect(await takePapers(portal, clinic.applicant, after, 'registration')).toBe(0)
  })

  it('counts however it came: in an application sent past these pages, and as it was supplemented', async () => {
    const { portal, clinic } = core
    const caseId = await anApplication(core, { stage: 'submitted' })
    const item = { materialId: 'registration', title: '营业执照或者法人登记证书', problem: '没有副本。', remedy: '补交副本。' }
    await core.must(clinic.officer, 'issueSupplementNotice', caseId, { items: [item] })
    const { digest, bytes } = fileOf('both-sides')
    await portal.unit.inTransaction((tx) => tx.files.put(bytes, 'application/pdf', portal.now()))
    core.clock.moveTo(addMinutes(portal.now(), 5))
    const materials = [{ materialId: 'registration', files: [{ name: 'both-sides.pdf', digest }] }]
    await core.must(clinic.applicant, 'answerSupplementNotice', caseId, { materials, explanation: '' })
    const offered = await offeredTo(portal.read, await draftOf(await secondSite()))
    expect(Object.keys(offered).sort()).toEqual(['identity', 'internalRules', 'labourContracts', 'registration'])
    expect(offered.registration?.map(({ name }) => name)).toEqual(['both-sides.pdf'])
    const removed = await removePaper(portal, clinic.applicant, clinic.institutionId, offered.registration?.[0]?.id ?? '')
    expect(removed).toBe('registration')
    expect(Object.keys(await offeredTo(portal.read, await draftOf('site-second')))).not.toContain('registration')
  })

  it('says when it has expired, and is then not used', async () => {
    await handedInOnce()
    const { portal, clinic } = core
    const draft = { ...(await draftOf(await secondSite())), today: plainDate('2026-05-02') }
    expect((await offeredTo(portal.read, draft)).registration?.map(({ isExpired }) => isExpired)).toEqual([true])
    expect(await takePapers(portal, clinic.applicant, draft, 'registration')).toBe(0)
  })

  it('stays in the draft that used it when it is taken out of the library or replaced', async () => {
    await handedInOnce()
    const { portal, clinic } = core
    const draft = await draftOf(await secondSite())
    await takePapers(portal, clinic.applicant, draft)
    const { applicant, institutionId } = clinic
    const held = async () => (await libraryOf(portal, institutionId)).find(({ id }) => id === 'registration')?.papers ?? []
    const paper = { institutionId, materialId: 'registration', validUntil: null, replaces: true, files: [fileOf('renewed')] }
    await addPapers(portal, applicant, paper)
    const [renewed, ...others] = await held()
    expect([renewed?.name, others]).toEqual(['renewed.pdf', []])
    expect(await removePaper(portal, core.pharmacy.applicant, core.pharmacy.institutionId, renewed?.id ?? '')).toBeUndefined()
    expect(await removePaper(portal, applicant, institutionId, renewed?.id ?? '')).toBe('registration')
    expect(await held()).toEqual([])
    const { attachments } = await reloadDraft(portal, draft)
    expect(attachments.map(({ file_name }) => file_name)).toEqual(['registration.pdf'])
    expect(await portal.read.files.find(fileOf('registration').digest)).toBeDefined()
  })
})
