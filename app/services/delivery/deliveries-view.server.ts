import * as z from 'zod'
import type { Channel, SetUp } from '#app/view/channels'
import { maskPhone } from '#app/view/format'
import type { DeliveryEntry, DeliveryStatus } from '#db/repositories/deliveries'
import type { Actor } from '#workflows/access/authorise'
import { type Instant, instant } from '#workflows/calendar/plain-date'
import type { Outcome } from '#workflows/domain/refusal'
import { ok, refuse } from '#workflows/result'
import { hiddenCharacters, issuesOf } from '../input-words'
import type { Portal } from '../portal.server'
import { pretended } from '../sms/transport.server'
import { setUpOf } from './channel'
import { addressOf } from './send-again.server'

/** A message that did not arrive: whom to reach in another way, about what, and how. */
export type FailedDelivery = {
  id: string
  channel: Channel
  /** The field of its note: each failed message has a form of its own on the same page. */
  noteField: string
  recipient: string
  institution: string | null
  address: string
  /** Where it would go now; null when it cannot be sent once more. */
  addressNow: string | null
  subject: string
  caseTitle: string
  href: string
  why: string
  failedAt: Instant
  phones: { who: string; number: string }[]
}

export type LoggedDelivery = {
  id: string
  channel: Channel
  at: Instant
  recipient: string
  subject: string
  caseTitle: string
  href: string
  status: DeliveryStatus
  /** A mobile number with its middle masked, or the e-mail address. */
  address: string
  /** What a text message says; an e-mail is too long for a list. */
  text: string
  /** When it was taken by the provider, why it waits, or how the person was reached. */
  detail: { at: Instant | null; words: string }
}

export type DeliveriesView = {
  mail: SetUp
  sms: SetUp
  failed: FailedDelivery[]
  log: LoggedDelivery[]
  total: number
  page: number
  pageCount: number
}

const pageSize = 20
const mostFailed = 100
const logged = ['queued', 'sent', 'handled'] as const

const noteFieldOf = (deliveryId: string): string => `note-${deliveryId}`

/** What the agency of an officer or a head sent, the failed ones as tasks. */
export async function deliveriesOf({ read }: Pick<Portal, 'read'>, { agencyId }: Actor, askedPage: number): Promise<DeliveriesView> {
  const own = agencyId ?? ''
  const total = await read.deliveries.count({ agencyId: own, statuses: logged })
  const pageCount = Math.max(1, Math.ceil(total / pageSize))
  const page = Math.min(Math.max(1, askedPage), pageCount)
  const failed = await read.deliveries.list({ agencyId: own, statuses: ['failed'] }, { limit: mostFailed })
  const log = await read.deliveries.list({ agencyId: own, statuses: logged }, { limit: pageSize, offset: (page - 1) * pageSize })
  return {
    mail: await setUpOf(read, 'mail'),
    sms: await setUpOf(read, 'sms'),
    failed: await Promise.all(failed.map((entry) => failedDelivery(read, entry))),
    log: log.map(loggedDelivery),
    total,
    page,
    pageCount,
  }
}

/** How many messages wait for an officer of the agency. */
export const failedCountOf = async ({ read }: Pick<Portal, 'read'>, { agencyId }: Actor): Promise<number> =>
  agencyId === null ? 0 : read.deliveries.countFailed(agencyId)

async function failedDelivery(read: Portal['read'], entry: DeliveryEntry): Promise<FailedDelivery> {
  const file = await read.caseFiles.find(entry.case_id)
  const account = await read.people.find(entry.account_id)
  const institutionId = account?.institutions.find(({ id }) => id === file?.institution_id)?.id
  const institution = institutionId === undefined ? undefined : await read.institutions.find(institutionId)
  // The submission names the people of the institution; somebody of an agency has no number there.
  const applicationId = file?.machine === 'agreement' ? file.parent_id : (file?.id ?? null)
  return {
    id: entry.id,
    channel: entry.channel,
    noteField: noteFieldOf(entry.id),
    recipient: entry.recipient,
    institution: institution?.name ?? null,
    address: entry.address,
    addressNow: await addressOf(read, entry.account_id, entry.channel),
    subject: entry.subject,
    caseTitle: entry.case_title,
    href: `/cases/${entry.case_id}`,
    why: entry.last_error ?? '',
    failedAt: instant(entry.failed_at ?? entry.created_at),
    phones: institution === undefined || applicationId === null ? [] : await phonesOf(read, applicationId),
  }
}

