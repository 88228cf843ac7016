import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { DocumentHead, printable } from '../document-head'
import { cell, headRow, servicesCell } from '../layout/cells'
import { chineseDate } from '../layout/chinese-date'
import { drawBody, drawClosing, drawRedHeader, drawSection } from '../layout/official'
import { hundredths } from '../layout/score-text'
import { CELL_PITCH } from '../layout/styles'
import { drawTable } from '../layout/table'

const Data = z.strictObject({
  head: DocumentHead,
  /** The round, e.g. 2026年4月. */
  round: printable(40),
  institutions: z
    .array(
      z.strictObject({
        name: printable(100),
        address: printable(200),
        services: z.array(printable(40)).min(1),
        /** 评估合格（拟签约）, 评估不合格, … */
        result: printable(60),
        /** Normalised total in hundredths of a point; none when there could be no evaluation. */
        totalHundredths: z.int().min(0).max(10_000).nullable(),
      }),
    )
    .min(1),
  /** A second evaluation after an objection: a notice of its own for one institution. */
  isReEvaluation: z.boolean().optional(),
  /** First and last day of the notice, both included. */
  from: PlainDate,
  to: PlainDate,
  workingDays: z.int().positive(),
  objection: z.strictObject({
    office: printable(60),
    phone: printable(40),
    address: printable(200),
    /** Where the form is found in the portal. */
    onlineAddress: printable(200),
  }),
})

/** 评估结果公示, 第九条(四): who was evaluated with which result, from when to when, and how to object. */
export const publicNotice = defineDocument({
  title: '评估结果公示',
  schema: Data,
  subjectOf: (data) => data.round,
  draw(sheet, { head, round, institutions, from, to, workingDays, objection, isReEvaluation }) {
    drawRedHeader(sheet, head.issuer, head.documentNumber, [`${round}基本医疗保险协议管理医药机构`, '评估结果公示'])
    drawBody(
      sheet,
      `${round}集中评估${isReEvaluation === true ? '中，经异议核查重新评估的工作' : ''}已经结束，现将${institutions.length}家医药机构的评估结果向社会公示。公示期自${chineseDate(from)}0时起至${chineseDate(to)}24时止，共${workingDays}个工作日。`,
    )
    sheet.y += 4
    drawTable(sheet, {
      shares: [12, 36, 36, 27, 15, 28],
      pitch: CELL_PITCH,
      head: [headRow(['序号', '机构名称', '地址', '服务类别', '总分', '评估结果'])],
      rows: institutions.map((institution, index) => ({
        cells: [
          cell(String(index + 1), 'center'),
          cell(institution.name),
          cell(institution.address),
          servicesCell(institution.services),
          cell(institution.totalHundredths === null ? '—' : hundredths(institution.totalHundredths), 'center'),
          cell(institution.result, 'center'),
        ],
      })),
    })
    sheet.y += 8
    drawSection(sheet, '提出异议的方式')
    drawBody(
      sheet,
      `对公示结果有异议的，请在公示期内以真实姓名提出，写明联系电话、事实和理由，并附证明材料。可以在${objection.onlineAddress}填写，也可以送至${objection.address}（${objection.office}，电话${objection.phone}）。异议人信息依法保密；异议核查期间，被提出异议的机构暂不签订服务协议，其他机构不受影响。`,
    )
    drawClosing(sheet, head)
  },
})
