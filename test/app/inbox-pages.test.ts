import { afterAll, describe, expect, it } from 'vitest'
import { anApplication, type Core, ids, openCore } from '#test/setup/core'
import { PlainBrowser, send } from '#test/setup/http'
import { startPages } from '#test/setup/pages'

const closers: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of closers) await close()
})

const files = [
  'case/view',
  'case/service-record',
  'messages/',
  'resources/document',
  'institution/dashboard',
  'desk/worklist',
  'session/',
  'demo/',
]

async function serve(core: Core) {
  const { origin, close } = await startPages(core.portal, (file) => files.some((part) => file.includes(part)))
  closers.push(close)
  return async (login: string) => {
    const browser = new PlainBrowser(origin)
    await browser.get('/sign-in')
    await browser.post('/demo/sign-in', { login })
    return browser
  }
}

const gap = { materialId: 'identity', title: '身份证', problem: '缺反面', remedy: '补交反面' }
const events = async (core: Core, id: string) => (await core.portal.read.services.ofDocuments([id])).map(({ event }) => event)

describe('the inbox in a browser without scripts', () => {
  it('leads from the unread notice to the document, which is served by that, and counts down', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    await core.must(core.clinic.officer, 'issueSupplementNotice', id, { items: [gap] })
    const notice = (await core.portal.read.documents.ofCase(id)).find(({ kind }) => kind === 'supplementNotice')
    const applicant = await (await serve(core))('clinic')

    const inbox = (await applicant.get('/messages')).text
    expect(inbox).toContain('未读（3）')
    const href = `/messages/document%3A${notice?.id}`
    expect(inbox).toContain(href)
    expect((await applicant.get('/my')).text).toContain('请打开补正告知书')

    const opened = await applicant.get(href)
    expect(opened.headers.location).toBe(`/documents/${notice?.id}`)
    // A notice that was clicked is read; the document is served only when its bytes have gone out.
    expect(await events(core, notice?.id ?? '')).toEqual(['delivered'])
    expect((await applicant.get(opened.headers.location ?? '')).headers['content-type']).toBe('application/pdf')
    expect(await events(core, notice?.id ?? '')).toEqual(['delivered', 'opened'])
    expect(await core.stageOf(id)).toBe('supplementing.served')
    expect((await applicant.get(`/cases/${id}`)).text).toContain('送达日：2026年3月2日（已在平台查看）')
    expect((await applicant.get('/messages?view=unread')).text).toContain('未读（2）')

    const read = await applicant.postAndFollow('/messages')
    expect(read.text).toContain('未读（0）')
    expect(read.text).not.toContain('全部标为已读')
    expect((await applicant.get('/messages?view=unread')).text).toContain('没有未读消息')
  })

  it('asking only for the head of a document serves nobody', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    const applicant = await (await serve(core))('clinic')
    const [receipt] = await core.portal.read.documents.ofCase(ids.application)
    const answer = await send(`${applicant.origin}/documents/${receipt?.id}`, {
      method: 'HEAD',
      headers: { Cookie: applicant.cookieHeader },
    })
    expect(answer.status).toBe(200)
    expect(await events(core, receipt?.id ?? '')).toEqual(['delivered'])
  })

  it('is empty at first and says what will come', async () => {
    const core = await openCore()
    const officer = await (await serve(core))('officer-370502')
    expect((await officer.get('/messages')).text).toContain('送达的文书、轮到您办理的事项和快到期限的提醒会列在这里')
  })

  it('keeps a record of service that staff can print', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    const visit = await serve(core)
    const [receipt] = await core.portal.read.documents.ofCase(ids.application)
    await (await visit('clinic')).get(`/documents/${receipt?.id}`)
    const officer = await visit('officer-370502')
    const path = `/documents/${receipt?.id}/service`
    expect((await officer.get(`/cases/${ids.application}`)).text).toContain(path)
    const { text } = await officer.get(path)
    for (const words of ['送达回证', receipt?.number ?? '', '打开文书', core.clinic.applicant.name]) expect(text).toContain(words)
  })
})
