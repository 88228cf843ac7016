import type { Page } from 'playwright-core'
import type { ItemScore } from '#workflows/policy/item-scores'
import { type Answers, fillIn, fillSheet, send } from './form'
import { sheetOf } from './institution'

/** What a member of the panel does. */

/** Declares that there is nothing to recuse oneself for. */
export async function declare(page: Page, caseId: string): Promise<void> {
  await page.goto(`/field/${caseId}`)
  await fillIn(page, { hasConflict: 'no' })
  await send(page, '提交申明')
}

/** Fills in the sheet of an opened file and hands it in. */
export async function score(page: Page, sheet: readonly ItemScore[], changed: Answers = {}): Promise<void> {
  await fillSheet(page, sheetOf(sheet))
  await fillIn(page, changed)
  await send(page, '检查并提交')
  await fillIn(page, { confirmed: 'yes' })
  await send(page, /^提交评分表$/)
}
