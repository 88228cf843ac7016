import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { demoTour } from '#app/services/demo-tour'
import { launchBrowser, openVisit } from '#test/setup/browser'
import { type RunningPortal, startPortal } from '#test/setup/portal'

let portal: RunningPortal
let browser: Browser
beforeAll(async () => {
  portal = await startPortal()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await portal?.close()
})

/** What somebody sees there on 2 March 2026 and could do next. */
const offers: Readonly<Record<string, string>> = {
  '/cases/agreement-demo-kangning': '申请续签',
  '/cases/late-demo-mingji': '准予继续办理',
  '/cases/ending-demo-huaguan': '作出决定',
  '/notices': '垦利',
  '/desk/intake/demo-renmin': '东营仁民药房',
  '/cases/demo-xintai': '补正',
  '/field/demo-xinhu': '提交申明',
  '/desk/rounds/round-370522-2025-10/approval': '退回经办人员',
  '/desk/objections/demo-sunwu': '办结这件异议',
  '/cases/demo-jiayuan/sign': '签章',
  '/desk/sign': '广饶大码头同安诊所',
  '/cases/agreement-demo-daozhuang': '回执',
  '/cases/list-2026-02-26': '公布',
}

it.each(demoTour.map((step) => [step.title, step] as const))(
  'leads with one click to “%s”, where it can be done',
  async (title, { href }) => {
    const { page, close } = await openVisit(browser, portal.origin, { javaScript: false })
    await page.goto('/demo')
    const step = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) })
    await step.getByRole(href === '/notices' ? 'link' : 'button').click()
    await page.waitForURL((url) => url.pathname === href)
    expect(await page.locator('h1').innerText()).not.toMatch(/无权|不存在|暂时无法/)
    expect(await page.locator('main').innerText()).toContain(offers[href])
    await close()
  },
)

it('leads from home and from the sign-in page to the guide, and from there back to the page that was asked for', async () => {
  const { page, close } = await openVisit(browser, portal.origin, { javaScript: false })
  await page.goto('/')
  await page.getByRole('link', { name: '演示指南' }).click()
  expect(await page.locator('h1').innerText()).toBe('演示指南')
  await page.goto('/desk/rounds')
  await page.getByRole('link', { name: '打开演示指南' }).click()
  await page.getByRole('button', { name: ' officer-370505' }).click()
  expect(new URL(page.url()).pathname).toBe('/desk/rounds')
  await close()
})
