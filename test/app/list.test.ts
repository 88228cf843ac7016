import { describe, expect, it } from 'vitest'
import { publishList } from '#app/journey/steps'
import { publishedLists } from '#app/services/list/announcements.server'
import { serveCases } from '#test/app/case-app'
import { anApplication, ids, morningOf, openCoreAt, type Stage } from '#test/setup/core'
import { hiddenOf, type PlainBrowser } from '#test/setup/http'
import { tableAt } from '#test/setup/tables'
import { dateOf } from '#workflows/calendar/plain-date'

async function opened(stage: Stage = 'inForce') {
  const core = await openCoreAt(stage)
  return { core, ...(await serveCases(core)) }
}

const draft = async (officer: PlainBrowser, fields: Record<string, string | string[]>) => {
  const page = await officer.get('/desk/list')
  return { page, answer: await officer.post('/desk/list', { ...hiddenOf(page), ...fields }) }
}

const caseOf = (location: string | undefined): string => /\/cases\/([^?]+)/.exec(location ?? '')?.[1] ?? ''

describe('the list of institutions under an agreement', () => {
  it('is drawn up by the city with everybody ticked, and approved with all its entries by somebody else', async () => {
    const { core, visit } = await opened()
    const officer = await visit('officer-370500')
    const { page, answer } = await draft(officer, { additions: ids.agreement })
    expect(page.text).toMatch(new RegExp(`name="additions"[^>]*value="${ids.agreement}"[^>]*checked|checked[^>]*value="${ids.agreement}"`))
    expect(page.text).toContain('新增：已签约未公布（1 家）')
    expect(answer.status).toBe(303)
    const list = caseOf(answer.headers.location)
    expect(await core.stageOf(list)).toBe('drafted')
    const again = await officer.get('/desk/list')
    expect(again.text).toContain('等待负责人审批的名单')
    expect(again.text).toContain('已在待审批的名单中')
    expect(again.text).not.toContain('name="additions"')
    expect((await officer.get(`/cases/${list}`)).text).toContain('1 家：东营仁和诊所（东营区）')

    const head = await visit('head-370500')
    expect((await head.get('/desk')).text).toContain(list)
    const path = `/cases/${list}/do/publishList`
    const approval = await head.get(path)
    for (const words of ['新增 1 家，变更 0 家，退出 0 家', '东营仁和诊所', '不能撤回']) expect(approval.text).toContain(words)
    expect((await head.post(path, { ...hiddenOf(approval), opinion: '同意公布。' })).status).toBe(303)
    expect(await core.stageOf(ids.agreement)).toContain('listing.listed')
    const own = (await (await visit('clinic')).get(`/cases/${ids.agreement}`)).text
    expect(own).toContain('已列入名单公布')
    expect(own).not.toContain('已签约未公布')
    expect((await officer.get('/desk/list')).text).toContain('新增 1 家，变更 0 家，退出 0 家')
  })

  it('is not drawn up without an entry', async () => {
    const { visit } = await opened()
    const { answer } = await draft(await visit('officer-370500'), {})
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('请至少选择一家新增、变更或者退出的机构')
    expect(answer.text).not.toMatch(/name="additions"[^>]*checked/)
  })

  it('is one draft although the button was pressed twice', async () => {
    const { core, visit } = await opened()
    const officer = await visit('officer-370500')
    const fields = { ...hiddenOf(await officer.get('/desk/list')), additions: ids.agreement }
    const first = await officer.post('/desk/list', fields)
    expect((await officer.post('/desk/list', fields)).headers.location).toBe(first.headers.location)
    expect(await core.portal.read.caseFiles.list({ machine: 'institutionList' })).toHaveLength(1)
  })

  it('is the city agency’s alone: a county reads about its own and sends nothing', async () => {
    const { visit } = await opened()
    const county = await visit('officer-370502')
    const page = await county.get('/desk/list')
    expect(page.text).toContain('由市经办机构统一公布')
    expect(page.text).toContain('东营仁和诊所')
    expect(page.text).not.toContain('type="checkbox"')
    expect((await county.post('/desk/list', { ...hiddenOf(page), additions: ids.agreement })).status).toBe(403)
    expect((await (await visit('officer-370522')).get('/desk/list')).text).not.toContain('东营仁和诊所')
    expect((await (await visit('clinic')).get('/desk/list')).status).toBe(403)
  })

  it('withdrawn, frees its entries for another', async () => {
    const { core, visit } = await opened()
    const officer = await visit('officer-370500')
    const list = caseOf((await draft(officer, { additions: ids.agreement })).answer.headers.location)
    const path = `/cases/${list}/do/withdrawList`
    const page = await officer.get(path)
    expect((await officer.post(path, { ...hiddenOf(page), reason: '名单遗漏一家机构，重新拟定。' })).status).toBe(303)
    expect(await core.stageOf(list)).toBe('withdrawn')
    expect((await officer.get('/desk/list')).text).toContain('name="additions"')
  })

  it('drops an institution whose agreement is over, and not before', async () => {
    const { core, visit } = await opened()
    await publishList(core.portal, core.city, { additions: [ids.agreement] })
    const officer = await visit('officer-370500')
    expect((await officer.get('/desk/list')).text).not.toContain('name="exits"')
    await anApplication(core, { stage: 'closing', after: 'inForce' })
    const later = await visit('officer-370500')
    const { page, answer } = await draft(later, { exits: ids.agreement })
    expect(page.text).toContain('退出：协议已终止，仍在名单上（1 家）')
    const head = await visit('head-370500')
    const path = `/cases/${caseOf(answer.headers.location)}/do/publishList`
    await head.post(path, { ...hiddenOf(await head.get(path)), opinion: '同意公布。' })
    expect(await core.stageOf(ids.agreement)).toContain('listing.delisted')
    expect((await (await visit('clinic')).get(`/cases/${ids.agreement}`)).text).toContain('已公布退出名单')
  })

  it('says anew what has changed since, with what was before, in page, announcement and table; the list of a past day stays', async () => {
    const { core, visit, origin } = await opened()
    await publishList(core.portal, core.city, { additions: [ids.agreement] })
    const officer = await visit('officer-370500')
    expect((await officer.get('/desk/list')).text).toContain('没有公布后有变更的机构')
    const before = dateOf(core.portal.now())
    core.clock.moveTo(morningOf('2026-06-01'))
    const moved = { address: '东城府前街9号', admdvs: '370502' }
    await core.portal.unit.inTransaction((tx) => tx.institutions.moveSite(core.clinic.siteId, moved))
    const later = await visit('officer-370500')
    const { page, answer } = await draft(later, { changes: ids.agreement })
    expect(page.text).toContain('→ 东城府前街9号')
    const list = caseOf(answer.headers.location)
    const head = await visit('head-370500')
    const path = `/cases/${list}/do/publishList`
    const approval = await head.get(path)
    for (const words of ['新增 0 家，变更 1 家，退出 0 家', '→ 东城府前街9号']) expect(approval.text).toContain(words)
    expect((await head.post(path, { ...hiddenOf(approval), opinion: '同意公布。' })).status).toBe(303)
    expect((await head.get(`/cases/${list}`)).text).toContain('→ 东城府前街9号')
    expect((await later.get('/desk/list')).text).toContain('没有公布后有变更的机构')
    expect(await core.stageOf(ids.agreement)).toContain('listing.listed')

    const [announced] = await publishedLists(core.portal.read)
    const changes = await tableAt(`${origin}/lists/${announced?.documentId}/list.xlsx`)
    expect(changes.get('变更')?.[2]).toEqual(expect.arrayContaining(['东营仁和诊所', '地址', '东城府前街9号']))
    expect((await tableAt(`${origin}/institutions.xlsx`)).get('名单')?.[2]).toContain('东城府前街9号')
    const then = (await tableAt(`${origin}/institutions.xlsx?on=${before}`)).get('名单')
    expect([then?.length, then?.flat().includes('东城府前街9号')]).toEqual([3, false])
    expect((await tableAt(`${origin}/institutions.xlsx?on=2026-01-01`)).get('名单')).toHaveLength(2)
    expect((await fetch(`${origin}/institutions.xlsx?on=2026-06-02`)).status).toBe(400)
  })

  it('shows everybody who has left, also between the end and the next list', async () => {
    const { core, origin } = await opened()
    await publishList(core.portal, core.city, { additions: [ids.agreement] })
    await anApplication(core, { stage: 'closing', after: 'inForce' })
    const pageText = async () => (await (await fetch(`${origin}/institutions`)).text()).replaceAll('<!-- -->', '')
    expect(await pageText()).toMatch(/已退出的机构（1 家）.*东营仁和诊所.*协议期满未续签.*待列入下一次名单/s)
    await publishList(core.portal, core.city, { exits: [ids.agreement] })
    expect(await pageText()).not.toContain('待列入下一次名单')
    expect((await tableAt(`${origin}/institutions.xlsx`)).get('已退出')?.[2]).toContain('东营仁和诊所')
  })
})
