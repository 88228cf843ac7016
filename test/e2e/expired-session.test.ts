import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demonstrationPassword } from '#app/journey/cast'
import { sha256 } from '#db/canonical-json'
import { launchBrowser } from '#test/setup/browser'
import { type RunningPortal, startPortal } from '#test/setup/portal'
import * as behind from './steps/behind'
import { fillIn, pathOf, press, send, typedIn, words } from './steps/form'
import { People } from './steps/people'

let portal: RunningPortal
let people: People

beforeAll(async () => {
  portal = await startPortal()
  people = new People(await launchBrowser(), portal.origin)
})
afterAll(async () => {
  await people?.leave()
  await people?.browser.close()
  await portal?.close()
})

/** As if its owner had been away from the desk for a day. */
async function letSessionRunOut(page: Page): Promise<void> {
  const cookies = await page.context().cookies()
  const { people: repository } = portal.portal.read
  const hashes = cookies.map(({ value }) => sha256(value))
  const known = await Promise.all(hashes.map((hash) => repository.findSession(hash)))
  const session = known.find((row) => row !== undefined)
  if (session === undefined) throw new Error('nobody is signed in')
  await portal.portal.unit.inTransaction((tx) => tx.people.touchSession(session.id_hash, '2020-01-01T00:00:00.000Z'))
}

/** @returns the status of the page that follows */
async function withPassword(page: Page, login: string): Promise<number> {
  await fillIn(page, { login, password: demonstrationPassword })
  return press(page, /^登录$/)
}

const problem = '副本第二页的校验记录看不清楚，“有效期至”一栏无法辨认。'

describe('a session that ran out while somebody was writing', () => {
  it('loses nothing: after signing in again the same words are sent with one press', async () => {
    const officer = await people.account('officer-370502')
    await officer.goto('/cases/demo-renmin/do/issueSupplementNotice')
    await officer.locator('[name="items[0].materialId"]').selectOption({ index: 1 })
    await fillIn(officer, { 'items[0].problem': problem, 'items[0].remedy': '重新扫描原件后提交。' })
    await letSessionRunOut(officer)
    await press(officer, '发出补正告知')
    expect(pathOf(officer)).toBe('/sign-in')
    expect(await words(officer)).toContain('已经保留')
    expect(await behind.stageOf(portal.portal, 'demo-renmin')).toBe('submitted.clock.inTime submitted.examination.byOfficer')

    await withPassword(officer, 'officer-370502')
    expect(pathOf(officer)).toMatch(/^\/resume\//)
    await send(officer, '继续提交')
    expect(await behind.stageOf(portal.portal, 'demo-renmin')).toBe('supplementing.unserved')
    const [notice] = await portal.portal.read.eventLog.ofCase('demo-renmin', 'issueSupplementNotice')
    expect(JSON.stringify(notice?.payload)).toContain(JSON.stringify(problem).slice(1, -1))
  })

  it('gives what one person wrote to nobody else', async () => {
    const page = await people.account('yifeng')
    await page.goto('/cases/demo-yifeng/do/commentTerms')
    await fillIn(page, { comment: '结算周期希望改为每月十日以前，请予考虑。' })
    await letSessionRunOut(page)
    await press(page, '提交意见')
    const resume = new URL(page.url()).searchParams.get('next') ?? ''
    expect(resume).toMatch(/^\/resume\//)
    expect(await withPassword(page, 'kangning')).toBe(404)
    expect(pathOf(page)).toBe(resume)
    expect(await page.locator('body').innerText()).not.toContain('结算周期')
    expect(await page.locator('h1').innerText()).toBe('页面不存在')
  })

  it('shows a refused form of that kind on its own page, with what was typed', async () => {
    const page = await people.account('huimin')
    await page.goto('/my/sites/new')
    await fillIn(page, { name: '东营惠民中医诊所西城分部' })
    await letSessionRunOut(page)
    await press(page, '保存')
    await withPassword(page, 'huimin')
    expect(await press(page, '继续提交')).toBe(422)
    expect(pathOf(page)).toBe('/my/sites/new')
    expect(await typedIn(page, 'name')).toBe('东营惠民中医诊所西城分部')
  })

  it('is said to somebody who only wanted to read, who comes back to the same page', async () => {
    const page = await people.account('head-370502')
    await letSessionRunOut(page)
    await page.goto('/desk/sign')
    expect(await words(page)).toContain('登录已过期')
    await withPassword(page, 'head-370502')
    expect(pathOf(page)).toBe('/desk/sign')
  })
})
