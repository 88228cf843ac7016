import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { DocumentHead, printable } from '../document-head'
import { drawFields, type Field } from '../layout/cells'
import { chineseDate, chineseNumber } from '../layout/chinese-date'
import { drawParagraph } from '../layout/draw-text'
import { closingNotesHeight, drawClosingNotes, startClosing } from '../layout/official'
import type { Sheet } from '../layout/sheet'
import {
  BODY_INDENT,
  CONTRACT,
  CONTRACT_HEAD,
  CONTRACT_INDENT,
  CONTRACT_PITCH,
  NOTE,
  NOTE_HEAD,
  NOTE_PITCH,
  NUMBER,
  PITCH,
  TITLE,
  TITLE_PITCH,
} from '../layout/styles'
import { breakSpans, type Span } from '../layout/text-run'
import { drawSignatureBlock, type SigningParties, signatureBlockHeight } from './signature-block'

/** 甲方. */
export const ContractAgency = z.strictObject({
  name: printable(60),
  address: printable(200),
  representative: printable(40),
  phone: printable(40),
})
/** 乙方. */
export const ContractInstitution = z.strictObject({
  // As long as a reported change may be (第十五条).
  name: printable(300),
  creditCode: printable(30),
  licenceNumber: printable(60),
  address: printable(200),
  representative: printable(300),
  phone: printable(40),
})

/** What every agreement of a term says, the first one and each renewed one (第十三条). */
export const agreementFields = {
  head: DocumentHead,
  agency: ContractAgency,
  institution: ContractInstitution,
  insuranceType: printable(40),
  services: z.array(printable(40)).min(1),
  /**
   * First and last day, both included, without a last day for a long-term agreement (第十三条); or in words, when the
   * term begins with the second signature (DECISIONS 5).
   */
  term: z.union([z.strictObject({ from: PlainDate, to: PlainDate.nullable() }), z.strictObject({ inWords: printable(100) })]),
  settlementAccount: z.strictObject({ accountName: printable(100), bank: printable(100), number: printable(40) }),
  clauseSet: z.strictObject({ id: printable(60), version: printable(60) }),
  /** Filled chapters: `fillChapters` of the clause set. */
  chapters: z
    .array(
      z.strictObject({
        title: printable(60),
        clauses: z.array(z.strictObject({ id: printable(60), title: printable(60), text: printable(2000) })).min(1),
      }),
    )
    .min(1),
} as const
const AgreementFields = z.strictObject(agreementFields)
type AgreementFields = z.output<typeof AgreementFields>

/** The number at the right, the title lines centred. */
export function drawContractTitle(sheet: Sheet, number: string, lines: readonly string[]): void {
  drawParagraph(sheet, [{ text: number, style: NUMBER }], { pitch: PITCH, align: 'right' })
  sheet.y += PITCH * 0.7
  for (const line of lines) drawParagraph(sheet, [{ text: line, style: TITLE }], { pitch: TITLE_PITCH, align: 'center' })
  sheet.y += PITCH * 0.7
}

/** 甲方 and 乙方 as a form, then the fields of this contract. */
export function drawParties(
  sheet: Sheet,
  { agency, institution }: Pick<AgreementFields, 'agency' | 'institution'>,
  further: readonly Field[],
): void {
  drawFields(sheet, [
    { label: '甲方', value: agency.name, isWide: true },
    { label: '地址', value: agency.address, isWide: true },
    { label: '负责人', value: agency.representative },
    { label: '联系电话', value: agency.phone },
    { label: '乙方', value: institution.name, isWide: true },
    { label: '统一社会信用代码', value: institution.creditCode },
    { label: '许可证编号', value: institution.licenceNumber },
    { label: '执业地点', value: institution.address, isWide: true },
    { label: '法定代表人或者负责人', value: institution.representative },
    { label: '联系电话', value: institution.phone },
    ...further,
  ])
  sheet.y += PITCH / 2
}

