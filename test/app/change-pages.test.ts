import { beforeEach, describe, expect, it } from 'vitest'
import { serveCases } from '#test/app/case-app'
import { fileChange, licence, signSupplement } from '#test/app/change-clerk'
import { scoresOf } from '#test/app/institution-clerk'
import { type Core, ids, morningOf, openCoreAt } from '#test/setup/core'
import { type Answer, hiddenOf, type PlainBrowser } from '#test/setup/http'
import { onePagePdf } from '#test/setup/upload-files'
import { addDays, dateOf, plainDate } from '#workflows/calendar/plain-date'

let core: Core
let visit: (login: string) => Promise<PlainBrowser>
let today: string
beforeEach(async () => {
  core = await openCoreAt('inForce')
  ;({ visit } = await serveCases(core))
  today = dateOf(core.portal.now())
})

const path = `/my/agreements/${ids.agreement}/change`
/** Every hidden field of a page's form but its token. */
const unseen = ({ text }: Answer): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
      .map(([, name = '', value = '']): [string, string] => [name, value])
      .filter(([name]) => name !== '_token'),
  )
const finding = {
  cause: 'falseApplication',
  uscc: '91370502MA3C7K4M5B',
  name: '利津某门诊部',
  personName: '周新任',
  facts: '执业医师证书系变造，经发证机关核实。',
}
const paper = { name: '新许可证.pdf', bytes: onePagePdf('new licence'), type: 'application/pdf' }
const caseOf = (location: string | undefined) => /\/cases\/([^?]+)/.exec(location ?? '')?.[1] ?? ''
const start = (query: Record<string, string>) => `${path}?${new URLSearchParams({ ...query, next: '1' })}`
async function does(who: PlainBrowser, id: string, command: string, typed: Record<string, string>) {
  const page = `/cases/${id}/do/${command}`
  const { status } = await who.post(page, { ...hiddenOf(await who.get(page)), ...typed })
  expect(status, command).toBe(303)
}

