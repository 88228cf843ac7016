import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { Contact, DocumentHead, Party, printable } from '../document-head'
import { cell, headRow } from '../layout/cells'
import { chineseDate } from '../layout/chinese-date'
import { drawAddressee, drawBody, drawClosing, drawTitle } from '../layout/official'
import { hundredths } from '../layout/score-text'
import { CELL_PITCH } from '../layout/styles'
import { drawTable } from '../layout/table'

const LARGEST_TOTAL = 10_000

const Data = z.strictObject({
  head: DocumentHead,
  institution: Party,
  round: printable(40),
  visitedOn: PlainDate,
  /** Normalised total and pass mark in hundredths of a point; no total when there could be no evaluation. */
  totalHundredths: z.int().min(0).max(LARGEST_TOTAL).nullable(),
  passMarkHundredths: z.int().min(0).max(LARGEST_TOTAL),
  isPassed: z.boolean(),
  /** Vetoes that were not passed, by title. */
  failedVetoes: z.array(printable(100)),
  services: z.array(z.strictObject({ name: printable(40), isPassed: z.boolean(), note: printable(200).optional() })).min(1),
  /** What the panel advises to put right. */
  advice: z.array(printable(500)),
  /** Why there could be no evaluation, in whole sentences. */
  impossible: printable(1000).optional(),
  /** How to apply again, in whole sentences; for those of which not every service passed. */
  again: printable(500).optional(),
  contact: Contact,
})

/** 评估结果告知书, 第九条(三): total, vetoes, services passed, advice of the panel. */
export const evaluationResultNotice = defineDocument({
  title: '评估结果告知书',
  schema: Data,
  subjectOf: (data) => data.institution.name,
  draw(sheet, data) {
    const { head, institution, services, advice, contact } = data
    drawTitle(sheet, ['基本医疗保险协议管理评估结果告知书'], head.documentNumber)
    drawAddressee(sheet, institution.name)
    if (data.totalHundredths === null)
      drawBody(sheet, `${data.impossible ?? ''}按评估不合格处理。情况消除后，可以随时重新申请，不受一年限制。`)
    else
      drawBody(
        sheet,
        `在${data.round}集中评估中，评估小组于${chineseDate(data.visitedOn)}对你单位进行了现场考查。折算总分${hundredths(data.totalHundredths)}分，合格线${hundredths(data.passMarkHundredths)}分，${data.failedVetoes.length === 0 ? '否决项全部通过' : `否决项“${data.failedVetoes.join('”“')}”未通过`}，评估结论为${data.isPassed ? '合格' : '不合格'}。各服务类别结论如下：`,
      )
    sheet.y += 4
    drawTable(sheet, {
      shares: [40, 30, 84],
      pitch: CELL_PITCH,
      head: [headRow(['服务类别', '结论', '说明'])],
      rows: services.map((service) => ({
        cells: [cell(service.name), cell(service.isPassed ? '通过' : '不通过', 'center'), cell(service.note ?? '')],
      })),
    })
    sheet.y += 8
    advice.forEach((text, index) => {
      drawBody(sheet, text, index === 0 ? '改进建议：' : undefined)
    })
    if (data.again !== undefined) drawBody(sheet, data.again, '重新申请：')
    drawBody(
      sheet,
      `逐项得分见评估评分表。对结果有疑问的，可以向${contact.office}查询（${contact.person}，电话${contact.phone}）。`,
      '查询：',
    )
    drawClosing(sheet, head)
  },
})
