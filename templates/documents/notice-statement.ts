import { z } from 'zod'
import { Instant, PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { DocumentHead, printable } from '../document-head'
import { cell, headRow } from '../layout/cells'
import { chineseDate, chineseHour, chineseTime } from '../layout/chinese-date'
import { countedSections, drawBody, drawClosing, drawLeadIn, drawParagraphs, drawTitle } from '../layout/official'
import type { Sheet } from '../layout/sheet'
import { CELL_PITCH } from '../layout/styles'
import { drawTable } from '../layout/table'

const count = z.int().min(0)

const Data = z
  .strictObject({
    head: DocumentHead,
    /** The round, e.g. 2026年4月. */
    round: printable(40),
    /** Number of the notice that has ended, and how many institutions stood on it. */
    noticeNumber: printable(60),
    institutions: z.int().positive(),
    /** When it was put up, and the moment at which its last day ended, extensions included. */
    from: Instant,
    to: Instant,
    workingDays: z.int().positive(),
    /** How often the portal looked whether page and PDF could be read, and how often one could not. */
    checks: z.strictObject({ done: count, failed: count }),
    /** Working days on which the notice could not be read or nothing proves that it could. */
    lostDays: z.array(z.strictObject({ day: PlainDate, reason: printable(300) })),
    /** How the lost days were made good. */
    extensions: z.array(z.strictObject({ workingDays: z.int().positive(), until: PlainDate, reason: printable(500) })),
    /** By their number in the register alone: neither the objector nor the institution is named. */
    objections: z.array(
      z.strictObject({ registerNumber: printable(60), receivedOn: PlainDate, outcome: z.enum(['upheld', 'rejected', 'pending']) }),
    ),
    /** What follows for the institutions, as whole sentences; a line each paragraph. */
    result: printable(2000),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: '公示结束不能早于开始' })
  .refine(({ checks }) => checks.failed <= checks.done, { path: ['checks', 'failed'], message: '未通过的次数不能多于自查次数' })
type Data = z.output<typeof Data>

const outcomeWords = { upheld: '成立', rejected: '不成立', pending: '核查中' } as const

/** 公示情况说明, 第九条(四): from when to when a notice was up, what proves it, which days were lost and made good, the objections. */
export const noticeStatement = defineDocument({
  title: '评估结果公示情况说明',
  schema: Data,
  subjectOf: (data) => data.round,
  draw(sheet, data) {
    const { head, round, noticeNumber, institutions, from, to, workingDays, checks, objections, result } = data
    drawTitle(sheet, [`${round}评估结果公示情况说明`], head.documentNumber)
    drawBody(sheet, `${round}评估结果公示（${noticeNumber}，${institutions}家医药机构）已经结束，现将公示情况说明如下。`)
    const drawCounted = countedSections(sheet)
    drawCounted('公示的起止')
    drawBody(sheet, `公示自${chineseTime(from)}发布，至${chineseHour(to)}结束，公示期${workingDays}个工作日。`)
    drawCounted('公示的持续')
    drawBody(
      sheet,
      checks.done === 0
        ? '公示期间没有自查记录。'
        : `公示期间，平台对公示网页和公示文书自查${checks.done}次，${checks.failed === 0 ? '均能正常查阅' : `其中${checks.failed}次未能正常查阅`}。`,
    )
    drawLostDays(sheet, data)
    drawCounted('异议')
    drawObjections(sheet, objections)
    drawCounted('结果')
    drawParagraphs(sheet, result)
    drawClosing(sheet, head)
  },
})

function drawLostDays(sheet: Sheet, { lostDays, extensions }: Data): void {
  if (lostDays.length > 0) {
    drawLeadIn(sheet, '下列工作日公示中断或者没有记录证明其持续：')
    sheet.y += 4
    drawTable(sheet, {
      shares: [40, 96],
      pitch: CELL_PITCH,
      head: [headRow(['工作日', '原因'])],
      rows: lostDays.map(({ day, reason }) => ({ cells: [cell(chineseDate(day), 'center'), cell(reason)] })),
    })
    sheet.y += 8
  }
  for (const { workingDays, until, reason } of extensions) {
    drawBody(sheet, `公示顺延${workingDays}个工作日，至${chineseDate(until)}24时。${reason}`)
  }
  if (lostDays.length > 0 && extensions.length === 0) drawBody(sheet, '公示没有顺延。')
}

function drawObjections(sheet: Sheet, objections: Data['objections']): void {
  if (objections.length === 0) {
    drawBody(sheet, '公示期内没有收到异议。')
    return
  }
  drawLeadIn(sheet, `公示期内收到异议${objections.length}件，由评估小组以外的工作人员核查：`)
  sheet.y += 4
  drawTable(sheet, {
    shares: [60, 40, 36],
    pitch: CELL_PITCH,
    head: [headRow(['异议登记号', '收到日期', '核查结论'])],
    rows: objections.map(({ registerNumber, receivedOn, outcome }) => ({
      cells: [cell(registerNumber, 'center'), cell(chineseDate(receivedOn), 'center'), cell(outcomeWords[outcome], 'center')],
    })),
  })
  sheet.y += 8
}
