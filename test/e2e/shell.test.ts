import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { atEachWidth, axeFindings, launchBrowser, openVisit, sidewaysOverflow, takePictures } from '#test/setup/browser'
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

describe.each([
  ['the home page', '/', 200],
  ['a page that does not exist', '/nowhere', 404],
])('%s', (name, path, status) => {
  it('is legible at every width, without findings of axe and without errors in the browser', async () => {
    const { page, problems, close } = await openVisit(browser, portal.origin)
    const response = await page.goto(path)
    expect(response?.status()).toBe(status)
    await atEachWidth(page, async (width) => {
      expect(await sidewaysOverflow(page), `sideways at ${width}`).toBe(0)
      expect(await axeFindings(page), `axe at ${width}`).toEqual([])
    })
    await takePictures(page, name.replaceAll(' ', '-'))
    expect(problems()).toEqual([])
    await close()
  })
})

it('shows the same words without any script', async () => {
  const withScript = await openVisit(browser, portal.origin)
  const without = await openVisit(browser, portal.origin, { javaScript: false })
  for (const { page } of [withScript, without]) await page.goto('/')
  expect(await without.page.locator('main').innerText()).toBe(await withScript.page.locator('main').innerText())
  await withScript.close()
  await without.close()
})

it('notices a breach of the content security policy', async () => {
  const { page, problems, close } = await openVisit(browser, portal.origin)
  await page.goto('/')
  await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'document.title = "planted"'
    document.body.append(script)
    document.body.setAttribute('style', 'color: red')
  })
  expect(await page.title()).not.toBe('planted')
  expect(problems().length).toBeGreaterThanOrEqual(2)
  await close()
})

it('keeps the large text of a reader who asked for it', async () => {
  const { page, close } = await openVisit(browser, portal.origin, { javaScript: false })
  const size = () => page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize))
  await page.goto('/')
  const normal = await size()
  await page.goto('/text-size/large?back=/')
  expect(new URL(page.url()).pathname).toBe('/')
  expect(await size()).toBe(normal * 1.5)
  await page.goto('/text-size/standard?back=//evil.example')
  expect(page.url()).toBe(`${portal.origin}/`)
  expect(await size()).toBe(normal)
  await close()
})
