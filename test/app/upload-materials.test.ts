import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sha256 } from '#db/canonical-json'
import { type Core, openCore } from '#test/setup/core'
import { type Answer, PlainBrowser, type SentFile } from '#test/setup/http'
import { startPages } from '#test/setup/pages'
import { hiddenWords, onePagePdf, photograph } from '#test/setup/upload-files'
import { answersOf, beginDraft, newAccount, registerClinic } from './institution-clerk'

let core: Core
let served: Awaited<ReturnType<typeof startPages>>
let clerk: PlainBrowser
let draft: string

const browse = () => new PlainBrowser(served.origin)

beforeAll(async () => {
  core = await openCore()
  served = await startPages(core.portal, (file) => /^routes\/(institution|session|resources)\//.test(file))
  clerk = browse()
  draft = await beginDraft(clerk, await registerClinic(clerk))
  await clerk.get(`${draft}/licences`)
  await clerk.post(`${draft}/licences`, { ...answersOf(['services', 'entity']), intent: 'later' })
})
afterAll(() => served.close())

/** What a browser sends when several files were chosen for one entry of the page that it shows. */
const post = (materialId: string, files: readonly SentFile[], browser = clerk): Promise<Answer> =>
  browser.postFiles(`${draft}/materials`, { materialId }, { [`material.${materialId}`]: files })

async function upload(materialId: string, files: readonly SentFile[]): Promise<Answer> {
  await clerk.get(`${draft}/materials`)
  return post(materialId, files)
}

const draftId = () => draft.replace('/my/apply/', '')
const storedFor = async (materialId: string) =>
  (await core.portal.read.drafts.attachments(draftId())).filter(({ material_id }) => material_id === materialId)
const namesFor = async (materialId: string) => (await storedFor(materialId)).map(({ file_name }) => file_name).sort()
const idOf = async (materialId: string): Promise<string> => (await storedFor(materialId))[0]?.id ?? ''

const errorAt = ({ text }: Answer, materialId: string): string =>
  new RegExp(`id="f-material-${materialId}-error".*?</div>`, 's').exec(text)?.[0].replace(/<[^>]+>/g, '') ?? ''

describe('the checklist of materials', () => {
  it('says its limits before anything is chosen', async () => {
    const { text } = await clerk.get(`${draft}/materials`)
    for (const words of ['每个不超过 20 MB', '一次最多选 10 个', '合计不超过 50 MB', '不能设密码', '拍摄地点'])
      expect(text).toContain(words)
  })

  it('keeps the sound ones of several files and says of each other one why not', async () => {
    const answer = await upload('identity', [
      { name: '正面.pdf', bytes: onePagePdf('front') },
      { name: '背面.pdf', bytes: Buffer.from('<html><script>alert(1)</script></html>') },
      { name: '坏的.pdf', bytes: Buffer.from('%PDF-1.4 broken off') },
      { name: '校验页.pdf', bytes: onePagePdf('stamp') },
    ])
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('已保存 2 个文件，另有文件没有保存')
    expect(errorAt(answer, 'identity')).toContain('「背面.pdf」不能上传')
    expect(errorAt(answer, 'identity')).toContain('「坏的.pdf」已经损坏或者不完整')
    expect(await namesFor('identity')).toEqual(['校验页.pdf', '正面.pdf'].sort())
    for (const name of ['正面.pdf', '校验页.pdf']) expect(answer.text).toContain(name)
  })

  it('refuses 21 MB, keeps the small one beside it', async () => {
    const large = Buffer.concat([onePagePdf('large'), Buffer.alloc(21 * 1024 * 1024)])
    const answer = await upload('drugList', [
      { name: '大.pdf', bytes: large },
      { name: '小.pdf', bytes: onePagePdf('small') },
    ])
    expect(answer.status).toBe(413)
    expect(errorAt(answer, 'drugList')).toContain('「大.pdf」超过 20 MB，没有保存')
    expect(await namesFor('drugList')).toEqual(['小.pdf'])
  })

  it('says when the same file comes twice, and keeps it once', async () => {
    expect((await upload('staffCertificates', [{ name: '一.pdf', bytes: onePagePdf('staff') }])).status).toBe(303)
    const again = await upload('staffCertificates', [{ name: '二.pdf', bytes: onePagePdf('staff') }])
    expect(again.status).toBe(422)
    expect(errorAt(again, 'staffCertificates')).toContain('「二.pdf」与本项已上传的「一.pdf」内容相同')
    expect(await namesFor('staffCertificates')).toEqual(['一.pdf'])
  })

  it('removes without a question, and has the file back when it is uploaded again', async () => {
    const [before] = await storedFor('staffCertificates')
    await clerk.get(`${draft}/materials`)
    expect((await clerk.post(`${draft}/materials`, { remove: before?.id ?? '' })).status).toBe(303)
    expect(await storedFor('staffCertificates')).toEqual([])
    expect((await upload('staffCertificates', [{ name: '一.pdf', bytes: onePagePdf('staff') }])).status).toBe(303)
    expect((await storedFor('staffCertificates'))[0]?.digest).toBe(before?.digest)
  })
})

describe('a photograph among the materials', () => {
  it('is stored without place and device; what is stored is what the digest names', async () => {
    expect((await upload('practiceLicence', [{ name: '许可证.jpg', bytes: await photograph({ orientation: 6 }) }])).status).toBe(303)
    const [attachment] = await storedFor('practiceLicence')
    const stored = await core.portal.read.files.find(attachment?.digest ?? '')
    const bytes = Buffer.from(stored?.bytes ?? [])
    for (const words of [...Object.values(hiddenWords), 'Exif']) expect(bytes.includes(words)).toBe(false)
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 30, height: 60 })
    expect(attachment).toMatchObject({ digest: sha256(bytes), size: bytes.length, media_type: 'image/jpeg' })
  })

  it('has a small picture and a page of its own, which only our pages may frame', async () => {
    const path = `/attachments/${await idOf('practiceLicence')}`
    const thumbnail = await clerk.get(`${path}?as=thumbnail`)
    expect(thumbnail.status).toBe(200)
    expect(thumbnail.headers['content-type']).toBe('image/jpeg')
    expect(thumbnail.headers['cache-control']).toBe('private, no-cache')
    const page = await clerk.get(`${path}?as=page`)
    expect(page.text).toContain(`<img src="${path}" alt="许可证.jpg" width="100%">`)
    expect(page.headers['content-security-policy']).toBe("default-src 'none'; img-src 'self'; frame-ancestors 'self'")
    expect(page.headers['x-frame-options']).toBe('SAMEORIGIN')
  })
})

