import { beforeAll, describe, expect, it } from 'vitest'
import { type Core, openCore } from '#test/setup/core'
import type { PlainBrowser } from '#test/setup/http'
import { openSite, signInAs } from './public-site'

let core: Core
let visitor: () => PlainBrowser
const path = '/attachments/attachment-1'
const name = "营业执照 (正本)'2026'.pdf"

beforeAll(async () => {
  core = await openCore()
  const at = core.portal.now()
  await core.portal.unit.inTransaction(async (tx) => {
    const digest = await tx.files.put(new TextEncoder().encode('%PDF-1.4 <script>alert(1)</script>'), 'application/pdf', at)
    const { institutionId, siteId, applicant } = core.clinic
    await tx.drafts.insert({
      id: 'draft-1',
      institution_id: institutionId,
      site_id: siteId,
      data: {},
      submitted: false,
      created_at: at,
      updated_at: at,
    })
    await tx.drafts.addAttachment({
      id: 'attachment-1',
      draft_id: 'draft-1',
      material_id: 'businessLicence',
      file_name: name,
      media_type: 'application/pdf',
      size: 34,
      digest,
      uploaded_by: applicant.id,
      uploaded_at: at,
    })
  })
  visitor = (await openSite(core)).visitor
})

async function as(login: string): Promise<PlainBrowser> {
  const person = visitor()
  await signInAs(person, login)
  return person
}

describe('a file kept with a draft', () => {
  it('goes back to its institution as something to save, never to run', async () => {
    const { status, headers, text } = await (await as('clinic')).get(path)
    expect(status).toBe(200)
    expect(text).toContain('%PDF-1.4')
    expect(headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''[A-Za-z0-9%._-]+$/)
    expect(decodeURIComponent(headers['content-disposition']?.split("''")[1] ?? '')).toBe(name)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['content-security-policy']).toContain('sandbox')
  })

  it('does not exist for another institution, nor for the agency before it was handed in', async () => {
    for (const login of ['pharmacy', 'officer-370502', 'head-370502', 'staff-370502'])
      expect((await (await as(login)).get(path)).status).toBe(404)
  })

  it('asks a stranger to sign in', async () => {
    expect((await visitor().get(path)).headers.location).toContain('/sign-in')
  })

  it('is not found under an id that was never given', async () => {
    expect((await (await as('clinic')).get('/attachments/other')).status).toBe(404)
  })
})
