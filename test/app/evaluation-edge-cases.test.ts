import { describe, expect, it } from 'vitest'
import { evaluate, publishRound, visit } from '#app/journey/steps'
import { caseViewOf } from '#app/services/case-view.server'
import { findEvaluation } from '#app/services/evaluation-view.server'
import { findNotice, listNotices } from '#app/services/public/notices.server'
import { findRound } from '#app/services/round-view.server'
import { clinicItems } from '#test/app/round-site'
import { anApplication, type Core, ids, morningOf, openCore, openCoreAt, type Party } from '#test/setup/core'
import { fullMarks, medicalStandard, policy, unwrap } from '#test/workflows/seeds'
import type { Service } from '#workflows/domain/institution-kinds'
import { applicableItems, findServiceOfItem } from '#workflows/policy/evaluation-standard'
import type { ItemScore } from '#workflows/policy/item-scores'

// Edge cases by the numbers of the domain's dossier (§2.10), and its rows A13 and A25 (§2.2).

const failed = (core: Core, cause: 'refused' | 'absent' | 'closed', day: string) => ({
  visitedOn: day,
  arrivedAt: '09:35',
  present: core.clinic.panel.slice(0, 2).map(({ actor }) => actor.id),
  cause,
  facts: '大门上锁，电话联系负责人无人接听，已拍照。',
})

async function inVain(core: Core, day: string): Promise<void> {
  await core.portal.advanceTo(morningOf(day))
  await core.must(core.clinic.officer, 'scheduleVisit', ids.application, { visitOn: day, arrivesAt: '09:30' })
  await core.must(core.clinic.officer, 'recordFailedVisit', ids.application, failed(core, 'closed', day))
}

const reason = '4月14日、4月16日两次到场，机构均已停业，联系不上负责人。'

describe('dossier A13: visits that cannot be made', () => {
  it('lead to a conclusion without scores after the second record, and not before', async () => {
    const core = await openCoreAt('underEvaluation')
    const { officer } = core.clinic
    await inVain(core, '2026-04-14')
    expect(await core.give(officer, 'concludeUnable', ids.application, { reason })).toMatchObject({ refusal: { code: 'invalidInput' } })
    expect((await findEvaluation(core.portal, officer, ids.application))?.visit).toMatchObject({
      isImpossible: false,
      text: '第1次考查未能进行',
    })
    // A new attempt needs a new notice of the visit.
    expect(await core.give(officer, 'recordFailedVisit', ids.application, failed(core, 'closed', '2026-04-14'))).toMatchObject({
      refusal: { code: 'notAllowedNow' },
    })
    await inVain(core, '2026-04-16')
    expect((await findEvaluation(core.portal, officer, ids.application))?.visit).toMatchObject({ isImpossible: true })
    await core.must(officer, 'concludeUnable', ids.application, { reason })
    const told = async () => (await caseViewOf(core.portal, core.clinic.applicant, ids.application))?.notice?.title
    expect(await told()).not.toBe('评估不合格（无法评估）')
    await publishRound(core.portal, core.clinic, ids.round)

    expect(await told()).toBe('评估不合格（无法评估）')
    const [notice] = await listNotices(core.portal)
    const published = await findNotice(core.portal, notice?.documentId ?? '')
    expect(published?.rows).toMatchObject([{ result: '评估不合格（无法评估）', totalHundredths: null }])
    const kinds = (await core.portal.read.documents.ofCase(ids.application)).map(({ kind }) => kind)
    expect(kinds).toContain('evaluationResultNotice')
    expect(kinds).not.toContain('evaluationForm')
    expect((await findRound(core.portal, officer, ids.round))?.institutions).toMatchObject([{ impossible: reason }])
  })
})

