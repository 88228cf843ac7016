import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { draftPages } from '#app/forms/application-draft-pages'
import { answersOf, newAccount, requiredMaterials, scoresOf, smallPdf } from '#test/app/institution-clerk'
import { atEachWidth, axeFindings, launchBrowser, openVisit, sidewaysOverflow, takePictures } from '#test/setup/browser'
import { type RunningPortal, startPortal } from '#test/setup/portal'
import { clinicInput } from '#test/workflows/sample-application'

let running: RunningPortal
let browser: Browser

beforeAll(async () => {
  running = await startPortal()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await running.close()
})

async function fill(page: Page, fields: Record<string, string | string[]>): Promise<void> {
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) {
      const control = page.locator(`[name="${name}"]`).first()
      const kind = await control.evaluate((element) => (element instanceof HTMLInputElement ? element.type : element.tagName))
      if (kind === 'SELECT') await control.selectOption(one)
      else if (kind === 'radio' || kind === 'checkbox') await page.locator(`[name="${name}"][value="${one}"]`).check()
      else await control.fill(one)
    }
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

/** Files are chosen and, where no script sends them at once, sent with their button. */
async function uploadAll(page: Page, javaScript: boolean): Promise<void> {
  for (const id of requiredMaterials) {
    const chosen = page.locator(`input[name="material.${id}"]`)
    await chosen.setInputFiles({
      name: `${id}.pdf`,
      mimeType: 'application/pdf',
      buffer: Buffer.concat([smallPdf, Buffer.from(`%${id}\n`)]),
    })
    const form = page.locator('form').filter({ has: chosen })
    if (!javaScript) await form.getByRole('button', { name: /^上传/ }).click()
    await form.getByText(`${id}.pdf`, { exact: true }).first().waitFor()
  }
}

describe.each([
  { javaScript: true, login: 'e2e-with', uscc: newAccount.uscc },
  { javaScript: false, login: 'e2e-without', uscc: '91370502MA3C7K4M6E' },
])('a clerk whose browser has JavaScript: $javaScript', ({ javaScript, login, uscc }) => {
  it('comes from 我能申请吗 to the receipt in six screens', async () => {
    const visit = await openVisit(browser, running.origin, { javaScript })
    const { page } = visit
    const look = async (name: string) => {
      if (!javaScript) return
      await atEachWidth(page, async (width) => {
        expect(await sidewaysOverflow(page), `${name} at ${width}`).toBe(0)
        expect(await axeFindings(page), `${name} at ${width}`).toEqual([])
      })
      await takePictures(page, `institution-${name}`)
    }
    await page.goto('/can-i-apply')
    await fill(page, { kind: 'clinic', admdvs: '370502', affiliation: 'private' })
    await press(page, '查询')
    await look('can-i-apply')
    await page.goto('/my/register')
    await press(page, '登记并登录')
    await look('register')
    await fill(page, { ...newAccount, login, uscc })
    await press(page, '登记并登录')
    await fill(page, { ...clinicInput().site } as Record<string, string>)
    await press(page, '保存')
    await look('my')
    await page.getByRole('button', { name: /^为这个执业地点申请/ }).click()
    const screens = new Set<string>()
    for (const { id, sections } of draftPages) {
      screens.add(new URL(page.url()).pathname)
      await fill(page, answersOf(sections))
      await look(id)
      await press(page, '保存并继续')
    }
    screens.add(new URL(page.url()).pathname)
    await fill(page, scoresOf())
    await look('self-evaluation')
    await press(page, '保存并继续')
    screens.add(new URL(page.url()).pathname)
    await uploadAll(page, javaScript)
    await look('materials')
    await page.getByRole('link', { name: '核对并提交' }).click()
    screens.add(new URL(page.url()).pathname)
    await look('check')
    await page.locator('[name="truthful"]').check()
    await press(page, '提交申请')
    expect(screens.size).toBe(6)
    expect(page.url()).toMatch(/\/cases\/[0-9a-f-]{36}\?received=1$/)
    expect(await page.locator('main').innerText()).toContain('收件回执')
    expect(visit.problems()).toEqual([])
    await visit.close()
  })
})
