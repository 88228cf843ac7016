import { z } from 'zod'
import { Instant, PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { DocumentHead, Party, printable } from '../document-head'
import { drawFields, type Field } from '../layout/cells'
import { chineseDate, chineseTime } from '../layout/chinese-date'
import { countedSections, drawBody, drawClosing, drawNumbered, drawParagraphs, drawTitle } from '../layout/official'
import type { Sheet } from '../layout/sheet'
import { drawRefusedSignature, Person, personInWords, RefusedRecord, SignedRecord } from './record-confirmation'

/** The words of the party, a line each paragraph, and the papers that came with them. */
const words = { text: printable(10_000), materials: z.array(printable(300)) } as const

const Data = z.strictObject({
  head: DocumentHead,
  institution: Party,
  agreementNumber: printable(60),
  /** The notice that gave the right to be heard, and the last day of its window. */
  priorNotice: z.strictObject({ number: printable(60), until: PlainDate }),
  /** Written through the portal or on paper, spoken before officers, or not made within the window. */
  statement: z.discriminatedUnion('form', [
    z.strictObject({ form: z.literal('written'), receivedAt: Instant, by: Person, ...words }),
    z.strictObject({
      form: z.literal('spoken'),
      heldAt: Instant,
      place: printable(200),
      by: Person,
      recorders: z.array(printable(40)).min(1),
      ...words,
      confirmation: z.discriminatedUnion('outcome', [SignedRecord, RefusedRecord]),
    }),
    z.strictObject({ form: z.literal('none') }),
  ]),
})
type Data = z.output<typeof Data>

/** 陈述申辩笔录, 第十五至十九条: who stated what before a decision, in which form, who took it down, who confirmed it. */
export const statementRecord = defineDocument({
  title: '陈述申辩笔录',
  schema: Data,
  subjectOf: (data) => data.institution.name,
  draw(sheet, { head, institution, agreementNumber, priorNotice, statement }) {
    drawTitle(sheet, ['陈述申辩笔录'], head.documentNumber)
    drawFields(sheet, [
      { label: '当事人', value: institution.name, isWide: true },
      { label: '地址', value: institution.address, isWide: true },
      { label: '服务协议', value: agreementNumber, isWide: true },
      { label: '事先告知书', value: priorNotice.number },
      { label: '最后一日', value: chineseDate(priorNotice.until) },
      ...fieldsOf(statement),
    ])
    sheet.y += 8
    if (statement.form === 'none') {
      drawBody(sheet, `至${chineseDate(priorNotice.until)}24时，当事人未陈述申辩，也未提交证据。`)
    } else drawWords(sheet, statement)
    drawClosing(sheet, head)
  },
})

function fieldsOf(statement: Data['statement']): Field[] {
  if (statement.form === 'none') return []
  const by = { label: '陈述人', value: personInWords(statement.by), isWide: true }
  if (statement.form === 'written') return [by, { label: '收到书面意见', value: chineseTime(statement.receivedAt), isWide: true }]
  return [
    by,
    { label: '时间', value: chineseTime(statement.heldAt), isWide: true },
    { label: '地点', value: statement.place, isWide: true },
    { label: '听取、记录人', value: statement.recorders.join('、'), isWide: true },
  ]
}

function drawWords(sheet: Sheet, statement: Exclude<Data['statement'], { form: 'none' }>): void {
  const drawCounted = countedSections(sheet)
  drawCounted('陈述申辩的内容')
  drawParagraphs(sheet, statement.text)
  drawCounted('提交的材料')
  if (statement.materials.length === 0) drawBody(sheet, '未提交材料。')
  else drawNumbered(sheet, statement.materials)
  if (statement.form === 'written') return
  drawCounted('笔录确认')
  if (statement.confirmation.outcome === 'signed') {
    drawBody(sheet, `${personInWords(statement.by)}阅看本笔录，确认与陈述相符并签字。`)
  } else drawRefusedSignature(sheet, statement.by, statement.confirmation, '当事人')
}
