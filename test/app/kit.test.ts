import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KIT_STATES, type KitState } from '#app/components/kit/kit-data'
import { KIT_SURFACES, type KitSurface } from '#app/components/kit/kit-page'
import { compileStylesheet, kitDocument } from '#test/app/kit-document'
import { axeFindings, launchBrowser, WIDTHS } from '#test/setup/browser'

type View = { readonly state: KitState; readonly surface: KitSurface; readonly isLarge: boolean; readonly width: number }

const views: readonly View[] = WIDTHS.flatMap((width) => [
  ...KIT_STATES.map((state) => ({ state, surface: 'public' as const, isLarge: false, width })),
  ...KIT_SURFACES.filter((surface) => surface !== 'public').map((surface) => ({
    state: 'filled' as const,
    surface,
    isLarge: false,
    width,
  })),
  { state: 'error' as const, surface: 'field' as const, isLarge: true, width },
])

const nameOf = ({ state, surface, isLarge, width }: View) => `${surface}, ${state}${isLarge ? ', 大字版' : ''}, ${width} px`
const namedViews = views.map((view) => [nameOf(view), view] as const)

// Runs in the page: controls lower than `least` pixels. Links inside a sentence are exempt; a box to tick is pressed by its line.
const lowControls = (least: number): readonly string[] => {
  const heightOf = (element: Element) => {
    const target = element.matches('input[type=radio], input[type=checkbox]') ? (element.parentElement ?? element) : element
    return target.getBoundingClientRect().height
  }
  return [...document.querySelectorAll('a, button, summary, select, textarea, input:not([type=hidden])')]
    .filter((element) => element.getClientRects().length > 0)
    .filter((element) => !element.matches('.sr-only, p > a:not([class]), span > a:not([class])'))
    .filter((element) => heightOf(element) < least - 0.5)
    .map((element) => element.outerHTML.slice(0, 160))
}

describe('the kit', () => {
  let browser: Browser
  let css: string

  beforeAll(async () => {
    ;[browser, css] = await Promise.all([launchBrowser(), compileStylesheet()])
  })
  afterAll(() => browser.close())

  const open = async (view: View): Promise<Page> => {
    const page = await browser.newPage({ viewport: { width: view.width, height: 900 } })
    await page.setContent(kitDocument(view, css))
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true
    })
    return page
  }

  test.each(namedViews)('has no axe finding and never scrolls sideways: %s', async (_, view) => {
    const page = await open(view)
    expect(await axeFindings(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(view.width)
    await page.close()
  })

  test('is really judged: a field without its label is found', async () => {
    const page = await open({ state: 'filled', surface: 'public', isLarge: false, width: 768 })
    await page.evaluate(() => document.querySelector('label[for="f-creditCode"]')?.remove())
    expect(await axeFindings(page)).toContainEqual(expect.stringMatching(/^label: #f-creditCode/))
    await page.close()
  })

  test.each([
    ['standard', false, 44],
    ['large', true, 60],
  ] as const)('gives each control a target of its size in %s text', async (_, isLarge, least) => {
    const page = await open({ state: 'filled', surface: 'desk', isLarge, width: 768 })
    expect(await page.evaluate(lowControls, least)).toEqual([])
    expect(await page.evaluate(lowControls, least + 1)).not.toEqual([])
    await page.close()
  })

  test('is set at 18 pt and more in large text', async () => {
    const page = await open({ state: 'filled', surface: 'public', isLarge: true, width: 768 })
    const smallest = await page.evaluate(() =>
      Math.min(...[...document.querySelectorAll('body *')].map((element) => Number.parseFloat(getComputedStyle(element).fontSize))),
    )
    expect(smallest).toBeGreaterThanOrEqual(24)
    await page.close()
  })

  test('prints tables as tables, without navigation and buttons', async () => {
    const page = await open({ state: 'filled', surface: 'desk', isLarge: false, width: 360 })
    await page.emulateMedia({ media: 'print' })
    const shown = await page.evaluate(() => ({
      row: getComputedStyle(document.querySelector('tbody tr') ?? document.body).display,
      navs: [...document.querySelectorAll('nav')].filter((nav) => nav.getClientRects().length > 0).length,
      buttons: [...document.querySelectorAll('form > div > button')].filter((button) => button.getClientRects().length > 0).length,
    }))
    expect(shown).toEqual({ row: 'table-row', navs: 0, buttons: 0 })
    await page.close()
  })

  test('writes no style attribute, which the content security policy would drop', () => {
    for (const view of views) expect(kitDocument(view, '')).not.toMatch(/<[^>]+\sstyle=/)
  })

  test('uses only colours and functions that an old Chromium knows', () => {
    expect(css).not.toMatch(/oklch|color-mix|:has\(|rgb\([^)]*var\(/)
  })
})
