import { beforeEach, describe, expect, it } from 'vitest'
import { serveCases } from '#test/app/case-app'
import { type Core, openCore } from '#test/setup/core'
import { hiddenOf, type PlainBrowser } from '#test/setup/http'

let core: Core
let visit: (login: string) => Promise<PlainBrowser>
beforeEach(async () => {
  core = await openCore()
  ;({ visit } = await serveCases(core))
})

const code = () => core.clinic.input.institution.uscc
const fields = {
  name: '东营仁和诊所',
  scope: 'entity',
  siteId: '',
  siteAddress: '',
  licenceNumber: '',
  personName: '李责任',
  cause: 'administrativePenalty',
  decidedOn: '2026-01-15',
  decisionNumber: '东卫罚〔2026〕2号',
  authority: '东营区卫生健康局',
  matter: 'businessConduct',
  facts: '使用非卫生技术人员从事诊疗活动，处以罚款。',
}

async function recorded(officer: PlainBrowser, change: Partial<typeof fields> = {}): Promise<string> {
  const path = `/desk/ledger/new?uscc=${code()}`
  const page = await officer.get(path)
  const { headers } = await officer.post(path, { ...hiddenOf(page), uscc: code(), ...fields, ...change })
  return /\/cases\/([^?]+)/.exec(headers.location ?? '')?.[1] ?? ''
}

describe('the pages of the ledger', () => {
  it('lead from the credit code to an entry that another person confirms, and then everybody reads it', async () => {
    const officer = await visit('officer-370502')
    expect((await officer.get('/desk/ledger')).text).toContain('台账中还没有登记')
    expect((await officer.get('/desk/ledger/new?uscc=123')).text).toContain('请按决定书逐位核对')
    expect((await officer.get(`/desk/ledger/new?uscc=${code()}`)).text).toContain('平台登记为“东营仁和诊所有限公司”')
    const id = await recorded(officer)
    const own = (await officer.get(`/cases/${id}`)).text
    expect(own).toContain('已登记，等待另一人核对确认')
    expect(own).not.toContain(`/cases/${id}/do/confirmBarFact`)
    // Not yet confirmed: neither another agency nor its subject knows of it.
    const other = await visit('officer-370522')
    expect((await other.get('/desk/ledger')).text).not.toContain(code())
    const subject = await visit('clinic')
    expect((await subject.get(`/cases/${id}`)).status).toBe(404)
    expect((await subject.get('/my')).text).not.toContain(id)

    const head = await visit('head-370502')
    expect((await head.get('/desk')).text).toContain(id)
    const path = `/cases/${id}/do/confirmBarFact`
    const page = await head.get(path)
    for (const words of ['东卫罚〔2026〕2号', '东营区卫生健康局', '自决定之日起满1年']) expect(page.text).toContain(words)
    expect((await head.post(path, { ...hiddenOf(page), opinion: '与决定书一致' })).status).toBe(303)
    const found = (await other.get(`/desk/ledger?q=${encodeURIComponent('仁和')}`)).text
    expect(found).toContain(code())
    expect(found).toContain('限制中')
    expect(found).not.toContain(`href="/cases/${id}"`)
    expect((await other.get('/desk/ledger?q=没有这家')).text).toContain('没有找到')
    const told = (await subject.get(`/cases/${id}`)).text
    expect(told).toContain('至2027年1月15日（第十条（四））')
    // The hint about a person is for the agencies alone.
    expect(told).not.toContain('李责任')
    expect((await head.get(`/cases/${id}`)).text).toContain('李责任')
  })

  it('keep what was typed when something is missing, and say what', async () => {
    const officer = await visit('officer-370502')
    const path = `/desk/ledger/new?uscc=${code()}`
    const page = await officer.get(path)
    const answer = await officer.post(path, {
      ...hiddenOf(page),
      uscc: code(),
      ...fields,
      decisionNumber: '',
      decidedOn: '2026-12-31',
      matter: '',
    })
    expect(answer.status).toBe(422)
    for (const words of ['请填写处罚决定书文号', '日期不能晚于今天', '请选择处罚涉及的事项', '使用非卫生技术人员'])
      expect(answer.text).toContain(words)
    expect(await core.portal.read.caseFiles.list({ machine: 'barRecord' })).toEqual([])
  })

  it('say everywhere that a decision is under review, and that it was set aside', async () => {
    const officer = await visit('officer-370502')
    const head = await visit('head-370502')
    const id = await recorded(officer)
    const give = async (who: PlainBrowser, command: string, typed: Record<string, string>) => {
      const path = `/cases/${id}/do/${command}`
      const { status } = await who.post(path, { ...hiddenOf(await who.get(path)), ...typed })
      expect(status, command).toBe(303)
    }
    await give(head, 'confirmBarFact', { opinion: '与决定书一致' })
    await give(officer, 'markUnderReview', { kind: 'review', filedOn: '2026-02-01', note: '' })
    const subject = await visit('clinic')
    expect((await subject.get('/my')).text).toContain('正在复议（诉讼），决定仍然有效')
    expect((await officer.get('/desk/ledger')).text).toContain('限制中，正在复议（诉讼）')
    await give(head, 'setAsideBarFact', { number: '东复决〔2026〕1号', authority: '东营市人民政府', decidedOn: '2026-03-01', note: '' })
    expect((await officer.get('/desk/ledger')).text).toContain('已撤销，限制解除')
    expect((await subject.get('/my')).text).not.toContain('不予受理新的申请')
  })
})