describe('edge case 11: a licence that ends before the evaluation', () => {
  const endsOn = (core: Core, day: string): Party => ({
    ...core.clinic,
    input: {
      ...core.clinic.input,
      form: { ...core.clinic.input.form, entity: { ...core.clinic.input.form.entity, licenceExpiresOn: day as never } },
    },
  })

  it('is accepted with a warning, and blocks the conclusion on the day of the visit until it is renewed', async () => {
    const core = await openCore()
    const party = endsOn(core, '2026-04-10')
    await anApplication(core, { stage: 'queued', party, id: ids.application })
    const seen = await caseViewOf(core.portal, core.clinic.applicant, ids.application)
    expect(seen?.notice).toMatchObject({ tone: 'warning', title: '许可证在评估结束以前到期' })
    expect(seen?.notice?.text).toContain('2026年4月10日')

    await anApplication(core, { stage: 'underEvaluation', after: 'queued', party, id: ids.application })
    await visit(core.portal, core.clinic, ids.application)
    for (const { actor } of core.clinic.panel) {
      await core.must(actor, 'declareConflict', ids.application, { hasConflict: 'no', note: '' })
      await core.must(actor, 'submitScoreSheet', ids.application, { entries: core.clinic.input.selfEvaluation })
    }
    const { officer, applicant } = core.clinic
    expect(await core.give(officer, 'concludeEvaluation', ids.application, {})).toMatchObject({
      refusal: { issues: { '': [expect.stringContaining('现场考查时已经过期')] } },
    })
    expect((await findEvaluation(core.portal, officer, ids.application))?.visit).toMatchObject({
      isImpossible: true,
      licence: { title: '考查当天许可证已经过期，不能按评分作结论' },
    })
    const digest = unwrap(
      await core.portal.unit.inTransaction((tx) => tx.files.put(Buffer.from('%PDF-1.4\n'), 'application/pdf', core.portal.now())),
    )
    await core.must(applicant, 'handInLicence', ids.application, {
      expiresOn: '2031-04-09',
      licence: { name: '许可证.pdf', digest },
    })
    expect((await findEvaluation(core.portal, officer, ids.application))?.visit).toMatchObject({ isImpossible: false, licence: null })
    await core.must(officer, 'concludeEvaluation', ids.application, {})
    expect(await core.stageOf(ids.application)).toBe('evaluated')
  })
})

/** The first of the items that may have any score, scored at nothing with a reason. */
function lowered(entries: readonly ItemScore[], count: number): ItemScore[] {
  const free = new Set(clinicItems.filter(({ rule }) => rule.type !== 'bands').map(({ id }) => id))
  const chosen = entries.filter(({ itemId, score }) => score !== null && score > 0 && free.has(itemId)).slice(0, count)
  return entries.map((entry) => (chosen.includes(entry) ? { ...entry, score: 0, reason: '现场没有看到' } : entry))
}

describe('edge case 19: a self-evaluation that lies upward', () => {
  it.each([
    [1, null],
    [20, { limit: 15 }],
  ])('is a hint to the officer when the difference is large (%i items), and never a finding', async (count, hint) => {
    const core = await openCoreAt('underEvaluation')
    await evaluate(core.portal, core.clinic, ids.application, () => lowered(core.clinic.input.selfEvaluation, count))
    const view = await findEvaluation(core.portal, core.clinic.officer, ids.application)
    if (hint === null) expect(view?.selfGap).toBeNull()
    else expect(view?.selfGap).toMatchObject(hint)
    const { snapshot } = await core.fileOf(ids.application)
    expect(snapshot).toMatchObject({ context: { fraudReportedBy: null } })
    expect(await core.stageOf(ids.application)).toBe('evaluated')
  })
})

describe('edge case 22: a county without applicants', () => {
  it('closes its empty round with a record; whoever is accepted later goes into the next', async () => {
    const core = await openCore()
    const { officer } = core.clinic
    await core.must(officer, 'openRound', ids.round, { year: 2026, month: 4 })
    await core.portal.advanceTo(morningOf('2026-04-02'))
    await core.must(officer, 'closeEmptyRound', ids.round, { reason: '名单截止时没有已受理的申请' })
    const round = await findRound(core.portal, officer, ids.round)
    expect(round?.decisions).toMatchObject([{ title: '作空批次结束', text: '名单截止时没有已受理的申请' }])
    await anApplication(core, { stage: 'queued' })
    expect((await caseViewOf(core.portal, core.clinic.applicant, ids.application))?.position.stage).toContain('2026年10月批次')
  })
})

