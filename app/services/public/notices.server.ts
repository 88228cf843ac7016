import type * as z from 'zod'
import type { DueView } from '#app/view/case-view'
import type { CaseFile } from '#db/repositories/case-files'
import type { IssuedDocument } from '#db/repositories/documents'
import { documents } from '#templates/registry'
import { dateOf } from '#workflows/calendar/plain-date'
import { applicationContext } from '../case-context'
import { dueOfRow } from '../due-view.server'
import type { Portal } from '../portal.server'
import { loadRules } from '../rules.server'

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

/** One institution of a notice; `caseId` only while an objection can be raised. Whether one has been is nobody's to see. */
export type NoticeRow = {
  key: string
  name: string
  address: string
  services: string[]
  totalHundredths: number | null
  result: string
  caseId: string | null
}

export type Notice = NoticeSummary & {
  rows: NoticeRow[]
  workingDays: number
  objection: NoticeData['objection']
  hasFile: boolean
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
  const open = summary.due === null ? new Map<string, string>() : await openCases(portal, subject)
  return {
    ...summary,
    workingDays,
    objection,
    hasFile: (await portal.read.documents.latestFile(documentId)) !== undefined,
    rows: institutions.map(({ name, address, services, totalHundredths, result }) => {
      const key = keyOf(name, address)
      return { key, name, address, services, totalHundredths, result, caseId: open.get(key) ?? null }
    }),
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
): Promise<{ notice: NoticeSummary; name: string; address: string; isOpen: boolean } | undefined> {
  const document = await portal.read.documents.find(documentId)
  const file = await portal.read.caseFiles.find(caseId)
  if (document?.kind !== 'publicNotice' || file?.machine !== 'application') return undefined
  if (document.case_id !== file.parent_id && document.case_id !== file.id) return undefined
  const notice = await findNotice(portal, documentId)
  const key = await keyOfCase(portal, file)
  const row = notice?.rows.find((candidate) => candidate.key === key)
  if (notice === undefined || row === undefined) return undefined
  return { notice, name: row.name, address: row.address, isOpen: row.caseId !== null }
}

async function summaryOf(portal: Reader, document: IssuedDocument, subject: CaseFile): Promise<NoticeSummary> {
  const data = documents.publicNotice.schema.parse(document.data)
  return {
    documentId: document.id,
    agency: data.head.issuer,
    number: document.number,
    round: data.round,
    isReEvaluation: data.isReEvaluation === true,
    institutionCount: data.institutions.length,
    from: data.from,
    to: data.to,
    due: await runningPeriod(portal, document, subject),
  }
}

/** The moment counts, not the sweep: a period past its due moment is over although its row has not fired yet. */
async function runningPeriod({ read, now }: Reader, document: IssuedDocument, subject: CaseFile): Promise<DueView | null> {
  const row = (await read.deadlines.running(subject.id)).find(({ key }) => key.startsWith('publicNotice'))
  if (row === undefined || row.due_at <= now()) return null
  // An institution may be evaluated again more than once: its clock is that of the newest notice.
  const newest = (await read.documents.ofCase(subject.id)).findLast(({ kind }) => kind === 'publicNotice')
  const rules = await loadRules(read, { policyId: subject.policy_version_id })
  if (newest?.id !== document.id || rules === undefined) return null
  return dueOfRow(row, { on: dateOf(now()), calendar: rules.calendar })
}

/** Applications of a notice that still runs, by the name and address that it prints; one evaluated again has a notice of its own. */
async function openCases({ read }: Reader, subject: CaseFile): Promise<Map<string, string>> {
  const members =
    subject.machine === 'application'
      ? [subject]
      : (await read.caseFiles.list({ machine: 'application', parentId: subject.id, stagePrefix: 'publicNotice' }, 1000)).filter(
          (file) => !applicationContext(file).reEvaluated,
        )
  const running = members.filter(({ stage }) => /publicNotice\.clock\.(running|extended)/.test(stage))
  const entries = await Promise.all(running.map(async (file) => [await keyOfCase({ read }, file), file.id] as const))
  return new Map(entries)
}

async function keyOfCase({ read }: Pick<Portal, 'read'>, file: CaseFile): Promise<string> {
  const site = file.site_id === null ? undefined : await read.institutions.findSite(file.site_id)
  return keyOf(file.title, site?.address ?? '')
}

const keyOf = (name: string, address: string): string => `${name}\n${address}`
