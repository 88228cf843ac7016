import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { DocumentHead, Party, printable } from '../document-head'
import { cell, drawFields, headRow } from '../layout/cells'
import { chineseDate } from '../layout/chinese-date'
import { drawBody, drawClosing, drawParagraphs, drawSection, drawTitle } from '../layout/official'
import { CELL_PITCH } from '../layout/styles'
import { drawTable } from '../layout/table'
import { drawRefusedSignature, Person, personInWords, RefusedRecord, SignedRecord } from './record-confirmation'

const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间格式应为 时:分，例如 09:30')

const Data = z
  .strictObject({
    head: DocumentHead,
    institution: Party,
    round: printable(40),
    standard: z.strictObject({ title: printable(100), version: printable(60) }),
    visitedOn: PlainDate,
    /** Hours and minutes in Shanghai, 'HH:MM'. */
    arrivedAt: ClockTime,
    leftAt: ClockTime,
    /** Members of the panel who were there. */
    members: z.array(z.strictObject({ role: printable(40), name: printable(40) })).min(1),
    /** Who received the panel for the institution. */
    representative: Person,
    /** What was looked at and what was found; a line each paragraph. */
    findings: printable(10_000),
    /** The institution's own words; null when it made no statement. */
    statement: printable(3000).nullable(),
    /** Signed by the representative, or refused with the reason and the person who witnessed the refusal. */
    confirmation: z.discriminatedUnion('outcome', [
      SignedRecord,
      RefusedRecord,
      // There was no visit: the institution refused, nobody was there, or it was closed.
      z.strictObject({ outcome: z.literal('notPossible'), attempt: z.int().min(1) }),
    ]),
  })
  .refine((data) => data.arrivedAt <= data.leftAt, { path: ['leftAt'], message: '离开时间不能早于到达时间' })

/** 现场考查记录, 第九条(三): who visited whom and when, what was found, what the institution said, whether it signed. */
export const visitRecord = defineDocument({
  title: '现场考查记录',
  schema: Data,
  subjectOf: (data) => data.institution.name,
  draw(sheet, data) {
    const { head, institution, representative, confirmation } = data
    drawTitle(sheet, ['基本医疗保险协议管理', '现场考查记录'], head.documentNumber)
    drawFields(sheet, [
      { label: '被考查机构', value: institution.name, isWide: true },
      { label: '考查地点', value: institution.address, isWide: true },
      { label: '评估批次', value: data.round },
      { label: '考查日期', value: chineseDate(data.visitedOn) },
      { label: '到达时间', value: data.arrivedAt },
      { label: '离开时间', value: data.leftAt },
      { label: '评估标准', value: `${data.standard.title}（${data.standard.version}）`, isWide: true },
      { label: '机构在场人员', value: personInWords(representative), isWide: true },
    ])
    sheet.y += 8
    drawTable(sheet, {
      shares: [12, 60, 60],
      pitch: CELL_PITCH,
      head: [headRow(['序号', '评估小组在场成员', '姓名'])],
      rows: data.members.map((member, index) => ({
        cells: [cell(String(index + 1), 'center'), cell(member.role, 'center'), cell(member.name, 'center')],
      })),
    })
    sheet.y += 8
    drawSection(sheet, '考查内容及发现的情况')
    drawParagraphs(sheet, data.findings)
    drawSection(sheet, '被考查机构的意见')
    drawParagraphs(sheet, data.statement ?? '未提出意见。')
    drawSection(sheet, '记录确认')
    if (confirmation.outcome === 'signed') {
      drawBody(sheet, `${personInWords(representative)}代表被考查机构阅看本记录，确认与考查情况相符并签字。`)
    } else if (confirmation.outcome === 'notPossible') {
      drawBody(sheet, `本次为第${confirmation.attempt}次考查，未能进行。两次考查均未能进行的，按评估不合格处理。`)
    } else {
      drawRefusedSignature(sheet, representative, confirmation, '被考查机构')
    }
    drawClosing(sheet, head)
  },
})
