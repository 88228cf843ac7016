import type { Page } from 'playwright-core'
import { fillIn, follow, press, send, words } from './form'

/** What anybody does without an account. */

export const objection = {
  name: '周建国',
  phone: '13854600000',
  statement: '该诊所公示的执业人员三月份并不在岗，请核查排班记录和处方签名。',
  confirmed: 'yes',
}

/** Opens the newest notice of the list. */
export async function openNotice(page: Page, round: RegExp): Promise<void> {
  await page.goto('/notices')
  await follow(page, round)
}

/** Objects to the result of one institution of the open notice. @returns what the receipt says */
export async function object(page: Page, institution: string): Promise<string> {
  await follow(page, new RegExp(`提出异议\\s*：${institution}`))
  await fillIn(page, objection)
  await send(page, '提交异议')
  return words(page)
}

/** Uploads a PDF to the verification page. @returns what the report says */
export async function verify(page: Page, pdf: Buffer): Promise<string> {
  await page.goto('/verify')
  await page.locator('[name="file"]').setInputFiles({ name: '协议.pdf', mimeType: 'application/pdf', buffer: pdf })
  await press(page, '核验文件')
  return page.getByRole('region', { name: '核验结果' }).innerText()
}
