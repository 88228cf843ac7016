import type { Page } from 'playwright-core'
import { fillIn, follow, pathOf, send } from './form'
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

/** The panel's visit as the officer puts it on record: its notice, then what was seen. */
export async function visitClinic(page: Page, caseId: string): Promise<void> {
  await page.goto(`/desk/evaluations/${caseId}`)
  await follow(page, '安排现场考查')
  // The first day that the form lets one choose is today.
  await fillIn(page, { visitOn: (await page.locator('[name="visitOn"]').getAttribute('min')) ?? '' })
  await send(page, '发出现场评估通知')
  await begin(page, caseId, '登记现场考查')
  await fillIn(page, {
    leftAt: '11:20',
    representativeName: '陈明',
    representativePosition: '负责人',
    findings: '核对许可证原件和人员资格证书，查看诊室、治疗室和信息系统，与申请材料一致。',
    confirmation: 'signed',
  })
  await send(page, '登记考查记录')
}

/** Reports a signed agreement to the department of the same level (第十一条). */
export async function file(page: Page, agreementId: string): Promise<void> {
  await begin(page, agreementId, '报送备案')
  await send(page, '报送备案')
}

/** The city's officer draws up the list of everybody who waits, its head announces it. @returns the number of the announcement */
export async function announceList(officer: Page, head: Page): Promise<string> {
  await officer.goto('/desk/list')
  await send(officer, '按勾选拟定名单')
  await begin(head, pathOf(officer).split('/').at(-1) ?? '', '审批并公布名单')
  await send(head, '同意，公布名单')
  await officer.goto('/desk/list')
  const newest = await officer.getByRole('list', { name: '已经公布的名单' }).getByRole('listitem').first().innerText()
  return /\S+〔\d{4}〕\S+/.exec(newest)?.[0] ?? ''
}