describe('reporting a change (第十四、十五条)', () => {
  it('asks first what changed and when, and says at once what cannot be: a day to come, no licence, nothing chosen', async () => {
    const clerk = await visit('clinic')
    expect((await clerk.get(`/cases/${ids.agreement}`)).text).toContain(path)
    const empty = await clerk.get(path)
    expect(empty.text).toContain('证照上的变更日期起一个月内')
    // A clinic has no scope of a drug licence to change.
    expect(empty.text).not.toContain('经营范围')
    const future = await clerk.get(start({ what: 'representative', 'changedOn.practiceLicence': '2030-01-01' }))
    expect(future.text).toContain('变更日期不能晚于今天')
    expect(future.text).toContain('value="2030-01-01"')
    expect((await clerk.get(start({ what: 'representative' }))).text).toContain('请填写至少一个证照上的变更日期')
    expect((await clerk.get(start({}))).text).toContain('请至少选择一项变更')
    expect((await clerk.get(start({ what: 'contact' }))).text).toContain('新联系电话')
  })

  it('leads to the supplement and keeps everything typed while something is missing', async () => {
    const clerk = await visit('clinic')
    const page = await clerk.get(start({ what: 'representative', 'changedOn.practiceLicence': today }))
    for (const words of ['变更前（协议现在的内容）', '为什么是这一天', '个月，至', '任命文件']) expect(page.text).toContain(words)
    const typed = { 'licences[0].number': 'PDY370502001', 'items[0].after': '周新任' }
    const refused = await clerk.postFiles(path, { ...unseen(page), ...typed, 'licences[0].number': '' }, { files: paper })
    expect(refused.status).toBe(422)
    for (const words of ['请填写证照编号', 'value="周新任"', '新许可证.pdf']) expect(refused.text).toContain(words)
    const same = /变更前（协议现在的内容）：(?:<!-- -->)?([^<]+)/.exec(page.text)?.[1] ?? ''
    const unchanged = await clerk.postFiles(path, { ...unseen(refused), ...typed, 'items[0].after': same })
    expect(unchanged.text).toContain('变更前后的内容相同')
    const sent = await clerk.postFiles(path, { ...unseen(unchanged), ...typed })
    expect(sent.status).toBe(303)
    const id = caseOf(sent.headers.location)
    const own = (await clerk.get(`/cases/${id}`)).text
    for (const words of ['等待经办人员审查', '周新任', '新许可证.pdf', '服务协议', '不办会怎样']) expect(own).toContain(words)
    expect(own).not.toContain('/do/concludeChangeCheck')

    const officer = await visit('officer-370502')
    expect((await officer.get('/desk')).text).toContain(id)
    // The ledger knows this name from another owner: for the desk to look at, not for the institution to read.
    const { officer: recorder, head: confirmer } = core.pharmacy
    await core.must(recorder, 'recordBarFact', 'ledger-1', { ...finding, decidedOn: today })
    await core.must(confirmer, 'confirmBarFact', 'ledger-1', { opinion: '经核对，与决定书一致' })
    expect((await officer.get(`/cases/${id}`)).text).toContain('限制台账的提示')
    expect((await clerk.get(`/cases/${id}`)).text).not.toContain('限制台账的提示')
    const supplement = {
      'items[0].materialId': 'representative-2',
      'items[0].problem': '任命文件没有加盖公章',
      'items[0].remedy': '补交加盖公章的任命文件',
    }
    await does(officer, id, 'issueChangeSupplementNotice', supplement)
    expect((await clerk.get(`/cases/${id}`)).text).toContain('任命文件没有加盖公章')
    const answerPath = `/cases/${id}/do/answerChangeSupplement`
    const answer = await clerk.get(answerPath)
    expect(answer.text).toContain('法定代表人或者负责人：任命文件')
    const answered = await clerk.postFiles(answerPath, { ...hiddenOf(answer), explanation: '已补盖公章' }, { files: paper })
    expect(answered.status).toBe(303)

    await does(officer, id, 'concludeChangeCheck', { opinion: '材料齐全' })
    const offer = await officer.get(`/cases/${id}/do/offerSupplement`)
    expect(offer.text).toContain('周新任')
    await does(officer, id, 'offerSupplement', { effectiveOn: today, remark: '' })
    expect((await clerk.get(`/cases/${id}`)).text).toContain('核对并签章')
    await signSupplement(core, id)
    expect((await clerk.get(`/cases/${id}`)).text).toContain('补充协议已签订，变更完成')
    expect((await clerk.get(path)).status).toBe(200)
  })

  it('is noted by the desk where nobody reported it, and filed late only with its reason, which the head decides', async () => {
    const officer = await visit('officer-370502')
    const notePath = `/cases/${ids.agreement}/note-change`
    const note = await officer.get(notePath)
    const row = { 'licences[0].licence': 'practiceLicence', 'licences[0].number': 'PDY1', 'licences[0].changedOn': today }
    const typed = { ...hiddenOf(note), items: 'representative', note: '在登记机关的公示系统中查到' }
    const noLicence = await officer.post(notePath, typed)
    expect([noLicence.status, noLicence.text.includes('请登记变更的证照')]).toEqual([422, true])
    expect(noLicence.text).toContain('在登记机关的公示系统中查到</textarea>')
    const noted = await officer.post(notePath, { ...typed, ...hiddenOf(noLicence), ...row })
    const id = caseOf(noted.headers.location)
    expect(await core.stageOf(id)).toBe('noted.inTime')

    const clerk = await visit('clinic')
    expect((await clerk.get(`/cases/${id}`)).text).toContain(`/cases/${id}/change`)
    // The note has answered the first step already.
    expect((await clerk.get(`/cases/${id}/change`)).text).toMatch(
      new RegExp(`<input[^>]*name="changedOn.practiceLicence"[^>]*value="${today}"`),
    )
    const [due] = await core.portal.read.deadlines.running(id)
    await core.portal.advanceTo(morningOf(addDays(plainDate(due?.due_on ?? ''), 1)))
    expect(await core.stageOf(id)).toBe('noted.overdue')
    // The session has ended with the month.
    const again = await visit('clinic')
    const filing = `/cases/${id}/change`
    const late = await again.get(
      `${filing}?${new URLSearchParams({ what: 'representative', 'changedOn.practiceLicence': today, next: '1' })}`,
    )
    expect(late.text).toContain('已经超过申请期限')
    const report = { 'licences[0].number': 'PDY1', 'items[0].after': '周新任' }
    const silent = await again.postFiles(filing, { ...unseen(late), ...report }, { files: paper })
    expect(silent.text).toContain('请写明逾期的原因')
    expect((await again.postFiles(filing, { ...unseen(silent), ...report, lateReason: '经办人住院，未能及时申请' })).status).toBe(303)
    expect(await core.stageOf(id)).toBe('late')
    const head = await visit('head-370502')
    expect((await head.get(`/cases/${id}/do/admitLateChange`)).text).toContain('经办人住院')
    await does(head, id, 'admitLateChange', { reason: '原因属实，机构仍符合条件' })
    expect(await core.stageOf(id)).toBe('checking.inTime')
  })

  it('of an account is checked by two and needs no supplement', async () => {
    const clerk = await visit('clinic')
    const page = await clerk.get(start({ what: 'bankAccount' }))
    const typed = { 'account.accountName': '东营仁和诊所有限公司', 'account.bankName': '东营银行东城支行', 'account.bankAccount': '12' }
    const refused = await clerk.postFiles(path, { ...unseen(page), ...typed }, { files: paper })
    expect(refused.text).toContain('银行账号应为8至32位数字')
    const sent = await clerk.postFiles(path, { ...unseen(refused), ...typed, 'account.bankAccount': '3705020001112223' })
    const id = caseOf(sent.headers.location)
    expect(await core.stageOf(id)).toBe('small.checking')
    const officer = await visit('officer-370502')
    await does(officer, id, 'concludeChangeCheck', { opinion: '与开户证明一致' })
    // The one who checked does not confirm.
    expect((await officer.get(`/cases/${id}`)).text).not.toContain('/do/confirmSmallChange')
    await does(await visit('head-370502'), id, 'confirmSmallChange', { opinion: '一致' })
    expect(await core.stageOf(id)).toBe('noteTaken')
  })
})

