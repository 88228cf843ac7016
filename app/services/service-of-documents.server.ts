import type { DocumentView, ServiceView } from '#app/view/case-view'
import { formatDate, plainDateOfInstant } from '#app/view/format'
import type { IssuedDocument } from '#db/repositories/documents'
import type { DocumentServiceTable } from '#db/schema'
import type { Repositories } from '#db/unit-of-work'
import { type Actor, systemActor } from '#workflows/access/authorise'
import { dateOf, type Instant, instant, type PlainDate } from '#workflows/calendar/plain-date'
import type { CommandName } from '#workflows/commands/index'
import { audienceOfDocument } from '#workflows/domain/document-audience'
import { unitPhrase } from '#workflows/policy/deadline-words'
import type { DeadlineEntry } from '#workflows/policy/schema'
import { remediesAfter, type Service, serviceOf } from '#workflows/policy/service'
import { undelivered } from './late-delivery.server'
import { notify } from './notify.server'
import type { Portal } from './portal.server'
import type { Rules } from './rules.server'
import { onPaper, onPaperWords } from './signed-on-paper'

/** Only what is addressed to the institution of the case is served here. */
export const isServed = ({ kind, institution_id }: Pick<IssuedDocument, 'kind' | 'institution_id'>): boolean =>
  institution_id !== null && audienceOfDocument(kind) === 'institution'

/** Puts a document that has just been set into its party's inbox: with the bytes there, it is delivered. */
export async function deliverDocument(tx: Repositories, document: IssuedDocument, digest: string, at: Instant): Promise<void> {
  if (!isServed(document)) return
  const file = await tx.caseFiles.find(document.case_id)
  if (file === undefined) throw new Error(`case ${document.case_id} is gone`)
  await tx.notifications.settle(document.case_id, [undelivered(document.id)], at)
  await tx.services.record({ document_id: document.id, event: 'delivered', account_id: systemActor.id, at, channel: 'portal', digest })
  await notify(tx, {
    id: noticeOf(document.id),
    kind: 'document',
    audience: 'institution',
    // A case that was handed over meanwhile belongs to another agency; the document is still of the one that issued it.
    file: { ...file, agency_id: document.agency_id, institution_id: document.institution_id },
    text: `文书送达：《${document.title}》（${document.number}）。打开查看即为送达。`,
    link: `/documents/${document.id}`,
    at,
  })
}

const noticeOf = (documentId: string) => `document:${documentId}`

/**
 * Records that somebody of the party has opened a document, once for each account, and marks its notice read. The first
 * look at a document from whose service a period runs also tells the case (第九条（二）, 第十五至十九条).
 */
export async function recordOpening(
  portal: Pick<Portal, 'unit' | 'read' | 'now' | 'newId' | 'dispatchLatest' | 'settle'>,
  actor: Actor,
  id: string,
) {
  const { read, unit, now } = portal
  const document = await read.documents.find(id)
  if (document === undefined || !isServed(document) || !actor.institutionIds.includes(document.institution_id ?? '')) return
  const version = await read.documents.latestFile(id)
  if (version === undefined) return
  const at = now()
  await unit.inTransaction(async (tx) => {
    await tx.services.record({ document_id: id, event: 'opened', account_id: actor.id, at, channel: 'portal', digest: version.digest })
    await tx.notifications.markRead(actor.id, noticeOf(id), at)
  })
  await acknowledge(portal, actor, document)
}

/** The documents from whose service a period of their case runs: where the case waits for it, and the command that tells it. */
const awaited: Readonly<Record<string, { stage: string; command: CommandName }>> = {
  supplementNotice: { stage: 'supplementing.unserved', command: 'acknowledgeNotice' },
  changeSupplementNotice: { stage: 'supplementing.unserved', command: 'acknowledgeChangeNotice' },
  endingPriorNotice: { stage: 'notice.unserved', command: 'acknowledgeEndingNotice' },
  endingDecision: { stage: 'decided.unserved', command: 'acknowledgeEndingNotice' },
}

async function acknowledge(
  { read, newId, dispatchLatest, settle }: Parameters<typeof recordOpening>[0],
  actor: Actor,
  document: IssuedDocument,
) {
  const wait = awaited[document.kind]
  if (wait === undefined) return
  const file = await read.caseFiles.find(document.case_id)
  if (file?.stage !== wait.stage) return
  // An earlier notice, opened again, serves no later one.
  const newest = (await read.documents.ofCase(file.id)).findLast(({ kind }) => kind === document.kind)
  if (newest?.id !== document.id) return
  const outcome = await dispatchLatest({ command: wait.command, caseId: file.id, commandId: newId(), actor, input: {} })
  // Refused when a colleague or the timer was quicker: then it is served already.
  if (outcome.ok) await settle()
}

