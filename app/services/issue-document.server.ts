import { randomBytes } from 'node:crypto'
import type { CaseFile } from '#db/repositories/case-files'
import { type Repositories, rollBack } from '#db/unit-of-work'
import { checkDocument, documents } from '#templates/registry'
import { dateOf, type Instant } from '#workflows/calendar/plain-date'
import type { DocumentKind } from '#workflows/engine/effects'
import { agreementContext } from './case-context'
import { shortHead } from './checkpoint-record.server'
import { agreementDocument, continuationNoticeDocument, expiryNoticeDocument } from './documents/agreement.server'
import { barFactDecisionDocument } from './documents/bar-record.server'
import {
  changeReceiptDocument,
  changeRefusalDocument,
  changeSupplementNoticeDocument,
  handOverNoticeDocument,
  supplementAgreementDocument,
} from './documents/change.server'
import {
  endingDecisionDocument,
  endingPriorNoticeDocument,
  rescissionAgreementDocument,
  statementRecordDocument,
} from './documents/ending.server'
import { endingAnnouncementDocument } from './documents/ending-announcement.server'
import {
  evaluationFormDocument,
  evaluationResultNoticeDocument,
  noticeCorrectionDocument,
  publicNoticeDocument,
} from './documents/evaluation.server'
import { filingFormDocument, filingReceiptDocument } from './documents/filing.server'
import type { DocumentSource } from './documents/head.server'
import {
  acceptanceNoticeDocument,
  applicationReceiptDocument,
  refusalNoticeDocument,
  supplementNoticeDocument,
  transferNoticeDocument,
} from './documents/intake.server'
import { listAnnouncementDocument } from './documents/list.server'
import { objectionAnswerDocument, objectionReceiptDocument } from './documents/objection.server'
import { renewalAgreementDocument, renewalReceiptDocument, renewalRefusalDocument } from './documents/renewal.server'
import { evaluationVisitNoticeDocument, visitRecordDocument } from './documents/visit.server'
import type { StepToWrite } from './write-step.server'

/** The word of each kind in its number: 东营医保受〔2026〕3号. */
const numberWords = {
  applicationReceipt: '收',
  transferNotice: '移',
  acceptanceNotice: '受',
  supplementNotice: '补',
  refusalNotice: '拒',
  evaluationVisitNotice: '察',
  visitRecord: '录',
  evaluationForm: '评',
  evaluationResultNotice: '果',
  publicNotice: '示',
  noticeCorrection: '更',
  objectionReceipt: '异',
  objectionAnswer: '答',
  serviceAgreement: '约',
  filingForm: '备',
  filingReceipt: '回',
  listAnnouncement: '告',
  expiryNotice: '止',
  changeReceipt: '变',
  changeSupplementNotice: '齐',
  changeRefusal: '驳',
  supplementAgreement: '协',
  handOverNotice: '交',
  renewalReceipt: '续',
  renewalRefusal: '否',
  continuationNotice: '延',
  renewalAgreement: '签',
  endingPriorNotice: '拟',
  statementRecord: '陈',
  endingDecision: '决',
  rescissionAgreement: '商',
  endingAnnouncement: '退',
  barFactDecision: '查',
} satisfies Record<DocumentKind, string>

const sources: { [Kind in DocumentKind]: DocumentSource } = {
  applicationReceipt: applicationReceiptDocument,
  transferNotice: transferNoticeDocument,
  acceptanceNotice: acceptanceNoticeDocument,
  supplementNotice: supplementNoticeDocument,
  refusalNotice: refusalNoticeDocument,
  evaluationVisitNotice: evaluationVisitNoticeDocument,
  visitRecord: visitRecordDocument,
  evaluationForm: evaluationFormDocument,
  evaluationResultNotice: evaluationResultNoticeDocument,
  publicNotice: publicNoticeDocument,
  noticeCorrection: noticeCorrectionDocument,
  objectionReceipt: objectionReceiptDocument,
  objectionAnswer: objectionAnswerDocument,
  serviceAgreement: agreementDocument,
  filingForm: filingFormDocument,
  filingReceipt: filingReceiptDocument,
  listAnnouncement: listAnnouncementDocument,
  expiryNotice: expiryNoticeDocument,
  changeReceipt: changeReceiptDocument,
  changeSupplementNotice: changeSupplementNoticeDocument,
  changeRefusal: changeRefusalDocument,
  supplementAgreement: supplementAgreementDocument,
  handOverNotice: handOverNoticeDocument,
  renewalReceipt: renewalReceiptDocument,
  renewalRefusal: renewalRefusalDocument,
  continuationNotice: continuationNoticeDocument,
  renewalAgreement: renewalAgreementDocument,
  endingPriorNotice: endingPriorNoticeDocument,
  statementRecord: statementRecordDocument,
  endingDecision: endingDecisionDocument,
  rescissionAgreement: rescissionAgreementDocument,
  endingAnnouncement: endingAnnouncementDocument,
  barFactDecision: barFactDecisionDocument,
}

