import { beforeEach, describe, expect, it } from 'vitest'
import { agreementContext } from '#app/services/case-context'
import { serveCases } from '#test/app/case-app'
import { fileChange, licence, settleChange } from '#test/app/change-clerk'
import { type Core, ids, morningOf, openCoreAt, sign } from '#test/setup/core'
import { hiddenOf, type PlainBrowser } from '#test/setup/http'
import { onePagePdf } from '#test/setup/upload-files'
import { addDays, dateOf, type PlainDate, plainDate } from '#workflows/calendar/plain-date'

let core: Core
let visit: (login: string) => Promise<PlainBrowser>
let lastDay: PlainDate
beforeEach(async () => {
  core = await openCoreAt('inForce', undefined, morningOf('2023-03-02'))
  ;({ visit } = await serveCases(core))
  lastDay = plainDate(agreementContext(await core.fileOf(ids.agreement)).expiresOn ?? '')
})

const whole = `/my/agreements/${ids.agreement}`
const apply = `/cases/${ids.agreement}/do/applyForRenewal`
const wish = { services: 'general_outpatient', unreportedChanges: 'none', selfReport: '三年来按协议履行，没有违约。', confirmed: 'yes' }
const goTo = (day: PlainDate) => core.portal.advanceTo(morningOf(day))
async function does(who: PlainBrowser, id: string, command: string, typed: Record<string, string>) {
  const page = `/cases/${id}/do/${command}`
  return who.post(page, { ...hiddenOf(await who.get(page)), ...typed })
}

describe('the pages of a renewal (第十三条)', () => {
  it('say from the first day when the window opens and what is lost without it; the form comes with its time', async () => {
    const clerk = await visit('clinic')
    const early = (await clerk.get('/my')).text
    for (const words of ['续签申请期', '可以提前提交', '自动终止', '不予受理新的申请', whole]) expect(early).toContain(words)
    expect(early).not.toContain(apply)
    const own = (await clerk.get(`/cases/${ids.agreement}`)).text
    expect(own).not.toContain(apply)
    // The Measure of 2016 knows no suspension (edge case 40).
    expect(own).not.toContain('requestSuspension')
    const refused = await clerk.postFiles(apply, { ...hiddenOf(await clerk.get(apply)), ...wish })
    expect(refused.text).toContain('还没有到可以提出续签的时候')
    expect(refused.text).toContain(wish.selfReport)
    await goTo(addDays(lastDay, -20))
    const inWindow = (await (await visit('clinic')).get('/my')).text
    for (const words of ['轮到您办理', apply, '期满以前没有提出续签申请的']) expect(inWindow).toContain(words)
    expect((await (await visit('pharmacy')).get(whole)).status).toBe(404)
  })

  it('lead from the wish to the next term; what is wrong is refused at its place and nothing typed is lost', async () => {
    await goTo(addDays(lastDay, -20))
    const clerk = await visit('clinic')
    const { confirmed: _, ...unconfirmed } = { ...wish, unreportedChanges: 'some' }
    const asked = await clerk.get(apply)
    expect(asked.text).toMatch(/name="files"[^>]*type="file"/)
    const form = hiddenOf(asked)
    const again = await clerk.postFiles(
      apply,
      { ...form, ...unconfirmed },
      { files: { name: '履行总结.pdf', bytes: onePagePdf('summary') } },
    )
    expect(again.status).toBe(422)
    for (const words of ['请勾选确认后再提交', wish.selfReport, '履行总结.pdf']) expect(again.text).toContain(words)
    const kept = /name="kept" value="([^"]+)"/.exec(again.text)?.[1] ?? ''
    const changes = await clerk.postFiles(apply, { ...hiddenOf(again), ...wish, unreportedChanges: 'some', kept })
    expect(changes.text).toContain('请先提出变更申请')
    expect((await clerk.postFiles(apply, { ...hiddenOf(changes), ...wish, kept })).status).toBe(303)
    const [renewal] = await core.portal.read.caseFiles.list({ machine: 'renewal', parentId: ids.agreement })
    const id = renewal?.id ?? ''
    const own = (await clerk.get(`/cases/${id}`)).text
    for (const words of ['等待续签审核', '履行总结.pdf', '协议书面延续', '服务协议']) expect(own).toContain(words)
    expect(own).not.toContain('concludeRenewalReview')

    const officer = await visit('officer-370502')
    expect((await officer.get('/desk')).text).toContain('等待续签审核')
    const review = { licencesValid: 'no', noUnreportedChanges: 'yes', gradesQualified: 'yes', opinion: '符合续签的条件' }
    const unfit = await does(officer, id, 'concludeRenewalReview', review)
    expect(unfit.text).toContain('许可证已经失效的，不能通过审核')
    expect(unfit.text).toContain('符合续签的条件')
    expect((await does(officer, id, 'concludeRenewalReview', { ...review, licencesValid: 'yes' })).status).toBe(303)
    expect((await does(officer, id, 'offerRenewal', { services: 'general_outpatient', remark: '' })).status).toBe(303)
    expect((await clerk.get('/my')).text).toContain(`/cases/${id}/sign`)
    await sign(core, core.clinic, id, 'institution')
    await sign(core, core.clinic, id, 'agency')
    const signed = (await clerk.get(whole)).text
    for (const words of ['下一期，已签订', '不用再办理', '本期']) expect(signed).toContain(words)
    await goTo(addDays(lastDay, 1))
    expect((await (await visit('clinic')).get(whole)).text).toContain('已期满续签')
  })

  it('show what an officer proposes only to the agency, and let another person decide', async () => {
    await goTo(addDays(lastDay, -20))
    await core.must(core.clinic.applicant, 'applyForRenewal', ids.agreement, { ...wish, services: [wish.services] })
    const [renewal] = await core.portal.read.caseFiles.list({ machine: 'renewal', parentId: ids.agreement })
    const id = renewal?.id ?? ''
    const officer = await visit('officer-370502')
    const facts = '两次协商，乙方不同意结算条款，没有达成一致。'
    const groundless = await does(officer, id, 'proposeRenewalRefusal', { facts })
    expect(groundless.text).toContain('请选择不予续签的理由')
    expect(groundless.text).toContain(facts)
    expect((await does(officer, id, 'proposeRenewalRefusal', { ground: 'talksFailed', facts })).status).toBe(303)
    const own = (await (await visit('clinic')).get(`/cases/${id}`)).text
    expect(own).toContain('经办机构正在审查')
    expect(own).not.toContain(facts)
    const head = await visit('head-370502')
    expect((await head.get(`/cases/${id}/do/refuseRenewal`)).text).toContain(facts)
    expect((await does(head, id, 'returnRenewalRefusal', { reason: '请再协商一次' })).status).toBe(303)
    expect(await core.stageOf(id)).toBe('reviewing.inTime')
  })
})

