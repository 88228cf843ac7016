import type * as z from 'zod'
import type { DueView } from '#app/view/case-view'
import type { CaseFile } from '#db/repositories/case-files'
import type { IssuedDocument } from '#db/repositories/documents'
import { documents } from '#templates/registry'
import { findNoticeEnd } from '../notice-period.server'
import { checkedDays, extensionsOf, type NoticeExtension } from '../notices/notice-log.server'
import type { Portal } from '../portal.server'
import { entriesOf, keyOf, keyOfCase, type NoticeCorrection, runningPeriod } from './notice-entries.server'

type Reader = Pick<Portal, 'read' | 'now'>
type NoticeData = z.output<(typeof documents.publicNotice)['schema']>

/** A public notice in a list. `due` is there while the five working days run (第九条（四）). */
export type NoticeSummary = {
  documentId: string
  agency: string
  number: string
  round: string
  /** Of one institution alone, whose evaluation was made a second time. */
  isReEvaluation: boolean
  institutionCount: number
  from: string
  to: string
  due: DueView | null
}

/** One institution of a notice; `caseId` only while an objection can be raised. Who raised one is nobody's to see. */
export type NoticeRow = {
  key: string
  name: string
  address: string
  services: string[]
  totalHundredths: number | null
  result: string
  caseId: string | null
  /** The entry's own last day when it differs from the notice's: it was corrected. */
  ownDue: DueView | null
  corrections: NoticeCorrection[]
  outcomes: string[]
}

export type Notice = NoticeSummary & {
  rows: NoticeRow[]
  workingDays: number
  objection: NoticeData['objection']
  hasFile: boolean
  extensions: NoticeExtension[]
  /** Days on which the portal looked whether the notice could be read. */
  checks: { days: number; failed: number }
  objections: { received: number; decided: number }
}

/** All public notices, those that run first, then the newest. */
export async function listNotices(portal: Reader): Promise<NoticeSummary[]> {
  const issued = await portal.read.documents.ofKind('publicNotice')
  const notices = await Promise.all(
    issued.map(async (document) => {
      const subject = await portal.read.caseFiles.find(document.case_id)
      return subject === undefined ? [] : [await summaryOf(portal, document, subject)]
    }),
  )
  return notices.flat().sort((a, b) => Number(b.due !== null) - Number(a.due !== null) || b.from.localeCompare(a.from))
}

/** One notice with its institutions, or undefined when no such notice has been published. */
export async function findNotice(portal: Reader, documentId: string): Promise<Notice | undefined> {
  const document = await portal.read.documents.find(documentId)
  if (document?.kind !== 'publicNotice') return undefined
  const subject = await portal.read.caseFiles.find(document.case_id)
  if (subject === undefined) return undefined
  const { institutions, workingDays, objection } = documents.publicNotice.schema.parse(document.data)
  const summary = await summaryOf(portal, document, subject)
  const entries = await entriesOf(portal, document, subject)
  const rows = institutions.map(({ name, address, services, totalHundredths, result }): NoticeRow => {
    const key = keyOf(name, address)
    const entry = entries.get(key)
    const due = entry?.due ?? null
    return {
      key,
      name,
      address,
      services,
      totalHundredths,
      result,
      caseId: due === null ? null : (entry?.caseId ?? null),
      ownDue: due !== null && due.due !== summary.due?.due ? due : null,
      corrections: entry?.corrections ?? [],
      outcomes: entry?.outcomes ?? [],
    }
  })
  const days = checkedDays(await portal.read.noticeChecks.ofDocument(documentId))
  return {
    ...summary,
    workingDays,
    objection,
    hasFile: (await portal.read.documents.latestFile(documentId)) !== undefined,
    rows,
    extensions: await extensionsOf(portal, subject),
    checks: { days: days.length, failed: days.filter(({ failed }) => failed > 0).length },
    objections: {
      received: [...entries.values()].reduce((sum, { received }) => sum + received, 0),
      decided: rows.reduce((sum, { outcomes }) => sum + outcomes.length, 0),
    },
  }
}

/**
 * The institution of a notice that an objection names, and whether its time still runs; undefined when it is not in the
 * notice at all.
 */
export async function findObjectable(
  portal: Reader,
  documentId: string,
  caseId: string,
): Promise<{ notice: NoticeSummary; name: string; address: string; isOpen: boolean; due: DueView | null } | undefined> {
  const document = await portal.read.documents.find(documentId)
  const file = await portal.read.caseFiles.find(caseId)
  if (document?.kind !== 'publicNotice' || file?.machine !== 'application') return undefined
  if (document.case_id !== file.parent_id && document.case_id !== file.id) return undefined
  const notice = await findNotice(portal, documentId)
  const key = await keyOfCase(portal, file)
  const row = notice?.rows.find((candidate) => candidate.key === key)
  if (notice === undefined || row === undefined) return undefined
  return { notice, name: row.name, address: row.address, isOpen: row.caseId !== null, due: row.ownDue ?? notice.due }
}

async function summaryOf(portal: Reader, document: IssuedDocument, subject: CaseFile): Promise<NoticeSummary> {
  const data = documents.publicNotice.schema.parse(document.data)
  const isNewest = await isNewestNotice(portal, document, subject)
  return {
    documentId: document.id,
    agency: data.head.issuer,
    number: document.number,
    round: data.round,
    isReEvaluation: data.isReEvaluation === true,
    institutionCount: data.institutions.length,
    from: data.from,
    to: (isNewest ? await findNoticeEnd(portal.read, subject.id) : undefined) ?? data.to,
    due: isNewest ? await runningPeriod(portal, subject) : null,
  }
}

/** The clock of a case is that of its newest notice. */
async function isNewestNotice({ read }: Reader, document: IssuedDocument, subject: CaseFile): Promise<boolean> {
  return (await read.documents.ofCase(subject.id)).findLast(({ kind }) => kind === 'publicNotice')?.id === document.id
}
