import { describe, expect, it } from 'vitest'
import { shortHead } from '#app/services/checkpoint-record.server'
import { sealCheckpoint } from '#app/services/checkpoints.server'
import { verifyAndRecord } from '#app/services/verify-record.server'
import { serveCases } from '#test/app/case-app'
import { anApplication, ids, morningOf, openCoreAt } from '#test/setup/core'
import { hiddenOf, type PlainBrowser } from '#test/setup/http'
import { tableAt } from '#test/setup/tables'

const remarks = '第三条约定的结算时限与市里的规定不一致。'

async function signed() {
  const core = await openCoreAt('inForce')
  const { visit, origin } = await serveCases(core)
  const doing = async (who: PlainBrowser, command: string, fields: Record<string, string>) => {
    const path = `/cases/${ids.agreement}/do/${command}`
    const page = await who.get(path)
    expect(page.status).toBe(200)
    return { page, answer: await who.post(path, { ...hiddenOf(page), ...fields }) }
  }
  const kinds = async () => (await core.portal.read.documents.ofCase(ids.agreement)).map(({ kind }) => kind)
  return { core, visit, origin, doing, kinds }
}

/** The figure beside a label of the register. */
const countOf = (text: string, label: string): string | undefined =>
  new RegExp(`>${label}</dt><dd>.*?text-2xl font-bold">(\\d+)<`).exec(text)?.[1]

it('the department sees on its register when the record was last sealed and whether it was found unchanged', async () => {
  const { core, visit } = await signed()
  const authority = await visit('authority-370502')
  expect((await authority.get('/oversight')).text).toContain('尚未封存')
  await sealCheckpoint(core.portal.unit, core.portal.now())
  await verifyAndRecord(core.portal)
  const { text } = await authority.get('/oversight')
  const last = await core.portal.read.checkpoints.last()
  expect(text).toMatch(/最近核验.*?，一致/)
  expect(text.replaceAll('<!-- -->', '')).toContain(`第${last?.number}号封存`)
  expect(text).toContain(shortHead(last?.digest ?? 'none'))
})

describe('the filing of a signed agreement', () => {
  it('is in the worklist of the officers as a duty of its own, and late when its days have passed', async () => {
    const { core, visit } = await signed()
    const officer = await visit('officer-370502')
    const mine = await officer.get('/desk')
    expect(mine.text).toContain('履行中，已签约未公布；等待备案')
    expect((await officer.get('/desk?view=all&stage=agreement%3Afiling.due')).text).toContain('东营仁和诊所')
    expect((await officer.get('/desk?view=all&stage=agreement%3Aterm.closing')).text).not.toContain('东营仁和诊所')
    const [filing] = (await core.portal.read.deadlines.running(ids.agreement)).filter(({ key }) => key === 'filing')
    expect(mine.text).toContain(`${Number(filing?.due_on.slice(5, 7))}月${Number(filing?.due_on.slice(8))}日`)
    await core.portal.advanceTo(morningOf('2026-06-01'))
    const late = (await (await visit('head-370502')).get('/desk?view=overdue')).text
    expect(late).toContain('备案时限已过，尚未报送')
    // The term of three years still runs and must not hide that this is late.
    expect(late).toContain('已逾期</span>')
    expect(late.slice(late.indexOf('<main'))).not.toContain('2029年')
  })

  it('goes from report by receipt to the register', async () => {
    const { visit, doing, kinds } = await signed()
    const authority = await visit('authority-370502')
    expect((await authority.get('/oversight?view=unreported')).text).toContain('东营仁和诊所')
    const { page, answer } = await doing(await visit('officer-370502'), 'fileAgreement', { remark: '' })
    for (const words of ['东营区人力资源社会保障行政部门', '普通门诊', '备案不是审批']) expect(page.text).toContain(words)
    expect(answer.status).toBe(303)
    expect(await kinds()).toContain('filingForm')

    const home = await authority.get('/oversight')
    expect(countOf(home.text, '等待出具回执')).toBe('1')
    expect(home.text).toContain(`/cases/${ids.agreement}/do/acknowledgeFiling`)
    const receipt = await doing(authority, 'acknowledgeFiling', { remarks: '' })
    expect(receipt.page.text).toContain('意见不影响协议的效力')
    expect(receipt.answer.status).toBe(303)
    expect(await kinds()).toContain('filingReceipt')
    const after = await authority.get('/oversight?view=acknowledged')
    expect(countOf(after.text, '等待出具回执')).toBe('0')
    expect(after.text).toContain('已备案')
  })

  it('goes back with remarks, is answered, and comes again; the institution reads none of it', async () => {
    const { core, visit, origin, doing } = await signed()
    const officer = await visit('officer-370502')
    const authority = await visit('authority-370502')
    await doing(officer, 'fileAgreement', { remark: '随附内部审核表' })
    await doing(authority, 'acknowledgeFiling', { remarks })
    expect((await officer.get('/desk')).text).toContain('备案部门提出意见，等待答复')
    const { page, answer } = await doing(officer, 'answerFilingRemarks', { answer: '已' })
    expect(page.text).toContain(remarks)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('不少于5个字')
    expect((await doing(officer, 'answerFilingRemarks', { answer: '已与医药机构签订补充条款。' })).answer.status).toBe(303)
    expect((await doing(authority, 'acknowledgeFiling', { remarks: '' })).page.text).toContain(remarks)
    expect(await core.stageOf(ids.agreement)).toContain('filing.acknowledged')
    expect((await authority.get('/oversight?view=acknowledged&kind=agreement&year=2026')).text).toContain(`，意见：${remarks}`)
    const table = (await tableAt(`${origin}/oversight.xlsx?view=all`, authority)).get('备案登记簿') ?? []
    expect(table[2]).toEqual(expect.arrayContaining(['东营仁和诊所', '服务协议', '已备案']))
    for (const words of [remarks, '已与医药机构签订补充条款。']) expect(table[2]?.at(-1)).toContain(words)
    expect((await tableAt(`${origin}/oversight.xlsx?view=all&year=2025`, authority)).get('备案登记簿')).toHaveLength(2)
    const staff = (await officer.get(`/cases/${ids.agreement}`)).text
    const own = (await (await visit('clinic')).get(`/cases/${ids.agreement}`)).text
    for (const words of [remarks, '随附内部审核表', '已与医药机构签订补充条款。']) {
      expect(staff).toContain(words)
      expect(own).not.toContain(words)
    }
    expect(staff).toContain('服务协议备案')
    expect(own).not.toContain('备案表')
  })
})

