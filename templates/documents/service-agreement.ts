import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { DocumentHead, printable } from '../document-head'
import { drawFields } from '../layout/cells'
import { chineseDate, chineseNumber } from '../layout/chinese-date'
import { drawLabel, drawParagraph } from '../layout/draw-text'
import { closingNotesHeight, drawClosingNotes, startClosing } from '../layout/official'
import { POINTS_PER_MM, type Sheet } from '../layout/sheet'
import {
  BODY_HEAD,
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
import { addSignatureField } from '../signing/signature-fields'

const Data = z.strictObject({
  head: DocumentHead,
  agency: z.strictObject({ name: printable(60), address: printable(200), representative: printable(40), phone: printable(40) }),
  institution: z.strictObject({
    name: printable(100),
    creditCode: printable(30),
    licenceNumber: printable(60),
    address: printable(200),
    representative: printable(40),
    phone: printable(40),
  }),
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
})
type Data = z.output<typeof Data>

const FIELD_HEIGHT = 37 * POINTS_PER_MM
const COLUMN_GAP = 14
const NAME_PITCH = 20

/** 服务协议, 第九条(五)、第十二条: parties, term, services, account, clauses, and the two signature fields, empty until signed. */
export const serviceAgreement = defineDocument({
  title: '基本医疗保险服务协议',
  schema: Data,
  subjectOf: (data) => data.institution.name,
  draw(sheet, data) {
    const { head, agency, institution, term, settlementAccount } = data
    drawParagraph(sheet, [{ text: `协议编号：${head.documentNumber}`, style: NUMBER }], { pitch: PITCH, align: 'right' })
    sheet.y += PITCH * 0.7
    drawParagraph(sheet, [{ text: `东营市${data.insuranceType}服务协议`, style: TITLE }], { pitch: TITLE_PITCH, align: 'center' })
    sheet.y += PITCH * 0.7
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
      { label: '服务类别', value: data.services.join('、'), isWide: true },
      {
        label: '协议有效期',
        value: termInWords(term),
        isWide: true,
      },
      {
        label: '结算账户',
        value: `${settlementAccount.accountName}　${settlementAccount.bank}　${settlementAccount.number}`,
        isWide: true,
      },
    ])
    sheet.y += PITCH / 2
    drawText(sheet, [
      { text: `甲乙双方依据${head.legalBasis.join('、')}，就${data.insuranceType}医药服务协商一致，订立本协议。`, style: CONTRACT },
    ])
    drawChapters(sheet, data)
    startClosing(sheet, closingNotesHeight(sheet, head) + NOTE_PITCH + signatureBlockHeight(sheet, data))
    drawClosingNotes(sheet, head)
    drawParagraph(
      sheet,
      [
        { text: '条款文本：', style: NOTE_HEAD },
        { text: `${data.clauseSet.id} ${data.clauseSet.version}`, style: NOTE },
      ],
      { pitch: NOTE_PITCH, indent: BODY_INDENT, align: 'left' },
    )
    drawSignatureBlock(sheet, data)
  },
})

function termInWords(term: Data['term']): string {
  if ('inWords' in term) return term.inWords
  return term.to === null ? `${chineseDate(term.from)}起长期有效` : `${chineseDate(term.from)}起至${chineseDate(term.to)}24时止`
}

function drawText(sheet: Sheet, spans: readonly Span[]): void {
  sheet.startBlock()
  drawParagraph(sheet, spans, { pitch: CONTRACT_PITCH * sheet.leading, indent: CONTRACT_INDENT, align: 'justify' })
}

/** Chapters 第一章 …, clauses numbered through the whole agreement, heads in 黑体. */
function drawChapters(sheet: Sheet, { chapters }: Data): void {
  let number = 0
  chapters.forEach((chapter, index) => {
    sheet.y += CONTRACT_PITCH / 2
    drawParagraph(sheet, [{ text: `第${chineseNumber(index + 1)}章　${chapter.title}`, style: CONTRACT_HEAD }], {
      pitch: CONTRACT_PITCH,
      align: 'center',
      keepWithNext: 2,
    })
    for (const clause of chapter.clauses) {
      number += 1
      drawText(sheet, [
        { text: `第${chineseNumber(number)}条　${clause.title}　`, style: CONTRACT_HEAD },
        { text: clause.text, style: CONTRACT },
      ])
    }
  })
}

function signatureBlockHeight(sheet: Sheet, { agency, institution }: Data): number {
  const width = (sheet.width - COLUMN_GAP) / 2
  const nameLines = [agency.name, institution.name].map((name) => breakSpans([{ text: name, style: NUMBER }], { width }).length)
  return 16 + 24 + Math.max(...nameLines) * NAME_PITCH + 24 + FIELD_HEIGHT
}

/** 甲方 left, 乙方 right; the seal and the signature of each go into its field below these lines. */
function drawSignatureBlock(sheet: Sheet, { agency, institution }: Data): void {
  sheet.y += 16
  const width = (sheet.width - COLUMN_GAP) / 2
  const top = sheet.y
  const columns = [
    {
      left: sheet.left,
      heading: '甲方（盖章）：',
      name: agency.name,
      signer: '负责人或者授权代表（签字）：',
      field: 'AgencySignature',
      label: '甲方签章',
    },
    {
      left: sheet.left + width + COLUMN_GAP,
      heading: '乙方（盖章）：',
      name: institution.name,
      signer: '法定代表人或者负责人（签字）：',
      field: 'InstitutionSignature',
      label: '乙方签章',
    },
  ] as const
  let namesEnd = top
  for (const { left, heading, name } of columns) {
    sheet.y = top
    drawParagraph(sheet, [{ text: heading, style: BODY_HEAD }], { pitch: 24, left, width, align: 'left' })
    drawParagraph(sheet, [{ text: name, style: NUMBER }], { pitch: NAME_PITCH, left, width, align: 'left' })
    namesEnd = Math.max(namesEnd, sheet.y)
  }
  // Nothing is printed inside the field: seal, holder and time of signing are what the signature itself shows there.
  const fieldTop = namesEnd + 24
  for (const { left, signer, field, label } of columns) {
    drawLabel(sheet, signer, left, fieldTop - 6, NOTE)
    addSignatureField(sheet.doc, { name: field, rect: [left, fieldTop, width, FIELD_HEIGHT], label })
  }
  sheet.y = fieldTop + FIELD_HEIGHT
}