/** Where the public reaches the portal: printed on documents as the address that checks them. */
export const publicOriginSetting = 'public.origin'

/** Kinds that everybody may have in hands: they print the head of the log (PRODUCT 21). */
const isAnnounced: Partial<Record<DocumentKind, true>> = {
  publicNotice: true,
  noticeCorrection: true,
  listAnnouncement: true,
  endingAnnouncement: true,
}

async function newestSeal(tx: Repositories): Promise<{ number: number; head: string } | undefined> {
  const last = await tx.checkpoints.last()
  return last && { number: last.number, head: shortHead(last.digest) }
}

/** Of an agreement the first number of its application; of what hangs on an agreement the number of that; undefined for a first document. */
async function caseNumberOf(tx: Repositories, file: CaseFile): Promise<string | undefined> {
  const parent = file.parent_id === null ? undefined : await tx.caseFiles.find(file.parent_id)
  if (parent?.machine === 'agreement') return agreementContext(parent).documentNumber
  const [first] = await tx.documents.ofCase(file.machine === 'agreement' ? (parent?.id ?? file.id) : file.id)
  return first?.number
}

const yearOfInstant = (at: Instant) => Number(dateOf(at).slice(0, 4))

/**
 * Issues a document within the transaction of a step: checks its data and every character first, so that a refusal
 * costs no number (DECISIONS 25); then takes the number, freezes the data and asks the outbox to set it on paper.
 */
export async function issueDocument(tx: Repositories, kind: DocumentKind, written: StepToWrite): Promise<void> {
  const { file, entry, issuerId } = written
  const agency = await tx.institutions.getAgency(issuerId)
  const year = yearOfInstant(entry.at)
  const numberOf = (serial: number) => `${agency.short_name}医保${numberWords[kind]}〔${year}〕${serial}号`
  // Readable aloud and by hand: no 0 O 1 I L.
  const code = Array.from(randomBytes(12), (byte) => '23456789ABCDEFGHJKMNPQRSTUVWXYZ'[byte % 31]).join('')
  const origin = (await tx.policy.findSetting(publicOriginSetting)) ?? 'http://localhost:3000'
  const caseNumber = await caseNumberOf(tx, file)
  const seal = isAnnounced[kind] === true ? await newestSeal(tx) : undefined
  const head = (documentNumber: string) => ({
    documentNumber,
    caseNumber: caseNumber ?? documentNumber,
    code,
    agency,
    origin,
    ...(seal === undefined ? {} : { seal }),
  })
  const checked = checkDocument(kind, await sources[kind](tx, written, head(numberOf(1))))
  if (!checked.ok) {
    if (checked.missingCharacters.length > 0) rollBack({ code: 'unprintable', characters: checked.missingCharacters })
    throw new Error(`${kind}: ${checked.issues.map(({ path, message }) => `${path} ${message}`).join('; ')}`)
  }
  const serial = await tx.documents.nextSerial(agency.id, kind, year)
  const frozen = checkDocument(kind, await sources[kind](tx, written, head(numberOf(serial))))
  if (!frozen.ok) throw new Error(`${kind} changed while it was numbered`)
  await tx.documents.insert({
    id: code,
    case_id: file.id,
    revision: file.revision,
    kind,
    number: numberOf(serial),
    title: documents[kind].title,
    agency_id: agency.id,
    institution_id: file.institution_id,
    data: frozen.data,
    issued_at: entry.at,
  })
  await tx.outbox.add({
    id: `${entry.commandId}:${kind}`,
    case_id: file.id,
    revision: file.revision,
    topic: 'renderDocument',
    payload: { documentId: code },
    available_at: entry.recordedAt,
  })
}
