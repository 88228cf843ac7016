import type { z } from 'zod'
import type { DocumentDefinition } from './document-definition'
import { acceptanceNotice } from './documents/acceptance-notice'
import { applicationReceipt } from './documents/application-receipt'
import { barFactDecision } from './documents/bar-fact-decision'
import { changeReceipt } from './documents/change-receipt'
import { changeRefusal } from './documents/change-refusal'
import { changeSupplementNotice } from './documents/change-supplement-notice'
import { continuationNotice } from './documents/continuation-notice'
import { endingAnnouncement } from './documents/ending-announcement'
import { endingDecision } from './documents/ending-decision'
import { endingPriorNotice } from './documents/ending-prior-notice'
import { evaluationForm } from './documents/evaluation-form'
import { evaluationResultNotice } from './documents/evaluation-result-notice'
import { evaluationVisitNotice } from './documents/evaluation-visit-notice'
import { expiryNotice } from './documents/expiry-notice'
import { filingForm } from './documents/filing-form'
import { filingReceipt } from './documents/filing-receipt'
import { handOverNotice } from './documents/hand-over-notice'
import { listAnnouncement } from './documents/list-announcement'
import { noticeCorrection } from './documents/notice-correction'
import { noticeStatement } from './documents/notice-statement'
import { objectionAnswer } from './documents/objection-answer'
import { objectionReceipt } from './documents/objection-receipt'
import { publicNotice } from './documents/public-notice'
import { refusalNotice } from './documents/refusal-notice'
import { renewalAgreement } from './documents/renewal-agreement'
import { renewalReceipt } from './documents/renewal-receipt'
import { renewalRefusal } from './documents/renewal-refusal'
import { rescissionAgreement } from './documents/rescission-agreement'
import { serviceAgreement } from './documents/service-agreement'
import { statementRecord } from './documents/statement-record'
import { supplementAgreement } from './documents/supplement-agreement'
import { supplementNotice } from './documents/supplement-notice'
import { transferNotice } from './documents/transfer-notice'
import { visitRecord } from './documents/visit-record'
import { fontBook } from './layout/font-book'

/** Every kind of document that the portal can issue: its Chinese name, the shape of its data, its renderer. */
export const documents = {
  applicationReceipt,
  transferNotice,
  acceptanceNotice,
  supplementNotice,
  refusalNotice,
  evaluationForm,
  publicNotice,
  noticeCorrection,
  noticeStatement,
  serviceAgreement,
  expiryNotice,
  evaluationVisitNotice,
  visitRecord,
  evaluationResultNotice,
  objectionReceipt,
  objectionAnswer,
  filingForm,
  filingReceipt,
  listAnnouncement,
  barFactDecision,
  changeReceipt,
  changeSupplementNotice,
  changeRefusal,
  supplementAgreement,
  renewalReceipt,
  renewalRefusal,
  continuationNotice,
  renewalAgreement,
  endingPriorNotice,
  statementRecord,
  endingDecision,
  rescissionAgreement,
  endingAnnouncement,
  handOverNotice,
} satisfies Record<string, DocumentDefinition>

/** The kinds that can be printed; the engine's kinds are a part of them, which the compiler sees where a step's document is rendered. */
export type DocumentKind = keyof typeof documents

/** The data of a kind, as a caller writes it. */
export type DocumentData<Kind extends DocumentKind> = z.input<(typeof documents)[Kind]['schema']>

export type DocumentIssue = { readonly path: string; readonly message: string }

/** Whether data can be printed: its faults by path, and the characters that no font has, each named once. */
export type DocumentCheck =
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly issues: DocumentIssue[]; readonly missingCharacters: string[] }

/**
 * Checks data before a document gets its number, so that numbers stay without gaps: the schema of the kind, and whether
 * every character of every string can be printed. The head needs a number; give the one that would be next.
 * `data` of the answer is what is to be frozen (trimmed, line ends made equal).
 */
export function checkDocument(kind: DocumentKind, data: unknown): DocumentCheck {
  const parsed = documents[kind].schema.safeParse(data)
  const missingCharacters = fontBook().missingCharacters(stringsOf(parsed.success ? parsed.data : data).join(''))
  if (parsed.success && missingCharacters.length === 0) return { ok: true, data: parsed.data }
  const issues = parsed.success ? [] : parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
  return { ok: false, issues, missingCharacters }
}

/**
 * The document as PDF 1.7 with embedded fonts. The same data gives the same bytes. Throws a ZodError on data that
 * `checkDocument` would refuse, and an UnprintableCharacterError on characters without a font.
 */
export function renderDocument(kind: DocumentKind, data: unknown): Promise<Uint8Array> {
  return documents[kind].render(data)
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(stringsOf)
}
