import { describe, expect, it } from 'vitest'
import type { AnyStateNode } from 'xstate'
import { changeHolder } from '#app/services/desk/holding.server'
import { inboxPage, markAllRead, newestNotices, openNotice, unreadCount } from '#app/services/inbox.server'
import { notify } from '#app/services/notify.server'
import { remind, reminderText } from '#app/services/reminders.server'
import { recordOpening } from '#app/services/service-of-documents.server'
import { calledTags, turnWords } from '#app/view/notice-words'
import { anApplication, type Core, ids, morningOf, openCore } from '#test/setup/core'
import { everyNode } from '#test/workflows/machine-graph'
import { calendar, policy } from '#test/workflows/seeds'
import type { Actor } from '#workflows/access/authorise'
import { machines } from '#workflows/engine/restore'
import type { DeadlineKey } from '#workflows/policy/schema'

const gap = { materialId: 'identity', title: '身份证', problem: '缺反面', remedy: '补交反面' }
const textsOf = async (core: Core, actor: Actor) => (await noticesOf(core, actor)).map(({ text }) => text)
const noticesOf = async (core: Core, actor: Actor) => (await inboxPage(core.portal, actor, { view: 'all', page: 1 })).notices
const kindsOf = async (core: Core, actor: Actor) => (await noticesOf(core, actor)).map(({ kind }) => kind)

describe('an inbox', () => {
  it('tells the institution of each document that is served to it, and nobody else', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    const { number } = (await core.portal.read.documents.ofCase(ids.application))[0] ?? expect.fail('no receipt')
    expect(await textsOf(core, core.clinic.applicant)).toEqual([expect.stringContaining(number)])
    for (const other of [core.pharmacy.applicant, core.clinic.officer, core.clinic.head, core.city.officer])
      expect(await unreadCount(core.portal, other)).toBe(0)
  })

  it('opens the document; what is opened is read, also when it was opened from the case', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    const { applicant } = core.clinic
    const [notice] = await newestNotices(core.portal, applicant, 1)
    const [document] = await core.portal.read.documents.ofCase(ids.application)
    expect(notice?.isUnread).toBe(true)
    expect(await openNotice(core.portal, applicant, notice?.id ?? '')).toBe(`/documents/${document?.id}`)
    expect(await unreadCount(core.portal, applicant)).toBe(0)

    await core.must(core.clinic.officer, 'acceptApplication', ids.application, { opinion: '材料齐全，予以受理' })
    expect(await unreadCount(core.portal, applicant)).toBe(1)
    await recordOpening(core.portal, applicant, (await core.portal.read.documents.ofCase(ids.application)).at(-1)?.id ?? '')
    expect(await unreadCount(core.portal, applicant)).toBe(0)
  })

  it('does not open what is in the inbox of somebody else', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    const [notice] = await newestNotices(core.portal, core.clinic.applicant, 1)
    for (const stranger of [core.pharmacy.applicant, core.clinic.officer])
      expect(await openNotice(core.portal, stranger, notice?.id ?? '')).toBeUndefined()
    expect(await unreadCount(core.portal, core.clinic.applicant)).toBe(1)
  })

  it('keeps for each account what it has read', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    const file = await core.fileOf(ids.application)
    await core.portal.unit.inTransaction((tx) =>
      notify(tx, { id: 'note', kind: 'reminder', audience: 'officer', file, text: '请办理', at: core.portal.now() }),
    )
    await openNotice(core.portal, core.clinic.officer, 'note')
    expect(await unreadCount(core.portal, core.clinic.officer)).toBe(0)
    expect(await unreadCount(core.portal, core.clinic.secondOfficer)).toBe(1)
  })

  it('holds a notice once, however often it is told', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    const file = await core.fileOf(ids.application)
    const tell = () =>
      core.portal.unit.inTransaction((tx) =>
        notify(tx, { id: 'note', kind: 'reminder', audience: 'officer', file, text: '请办理', at: core.portal.now() }),
      )
    await tell()
    await tell()
    expect(await unreadCount(core.portal, core.clinic.officer)).toBe(1)
  })

  it('shows twenty a page, unread alone when asked, and is all read at once', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    const file = await core.fileOf(ids.application)
    await core.portal.unit.inTransaction(async (tx) => {
      for (let index = 0; index < 25; index += 1)
        await notify(tx, { id: `note-${index}`, kind: 'reminder', audience: 'officer', file, text: `${index}`, at: core.portal.now() })
    })
    const { officer } = core.clinic
    await openNotice(core.portal, officer, 'note-3')
    const second = await inboxPage(core.portal, officer, { view: 'all', page: 2 })
    expect([second.total, second.unread, second.pageCount, second.notices.length]).toEqual([25, 24, 2, 5])
    const unread = await inboxPage(core.portal, officer, { view: 'unread', page: 9 })
    expect([unread.page, unread.notices.length]).toEqual([2, 4])
    expect(unread.notices.every(({ isUnread }) => isUnread)).toBe(true)
    await markAllRead(core.portal, officer)
    expect(await inboxPage(core.portal, officer, { view: 'unread', page: 1 })).toMatchObject({ total: 0, notices: [], pageCount: 1 })
    expect((await inboxPage(core.portal, officer, { view: 'all', page: 1 })).total).toBe(25)
  })

  it('stays empty for whoever has no institution and no agency', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    const nobody: Actor = { ...core.clinic.officer, roles: ['systemAdmin'] }
    expect(await inboxPage(core.portal, nobody, { view: 'all', page: 1 })).toMatchObject({ total: 0, notices: [] })
  })
})

