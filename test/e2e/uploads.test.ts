import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { atEachWidth, axeFindings, launchBrowser, sidewaysOverflow, takePictures } from '#test/setup/browser'
import { type RunningPortal, startPortal } from '#test/setup/portal'
import { photograph } from '#test/setup/upload-files'
import { clinicInput } from '#test/workflows/sample-application'
import { ApplicationInput } from '#workflows/domain/application-input'
import { smallPdf, windowsProgram } from './steps/files'
import { fillIn, press } from './steps/form'
import * as institution from './steps/institution'
import { People } from './steps/people'

const input = ApplicationInput.parse(clinicInput())
const intake = '/desk/intake/demo-renmin'

let portal: RunningPortal
let scripted: People
let plain: People

beforeAll(async () => {
  portal = await startPortal()
  const browser = await launchBrowser()
  scripted = new People(browser, portal.origin)
  plain = new People(browser, portal.origin, { javaScript: false })
})
afterAll(async () => {
  await scripted?.leave()
  await plain?.leave()
  await scripted?.browser.close()
  await portal?.close()
})

const look = async (page: Page, name: string) => {
  await atEachWidth(page, async (width) => {
    expect(await sidewaysOverflow(page), `${name} at ${width}`).toBe(0)
    expect(await axeFindings(page), `${name} at ${width}`).toEqual([])
  })
  await takePictures(page, name)
}

/** What the page view shows. */
const shown = (page: Page): Promise<string> => page.evaluate(() => document.querySelector('iframe')?.contentWindow?.location.pathname ?? '')
const links = (page: Page) => page.locator('a[data-page-view-link]:visible')
const addressOf = async (page: Page, index: number) =>
  new URL((await links(page).nth(index).getAttribute('href')) ?? '', portal.origin).pathname

describe('the files of an application beside its checklist', () => {
  it('open at the right of the officer with one click, and with n and p item by item', async () => {
    const page = await scripted.account('officer-370502')
    await page.goto(intake)
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.locator('[name="items[1].ok"]').check()
    await links(page).nth(2).click()
    await expect.poll(() => shown(page)).toBe(await addressOf(page, 2))
    expect(await links(page).nth(2).getAttribute('aria-current')).toBe('true')
    await page.keyboard.press('n')
    await expect.poll(() => shown(page)).toBe(await addressOf(page, 3))
    await page.keyboard.press('p')
    await expect.poll(() => shown(page)).toBe(await addressOf(page, 2))
    // The ticks are still there, and letters typed into a field are letters.
    expect(await page.locator('[name="items[1].ok"]').isChecked()).toBe(true)
    await page.locator('[name="opinion"]').fill('')
    await page.locator('[name="opinion"]').press('n')
    expect(await page.locator('[name="opinion"]').inputValue()).toBe('n')
    await look(page, 'uploads-intake')
    expect(scripted.problems()).toEqual([])
  })

  it('open at the right without scripts too, and nothing ticked is lost', async () => {
    const page = await plain.account('officer-370502')
    await page.goto(intake)
    await page.locator('[name="items[1].ok"]').check()
    const link = links(page).first()
    const [answer] = await Promise.all([page.waitForResponse((response) => response.url().includes('as=page')), link.click()])
    expect(answer.status()).toBe(200)
    expect(answer.frame().name()).toBe('page-view')
    expect(await page.locator('[name="items[1].ok"]').isChecked()).toBe(true)
    expect(page.context().pages()).toHaveLength(1)
  })

  it('open in a window of their own where there is no room beside the list', async () => {
    const page = await scripted.account('officer-370502')
    await page.setViewportSize({ width: 360, height: 900 })
    await page.goto(intake)
    expect(await links(page).count()).toBe(0)
    expect(await page.locator('a[target="_blank"][href*="as=page"]:visible').count()).toBeGreaterThan(3)
  })
})

describe('the materials of a draft', () => {
  it('show a photograph and a PDF as small pictures, and say what was not kept', async () => {
    const page = await scripted.visitor()
    await institution.register(page, input, { login: 'renhe.chen', ownName: '陈立新' })
    await fillIn(page, { 'services.services': [...input.form.services.services] })
    await press(page, '保存并继续')
    await page.goto(page.url().replace(/[^/]*$/, 'materials'))
    const photo = { name: '身份证正面.jpg', bytes: await photograph({ width: 900, height: 600 }) }
    expect(await institution.upload(page, 'identity', [photo, smallPdf('身份证背面')], 'script')).toBe(200)
    expect(await institution.upload(page, 'drugList', [smallPdf('药品清单'), windowsProgram('设备.pdf')], 'script')).toBe(422)
    expect(await page.locator('[data-error-summary]').innerText()).toContain('已保存 1 个文件')
    await page.setViewportSize({ width: 1280, height: 900 })
    await links(page).first().click()
    await expect.poll(() => shown(page)).toBe(await addressOf(page, 0))
    const picture = page.frameLocator('iframe').locator('img')
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(900)
    expect(await picture.evaluate((image) => image.getBoundingClientRect().right <= innerWidth)).toBe(true)
    const small = await page
      .locator('img[src$="as=thumbnail"]:visible')
      .evaluateAll((all) => all.map((image) => (image as HTMLImageElement).naturalWidth))
    expect(small.every((width) => width > 0 && width <= 160)).toBe(true)
    await look(page, 'uploads-materials')
    expect(scripted.problems()).toEqual([])
  })

  it('that are large show how far they are, and a refusal without losing the page', async () => {
    const page = await scripted.visitor()
    await institution.register(
      page,
      { ...input, institution: { ...input.institution, uscc: '91370502MA3C7K4M6E' } },
      { login: 'renhe.sun', ownName: '孙立新' },
    )
    await fillIn(page, { 'services.services': [...input.form.services.services] })
    await press(page, '保存并继续')
    const path = page.url().replace(/[^/]*$/, 'materials')
    await page.goto(path)
    const bar = page.locator('progress[aria-label="上传进度"]')
    let letGo = () => {}
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    await page.route(`${path}?*`, async (route) => {
      if (route.request().method() === 'POST') await held
      await route.continue()
    })
    const large = {
      name: '图纸.pdf',
      bytes: Buffer.concat([Buffer.from(`%PDF-1.4\n%${'x'.repeat(2 * 1024 * 1024)}\n`), smallPdf('图纸').bytes]),
    }
    const saved = institution.upload(page, 'premises', [large], 'script')
    await bar.waitFor()
    letGo()
    expect(await saved).toBe(200)
    expect(await page.locator('a[data-page-view-link="图纸.pdf"]').count()).toBe(1)

    const field = page.locator('input[name="material.premises"]')
    const program = { ...windowsProgram('大程序.pdf'), mimeType: 'application/pdf' }
    await field.setInputFiles({
      name: program.name,
      mimeType: program.mimeType,
      buffer: Buffer.concat([program.bytes, Buffer.alloc(2 * 1024 * 1024)]),
    })
    await expect.poll(() => page.locator('[data-error-summary]').count()).toBe(1)
    expect(await page.locator('[data-error-summary]').innerText()).toContain('「大程序.pdf」不能上传')
    expect(await page.locator('a[data-page-view-link="图纸.pdf"]').count()).toBe(1)
    // The page is as usable as a new one.
    await page
      .locator('input[name="material.premises"]')
      .setInputFiles({ name: '合同.pdf', mimeType: 'application/pdf', buffer: Buffer.concat([large.bytes, Buffer.from('%')]) })
    await expect.poll(() => page.locator('a[data-page-view-link="合同.pdf"]').count()).toBe(1)
  })
})
