import type { Contact, DocumentHead } from '../document-head'
import { chineseDate, chineseNumber } from './chinese-date'
import { drawLabel, drawParagraph } from './draw-text'
import { drawQrCode } from './qr-code'
import { drawSeal } from './seal'
import { POINTS_PER_MM, type Sheet } from './sheet'
import {
  BODY,
  BODY_HEAD,
  BODY_INDENT,
  FINE_PRINT,
  FOOTER,
  NOTE,
  NOTE_HEAD,
  NOTE_PITCH,
  NUMBER,
  PITCH,
  RED_HEADER_COLOR,
  TITLE,
  TITLE_PITCH,
} from './styles'
import { TABLE_START } from './table'
import { breakSpans, type Span, widthOf } from './text-run'

const SEAL_DIAMETER = 40 * POINTS_PER_MM
const SIGNATURE_HEIGHT = SEAL_DIAMETER + 4
const QR_SIZE = 16 * POINTS_PER_MM
const FOOTER_DROP = 7 * POINTS_PER_MM
const RED_RULE = 2.2
const RED_HEADER_LARGEST = 54

/** Title of one or more lines and the document's number under it, both centred. */
export function drawTitle(sheet: Sheet, lines: readonly string[], documentNumber: string): void {
  for (const line of lines) drawParagraph(sheet, [{ text: line, style: TITLE }], { pitch: TITLE_PITCH, align: 'center' })
  sheet.y += 4
  drawParagraph(sheet, [{ text: documentNumber, style: NUMBER }], { pitch: 24, align: 'center' })
  sheet.y += 10
}

/** 红头: the issuer's name fitted to the width, the number, a red rule; then the title. */
export function drawRedHeader(sheet: Sheet, issuer: string, documentNumber: string, titleLines: readonly string[]): void {
  const natural = widthOf(issuer, { role: 'title', size: 1 })
  const size = Math.min(RED_HEADER_LARGEST, sheet.width / natural)
  const style = { role: 'title', size, color: RED_HEADER_COLOR } as const
  sheet.y = sheet.top + size
  drawLabel(sheet, issuer, sheet.left + sheet.width / 2, sheet.y, style, 'center')
  sheet.y += 2 * PITCH
  drawLabel(sheet, documentNumber, sheet.left + sheet.width / 2, sheet.y, BODY, 'center')
  sheet.y += 4 * POINTS_PER_MM
  sheet.doc
    .moveTo(sheet.left, sheet.y)
    .lineTo(sheet.left + sheet.width, sheet.y)
    .lineWidth(RED_RULE)
    .stroke(RED_HEADER_COLOR)
  sheet.y += PITCH
  for (const line of titleLines) drawParagraph(sheet, [{ text: line, style: TITLE }], { pitch: TITLE_PITCH, align: 'center' })
  sheet.y += PITCH * 0.6
}

/** 主送: the party's name on a line of its own with a colon. */
export function drawAddressee(sheet: Sheet, name: string): void {
  drawParagraph(sheet, [{ text: `${name}：`, style: BODY }], { pitch: PITCH * sheet.leading, align: 'left' })
}

/** A paragraph of the body, indented by two characters, with an optional head set in 黑体. */
export function drawBody(sheet: Sheet, text: string, label?: string): void {
  sheet.startBlock()
  const spans = [...(label === undefined ? [] : [{ text: label, style: BODY_HEAD }]), { text, style: BODY }]
  drawParagraph(sheet, spans, { pitch: PITCH * sheet.leading, indent: BODY_INDENT, align: 'justify' })
}

/** A sentence that announces a table: it stands on the page on which the table begins. */
export function drawLeadIn(sheet: Sheet, text: string): void {
  const lines = breakSpans([{ text, style: BODY }], { width: sheet.width, firstWidth: sheet.width - BODY_INDENT, justify: true })
  sheet.ensure(lines.length * PITCH * sheet.leading + TABLE_START)
  drawBody(sheet, text)
}

/** Text as its writer typed it: each line is a paragraph of the body, the first with the optional head. */
export function drawParagraphs(sheet: Sheet, text: string, label?: string): void {
  const lines = text.split('\n').map((line) => line.trim())
  lines
    .filter((line) => line !== '')
    .forEach((line, index) => {
      drawBody(sheet, line, index === 0 ? label : undefined)
    })
}

/** Facts or papers one below the other, numbered when there is more than one. */
export function drawNumbered(sheet: Sheet, texts: readonly string[]): void {
  texts.forEach((text, index) => {
    drawParagraphs(sheet, texts.length === 1 ? text : `${index + 1}.${text}`)
  })
}

/** 经办科室、联系人、电话、地址 as a paragraph. */
export function drawContact(sheet: Sheet, { office, person, phone, address }: Contact, label?: string): void {
  drawBody(sheet, `${office} ${person}，电话${phone}，地址${address}。`, label)
}