type Events = readonly DocumentServiceTable[]
const first = (events: Events, event: DocumentServiceTable['event']) => events.find((one) => one.event === event)
const dayOf = (row: DocumentServiceTable | undefined): PlainDate | null => (row === undefined ? null : dateOf(instant(row.at)))

/** When a document was served, from its record. */
export function serviceOfEvents(events: Events, { policy, calendar }: Rules, now: Instant): Service {
  const rule = policy.deadlines.serviceDeemed
  return serviceOf({
    deliveredOn: dayOf(first(events, 'delivered')),
    openedOn: dayOf(first(events, 'opened')),
    rule,
    calendar,
    on: dateOf(now),
  })
}

/** Service as each document of a case shows it, by document id; nothing for documents that are served to nobody here. */
export async function servicesOf(
  read: Repositories,
  documents: readonly IssuedDocument[],
  { rules, now, hasRecord }: { rules: Rules; now: Instant; hasRecord: boolean },
): Promise<Map<string, ServiceView>> {
  const served = documents.filter(isServed)
  const events = await read.services.ofDocuments(served.map(({ id }) => id))
  return new Map(
    served.map((document) => {
      const own = events.filter((row) => row.document_id === document.id)
      const service = serviceOfEvents(own, rules, now)
      const view: ServiceView = {
        text: serviceText(service, rules.policy.deadlines.serviceDeemed),
        explanation: service.explanation,
        isServed: service.servedOn !== null,
        remedies: remediesOf(document, service, rules),
        ...(hasRecord ? { recordHref: `/documents/${document.id}/service` } : {}),
      }
      return [document.id, view]
    }),
  )
}

/**
 * Documents as a page shows them, with the newest digest and the service of each; without either while the bytes are still
 * being set. `hasRecord` adds the way to 送达回证.
 */
export async function documentViews(
  read: Repositories,
  documents: readonly IssuedDocument[],
  asked: Parameters<typeof servicesOf>[2],
): Promise<DocumentView[]> {
  const files = await read.documents.latestFiles(documents.map(({ id }) => id))
  const services = await servicesOf(read, documents, asked)
  return documents.map(({ id, kind, title, number, issued_at }, index) => {
    // The order is that of issue.
    const isReplaced = kind === 'serviceAgreement' && documents.slice(index + 1).some((other) => other.kind === kind)
    const remark = isReplaced ? '已被新的文本取代，不再签署' : files.get(id)?.note.includes(onPaper) ? onPaperWords : undefined
    const view = { id, title, number, date: plainDateOfInstant(issued_at), ...(remark === undefined ? {} : { remark }) }
    const file = files.get(id)
    if (file === undefined) return view
    const service = services.get(id)
    return { ...view, href: `/documents/${id}`, digest: file.digest, ...(service === undefined ? {} : { service }) }
  })
}

function serviceText({ servedOn, by, deemedOn }: Service, { rule }: DeadlineEntry): string {
  if (servedOn !== null && by === 'opened') return `送达日：${formatDate(servedOn)}（已在平台查看）`
  const period = rule.kind === 'period' ? unitPhrase(rule.count, rule.unit) : '规定期限'
  if (servedOn !== null) return `送达日：${formatDate(servedOn)}（发出后${period}未查看，视为送达）`
  return deemedOn === null ? '尚未送达' : `尚未送达（未查看；${formatDate(deemedOn)}视为送达）`
}

/** Decisions that a party may contest. */
const contestable = new Set(['refusalNotice', 'barFactDecision', 'endingDecision'])

/** The last days to contest a refusal, a finding or the end of an agreement; nothing for other documents. */
export function remediesOf({ kind }: IssuedDocument, { servedOn }: Service, { calendar }: Rules): string[] {
  if (!contestable.has(kind)) return []
  if (servedOn === null) return ['送达后60日内可以申请行政复议，6个月内可以提起行政诉讼。']
  const { review, suit } = remediesAfter(servedOn, calendar)
  return [review, suit].map(({ dueOn, provisional }, index) => {
    const what = index === 0 ? '申请行政复议' : '提起行政诉讼'
    return `${what}的最后一日：${formatDate(dueOn)}${provisional ? '（该年放假安排尚未公布，日期暂定）' : ''}`
  })
}
