import type { DueView } from '#app/view/case-view'
import type { CaseFile } from '#db/repositories/case-files'
import type { IssuedDocument } from '#db/repositories/documents'
import { documents } from '#templates/registry'
import { dateOf } from '#workflows/calendar/plain-date'
import { ObjectionDecisionPayload } from '#workflows/commands/payloads'
import { correctedFields, noticeOf } from '../documents/evaluation.server'
import { dueOfRow } from '../due-view.server'
import type { Portal } from '../portal.server'
import { loadRules } from '../rules.server'

type Reader = Pick<Portal, 'read' | 'now'>

/** What stood wrongly, and the entry's own five working days (edge case 30). */
export type NoticeCorrection = {
  documentId: string
  number: string
  field: string
  wrong: string
  right: string
  reason: string
  from: string
  to: string
}

/** The case behind an entry of a notice: whether it takes objections now, and what became of those that it took. */
export type NoticeEntry = {
  caseId: string
  /** Its running period; null when it takes no objection any more. */
  due: DueView | null
  corrections: NoticeCorrection[]
  received: number
  /** One sentence for each objection that is decided; never by whom it was raised (DECISIONS 33). */
  outcomes: string[]
}

/** Entries of a notice by the name and address that it prints. */
export async function entriesOf(portal: Reader, document: IssuedDocument, subject: CaseFile): Promise<Map<string, NoticeEntry>> {
  const members =
    subject.machine === 'application' ? [subject] : await portal.read.caseFiles.list({ machine: 'application', parentId: subject.id }, 1000)
  const entries = await Promise.all(
    members.map(async (file) => [await keyOfCase(portal, file), await entryOf(portal, document, file)] as const),
  )
  return new Map(entries)
}

async function entryOf(portal: Reader, document: IssuedDocument, file: CaseFile): Promise<NoticeEntry> {
  const issued = await portal.read.documents.ofCase(file.id)
  // A second evaluation has a notice of its own: what came before it belongs to the first.
  const own = issued.filter(({ kind, issued_at }) => kind === 'publicNotice' && issued_at > document.issued_at)
  const until = own[0]?.issued_at
  const filed = (await portal.read.eventLog.ofCase(file.id, 'fileObjection')).filter(
    ({ occurred_at }) => occurred_at >= document.issued_at && (until === undefined || occurred_at < until),
  )
  const ids = new Set(filed.map(({ command_id }) => command_id))
  const decisions = filed.length === 0 ? [] : await portal.read.eventLog.ofCase(file.id, 'decideObjection')
  return {
    caseId: file.id,
    due: until === undefined ? await runningPeriod(portal, file) : null,
    corrections: issued.flatMap((paper) => correctionOf(paper, document.number)),
    received: filed.length,
    outcomes: decisions
      .map(({ payload }) => ObjectionDecisionPayload.parse(payload))
      .filter(({ objectionId }) => ids.has(objectionId))
      .map(({ upheld, measure }) => (upheld === 'no' ? '异议不成立，评估结果不变' : upheldWords[measure])),
  }
}

const upheldWords = { reEvaluate: '异议成立，重新评估', notPassed: '异议成立，不进入签约程序' } as const

function correctionOf({ id, kind, number, data }: IssuedDocument, noticeNumber: string): NoticeCorrection[] {
  if (kind !== 'noticeCorrection') return []
  const { field, wrong, right, reason, from, to, ...rest } = documents.noticeCorrection.schema.parse(data)
  return rest.noticeNumber === noticeNumber ? [{ documentId: id, number, field, wrong, right, reason, from, to }] : []
}

/** What the notice says of one application now, after the corrections so far: the rows that a correction may name. */
export async function publishedRows(read: Portal['read'], file: CaseFile): Promise<{ question: string; answer: string }[]> {
  const notice = await noticeOf(read, file)
  const key = await keyOfCase({ read }, file)
  const { institutions } = documents.publicNotice.schema.parse(notice.data)
  const entry = institutions.find(({ name, address }) => keyOf(name, address) === key)
  if (entry === undefined) return []
  const corrections = (await read.documents.ofCase(file.id)).flatMap((paper) => correctionOf(paper, notice.number))
  const printed = { name: entry.name, address: entry.address, services: entry.services.join('、'), result: entry.result }
  return Object.entries(printed).map(([field, answer]) => {
    const question = correctedFields[field] ?? field
    return { question, answer: corrections.findLast((one) => one.field === question)?.right ?? answer }
  })
}

/** The moment counts, not the sweep: a period past its due moment is over although its row has not fired yet. */
export async function runningPeriod({ read, now }: Reader, file: CaseFile): Promise<DueView | null> {
  if (!/publicNotice\.(clock\.)?(running|extended)/.test(file.stage)) return null
  const row = (await read.deadlines.running(file.id)).find(({ key }) => key.startsWith('publicNotice'))
  const rules = await loadRules(read, { policyId: file.policy_version_id })
  if (row === undefined || rules === undefined || row.due_at <= now()) return null
  return dueOfRow(row, { on: dateOf(now()), calendar: rules.calendar })
}

export async function keyOfCase({ read }: Pick<Portal, 'read'>, file: CaseFile): Promise<string> {
  const site = file.site_id === null ? undefined : await read.institutions.findSite(file.site_id)
  return keyOf(file.title, site?.address ?? '')
}

export const keyOf = (name: string, address: string): string => `${name}\n${address}`
