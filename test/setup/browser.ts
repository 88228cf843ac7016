import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

/** Telephone, tablet and office screen of the product's promise. */
export const WIDTHS = [360, 768, 1280] as const
const HEIGHT = 900

export type Visit = {
  page: Page
  context: BrowserContext
  /** Script errors, violations of the content security policy, failed files: empty on a good page. */
  problems: () => readonly string[]
  close: () => Promise<void>
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-dev-shm-usage'] })
}

function findChromium(): string {
  const folders = (process.env.PATH ?? '').split(':').filter(Boolean)
  const onPath = ['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) => folders.map((folder) => join(folder, name)))
  const found = process.env.CHROMIUM_PATH ?? onPath.find((path) => existsSync(path))
  if (found === undefined) throw new Error('No Chromium found: install the Debian package chromium, or set CHROMIUM_PATH')
  return found
}

/** One person at one machine: cookies of their own. `javaScript: false` is a browser that runs no script at all. */
export async function openVisit(browser: Browser, origin: string, options: { javaScript?: boolean; width?: number } = {}): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: origin,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
    javaScriptEnabled: options.javaScript ?? true,
    viewport: { width: options.width ?? 1280, height: HEIGHT },
  })
  const seen: { text: string; url: string }[] = []
  const navigations = new Set<string>()
  const page = await context.newPage()
  page.on('response', (response) => {
    if (response.request().isNavigationRequest()) navigations.add(response.url())
  })
  page.on('pageerror', (error) => seen.push({ text: `script error: ${error.message}`, url: '' }))
  page.on('console', (message) => {
    if (message.type() === 'error') seen.push({ text: message.text(), url: message.location().url })
  })
  // The browser also reports the status of a page that is meant to be an error page: that is no fault of the page.
  const isPageStatus = ({ text, url }: { text: string; url: string }) => text.startsWith('Failed to load resource') && navigations.has(url)
  return {
    page,
    context,
    problems: () => seen.filter((entry) => !isPageStatus(entry)).map(({ text }) => text),
    close: () => context.close(),
  }
}

/** Signs in with the one-click button of a demonstration account. */
export async function signIn(page: Page, login: string): Promise<void> {
  await page.goto('/demo')
  // Whole words: one login may be the end of another.
  await page.getByRole('button', { name: new RegExp(`(^|\\s)${login.trim()}(\\s|$)`) }).click()
  await page.waitForURL((url) => url.pathname !== '/demo')
}

// Every page reads it anew; the whole source, with its comments, takes it twice as long.
let axeSource: string | undefined

/** axe's findings on the page as it stands, one line each: rule, and where. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  axeSource ??= readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource)
  return page.evaluate(async () => {
    const { axe: loaded } = globalThis as unknown as { axe: typeof axe }
    // Only what is wrong is written out and brought over: on a long page the rest takes longer than the search.
    const { violations } = await loaded.run({ resultTypes: ['violations'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
  })
}

/** By how many pixels the page is wider than the window; 0 when nobody has to scroll sideways. */
export function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth))
}

/** Runs a look at each of the three widths. */
export async function atEachWidth(page: Page, look: (width: number) => Promise<void>): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHT })
    await look(width)
  }
}

/** Pictures of the whole page at the three widths, kept only when SCREENSHOT_FOLDER names a place for them. */
export async function takePictures(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOT_FOLDER
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await atEachWidth(page, async (width) => {
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true })
  })
}
