import { drawBody } from '#templates/layout/official'
import { createSheet } from '#templates/layout/sheet'
import { plainDate } from '#workflows/calendar/plain-date'

const made = new Map<string, Promise<Uint8Array>>()

/** A one-page PDF that stands for a paper of the checklist in demonstrations and walkthroughs; the same one for everybody. */
export function placeholderMaterial(title: string): Promise<Uint8Array> {
  const paper = made.get(title) ?? draw(title)
  made.set(title, paper)
  return paper
}

function draw(title: string): Promise<Uint8Array> {
  const sheet = createSheet({ title, author: '演示环境', subject: '示例材料', issuedOn: plainDate('2020-01-02') })
  drawBody(sheet, `${title}（示例材料）`)
  drawBody(sheet, '演示环境中代替机构实际提交的材料。')
  return sheet.finish()
}
