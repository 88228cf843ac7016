import { formatDate, formatInstant, plainDateOfInstant } from '#app/view/format'
import type { Actor } from '#workflows/access/authorise'
import { openCase } from './case-view.server'
import type { Portal } from './portal.server'
import { isServed, remediesOf, serviceOfEvents } from './service-of-documents.server'

/** 送达回证: everything that is known of one document's way to its party. */
export type ServiceRecord = {
  document: { title: string; number: string; issuedOn: string; caseId: string }
  agency: string
  party: string
  rows: { question: string; answer: string }[]
  events: { what: string; at: string; who: string; digest: string }[]
}

/** The record of service for the staff of an agency that may read the case; undefined for anybody and anything else. */
export async function serviceRecordOf(portal: Pick<Portal, 'read' | 'now'>, actor: Actor, id: string): Promise<ServiceRecord | undefined> {
  const { read } = portal
  const document = await read.documents.find(id)
  if (document === undefined || !isServed(document)) return undefined
  const opened = await openCase(portal, actor, document.case_id)
  if (opened === undefined || opened.audience === 'institution' || opened.audience === 'panel') return undefined
  const events = await read.services.ofDocuments([id])
  const service = serviceOfEvents(events, opened.rules, portal.now())
  const remedies = remediesOf(document, service, opened.rules)
  const agency = (await read.institutions.getAgency(document.agency_id)).name
  const party = (await read.institutions.get(document.institution_id ?? '')).name
  return {
    document: {
      title: document.title,
      number: document.number,
      issuedOn: plainDateOfInstant(document.issued_at),
      caseId: document.case_id,
    },
    agency,
    party,
    rows: [
      { question: '送达机关', answer: agency },
      { question: '受送达人', answer: party },
      { question: '送达文书', answer: `《${document.title}》（${document.number}）` },
      { question: '送达方式', answer: '电子送达（平台账户）' },
      { question: '送达日期', answer: service.servedOn === null ? '尚未送达' : formatDate(service.servedOn) },
      { question: '依据和计算', answer: service.explanation },
      ...(remedies.length === 0 ? [] : [{ question: '不服决定的', answer: remedies.join('；') }]),
    ],
    events: await Promise.all(
      events.map(async ({ event, at, account_id, digest }) => ({
        what: event === 'delivered' ? '发到平台账户' : '打开文书',
        at: formatInstant(at),
        who: event === 'delivered' ? '平台' : ((await read.people.find(account_id))?.name ?? account_id),
        digest,
      })),
    ),
  }
}
