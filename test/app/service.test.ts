import { describe, expect, it } from 'vitest'
import { fireDueDeadlines } from '#app/services/deadlines.server'
import { newestNotices } from '#app/services/inbox.server'
import { loadRules } from '#app/services/rules.server'
import { recordOpening, servicesOf } from '#app/services/service-of-documents.server'
import { serviceRecordOf } from '#app/services/service-record.server'
import { anApplication, type Core, ids, morningOf, openCore } from '#test/setup/core'
import type { Actor } from '#workflows/access/authorise'

const gap = { materialId: 'identity', title: '身份证', problem: '缺反面', remedy: '补交反面' }
const ground = { ground: 'otherPolicyGround', facts: '查明该诊所的执业地点与许可证所载不一致。', rule: '某文件第三条' }

const documentOf = async (core: Core, kind: string, caseId: string = ids.application) =>
  (await core.portal.read.documents.ofCase(caseId)).findLast((one) => one.kind === kind) ?? expect.fail(`no ${kind}`)

const open = async (core: Core, actor: Actor, kind: string) => recordOpening(core.portal, actor, (await documentOf(core, kind)).id)

async function serviceNow(core: Core, kind: string, caseId: string = ids.application) {
  const { read, now } = core.portal
  const file = await core.fileOf(caseId)
  const rules = (await loadRules(read, { policyId: file.policy_version_id })) ?? expect.fail('no rules')
  const document = await documentOf(core, kind, caseId)
  return (await servicesOf(read, [document], { rules, now: now(), hasRecord: false })).get(document.id)
}

async function supplementing(): Promise<Core> {
  const core = await openCore()
  const id = await anApplication(core, { stage: 'submitted' })
  await core.must(core.clinic.officer, 'issueSupplementNotice', id, { items: [gap] })
  return core
}

describe('a document to the institution', () => {
  it('is delivered when its bytes are in the inbox, with the digest of those bytes', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    const { id } = await documentOf(core, 'applicationReceipt')
    const [delivered, ...rest] = await core.portal.read.services.ofDocuments([id])
    expect(rest).toEqual([])
    expect(delivered).toMatchObject({ event: 'delivered', at: core.portal.now(), channel: 'portal' })
    expect(delivered?.digest).toBe((await core.portal.read.documents.latestFile(id))?.digest)
    expect(await serviceNow(core, 'applicationReceipt')).toMatchObject({
      isServed: false,
      text: '尚未送达（未查看；2026年3月5日视为送达）',
    })
  })

  it('is not delivered before it is set, however long ago it was issued', async () => {
    const core = await openCore()
    await core.give(core.clinic.applicant, 'withdrawApplication', 'nothing', {})
    const id = await anApplication(core, { stage: 'submitted' })
    await core.give(core.clinic.officer, 'acceptApplication', id, { opinion: '材料齐全，予以受理' })
    expect(await serviceNow(core, 'acceptanceNotice')).toMatchObject({ text: '尚未送达' })
    core.clock.moveTo(morningOf('2026-03-04'))
    await core.portal.settle()
    expect(await serviceNow(core, 'acceptanceNotice')).toMatchObject({ text: '尚未送达（未查看；2026年3月9日视为送达）' })
  })

  it('is served when somebody of the institution opens it, once, and by nobody else', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    for (const stranger of [core.clinic.officer, core.clinic.head, core.pharmacy.applicant, core.city.officer])
      await open(core, stranger, 'applicationReceipt')
    expect(await serviceNow(core, 'applicationReceipt')).toMatchObject({ isServed: false })
    core.clock.moveTo(morningOf('2026-03-03'))
    await open(core, core.clinic.applicant, 'applicationReceipt')
    core.clock.moveTo(morningOf('2026-03-04'))
    await open(core, core.clinic.applicant, 'applicationReceipt')
    expect(await serviceNow(core, 'applicationReceipt')).toMatchObject({ isServed: true, text: '送达日：2026年3月3日（已在平台查看）' })
    const { id } = await documentOf(core, 'applicationReceipt')
    expect(await core.portal.read.services.ofDocuments([id])).toHaveLength(2)
  })

  it('counts as served on the third working day when nobody opens it', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    core.clock.moveTo(morningOf('2026-03-05'))
    expect(await serviceNow(core, 'applicationReceipt')).toMatchObject({
      isServed: true,
      text: '送达日：2026年3月5日（发出后3个工作日未查看，视为送达）',
    })
  })

  it('that the public reads is served to nobody', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'publicNotice' })
    const { parent_id } = await core.fileOf(ids.application)
    expect(await serviceNow(core, 'publicNotice', parent_id ?? '')).toBeUndefined()
  })
})