describe('the look on site at a new place (第七条（二）)', () => {
  it('is recorded by two with every score, and confirmed by another person', async () => {
    const place = { address: '东营区南一路88号一层', admdvs: '370502' }
    const items = [{ item: 'place' as const, before: '', after: place.address }]
    const id = await fileChange(core, 'change-place', { items, place, licences: [licence(today)] })
    const officer = await visit('officer-370502')
    await does(officer, id, 'concludeChangeCheck', { opinion: '材料齐全' })
    const sheet = `/desk/changes/${id}/evaluation`
    expect((await officer.get(`/cases/${id}`)).text).toContain(sheet)
    const page = await officer.get(sheet)
    const scores = scoresOf(core.clinic.input)
    const [first = ''] = Object.keys(scores).filter((name) => name.startsWith('score.'))
    const typed = {
      ...hiddenOf(page),
      ...scores,
      visitedOn: today,
      secondPersonId: core.clinic.secondOfficer.id,
      finding: '分区和设备与平面图一致。',
    }
    const refused = await officer.postFiles(sheet, { ...typed, [first]: '999' }, {})
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('分区和设备与平面图一致。</textarea>')
    expect((await officer.postFiles(sheet, { ...typed, ...hiddenOf(refused) }, {})).status).toBe(303)
    expect((await officer.get(`/cases/${id}/do/confirmTargetedEvaluation`)).text).toContain('当前阶段不能办理这一步')
    const head = await visit('head-370502')
    expect((await head.get(`/cases/${id}/do/confirmTargetedEvaluation`)).text).toContain('达到合格要求')
    await does(head, id, 'confirmTargetedEvaluation', { opinion: '与记录一致' })
    expect(await core.stageOf(id)).toBe('negotiating')
  })
})
