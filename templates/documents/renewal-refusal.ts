import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { Contact, DocumentHead, Party, printable } from '../document-head'
import { cell, headRow } from '../layout/cells'
import { chineseDate } from '../layout/chinese-date'
import {
  countedSections,
  drawAddressee,
  drawBody,
  drawClosing,
  drawContact,
  drawLeadIn,
  drawParagraphs,
  drawTitle,
} from '../layout/official'
import type { Sheet } from '../layout/sheet'
import { CELL_PITCH } from '../layout/styles'
import { drawTable } from '../layout/table'
import { Bar, reapplyInWords } from './ending-parts'

const Grade = z.strictObject({ year: z.int().min(2000).max(2999), grade: printable(40), note: printable(500).optional() })
type Grade = z.output<typeof Grade>

const Data = z.strictObject({
  head: DocumentHead,
  institution: Party,
  agreementNumber: printable(60),
  filedOn: PlainDate,
  /** What was found, as whole sentences; a line each paragraph. */
  facts: printable(5000),
  reason: printable(3000),
  /** Results of the yearly assessments of the term; none when there is none on record. */
  grades: z.array(Grade),
  /** Last day of the agreement: it ends at 24:00. */
  endsOn: PlainDate,
  /** Absent when the policy does not bar. */
  bar: Bar.optional(),
  contact: Contact,
})

/** 不予续签告知书, 第十三条、第十九条(一): facts, grades and reason, the day the agreement ends, when to apply again. */
export const renewalRefusal = defineDocument({
  title: '不予续签告知书',
  schema: Data,
  subjectOf: (data) => data.institution.name,
  draw(sheet, { head, institution, agreementNumber, filedOn, facts, reason, grades, endsOn, bar, contact }) {
    drawTitle(sheet, ['基本医疗保险服务协议不予续签告知书'], head.documentNumber)
    drawAddressee(sheet, institution.name)
    drawBody(sheet, `你单位${chineseDate(filedOn)}就服务协议（编号${agreementNumber}）提出的续签申请，经审查，决定不予续签。`)
    const drawCounted = countedSections(sheet)
    drawCounted('查明的事实')
    drawParagraphs(sheet, facts)
    if (grades.length > 0) drawGrades(sheet, grades)
    drawCounted('不予续签的理由')
    drawParagraphs(sheet, reason)
    drawCounted('协议的终止')
    drawBody(sheet, `服务协议至${chineseDate(endsOn)}24时终止，此后发生的费用不再纳入基金结算；此前的费用按协议结清。`)
    drawCounted('再次申请')
    drawBody(sheet, reapplyInWords(bar, '你单位'))
    drawCounted('咨询')
    drawContact(sheet, contact)
    drawClosing(sheet, head)
  },
})

function drawGrades(sheet: Sheet, grades: readonly Grade[]): void {
  drawLeadIn(sheet, '协议有效期内的年度考核结果：')
  sheet.y += 4
  drawTable(sheet, {
    shares: [26, 32, 78],
    pitch: CELL_PITCH,
    head: [headRow(['考核年度', '考核结果', '说明'])],
    rows: grades.map(({ year, grade, note }) => ({
      cells: [cell(`${year}年`, 'center'), cell(grade, 'center'), note === undefined ? cell('—', 'center') : cell(note)],
    })),
  })
  sheet.y += 8
}