describe('the pages of an agreement in force (第十二、十四条)', () => {
  it('read it with every supplement laid over it, against the signed text', async () => {
    const today = dateOf(core.portal.now())
    const items = [{ item: 'representative' as const, before: '李责任', after: '周新任' }]
    const change = await fileChange(core, 'change-1', { items, licences: [licence(today)] })
    await settleChange(core, change)
    for (const [login, page] of [
      ['clinic', whole],
      ['officer-370502', `/desk/agreements/${ids.agreement}`],
    ] as const) {
      const { text } = await (await visit(login)).get(page)
      for (const words of ['补充协议', '周新任', '许可证', '尾号', '与现行', '协议条款']) expect(text).toContain(words)
    }
  })

  it('take down tests, licences, holds and grades by their forms, and say so to the party', async () => {
    const officer = await visit('officer-370502')
    const noted = '6月3日联调，上传接口报错三次'
    const short = await does(officer, ids.agreement, 'failConnectionTest', { note: '失败' })
    expect(short.text).toContain('不少于5个字')
    expect((await does(officer, ids.agreement, 'failConnectionTest', { note: noted })).status).toBe(303)
    expect(
      (await does(officer, ids.agreement, 'recordGrade', { year: '2022', grade: 'B', isFinal: 'yes', source: '考核通报第8号' })).status,
    ).toBe(303)
    const held = `/cases/${ids.agreement}/do/holdSettlement`
    const hold = { ...hiddenOf(await officer.get(held)), reason: '执业许可证校验逾期' }
    expect((await officer.postFiles(held, hold)).status).toBe(303)
    const clerk = await visit('clinic')
    const own = (await clerk.get(`/cases/${ids.agreement}`)).text
    for (const words of ['系统联调未通过', noted, '暂缓结算', '执业许可证校验逾期', '2022年度：B']) expect(own).toContain(words)
    const record = `/cases/${ids.agreement}/do/recordLicence`
    const scan = { scan: { name: '新证.pdf', bytes: onePagePdf('licence'), type: 'application/pdf' } }
    const dateless = await clerk.postFiles(record, { ...hiddenOf(await clerk.get(record)), expiresOn: '' }, scan)
    for (const words of ['没有有效期的，请勾选', '新证.pdf']) expect(dateless.text).toContain(words)
    const kept = /name="kept" value="([^"]+)"/.exec(dateless.text)?.[1] ?? ''
    const sent = await clerk.postFiles(record, { ...hiddenOf(dateless), expiresOn: addDays(lastDay, 300), kept })
    expect(sent.status).toBe(303)
    expect((await core.stageOf(ids.agreement)).split(' ')).toContain('settlement.open.watched')
  })
})
