import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, openVisit, signIn } from '#test/setup/browser'
import { type RunningPortal, startPortal } from '#test/setup/portal'

let portal: RunningPortal
let browser: Browser
let noticeId: string

beforeAll(async () => {
  portal = await startPortal()
  browser = await launchBrowser()
  const { caseFiles, documents } = portal.portal.read
  const [round] = await caseFiles.list({ machine: 'evaluationRound', stagePrefix: 'closed' })
  noticeId = (await documents.ofCase(round?.id ?? '')).find(({ kind }) => kind === 'publicNotice')?.id ?? ''
})
afterAll(async () => {
  await browser?.close()
  await portal?.close()
})

it('leads every demonstration account with one click to a page of its own', async () => {
  const { page, close } = await openVisit(browser, portal.origin, { javaScript: false })
  for (const login of [
    'kangning',
    'officer-370502',
    'head-370502',
    'clinical-370502',
    'authority',
    'system-admin',
    'security-admin',
    'audit-admin',
  ]) {
    await signIn(page, login)
    expect(await page.locator('h1').innerText(), login).not.toMatch(/无权|不存在|暂时无法/)
    expect(await page.getByRole('button', { name: '退出' }).count(), login).toBe(1)
  }
  await close()
})

it('checks a downloaded notice without scripts, and finds a changed byte', async () => {
  const { page, context, close } = await openVisit(browser, portal.origin, { javaScript: false })
  const bytes = await (await context.request.get(`${portal.origin}/documents/${noticeId}`)).body()
  const check = async (buffer: Buffer) => {
    await page.goto('/verify')
    await page.locator('input[type=file]').setInputFiles({ name: '公示.pdf', mimeType: 'application/pdf', buffer })
    await page.getByRole('button', { name: '核验文件' }).click()
    return page.getByRole('region', { name: '核验结果' }).innerText()
  }
  expect(await check(bytes)).toContain('核验通过')
  const changed = Buffer.from(bytes)
  changed[500] = (changed[500] ?? 0) ^ 1
  expect(await check(changed)).toContain('不是本平台留存的文件')
  await close()
})

it('moves the time of the demonstration from any page without scripts and comes back to it', async () => {
  const { page, close } = await openVisit(browser, portal.origin, { javaScript: false })
  await signIn(page, 'kangning')
  await page.goto('/notices')
  await page.getByText('移动时间').click()
  await page.getByRole('button', { name: '前进一个工作日' }).click()
  expect(new URL(page.url()).pathname).toBe('/notices')
  expect(await page.locator('section[aria-label=演示时间] time').first().innerText()).toContain('2026年3月3日')
  await close()
})
