import { z } from 'zod'
import { Instant, PlainDate } from '#workflows/calendar/plain-date'
import { defineDocument } from '../document-definition'
import { Contact, DocumentHead, Party, printable } from '../document-head'
import { chineseDate, chineseHour } from '../layout/chinese-date'
import {
  countedSections,
  drawAddressee,
  drawBody,
  drawClosing,
  drawContact,
  drawNumbered,
  drawParagraphs,
  drawTitle,
} from '../layout/official'
import type { Sheet } from '../layout/sheet'
import { PITCH } from '../layout/styles'
import { TABLE_START } from '../layout/table'
import { Duties, drawDuties } from './duties'
import { Bar, EndingKind, endingGround, endingWords, Facts, groundInWords, reapplyInWords } from './ending-parts'

const Data = z.strictObject({
  head: DocumentHead,
  institution: Party,
  agreementNumber: printable(60),
  kind: EndingKind,
  ...endingGround,
  facts: Facts,
  evidence: z.array(printable(500)),
  /** What the party said after the prior notice and why it is followed or not; or that it said nothing, and why not. */
  statement: z.discriminatedUnion('outcome', [
    z.strictObject({
      outcome: z.enum(['adopted', 'partlyAdopted', 'notAdopted']),
      madeOn: PlainDate,
      summary: printable(6000),
      reason: printable(3000),
    }),
    z.strictObject({ outcome: z.literal('none'), until: PlainDate }),
    z.strictObject({ outcome: z.literal('waived'), waivedOn: PlainDate }),
    // An authority's document leaves nothing to hear: why, as a whole sentence.
    z.strictObject({ outcome: z.literal('notHeard'), reason: printable(500) }),
  ]),
  /** The moment from which the agreement does not bind any more; midnight is printed as 24:00 of the day before. */
  takesEffectAt: Instant,
  /** Inpatients' transition, settlement, plaque, records. */
  duties: Duties,
  /** Absent when the policy does not bar. */
  bar: Bar.optional(),
  contact: Contact,
})
type Data = z.output<typeof Data>

const outcomeWords = {
  adopted: '予以采纳',
  partlyAdopted: '部分采纳',
  notAdopted: '不予采纳',
} as const

/** 解除（终止）服务协议通知书, 第十五至十九条: facts, ground, the party's statement, when it takes effect, what is to be done, the bar. */
export const endingDecision = defineDocument({
  title: '解除（终止）服务协议通知书',
  schema: Data,
  subjectOf: (data) => data.institution.name,
  draw(sheet, data) {
    const { head, institution, agreementNumber, kind, ground, article, facts, evidence, takesEffectAt, duties, bar, contact } = data
    const act = endingWords[kind]
    drawTitle(sheet, [`${act}基本医疗保险服务协议通知书`], head.documentNumber)
    drawAddressee(sheet, institution.name)
    drawBody(sheet, `你单位与我单位签订的服务协议（编号${agreementNumber}），经两名以上工作人员核查，由我单位负责人批准，决定予以${act}。`)
    const drawCounted = countedSections(sheet)
    drawCounted('查明的事实')
    drawNumbered(sheet, facts)
    if (evidence.length > 0) drawBody(sheet, `${evidence.join('；')}。`, '证据：')
    drawCounted('理由和依据')
    drawBody(sheet, groundInWords({ ground, article }))
    drawCounted('陈述申辩')
    drawStatement(sheet, data.statement)
    drawCounted('决定')
    drawBody(
      sheet,
      `服务协议（编号${agreementNumber}）自${chineseHour(takesEffectAt)}起${act}，此后发生的费用不再纳入基金结算${duties.length > 0 ? '，下表另有要求的除外' : ''}。申请行政复议、提起行政诉讼期间，除依法决定停止执行外，本决定不停止执行。`,
    )
    if (duties.length > 0) {
      sheet.ensure(PITCH + TABLE_START)
      drawCounted('后续事项')
      drawDuties(sheet, duties)
    }
    drawCounted('再次申请')
    drawBody(sheet, reapplyInWords(bar, '你单位'))
    drawCounted('咨询')
    drawContact(sheet, contact)
    drawClosing(sheet, head)
  },
})

function drawStatement(sheet: Sheet, statement: Data['statement']): void {
  switch (statement.outcome) {
    case 'none':
      drawBody(sheet, `你单位至${chineseDate(statement.until)}24时未陈述申辩。`)
      break
    case 'waived':
      drawBody(sheet, `你单位${chineseDate(statement.waivedOn)}书面放弃陈述申辩。`)
      break
    case 'notHeard':
      drawBody(sheet, statement.reason)
      break
    default:
      drawParagraphs(sheet, statement.summary, `你单位${chineseDate(statement.madeOn)}陈述：`)
      drawParagraphs(sheet, statement.reason, `${outcomeWords[statement.outcome]}，理由是：`)
  }
}