describe('whose turn it is', () => {
  it('is told to the applicant with the notice, and is settled by the answer', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    const { applicant, officer } = core.clinic
    await core.must(officer, 'issueSupplementNotice', id, { items: [gap] })
    expect((await kindsOf(core, applicant)).sort()).toEqual(['文书送达', '文书送达', '轮到您办理'].sort())
    await markAllRead(core.portal, applicant)
    const [first] = (await noticesOf(core, applicant)).filter(({ kind }) => kind === '轮到您办理')
    expect(first).toMatchObject({ isSettled: false, caseHref: `/cases/${id}` })
    await core.must(applicant, 'withdrawApplication', id, { reason: '' })
    expect((await noticesOf(core, applicant)).find(({ id: one }) => one === first?.id)).toMatchObject({ isSettled: true })
  })

  it('does not count as unread once it has passed, also for whoever never opened it', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'countersigning' })
    expect(await textsOf(core, core.clinic.head)).toContainEqual(expect.stringContaining('加盖本机构电子签章'))
    expect(await unreadCount(core.portal, core.clinic.head)).toBe(1)
    await anApplication(core, { stage: 'inForce', after: 'countersigning', id })
    expect(await unreadCount(core.portal, core.clinic.head)).toBe(0)
    expect(await newestNotices(core.portal, core.clinic.head, 9)).toEqual([])
  })

  it('has words, or is left out on purpose, in every state that calls somebody', () => {
    const calls = ({ tags, parent }: AnyStateNode): boolean =>
      calledTags.some((tag) => tags.includes(tag)) || (parent !== undefined && calls(parent))
    const called = Object.entries(machines).flatMap(([name, { machine }]) =>
      everyNode(machine)
        .filter((node) => Object.keys(node.states).length === 0 && calls(node))
        .map((node) => `${name}.${node.path.join('.')}`),
    )
    expect(Object.keys(turnWords).sort()).toEqual(called.sort())
  })
})

describe('a reminder to the officers', () => {
  const remindedOf = async ({ portal, database }: Core, caseId: string) => {
    const [row] = await portal.read.deadlines.running(caseId)
    const reminder = { ...(row ?? expect.fail('nothing runs')), explanation: JSON.stringify({ to: 'officer' }) }
    await portal.unit.inTransaction((tx) => remind(tx, reminder, portal.now()))
    const rows = await database.read.selectFrom('notification').selectAll().where('kind', '=', 'reminder').execute()
    return rows.map(({ audience, account_id }) => [audience, account_id])
  }

  it.each([
    ['goes to whoever holds the case', 'active', true],
    ['goes to all of them when the account of the holder has ended', 'disabled', false],
  ] as const)('%s', async (_words, status, isHolders) => {
    const core = await openCore()
    const caseId = await anApplication(core, { stage: 'submitted' })
    const { officer } = core.clinic
    await changeHolder(core.portal, { actor: officer, caseId, id: 'claim', task: { kind: 'claim' } })
    await core.portal.unit.inTransaction((tx) => tx.people.setStatus(officer.id, status))
    expect(await remindedOf(core, caseId)).toEqual([['officer', isHolders ? officer.id : null]])
  })
})

describe('a reminder', () => {
  const on = (key: DeadlineKey, dueOn: string, today: string) =>
    reminderText({ key, due_on: dueOn, rule: JSON.stringify(policy.deadlines[key]) }, morningOf(today), calendar)

  it('says how many working days are left, what to do and what happens otherwise', () => {
    expect(on('supplementWindow', '2026-03-25', '2026-03-18')).toBe(
      '补正期限还有 5 个工作日，2026年3月25日24:00届满。请按补正告知书逐项上传材料并提交。逾期未补正的，视为撤回申请；材料备齐后可以随时重新申请，不受一年限制。',
    )
  })

  it('says today on the last day, and that it is over afterwards', () => {
    expect(on('acceptanceDue', '2026-03-09', '2026-03-09')).toContain('受理时限今天（2026年3月9日）24:00届满。')
    expect(on('acceptanceDue', '2026-03-09', '2026-03-10')).toContain('受理时限已于2026年3月9日24:00届满，请立即办理。')
  })

  it('counts calendar days for a period in days', () => {
    expect(on('termEnds', '2026-05-10', '2026-04-10')).toContain('服务协议期满还有 30 天，2026年5月10日24:00届满。')
  })

  it('reaches the institution in its inbox and settles when the period is over', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    await core.must(core.clinic.officer, 'issueSupplementNotice', id, { items: [gap] })
    await core.portal.advanceTo(morningOf('2026-03-25'))
    expect(await kindsOf(core, core.clinic.applicant)).toContain('期限提醒')
    const before = await unreadCount(core.portal, core.clinic.applicant)
    await core.must(core.clinic.applicant, 'withdrawApplication', id, { reason: '' })
    expect(await unreadCount(core.portal, core.clinic.applicant)).toBeLessThan(before)
    expect((await noticesOf(core, core.clinic.applicant)).filter(({ kind }) => kind === '期限提醒').every((one) => one.isSettled)).toBe(
      true,
    )
  })
})