describe('a PDF among the materials', () => {
  it('is shown in a frame of our own pages only, and stands as a sheet with its number of pages', async () => {
    const path = `/attachments/${await idOf('identity')}`
    const page = await clerk.get(`${path}?as=page`)
    expect(page.headers['content-type']).toBe('application/pdf')
    expect(page.headers['content-disposition']).toMatch(/^inline/)
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'self'")
    const thumbnail = await clerk.get(`${path}?as=thumbnail`)
    expect(thumbnail.headers['content-type']).toBe('image/svg+xml')
    expect(thumbnail.headers['content-security-policy']).toContain('sandbox')
    expect(thumbnail.text).toContain('>1 页<')
  })

  it('is linked beside its entry with its thumbnail, without scripts', async () => {
    const path = `/attachments/${await idOf('identity')}`
    const { text, headers } = await clerk.get(`${draft}/materials`)
    expect(text).toContain(`href="${path}?as=page" target="page-view"`)
    expect(text).toContain(`src="${path}?as=thumbnail"`)
    expect(text).toMatch(/<iframe name="page-view"/)
    expect(headers['content-security-policy']).toContain("frame-src 'self'")
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['x-frame-options']).toBe('DENY')
  })

  it('does not exist for others in any form', async () => {
    const stranger = browse()
    await registerClinic(stranger, { ...newAccount, uscc: '91370502MA3C7K4M6E', login: 'stranger' })
    const path = `/attachments/${await idOf('identity')}`
    for (const form of ['', '?as=page', '?as=thumbnail']) {
      expect((await stranger.get(path + form)).status).toBe(404)
      expect((await browse().get(path + form)).headers.location).toContain('/sign-in')
    }
  })
})

describe('an upload whose session has run out', () => {
  const letSessionsRunOut = async () => {
    for (const [, value = ''] of clerk.cookieHeader.matchAll(/=([^;]+)/g)) {
      const session = await core.portal.read.people.findSession(sha256(value))
      if (session !== undefined)
        await core.portal.unit.inTransaction((tx) => tx.people.touchSession(session.id_hash, '2020-01-01T00:00:00.000Z'))
    }
  }
  let resume: string

  it('is stored and waits behind the sign-in', async () => {
    await clerk.get(`${draft}/materials`)
    await letSessionsRunOut()
    const files = [
      { name: '章程.pdf', bytes: onePagePdf('charter') },
      { name: '坏的.pdf', bytes: Buffer.from('%PDF-1.4') },
    ]
    const late = await post('premises', files)
    expect(late.status).toBe(302)
    resume = new URL(late.headers.location ?? '', served.origin).searchParams.get('next') ?? ''
    expect(resume).toMatch(/^\/resume\//)
    expect(await storedFor('premises')).toEqual([])
  })

  it('goes on with one press after signing in again, and says what was not kept', async () => {
    await clerk.get('/sign-in')
    await clerk.post('/sign-in', { login: newAccount.login, password: newAccount.password })
    const page = await clerk.get(resume)
    expect(page.status).toBe(200)
    const action = `${draft}/materials`
    expect(page.text).toContain(`<form method="post" action="${action}"`)
    const fields: Record<string, string> = {}
    for (const [, name = '', value = ''] of page.text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g))
      if (name !== '_token') fields[name] = value
    const sent = await clerk.post(action, fields)
    expect(sent.status).toBe(422)
    expect(errorAt(sent, 'premises')).toContain('「坏的.pdf」已经损坏或者不完整')
    expect(await namesFor('premises')).toEqual(['章程.pdf'])
  })

  it('gives nobody a file by naming its digest', async () => {
    const [other] = await storedFor('practiceLicence')
    const forged = `drugList|${other?.digest}|${'0'.repeat(64)}|x.jpg`
    await clerk.get(`${draft}/materials`)
    const answer = await clerk.post(`${draft}/materials`, { materialId: 'drugList', kept: forged })
    expect(answer.status).toBe(422)
    expect(await namesFor('drugList')).toEqual(['小.pdf'])
  })

  it('of somebody who never signed in stores nothing', async () => {
    const before = await core.portal.read.files.digests()
    const nobody = browse()
    await nobody.get('/sign-in')
    const answer = await post('premises', [{ name: 'a.pdf', bytes: onePagePdf('nobody') }], nobody)
    expect(answer.status).toBe(302)
    expect(answer.headers.location).not.toContain('resume')
    expect(await core.portal.read.files.digests()).toEqual(before)
  })
})
