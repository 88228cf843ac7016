import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { printable } from '../document-head'
import { cell, headRow } from '../layout/cells'
import { chineseDate } from '../layout/chinese-date'
import type { Sheet } from '../layout/sheet'
import { CELL_PITCH } from '../layout/styles'
import { drawTable, TABLE_START } from '../layout/table'
import {
  agreementFields,
  drawChapters,
  drawContractClosing,
  drawContractHead,
  drawContractText,
  drawContractTitle,
  drawParties,
  termFields,
} from './contract'

const clauseText = printable(2000)
/** A clause that differs from the text of the former term, by its title. */
const Difference = z.discriminatedUnion('change', [
  z.strictObject({ change: z.literal('added'), title: printable(60), after: clauseText }),
  z.strictObject({ change: z.literal('changed'), title: printable(60), before: clauseText, after: clauseText }),
  z.strictObject({ change: z.literal('removed'), title: printable(60), before: clauseText }),
])
type Difference = z.output<typeof Difference>

const changeWords = { added: '新增', changed: '修改', removed: '删除' } as const satisfies Record<Difference['change'], string>

const Data = z.strictObject({
  ...agreementFields,
  /** The agreement that is renewed: its number and the last day of its term. */
  former: z.strictObject({ number: printable(60), endsOn: PlainDate }),
  /** Clauses that differ from the former text; none when the text is the same. */
  differences: z.array(Difference),
})

/** 续签协议, 第十三条: the agreement for a new term, what differs from the text of the former one, the two signature fields. */
export const renewalAgreement = defineDocument({
  title: '基本医疗保险服务协议（续签）',
  schema: Data,
  subjectOf: (data) => data.institution.name,
  draw(sheet, data) {
    const { head, insuranceType, former, differences } = data
    drawContractTitle(sheet, `协议编号：${head.documentNumber}`, [`东营市${insuranceType}服务协议`, '（续签）'])
    drawParties(sheet, data, [{ label: '续签前的协议', value: former.number, isWide: true }, ...termFields(data)])
    drawContractText(
      sheet,
      `甲乙双方签订的服务协议（编号${former.number}）有效期至${chineseDate(former.endsOn)}届满。双方依据${head.legalBasis.join('、')}，协商一致，续签本协议。`,
    )
    drawChapters(sheet, data.chapters)
    drawContractHead(sheet, '与续签前协议文本的对照')
    if (differences.length === 0) drawContractText(sheet, '本协议除有效期外，条款文本与续签前的协议相同。')
    else drawDifferences(sheet, differences)
    drawContractClosing(sheet, data)
  },
})

function drawDifferences(sheet: Sheet, differences: readonly Difference[]): void {
  drawContractText(sheet, `下列${differences.length}条与续签前的协议文本不同，其余条款相同。`, TABLE_START)
  sheet.y += 4
  drawTable(sheet, {
    shares: [28, 14, 48, 48],
    pitch: CELL_PITCH,
    head: [headRow(['条款', '变动', '续签前', '续签后'])],
    rows: differences.map((difference) => ({
      cells: [
        cell(difference.title),
        cell(changeWords[difference.change], 'center'),
        'before' in difference ? cell(difference.before) : cell('—', 'center'),
        'after' in difference ? cell(difference.after) : cell('—', 'center'),
      ],
    })),
  })
  sheet.y += 8
}
