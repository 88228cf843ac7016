import { sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import { inboxPage, markAllRead, newestNotices, openNotice, unreadCount } from '#app/services/inbox.server'
import { recordOpening } from '#app/services/service-of-documents.server'
import { anApplication, coresOn, ids, openCore, secondServer } from '#test/setup/core'
import { bothDatabases, type DatabaseKind } from '#test/setup/databases'

const kinds = await bothDatabases()
afterAll(() => {
  for (const kind of kinds) kind.stop()
})

const gap = { materialId: 'identity', title: '身份证', problem: '缺反面', remedy: '补交反面' }

describe.each(kinds.map((kind) => [kind.name, kind] as const))('on %s', (_name, kind: DatabaseKind) => {
  coresOn(kind)

  it('notices come in, are opened, read all at once, and settle with their turn', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    const { applicant, officer } = core.clinic
    await core.must(officer, 'issueSupplementNotice', id, { items: [gap] })
    expect(await unreadCount(core.portal, applicant)).toBe(3)
    const [newest] = await newestNotices(core.portal, applicant, 1)
    expect(await openNotice(core.portal, applicant, newest?.id ?? '')).toBeDefined()
    expect((await inboxPage(core.portal, applicant, { view: 'unread', page: 1 })).notices).toHaveLength(2)
    await core.must(applicant, 'withdrawApplication', id, { reason: '' })
    await markAllRead(core.portal, applicant)
    await markAllRead(core.portal, applicant)
    expect(await inboxPage(core.portal, applicant, { view: 'all', page: 1 })).toMatchObject({ total: 3, unread: 0 })
  })

  it('two servers that see the same opening record it once, and serve the notice once', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    const { applicant, officer } = core.clinic
    await core.must(officer, 'issueSupplementNotice', id, { items: [gap] })
    const notice = (await core.portal.read.documents.ofCase(id)).find(({ kind: what }) => what === 'supplementNotice')
    const other = secondServer(core)
    await Promise.all([core.portal, other].map((portal) => recordOpening(portal, applicant, notice?.id ?? '')))
    const events = await core.portal.read.services.ofDocuments([notice?.id ?? ''])
    expect(events.map(({ event }) => event)).toEqual(['delivered', 'opened'])
    expect(await core.portal.read.eventLog.ofCase(id, 'acknowledgeNotice')).toHaveLength(1)
    expect(await core.stageOf(ids.application)).toBe('supplementing.served')
  })

  it('the record of service only grows', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    const { write } = core.database
    await expect(sql`update document_service set at = '2020-01-01T00:00:00.000Z'`.execute(write)).rejects.toThrow(/append-only/)
    await expect(write.deleteFrom('document_service').execute()).rejects.toThrow(/append-only/)
    if (kind.name === 'postgres') await expect(sql`truncate document_service`.execute(write)).rejects.toThrow(/append-only/)
  })
})
