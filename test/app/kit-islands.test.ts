import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { KitState } from '#app/components/kit/kit-data'
import { compileStylesheet, kitDocument } from '#test/app/kit-document'
import { launchBrowser } from '#test/setup/browser'

const ISLANDS = ['site', 'score-total', 'upload', 'filter-list']

const bundle = async (): Promise<readonly string[]> => {
  const { outputFiles } = await build({
    entryPoints: ISLANDS.map((name) => `app/islands/${name}.ts`),
    outdir: 'unused',
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2020',
  })
  return outputFiles.map((file) => file.text)
}

describe('the enhancement scripts', () => {
  let browser: Browser
  let css: string
  let scripts: readonly string[]

  beforeAll(async () => {
    ;[browser, css, scripts] = await Promise.all([launchBrowser(), compileStylesheet(), bundle()])
  })
  afterAll(() => browser.close())

  const open = async (state: KitState, hasScripts = true): Promise<Page> => {
    const page = await browser.newPage({ viewport: { width: 768, height: 900 }, javaScriptEnabled: hasScripts })
    await page.setContent(kitDocument({ state, surface: 'field', isLarge: false }, css, hasScripts ? scripts : []))
    return page
  }

  const textOf = (page: Page, selector: string) => page.textContent(selector)

  test('weigh at most 15 KB together', () => {
    expect(scripts.reduce((sum, text) => sum + text.length, 0)).toBeLessThanOrEqual(15 * 1024)
  })

  test('count the normalised total over the applicable items while scores are typed', async () => {
    const page = await open('empty')
    expect(await textOf(page, '[data-score-answered]')).toBe('0')
    await page.fill('#f-score-M-B01', '2')
    await page.fill('#f-score-M-B03', '1.3')
    // (2.0 + 1.3) of 4.0 = 82.50; the inapplicable M-B04 is not in the denominator.
    expect(await textOf(page, '[data-score-sum]')).toBe('82.50')
    expect(await textOf(page, '[data-score-answered]')).toBe('2')
    expect(await textOf(page, '[data-score-applicable]')).toBe('3')
    await page.close()
  })

  test('do not count a score above its maximum, and understand full-width digits', async () => {
    const page = await open('empty')
    await page.fill('#f-score-M-B01', '2.5')
    expect(await textOf(page, '[data-score-sum]')).toBe('0.00')
    await page.fill('#f-score-M-B01', '１．５')
    expect(await textOf(page, '[data-score-sum]')).toBe('37.50')
    await page.close()
  })

  test('set a full mark with one press and take half a point off with the next', async () => {
    const page = await open('empty')
    await page.click('[data-score-item="M-B01"] button:text("满分")')
    expect(await page.inputValue('#f-score-M-B01')).toBe('2.0')
    await page.click('[data-score-item="M-B01"] button:text("扣 0.5")')
    expect(await page.inputValue('#f-score-M-B01')).toBe('1.5')
    await page.close()
  })

  test('show a failed veto at once and lead to the first item that is missing', async () => {
    const page = await open('empty')
    expect(await page.isVisible('[data-score-veto-line]')).toBe(false)
    await page.check('input[name="veto.M-A01"][value="fail"]')
    expect(await page.isVisible('[data-score-veto-line]')).toBe(true)
    await page.click('[data-score-next]')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('f-score-M-B01')
    await page.close()
  })

  test('post a form once, however often the button is pressed', async () => {
    const page = await open('filled')
    const posts = await page.evaluate(async () => {
      let count = 0
      const form = document.querySelector<HTMLFormElement>('#sheet')
      // The guard listens on the document, so that what it lets through arrives here.
      addEventListener('submit', (event) => {
        if (!event.defaultPrevented) count += 1
        event.preventDefault()
      })
      const button = form?.querySelector<HTMLButtonElement>('button[type=submit]')
      for (let press = 0; press < 3; press++) button?.click()
      return { count, text: button?.textContent, isDisabled: button?.getAttribute('aria-disabled') }
    })
    expect(posts).toEqual({ count: 1, text: '保存中…', isDisabled: 'true' })
    await page.close()
  })

  test('put the focus on the error summary, and from its link into the field', async () => {
    const page = await open('error')
    expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-error-summary'))).toBe(true)
    await page.click('[data-error-summary] a[href="#f-creditCode"]')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('f-creditCode')
    await page.close()
  })

  test('open the dialog as a modal that Escape closes', async () => {
    const page = await open('filled')
    await page.click('a[href="#withdraw"]')
    expect(await page.evaluate(() => document.querySelector('dialog')?.matches(':modal'))).toBe(true)
    await page.keyboard.press('Escape')
    expect(await page.isVisible('dialog')).toBe(false)
    await page.close()
  })

  test('are not needed: without them the dialog opens by its address and no dead control is shown', async () => {
    const page = await open('filled', false)
    expect(await page.isVisible('dialog')).toBe(false)
    await page.click('a[href="#withdraw"]')
    expect(await page.isVisible('dialog')).toBe(true)
    expect(await page.isVisible('[data-score-next]')).toBe(false)
    expect(await page.locator('[data-score-item] button').count()).toBe(0)
    await page.close()
  })
})
