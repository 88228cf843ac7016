import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { startNoticeChecks } from '#app/server/notice-checks'
import { checkNotices } from '#app/services/notices/check-notices.server'
import { findRoundNotices } from '#app/services/notices/notice-log.server'
import { type Core, ids, openCoreAt } from '#test/setup/core'
import { listen } from '#test/setup/http'
import { startPages } from '#test/setup/pages'
import { addMinutes } from '#workflows/calendar/plain-date'

const pagesOf = ({ portal }: Core) => startPages(portal, (file) => /^routes\/(public\/notice\.tsx|resources\/document\.ts)$/.test(file))

const noticeOf = async ({ portal }: Core) => {
  const document = (await portal.read.documents.ofCase(ids.round)).find(({ kind }) => kind === 'publicNotice')
  if (document === undefined) throw new Error('no notice')
  return document.id
}
const noticesTo = async ({ portal, clinic }: Core) => {
  const inbox = { accountId: clinic.officer.id, institutionIds: [], agencyId: clinic.officer.agencyId, audiences: ['officer'] as const }
  const list = await portal.read.notifications.list(inbox, { only: 'all', limit: 100, offset: 0 })
  return list.filter(({ id }) => id.startsWith('notice-check:'))
}

describe('the self-check of public notices', () => {
  it('reads page and PDF over HTTP, some hours apart, and shows it on the notice; a server that is away is a failure for the officers', async () => {
    const core = await openCoreAt('publicNotice')
    const notice = await noticeOf(core)
    const { origin, close } = await pagesOf(core)
    expect(await checkNotices(core.portal, origin)).toBe(1)
    expect(await checkNotices(core.portal, origin)).toBe(0)
    const stored = await core.portal.read.documents.latestFile(notice)
    expect(await core.portal.read.noticeChecks.ofDocument(notice)).toMatchObject([
      { outcome: 'ok', http_status: 200, digest: stored?.digest },
    ])
    expect(await (await fetch(`${origin}/notices/${notice}`)).text()).toContain('每日自查')
    expect(await noticesTo(core)).toEqual([])
    await expect(core.database.write.deleteFrom('notice_check').execute()).rejects.toThrow(/append-only/)

    await close()
    core.clock.moveTo(addMinutes(core.portal.now(), 300))
    expect(await checkNotices(core.portal, origin)).toBe(1)
    expect(await core.portal.read.noticeChecks.last(notice)).toMatchObject({ outcome: 'failed', http_status: null })
    expect(await noticesTo(core)).toMatchObject([{ link: `/desk/rounds/${ids.round}/notice` }])
    expect(await findRoundNotices(core.portal, core.clinic.officer, ids.round)).toMatchObject({
      mayExtend: false,
      notices: [{ checks: [{ isOk: false }, { isOk: true }] }],
    })
    expect((await findRoundNotices(core.portal, core.clinic.head, ids.round))?.mayExtend).toBe(true)
  })

  it('is made by the serving process at once, at the port that it listens on', async () => {
    const core = await openCoreAt('publicNotice')
    const { server, close } = await pagesOf(core)
    const stop = startNoticeChecks(core.portal, server, pino({ level: 'silent' }))
    await stop()
    await close()
    expect(await core.portal.read.noticeChecks.last(await noticeOf(core))).toMatchObject({ outcome: 'ok' })
  })

  it.each([
    ['an error', 500, '应答 500'],
    ['a page without the notice', 200, '没有公示的文号'],
  ])('does not take %s for the notice', async (_, status, note) => {
    const core = await openCoreAt('publicNotice')
    const { origin, close } = await listen((_request, response) => {
      response.statusCode = status
      response.end('<h1>公示</h1>')
    })
    await checkNotices(core.portal, origin)
    await close()
    expect(await core.portal.read.noticeChecks.last(await noticeOf(core))).toMatchObject({
      outcome: 'failed',
      http_status: status,
      note: expect.stringContaining(note),
    })
  })

  it('finds other bytes than those that were issued', async () => {
    const core = await openCoreAt('publicNotice')
    const id = await noticeOf(core)
    const document = await core.portal.read.documents.find(id)
    const { origin, close } = await listen((_request, response) => response.end(`another text of ${document?.number}`))
    await checkNotices(core.portal, origin)
    await close()
    expect(await core.portal.read.noticeChecks.last(id)).toMatchObject({ outcome: 'failed', note: expect.stringContaining('不一致') })
  })
})
