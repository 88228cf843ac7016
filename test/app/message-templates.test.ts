import { beforeEach, describe, expect, it } from 'vitest'
import { newestNotices } from '#app/services/inbox.server'
import { decideDraft, findTemplateView, restoreBundled, saveDraft, templateLines } from '#app/services/messages/template-desk.server'
import { notify } from '#app/services/notify.server'
import { bundledText } from '#templates/messages/message-texts'
import { anApplication, type Core, morningOf, openCore } from '#test/setup/core'
import { PlainBrowser } from '#test/setup/http'
import { startPages } from '#test/setup/pages'
import type { Actor } from '#workflows/access/authorise'
import { signInAs } from './public-site'

const template = 'reminder.inApp'
const text = { subject: '', body: '温馨提示：{内容}' }

let core: Core
beforeEach(async () => {
  core = await openCore()
})

const viewFor = async (actor: Actor) => (await findTemplateView(core.portal, actor, template)) ?? expect.fail('no such template')
async function decide(actor: Actor, decision: 'published' | 'returned', words: { note?: string; draftedAt?: string } = {}) {
  const { draft } = await viewFor(actor)
  if (draft === null) return expect.fail('no draft')
  const { note = '', draftedAt = draft.draftedAt } = words
  return decideDraft(core.portal, { actor, template, draftId: draft.id, draftedAt, decision, note })
}

/** The words of the next reminder to the officers. */
async function nextReminder(id: string): Promise<string> {
  const file = await core.fileOf(await anApplication(core, { stage: 'submitted' }))
  const about = { id, kind: 'reminder', audience: 'officer', file, text: '请办理。', at: core.portal.now() } as const
  await core.portal.unit.inTransaction((tx) => notify(tx, about))
  const [notice] = await newestNotices(core.portal, core.clinic.officer, 1)
  return `${notice?.text}${notice?.rest}`
}

describe('the text of a notice', () => {
  it('is in force once a second person of the city agency has published it, for what comes up from then on', async () => {
    const { officer, head } = core.city
    expect(await saveDraft(core.portal, { actor: officer, template, text })).toMatchObject({ ok: true })
    expect((await viewFor(head)).inForce).toEqual(bundledText(template))
    expect(await decide(officer, 'published')).toMatchObject({ refusal: { code: 'samePerson' } })
    expect(await decide(head, 'published')).toMatchObject({ ok: true })
    expect(await nextReminder('first')).toBe('温馨提示：请办理。')
    const line = (await templateLines(core.portal)).find((one) => one.template === template)
    expect(line).toMatchObject({ version: 1, publishedAt: core.portal.now(), hasDraft: false })
  })

  it('is no longer what was checked when it was worded anew meanwhile, and whoever worded it last has drafted it', async () => {
    const { officer, head } = core.city
    await saveDraft(core.portal, { actor: officer, template, text })
    const { draft } = await viewFor(head)
    core.clock.moveTo(morningOf('2026-03-03'))
    await saveDraft(core.portal, { actor: head, template, text: { ...text, body: '另：{内容}' } })
    expect(await decide(head, 'published')).toMatchObject({ refusal: { code: 'samePerson' } })
    expect(await decide(officer, 'published', { draftedAt: draft?.draftedAt ?? '' })).toMatchObject({ refusal: { code: 'notAllowedNow' } })
  })

  it('is returned with a reason, and stays in the history', async () => {
    const { officer, head } = core.city
    await saveDraft(core.portal, { actor: officer, template, text })
    expect(await decide(head, 'returned')).toMatchObject({ refusal: { issues: { note: [expect.any(String)] } } })
    expect(await decide(head, 'returned', { note: '语气不合适' })).toMatchObject({ ok: true })
    const { draft, versions, inForce } = await viewFor(head)
    expect([draft, inForce]).toEqual([null, bundledText(template)])
    expect(versions).toMatchObject([{ position: 1, status: 'returned', drafter: officer.name, decider: head.name, note: '语气不合适' }])
  })

  it('goes back to the one that comes with the program by the same two persons', async () => {
    const { officer, head } = core.city
    await saveDraft(core.portal, { actor: officer, template, text })
    await decide(head, 'published')
    await restoreBundled(core.portal, head, template)
    expect((await viewFor(officer)).isBundled).toBe(false)
    await decide(officer, 'published')
    expect(await viewFor(officer)).toMatchObject({ isBundled: true, versions: [{ position: 2 }, { position: 1 }] })
  })

  it('is worded by nobody outside the city agency, and never with a place that nothing fills', async () => {
    const outside = { actor: core.clinic.officer, template, text } as const
    expect(await saveDraft(core.portal, outside)).toMatchObject({ refusal: { code: 'forbidden' } })
    const open = { actor: core.city.officer, template, text: { subject: '', body: '{内容}{密码}' } } as const
    expect(await saveDraft(core.portal, open)).toMatchObject({ refusal: { issues: { body: [expect.any(String)] } } })
    expect((await viewFor(core.city.officer)).draft).toBeNull()
  })
})

describe('the page of a text', () => {
  it('shows a preview with samples and the length of a text message, and keeps nothing by that', async () => {
    const { origin, close } = await startPages(core.portal, (file) => /^routes\/(home|session\/|demo\/|desk\/template)/.test(file))
    const officer = new PlainBrowser(origin)
    await signInAs(officer, 'officer-370500')
    await officer.get('/desk/templates/turn.sms')
    const { status, text: page } = await officer.post('/desk/templates/turn.sms', { _task: 'preview', body: '{要点}【{事项}】' })
    expect(status).toBe(200)
    expect(page).toContain('请按补正告知书逐项上传材料并提交。【安和诊所 定点申请】')
    expect(page).toContain('按样例共 34 个字，分 1 条发送')
    expect(await core.portal.read.messageVersions.list()).toEqual([])
    await close()
  })
})
