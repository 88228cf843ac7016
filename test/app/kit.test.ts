import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KIT_STATES, type KitState } from '#app/components/kit/kit-data'
import { KIT_SURFACES, type KitSurface } from '#app/components/kit/kit-page'
import { compileStylesheet, kitDocument } from '#test/app/kit-document'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const WIDTHS = [360, 768, 1280]

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

const findExecutable = (): string => {
  const found = [process.env.CHROMIUM_PATH ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (path) => path !== '' && existsSync(path),
  )
  return found ?? chromium.executablePath()
}

const axeFindings = async (page: Page): Promise<readonly string[]> =>
  page.evaluate(async (tags) => {
    // biome-ignore lint/suspicious/noExplicitAny: axe puts itself on the window
    const { violations } = await (globalThis as any).axe.run(document, { runOnly: tags })
    return violations.flatMap((violation: { id: string; nodes: { html: string; failureSummary: string }[] }) =>
      violation.nodes.map((node) => `${violation.id}: ${node.html} ${node.failureSummary}`),
    )
  }, TAGS)

const openDetails = (page: Page) =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
  })

describe('the kit', () => {
  let browser: Browser
  let css: string
  let axe: string

  beforeAll(async () => {
    const require = createRequire(import.meta.url)
    ;[browser, css, axe] = await Promise.all([
      chromium.launch({ executablePath: findExecutable(), args: ['--no-sandbox'] }),
      compileStylesheet(),
      readFile(require.resolve('axe-core/axe.min.js'), 'utf8'),
    ])
  })

  afterAll(() => browser.close())

  const open = async (view: View): Promise<Page> => {
    const page = await browser.newPage({ viewport: { width: view.width, height: 900 } })
    await page.setContent(kitDocument(view, css))
    await openDetails(page)
    return page
  }

  const nameOf = ({ state, surface, isLarge, width }: View) => `${surface}, ${state}${isLarge ? ', 大字版' : ''}, ${width} px`

  test.each(views.map((view) => [nameOf(view), view] as const))('has no axe finding: %s', async (_, view) => {
    const page = await open(view)
    await page.evaluate(axe)
    expect(await axeFindings(page)).toEqual([])
    await page.close()
  })

  test.each(views.map((view) => [nameOf(view), view] as const))('never scrolls sideways: %s', async (_, view) => {
    const page = await open(view)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(view.width)
    await page.close()
  })

  test.each([
    [false, 44],
    [true, 60],
  ])('gives every control a target of its size (large text: %s, %i px)', async (isLarge, size) => {
    const page = await open({ state: 'filled', surface: 'desk', isLarge, width: 768 })
    const small = await page.evaluate((least) => {
      const isShown = (element: Element) => element.getClientRects().length > 0 && !element.closest('.sr-only')
      const heightOf = (element: Element) =>
        // A box to tick is pressed by its whole line; links inside a sentence are exempt.
        (element.matches('input[type=radio], input[type=checkbox]') ? (element.parentElement ?? element) : element).getBoundingClientRect()
          .height
      return [...document.querySelectorAll('a, button, summary, select, textarea, input:not([type=hidden])')]
        .filter((element) => isShown(element) && !element.matches('.sr-only, p > a:not([class]), span > a:not([class])'))
        .filter((element) => heightOf(element) < least - 0.5)
        .map((element) => element.outerHTML.slice(0, 160))
    }, size)
    expect(small).toEqual([])
    await page.close()
  })

  test('writes no style attribute, which the content security policy would drop', () => {
    for (const view of views) expect(kitDocument(view, '')).not.toMatch(/<[^>]+\sstyle=/)
  })
})