describe('the window of a supplement notice', () => {
  const dueOn = async (core: Core) => (await core.portal.read.deadlines.running(ids.application))[0]

  it('waits for its service', async () => {
    const core = await supplementing()
    expect(await core.stageOf(ids.application)).toBe('supplementing.unserved')
    expect(await dueOn(core)).toMatchObject({ key: 'serviceDeemed', due_on: '2026-03-05' })
  })

  it('runs from the day on which the applicant opens the notice', async () => {
    const core = await supplementing()
    core.clock.moveTo(morningOf('2026-03-03'))
    await open(core, core.clinic.applicant, 'supplementNotice')
    expect(await core.stageOf(ids.application)).toBe('supplementing.served')
    expect(await dueOn(core)).toMatchObject({ key: 'supplementWindow', starts_on: '2026-03-04' })
    // A second look moves nothing.
    core.clock.moveTo(morningOf('2026-03-04'))
    await open(core, core.clinic.applicant, 'supplementNotice')
    expect(await dueOn(core)).toMatchObject({ starts_on: '2026-03-04' })
  })

  it('runs from the day that counts as service when nobody opens it, as the record of service says', async () => {
    const core = await supplementing()
    await core.portal.advanceTo(morningOf('2026-03-06'))
    expect(await core.stageOf(ids.application)).toBe('supplementing.served')
    expect(await dueOn(core)).toMatchObject({ key: 'supplementWindow', starts_on: '2026-03-06' })
    expect(await serviceNow(core, 'supplementNotice')).toMatchObject({ text: '送达日：2026年3月5日（发出后3个工作日未查看，视为送达）' })
  })

  it('does not run while the notice cannot be delivered: the officers are told, and the days count from its delivery', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    const { officer } = core.clinic
    // Decided, but what sets the notice on paper does not run.
    await core.give(officer, 'issueSupplementNotice', id, { items: [gap] })
    core.clock.moveTo(morningOf('2026-03-05'))
    await fireDueDeadlines(core.portal.unit, core.portal.now(), (row) => expect.fail(row.key))
    expect(await core.stageOf(id)).toBe('supplementing.unserved')
    expect(await dueOn(core)).toMatchObject({ key: 'serviceDeemed', due_on: '2026-03-10' })
    expect(await newestNotices(core.portal, officer, 9)).toMatchObject([{ text: expect.stringContaining('还没有发到申请人的平台账户') }])

    core.clock.moveTo(morningOf('2026-03-06'))
    await core.portal.settle()
    expect(await newestNotices(core.portal, officer, 9)).toEqual([])
    await core.portal.advanceTo(morningOf('2026-03-12'))
    expect(await core.stageOf(id)).toBe('supplementing.served')
    expect(await serviceNow(core, 'supplementNotice')).toMatchObject({ text: '送达日：2026年3月11日（发出后3个工作日未查看，视为送达）' })
    expect(await dueOn(core)).toMatchObject({ key: 'supplementWindow', starts_on: '2026-03-12' })
  })

  it('is not started by the receipt, by an officer, or by another institution', async () => {
    const core = await supplementing()
    await open(core, core.clinic.applicant, 'applicationReceipt')
    await open(core, core.clinic.officer, 'supplementNotice')
    await open(core, core.pharmacy.applicant, 'supplementNotice')
    expect(await core.stageOf(ids.application)).toBe('supplementing.unserved')
  })
})

describe('a refusal', () => {
  it('names the last days for review and suit, counted from its service', async () => {
    const core = await openCore()
    const id = await anApplication(core, { stage: 'submitted' })
    await core.must(core.clinic.officer, 'proposeRefusal', id, ground)
    await core.must(core.clinic.head, 'refuseApplication', id, { opinion: '同意' })
    expect((await serviceNow(core, 'refusalNotice'))?.remedies).toEqual(['送达后60日内可以申请行政复议，6个月内可以提起行政诉讼。'])
    await open(core, core.clinic.applicant, 'refusalNotice')
    expect((await serviceNow(core, 'refusalNotice'))?.remedies).toEqual([
      '申请行政复议的最后一日：2026年5月6日',
      '提起行政诉讼的最后一日：2026年9月2日',
    ])
  })
})

describe('the record of service', () => {
  it('is for the staff that may read the case, and names who opened what', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    await open(core, core.clinic.applicant, 'applicationReceipt')
    const { id, number } = await documentOf(core, 'applicationReceipt')
    const record = await serviceRecordOf(core.portal, core.clinic.officer, id)
    expect(record?.document.number).toBe(number)
    expect(record?.events.map(({ what, who }) => [what, who])).toEqual([
      ['发到平台账户', '平台'],
      ['打开文书', core.clinic.applicant.name],
    ])
    expect(record?.rows.find(({ question }) => question === '送达日期')?.answer).toBe('2026年3月2日')
    expect(await serviceRecordOf(core.portal, core.city.officer, id)).toBeDefined()
    for (const stranger of [core.pharmacy.officer, core.pharmacy.applicant, core.clinic.applicant])
      expect(await serviceRecordOf(core.portal, stranger, id)).toBeUndefined()
  })
})