/** A short fact below a table, set smaller than the body. */
export function drawRemark(sheet: Sheet, label: string, text: string): void {
  sheet.startBlock()
  const spans = [
    { text: label, style: NOTE_HEAD },
    { text, style: NOTE },
  ]
  drawParagraph(sheet, spans, { pitch: NOTE_PITCH, indent: BODY_INDENT, align: 'justify' })
}

/** A head of the first level (黑体), kept with the two lines that follow. */
export function drawSection(sheet: Sheet, text: string): void {
  sheet.startBlock(true)
  const pitch = PITCH * sheet.leading
  drawParagraph(sheet, [{ text, style: BODY_HEAD }], { pitch, indent: BODY_INDENT, align: 'left', keepWithNext: 2 })
}

/** Draws heads of the first level that count themselves (一、二、…), so that an absent part leaves no gap. */
export function countedSections(sheet: Sheet): (title: string) => void {
  let number = 0
  return (title) => {
    number += 1
    drawSection(sheet, `${chineseNumber(number)}、${title}`)
  }
}

/**
 * The end of every notice: legal basis, remedy, way of service, case number, then issuer and date under the seal.
 * It stays on one page, so that a seal never stands on a page without text.
 */
export function drawClosing(sheet: Sheet, head: DocumentHead): void {
  startClosing(sheet, closingNotesHeight(sheet, head) + SIGNATURE_HEIGHT)
  drawClosingNotes(sheet, head)
  drawSignature(sheet, head)
}

/** Makes room of `height` points for a closing, on a new page when this one is too full, and notes whether that page has no text. */
export function startClosing(sheet: Sheet, height: number): void {
  sheet.ensure(height)
  sheet.closesAlone = sheet.y === sheet.top && sheet.pageCount() > 1
}

/** Height of the closing notes in points, for a caller that keeps them with what follows. */
export function closingNotesHeight(sheet: Sheet, head: DocumentHead): number {
  const options = { width: sheet.width, firstWidth: sheet.width - BODY_INDENT }
  const lines = closingNotes(head).reduce((sum, spans) => sum + breakSpans(spans, options).length, 0)
  return (lines + 0.5) * NOTE_PITCH
}

/** Legal basis, remedy, way of service and case number: the part of the head that closes every document. */
export function drawClosingNotes(sheet: Sheet, head: DocumentHead): void {
  sheet.y += NOTE_PITCH / 2
  for (const spans of closingNotes(head)) drawParagraph(sheet, spans, { pitch: NOTE_PITCH, indent: BODY_INDENT, align: 'justify' })
}

function closingNotes(head: DocumentHead): Span[][] {
  const notes = [
    ['法律依据：', `${head.legalBasis.join('；')}。`],
    ['救济途径：', head.remedy],
    ['送达方式：', `${head.service.replace(/。$/, '')}。　案件编号：${head.caseNumber}`],
  ] as const
  return notes.map(([label, text]) => [
    { text: label, style: NOTE_HEAD },
    { text, style: NOTE },
  ])
}

/** Issuer over date at the right with the seal across both (GB/T 9704-2012, 7.3.5): four characters free after the date. */
function drawSignature(sheet: Sheet, head: DocumentHead): void {
  const date = chineseDate(head.issuedOn)
  const dateWidth = widthOf(date, BODY)
  const issuerWidth = widthOf(head.issuer, BODY)
  const right = sheet.left + sheet.width - 4 * BODY.size
  const centre = Math.min(right - dateWidth / 2, sheet.left + sheet.width - issuerWidth / 2)
  const middle = sheet.y + SEAL_DIAMETER / 2 + 4
  drawLabel(sheet, head.issuer, centre, middle - PITCH / 2 + 6, BODY, 'center')
  drawLabel(sheet, date, centre, middle + PITCH / 2 + 6, BODY, 'center')
  drawSeal(sheet, head.issuer, centre, middle + 2, SEAL_DIAMETER)
  sheet.y += SIGNATURE_HEIGHT
}

/** Page numbers on every page; on the last one the code with which anybody checks the document. Call it when all is drawn. */
export function drawFooters(sheet: Sheet, head: DocumentHead): void {
  sheet.onEachPage((page, pages) => {
    const baseline = sheet.bottom + FOOTER_DROP + 8
    drawLabel(sheet, `第${page}页　共${pages}页`, sheet.left + sheet.width / 2, baseline, FOOTER, 'center')
    drawLabel(sheet, head.documentNumber, sheet.left + sheet.width, baseline, FINE_PRINT, 'right')
    if (page !== pages) return
    const top = sheet.bottom + 3 * POINTS_PER_MM
    drawQrCode(sheet, head.verification.url, sheet.left, top, QR_SIZE)
    const textLeft = sheet.left + QR_SIZE + 6
    drawLabel(sheet, '扫码核验本文书', textLeft, top + 18, FINE_PRINT)
    drawLabel(sheet, `核验码 ${head.verification.code}`, textLeft, top + 30, FINE_PRINT)
    const { seal } = head.verification
    if (seal !== undefined) drawLabel(sheet, `办理记录第${seal.number}号封存 ${seal.head}`, textLeft, top + 42, FINE_PRINT)
  })
}
