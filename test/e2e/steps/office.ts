import type { Page } from 'playwright-core'
import { fillIn, follow, send } from './form'
import { begin } from './institution'

/** What officers and the head of an agency do. */

/** Opens a line of the worklist. */
export async function openFromWorklist(page: Page, title: string): Promise<void> {
  await page.goto('/desk')
  await follow(page, title)
}

/** Ticks every paper of the checklist except those named, and returns the row of fields of each that was left. */
export async function tickAll(page: Page, except: readonly string[] = []): Promise<readonly string[]> {
  const left: string[] = []
  for (const hidden of await page.locator('input[type="hidden"][name$="].materialId"]').all()) {
    const row = ((await hidden.getAttribute('name')) ?? '').replace('.materialId', '')
    const box = page.locator(`[name="${row}.ok"]`)
    if (except.includes((await hidden.getAttribute('value')) ?? '')) left.push(row)
    else if ((await box.count()) > 0) await box.check()
  }
  return left
}

/** Moves the demonstration's time with the bar at the top. */
export async function moveTo(page: Page, day: string): Promise<void> {
  await page.goto('/')
  await page.getByRole('region', { name: '演示时间' }).locator('summary').click()
  await fillIn(page, { date: day })
  await send(page, '前往')
}

export async function acceptFromIntake(page: Page, caseId: string): Promise<void> {
  await page.goto(`/desk/intake/${caseId}`)
  await tickAll(page)
  await send(page, '全部符合，受理')
}

/** Offers the services that were applied for, from the day of the countersignature. */
export async function offerTerms(page: Page, caseId: string): Promise<void> {
  await begin(page, caseId, '提出协议内容')
  await send(page, '发给申请人确认')
}

/** Officer hands in, head approves, officer publishes. @returns the address of the public notice */
export async function publishRound(officer: Page, head: Page, roundId: string): Promise<void> {
  await officer.goto(`/desk/rounds/${roundId}`)
  await send(officer, '提交负责人审批')
  await head.goto(`/desk/rounds/${roundId}/approval`)
  await send(head, '审批通过，交经办人员公示')
  await officer.goto(`/desk/rounds/${roundId}/publication`)
  await send(officer, '现在公示')
}

/** Two officers outside the panel find that an objection is not founded. */
export async function rejectObjection(page: Page, caseId: string, finding: string): Promise<void> {
  await page.goto(`/desk/objections/${caseId}`)
  await fillIn(page, { finding, upheld: 'no' })
  const second = page.locator('[name="secondHandlerId"]')
  await second.selectOption({ index: 1 })
  await send(page, '办结这件异议')
}

/** The head seals the agreement with the seal that the portal keeps. */
export async function countersign(page: Page, caseId: string): Promise<void> {
  await page.goto(`/cases/${caseId}/sign`)
  await fillIn(page, { confirmed: 'yes' })
  await send(page, '加盖本机构电子签章')
}

/** The duties after the end (第十九条（一）). */
export async function finishDuties(page: Page, agreementId: string): Promise<void> {
  for (const [action, note] of [
    ['登记结算清理', '有效期内的费用已经核对并结清。'],
    ['登记收回标识牌', '协议管理标识牌已经收回，编号第十二号。'],
    ['登记公告', '终止情况已经在平台公告。'],
  ] as const) {
    await begin(page, agreementId, action)
    await fillIn(page, { note })
    await send(page, '登记')
  }
}
