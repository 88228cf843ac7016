import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** What a person puts into fields, by the names under which they are posted. */
export type Answers = Readonly<Record<string, string | readonly string[]>>

const byName = (page: Page, name: string): Locator => page.locator(`[name="${name}"]:not([type="hidden"])`)

/** Types, chooses and ticks. A box is ticked by its value; a field that the page does not show fails the test. */
export async function fillIn(page: Page, answers: Answers): Promise<void> {
  const controls = await page
    .locator('[name]:not([type="hidden"]):is(input, select, textarea)')
    .evaluateAll((all) => all.map((one) => [one.getAttribute('name') ?? '', one.getAttribute('type') ?? one.tagName] as const))
  const kinds = new Map(controls)
  for (const [name, answer] of Object.entries(answers)) {
    const kind = kinds.get(name)
    if (kind === undefined) throw new Error(`${page.url()} has no field ${name}`)
    for (const value of [answer].flat()) {
      if (kind === 'SELECT') await byName(page, name).selectOption(value)
      else if (kind === 'radio' || kind === 'checkbox') await page.locator(`[name="${name}"][value="${value}"]`).check()
      else await byName(page, name).fill(value)
    }
  }
}

/** Fills in a long sheet of text fields and choices at once: typing the hundredth score proves no more than the first. */
export async function fillSheet(page: Page, answers: Readonly<Record<string, string>>): Promise<void> {
  const missing = await page.locator('form').evaluateAll((_, given) => {
    const absent: string[] = []
    for (const [name, value] of Object.entries(given)) {
      const fields = [...document.getElementsByName(name)]
      const choice = fields.find((field) => field instanceof HTMLInputElement && field.type === 'radio' && field.value === value)
      const [first] = fields
      if (choice instanceof HTMLInputElement) choice.checked = true
      else if (first instanceof HTMLInputElement || first instanceof HTMLTextAreaElement) first.value = value
      else absent.push(name)
      first?.dispatchEvent(new Event('input', { bubbles: true }))
    }
    return absent
  }, answers)
  if (missing.length > 0) throw new Error(`${page.url()} has no fields ${missing.join(' ')}`)
}

/** Shorter than the wait for the page, so that a button that is not there is what the failure names. */
const patience = { timeout: 20_000 }

/** Does something that leads to a page, waits for that page, and returns its HTTP status. */
export async function leave(page: Page, by: () => Promise<unknown>): Promise<number> {
  const isPage = (status: number) => status < 300 || status >= 400
  const [response] = await Promise.all([
    page.waitForResponse((answer) => answer.request().isNavigationRequest() && isPage(answer.status())),
    page.waitForEvent('load'),
    by(),
  ])
  return response.status()
}

/** Presses the button of that name and returns the status of the page that follows. */
export const press = (page: Page, name: string | RegExp): Promise<number> =>
  leave(page, () => page.getByRole('button', { name }).first().click(patience))

/** Presses a button of a form that must be accepted; a refusal fails with what the page says. */
export async function send(page: Page, name: string | RegExp): Promise<void> {
  const status = await press(page, name)
  if (status < 400) return
  const said = await page.locator('[role="alert"]').or(page.locator('h1')).allInnerTexts()
  throw new Error(`${String(name)} answered ${status}: ${said.join(' ')}`)
}

/** Follows the link of that name. */
export const follow = (page: Page, name: string | RegExp): Promise<number> =>
  leave(page, () => page.locator('main').getByRole('link', { name }).first().click(patience))

/** The sentences that stand at a field, as a screen reader finds them: by the ids that describe it. */
export async function errorsAt(page: Page, name: string): Promise<string> {
  const ids = (await byName(page, name).first().getAttribute('aria-describedby')) ?? ''
  const texts = ids.split(' ').filter((id) => id.endsWith('-error'))
  return (await Promise.all(texts.map((id) => page.locator(`#${id}`).innerText()))).join('\n')
}

/** What a field holds. */
export const typedIn = (page: Page, name: string): Promise<string> => byName(page, name).first().inputValue()

/** All words of the page's content. */
export const words = (page: Page): Promise<string> => page.locator('main').innerText()

/** The address below the origin. */
export const pathOf = (page: Page): string => new URL(page.url()).pathname

/** Opens an address again until the page shows what is wanted: documents are set after the answer has gone out. */
export async function openUntil(page: Page, path: string, wanted: () => Locator): Promise<Locator> {
  await expect.poll(() => page.goto(path).then(() => wanted().count()), { timeout: 60_000 }).toBeGreaterThan(0)
  return wanted().first()
}

/** A document of a case as its reader downloads it. `title` is (part of) what the link says. */
export async function download(page: Page, caseId: string, title: string): Promise<Buffer> {
  const link = await openUntil(page, `/cases/${caseId}`, () => page.getByRole('link', { name: new RegExp(`^下载\\s*《.*${title}`) }))
  const response = await page.context().request.get((await link.getAttribute('href')) ?? '')
  if (!response.ok()) throw new Error(`${title} answered ${response.status()}`)
  return response.body()
}