/** The fields of an agreement of a term, after those of the parties. */
export function termFields({ services, term, settlementAccount }: AgreementFields): Field[] {
  return [
    { label: '服务类别', value: services.join('、'), isWide: true },
    { label: '协议有效期', value: termInWords(term), isWide: true },
    {
      label: '结算账户',
      value: `${settlementAccount.accountName}　${settlementAccount.bank}　${settlementAccount.number}`,
      isWide: true,
    },
  ]
}

function termInWords(term: AgreementFields['term']): string {
  if ('inWords' in term) return term.inWords
  return term.to === null ? `${chineseDate(term.from)}起长期有效` : `${chineseDate(term.from)}起至${chineseDate(term.to)}24时止`
}

/** A paragraph of a contract, 14 pt; `roomAfter` points below it stay on its page, e.g. TABLE_START. */
export function drawContractText(sheet: Sheet, text: string, roomAfter = 0): void {
  drawSpans(sheet, [{ text, style: CONTRACT }], roomAfter)
}

/** 第 n 条 with its title in 黑体, the text after it; further lines of the text are paragraphs of their own. */
export function drawClause(sheet: Sheet, number: number, title: string, text: string, roomAfter = 0): void {
  text.split('\n').forEach((line, index, lines) => {
    const head = index === 0 ? [{ text: `第${chineseNumber(number)}条　${title}　`, style: CONTRACT_HEAD }] : []
    drawSpans(sheet, [...head, { text: line, style: CONTRACT }], index === lines.length - 1 ? roomAfter : 0)
  })
}

function drawSpans(sheet: Sheet, spans: readonly Span[], roomAfter: number): void {
  const pitch = CONTRACT_PITCH * sheet.leading
  if (roomAfter > 0) {
    const lines = breakSpans(spans, { width: sheet.width, firstWidth: sheet.width - CONTRACT_INDENT, justify: true })
    sheet.ensure(lines.length * pitch + roomAfter)
  }
  sheet.startBlock()
  drawParagraph(sheet, spans, { pitch, indent: CONTRACT_INDENT, align: 'justify' })
}

/** A centred head in 黑体, kept with the lines that follow. */
export function drawContractHead(sheet: Sheet, text: string): void {
  sheet.y += CONTRACT_PITCH / 2
  drawParagraph(sheet, [{ text, style: CONTRACT_HEAD }], { pitch: CONTRACT_PITCH, align: 'center', keepWithNext: 2 })
}

/** Chapters 第一章 …, clauses numbered through the whole agreement. */
export function drawChapters(sheet: Sheet, chapters: AgreementFields['chapters']): void {
  let number = 0
  chapters.forEach((chapter, index) => {
    drawContractHead(sheet, `第${chineseNumber(index + 1)}章　${chapter.title}`)
    for (const clause of chapter.clauses) {
      number += 1
      drawClause(sheet, number, clause.title, clause.text)
    }
  })
}

/** The end of every contract on one page: legal basis, remedy, service, the version of its text, the two signature fields. */
export function drawContractClosing(
  sheet: Sheet,
  { head, clauseSet, ...parties }: SigningParties & { head: DocumentHead; clauseSet?: AgreementFields['clauseSet'] },
): void {
  const versionHeight = clauseSet === undefined ? 0 : NOTE_PITCH
  startClosing(sheet, closingNotesHeight(sheet, head) + versionHeight + signatureBlockHeight(sheet, parties))
  drawClosingNotes(sheet, head)
  if (clauseSet !== undefined) {
    drawParagraph(
      sheet,
      [
        { text: '条款文本：', style: NOTE_HEAD },
        { text: `${clauseSet.id} ${clauseSet.version}`, style: NOTE },
      ],
      { pitch: NOTE_PITCH, indent: BODY_INDENT, align: 'left' },
    )
  }
  drawSignatureBlock(sheet, parties)
}
