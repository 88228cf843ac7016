import type { Repositories } from '#db/unit-of-work'
import type { DocumentData } from '#templates/registry'
import { dateOf, instant } from '#workflows/calendar/plain-date'
import { ObjectionDecisionPayload, ObjectionPayload } from '#workflows/commands/payloads'
import { ApplicationContext } from '#workflows/machines/application-context'
import { computeDeadline } from '#workflows/policy/deadline-rule'
import type { StepToWrite } from '../write-step.server'
import { noticeOf } from './evaluation.server'
import { contactOf, type DocumentSource, headOf } from './head.server'

const articles = ['第九条（四）']

/** The number under which an objection stands in the register: that of its receipt. */
async function registerNumberOf(tx: Repositories, caseId: string, objectionId: string): Promise<{ number: string; receivedOn: string }> {
  const filed = (await tx.eventLog.ofCase(caseId, 'fileObjection')).find(({ command_id }) => command_id === objectionId)
  const documents = await tx.documents.ofCase(caseId)
  const receipt = documents.find(({ kind, revision }) => kind === 'objectionReceipt' && revision === filed?.revision)
  if (filed === undefined || receipt === undefined) throw new Error(`objection ${objectionId} has no receipt`)
  return { number: receipt.number, receivedOn: filed.occurred_at }
}

// No document carries the objector's name: the institution, a printer or a screen must not give it away (DECISIONS 33).
export const objectionReceiptDocument: DocumentSource = async (tx, written, numbered) => {
  const { file, rules, entry } = written
  const { statement, evidence } = ObjectionPayload.parse(entry.payload)
  const due = computeDeadline(rules.policy.deadlines.objectionHandling, { from: dateOf(entry.at), calendar: rules.calendar })
  if (!due.ok) throw new Error('the day of the answer cannot be computed')
  const notice = await noticeOf(tx, file)
  return {
    head: headOf(written, numbered, articles),
    registerNumber: numbered.documentNumber,
    institution: file.title,
    noticeNumber: notice.number,
    receivedAt: entry.at,
    facts: statement,
    evidence: evidence.map(({ name }) => name),
    answerDueOn: due.value.dueOn,
    contact: contactOf(numbered.agency),
  } satisfies DocumentData<'objectionReceipt'>
}

export const objectionAnswerDocument: DocumentSource = async (tx, written, numbered) => {
  const { objectionId, upheld, measure, finding } = ObjectionDecisionPayload.parse(written.entry.payload)
  const { number, receivedOn } = await registerNumberOf(tx, written.file.id, objectionId)
  const isUpheld = upheld === 'yes'
  return {
    head: headOf(written, numbered, articles),
    registerNumber: number,
    institution: written.file.title,
    receivedOn: dateOf(instant(receivedOn)),
    inquiry: '由本机构评估小组以外的两名工作人员共同核查。',
    finding,
    isUpheld,
    consequence: isUpheld
      ? consequenceOfUpheld(written, measure)
      : '该机构的评估结果不变，公示期满且没有其他未办结的异议的，按规定进入后续程序。',
    contact: contactOf(numbered.agency),
  } satisfies DocumentData<'objectionAnswer'>
}

function consequenceOfUpheld({ step }: StepToWrite, measure: 'reEvaluate' | 'notPassed'): string {
  const { openObjections } = ApplicationContext.parse(step.snapshot.context)
  const others = openObjections.length === 0 ? '' : '其他异议继续核查。'
  const words = {
    reEvaluate: '本机构另行组成评估小组，对该机构重新评估；重新评估的结果另行公示。',
    notPassed: '该机构本次申请不进入签约程序。',
  }
  return `${words[measure]}${others}`
}