/** The part of a submission that says how to reach the institution; older versions of the rest do not matter here. */
const Reachable = z.object({
  form: z.object({
    agent: z.object({ agentName: z.string(), agentMobile: z.string() }),
    entity: z.object({ legalRepresentativeName: z.string(), legalRepresentativePhone: z.string() }),
  }),
})

async function phonesOf(read: Portal['read'], applicationId: string): Promise<FailedDelivery['phones']> {
  const [opening] = await read.eventLog.ofCase(applicationId, 'submitApplication')
  const found = Reachable.safeParse(opening?.payload)
  if (!found.success) return []
  const { agent, entity } = found.data.form
  return [
    { who: `经办人${agent.agentName}`, number: agent.agentMobile },
    { who: `法定代表人${entity.legalRepresentativeName}`, number: entity.legalRepresentativePhone },
  ]
}

function loggedDelivery(entry: DeliveryEntry): LoggedDelivery {
  const { id, channel, created_at, recipient, address, subject, text, case_title, case_id, status, last_error } = entry
  const at = (text: string | null) => (text === null ? null : instant(text))
  const detail = {
    queued: { at: null, words: last_error ?? '' },
    sent: { at: at(entry.sent_at), words: sentWords(entry) },
    failed: { at: at(entry.failed_at), words: last_error ?? '' },
    handled: { at: at(entry.handled_at), words: `${entry.handler ?? ''}：${entry.handled_note ?? ''}` },
  } satisfies Record<DeliveryStatus, LoggedDelivery['detail']>
  return {
    id,
    channel,
    at: instant(created_at),
    recipient,
    subject,
    caseTitle: case_title,
    href: `/cases/${case_id}`,
    status,
    address: channel === 'sms' ? maskPhone(address) : address,
    text: channel === 'sms' ? text : '',
    detail: detail[status],
  }
}

function sentWords({ receipt }: Pick<DeliveryEntry, 'receipt'>): string {
  if (receipt === pretended) return '演示：没有真正发出'
  return receipt === null ? '' : `短信服务编号 ${receipt}`
}

const HandledNote = z.string().trim().min(6, '请写明什么时间、用什么方式、告知了谁，不少于6个字').max(300, '不能超过300个字，请删减')

/**
 * An officer of the agency notes how the person was reached; who and when are kept with it.
 * @param form the posted fields: `delivery` and its note
 */
export async function handleDelivery(portal: Portal, actor: Actor, form: Readonly<Record<string, unknown>>): Promise<Outcome<string>> {
  const id = String(form.delivery ?? '')
  const delivery = await portal.read.deliveries.find(id)
  if (delivery === undefined || delivery.agency_id !== actor.agencyId) return refuse({ code: 'notFound' })
  // A second click on the same form.
  if (delivery.handled_by === actor.id) return ok(id)
  const field = noteFieldOf(id)
  const note = HandledNote.safeParse(form[field] ?? '')
  const issues = { ...(note.success ? {} : { [field]: Object.values(issuesOf(note.error)).flat() }), ...hiddenCharacters(form) }
  if (!note.success || Object.keys(issues).length > 0) return refuse({ code: 'invalidInput', issues })
  const at = portal.now()
  const marked = await portal.unit.inTransaction((tx) => tx.deliveries.markHandled(id, { by: actor.id, note: note.data, at }))
  if (!marked.ok) return marked
  return marked.value ? ok(id) : refuse({ code: 'notAllowedNow', stage: 'handled' })
}