describe('dossier §2.3: a late joiner', () => {
  const late = async () => {
    const core = await openCore()
    const { officer } = core.clinic
    await core.must(officer, 'openRound', ids.round, { year: 2026, month: 4 })
    const members = core.clinic.panel.map(({ actor, role }) => ({ accountId: actor.id, role }))
    await core.must(officer, 'appointPanel', ids.round, { members })
    await core.portal.advanceTo(morningOf('2026-04-02'))
    await anApplication(core, { stage: 'queued' })
    return core
  }
  const admission = { applicationId: ids.application, reason: '材料在邮寄途中遗失，申请人重新提交，评估小组尚未出发。' }

  it('is told which round it missed, is let in by the head with a reason, and is evaluated in that round', async () => {
    const core = await late()
    const { officer, head, applicant } = core.clinic
    const told = (await caseViewOf(core.portal, applicant, ids.application))?.position.consequence
    expect(told).toContain('2026年4月集中评估的名单已在2026年3月31日截止')
    expect((await findRound(core.portal, officer, ids.round))?.tasks).not.toContain('admitLateApplication')
    expect((await findRound(core.portal, head, ids.round))?.tasks).toContain('admitLateApplication')
    expect(await core.give(officer, 'admitLateApplication', ids.round, admission)).toMatchObject({ refusal: { code: 'forbidden' } })
    await core.must(head, 'admitLateApplication', ids.round, admission)
    expect(await core.stageOf(ids.application)).toBe('underEvaluation')
    const round = await findRound(core.portal, officer, ids.round)
    expect(round?.decisions).toMatchObject([{ title: '批准补列东营仁和诊所', text: admission.reason }])
    expect(round?.waiting).toEqual([])
    const facts = (await caseViewOf(core.portal, applicant, ids.application))?.facts
    expect(facts).toContainEqual({ question: '评估批次', answer: '2026年4月批次' })
  })
})

describe('dossier A25: a result that fails', () => {
  it('says that there is no wait, and the site applies again at once', async () => {
    const core = await openCoreAt('underEvaluation')
    await evaluate(core.portal, core.clinic, ids.application, () => lowered(core.clinic.input.selfEvaluation, 100))
    await publishRound(core.portal, core.clinic, ids.round)
    await core.portal.advanceTo(morningOf('2026-04-22'))
    expect(await core.stageOf(ids.application)).toBe('notPassed')
    const documents = await core.portal.read.documents.ofCase(ids.application)
    const notice = documents.find(({ kind }) => kind === 'evaluationResultNotice')
    expect(notice?.data).toMatchObject({ isPassed: false, again: expect.stringContaining('不需要等待') })
    expect((await caseViewOf(core.portal, core.clinic.applicant, ids.application))?.position.consequence).toContain('不需要等待')
    await anApplication(core, { stage: 'queued', id: 'clinic-again' })
    expect(await core.stageOf('clinic-again')).toBe('queued')
  })
})

describe('a partial pass', () => {
  it('is shown by service: on the round’s page, in the result notice and on the public notice', async () => {
    const core = await openCore()
    const { input } = core.clinic
    const services: Service[] = ['general_outpatient', 'outpatient_pooling']
    const items = applicableItems(medicalStandard, policy, { kind: 'clinic', services })
    const form = { ...input.form, services: { ...input.form.services, services, serviceReason: '已与周边居民签约，设有首诊和转诊制度。' } }
    const party: Party = { ...core.clinic, input: { ...input, form, selfEvaluation: fullMarks(items) } }
    await anApplication(core, { stage: 'underEvaluation', party, id: ids.application })
    const pooling = new Set(items.filter((item) => findServiceOfItem(medicalStandard, item) === 'outpatient_pooling').map(({ id }) => id))
    const sheet = party.input.selfEvaluation.map((entry) =>
      pooling.has(entry.itemId) && entry.score !== null ? { ...entry, score: 0, reason: '没有签约登记' } : entry,
    )
    await evaluate(core.portal, core.clinic, ids.application, () => sheet)
    await publishRound(core.portal, core.clinic, ids.round)

    const [institution] = (await findRound(core.portal, core.clinic.officer, ids.round))?.institutions ?? []
    expect(institution?.result).toMatchObject({ passed: true, servicesPassed: ['普通门诊'], servicesRefused: [{ title: '门诊统筹' }] })
    const told = (await core.portal.read.documents.ofCase(ids.application)).find(({ kind }) => kind === 'evaluationResultNotice')
    expect(told?.data).toMatchObject({
      services: [
        { name: '普通门诊', isPassed: true },
        { name: '门诊统筹', isPassed: false },
      ],
      again: expect.stringContaining('未通过的服务类别不写入协议'),
    })
    const [notice] = await listNotices(core.portal)
    expect((await findNotice(core.portal, notice?.documentId ?? ''))?.rows).toMatchObject([
      { services: ['普通门诊'], result: '部分服务类别评估合格（拟签约）' },
    ])
  })
})