describe('the register of a department', () => {
  it('holds its own level only; the department lands there when it signs in', async () => {
    const { visit } = await signed()
    const own = await visit('authority-370502')
    expect((await own.get('/oversight?view=all')).text).toContain('东营仁和诊所')
    for (const login of ['authority-370522', 'authority'])
      expect((await (await visit(login)).get('/oversight?view=all')).text).not.toContain('东营仁和诊所')
    expect((await (await visit('authority')).get('/oversight')).text).toContain('东营经济技术开发区社会保险经办机构')
    expect((await (await visit('officer-370502')).get('/oversight')).status).toBe(403)
  })

  it('is searched by institution and by number, whatever its state', async () => {
    const { core, visit } = await signed()
    const authority = await visit('authority-370502')
    const { number } = (await core.portal.read.documents.ofCase(ids.application)).find(({ kind }) => kind === 'serviceAgreement') ?? {
      number: '',
    }
    for (const query of ['仁和', number, `仁和 ${number.slice(-4)}`])
      expect((await authority.get(`/oversight?q=${encodeURIComponent(query)}`)).text, query).toContain('东营仁和诊所')
    expect((await authority.get('/oversight?q=安康')).text).toContain('没有找到“安康”')
  })

  it('says what is late, and that lateness takes nothing from the agreement', async () => {
    const { core, visit } = await signed()
    await core.portal.advanceTo(morningOf('2026-06-01'))
    const page = (await (await visit('authority-370502')).get('/oversight?view=unreported')).text
    expect(page).toContain('其中 1 份已过时限')
    expect(page).toContain('备案时限已过，尚未报送')
    expect(page).toContain('都不影响协议的效力')
  })
})

describe('the page of an agreement', () => {
  it('answers for the term first, then says where filing and list stand', async () => {
    const { visit } = await signed()
    const page = (await (await visit('clinic')).get(`/cases/${ids.agreement}`)).text
    const place = (words: string) => page.indexOf(words)
    expect(page).toMatch(/2029年\d+月\d+日/)
    expect(place('到哪一步了')).toBeGreaterThan(0)
    expect(place('备案（第十一条）')).toBeGreaterThan(place('不办会怎样'))
    expect(place('名单公布（第九条（五））')).toBeGreaterThan(place('备案（第十一条）'))
    expect(page).toContain('已签约未公布')
    expect(page).toContain('等待市经办机构统一公布名单')
    expect((await (await visit('clinic')).get('/my')).text).toContain('等待市经办机构统一公布名单')
  })

  it('offers the officer the filing, and a long-term agreement to a medical institution alone', async () => {
    const { core, visit } = await signed()
    expect((await (await visit('officer-370502')).get(`/cases/${ids.agreement}`)).text).toContain('do/fileAgreement')
    const pharmacy = await anApplication(core, { stage: 'negotiating', party: core.pharmacy })
    const offer = await (await visit('officer-370522')).get(`/cases/${pharmacy}/do/offerTerms`)
    expect(offer.text).toContain('value="fixed"')
    expect(offer.text).not.toContain('value="long"')
  })

  it('of a long-term agreement has no last day', async () => {
    const core = await openCoreAt('negotiating')
    const { visit } = await serveCases(core)
    const officer = await visit('officer-370502')
    const path = `/cases/${ids.application}/do/offerTerms`
    const form = await officer.get(path)
    expect(form.text).toContain('没有届满日期')
    const offer = { services: 'general_outpatient', termType: 'long', startsOn: '', remark: '' }
    expect((await officer.post(path, { ...hiddenOf(form), ...offer })).status).toBe(303)
    expect((await (await visit('clinic')).get(`/cases/${ids.application}/do/agreeTerms`)).text).toContain('长期有效，没有届满日期')
    await anApplication(core, { stage: 'inForce', after: 'offered' })
    const page = (await (await visit('clinic')).get(`/cases/${ids.agreement}`)).text
    expect(page).toContain('履行中（长期协议）')
    expect(page).toContain('长期协议，没有届满日期')
  })
})
