import { drawBody } from '#templates/layout/official'
import { createSheet } from '#templates/layout/sheet'
import type { PlainDate } from '#workflows/calendar/plain-date'

/** A one-page PDF that stands for a paper of the checklist in demonstrations and walkthroughs. */
export function placeholderMaterial(title: string, institution: string, on: PlainDate): Promise<Uint8Array> {
  const sheet = createSheet({ title, author: institution, subject: '示例材料', issuedOn: on })
  drawBody(sheet, `${title}（示例材料）`)
  drawBody(sheet, institution)
  return sheet.finish()
}
