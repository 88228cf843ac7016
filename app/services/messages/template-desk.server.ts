import type { MessageVersion, MessageVersionEntry } from '#db/repositories/message-versions'
import { rollBack } from '#db/unit-of-work'
import { messageIssues } from '#templates/messages/check-message'
import { bundledText, findTemplate, type MessageTemplate, type MessageText, messageTemplates } from '#templates/messages/message-texts'
import { type Actor, cityAgencyId } from '#workflows/access/authorise'
import { type Instant, instant } from '#workflows/calendar/plain-date'
import type { Outcome } from '#workflows/domain/refusal'
import { ok, refuse } from '#workflows/result'
import { hiddenCharacters } from '../input-words'
import type { Portal } from '../portal.server'

/** The city agency words the messages of all agencies; every officer and head of it may draft, and publish what another drafted. */
export const mayWordMessages = ({ roles, agencyId }: Actor): boolean =>
  agencyId === cityAgencyId && roles.some((role) => role === 'officer' || role === 'head')

export type TemplateLine = {
  template: MessageTemplate
  text: MessageText
  /** Null while the text that comes with the program is in force. */
  version: number | null
  publishedAt: Instant | null
  hasDraft: boolean
}

/** All templates with the text in force. */
export async function templateLines({ read }: Pick<Portal, 'read'>): Promise<TemplateLine[]> {
  const versions = await read.messageVersions.list()
  return messageTemplates.map((template): TemplateLine => {
    const own = versions.filter((version) => version.template === template)
    const published = own.find(({ status }) => status === 'published')
    return {
      template,
      text: published === undefined ? bundledText(template) : textOf(published),
      version: published?.position ?? null,
      publishedAt: published?.decided_at == null ? null : instant(published.decided_at),
      hasDraft: own.some(({ status }) => status === 'draft'),
    }
  })
}

const textOf = ({ subject, body }: Pick<MessageVersion, 'subject' | 'body'>): MessageText => ({ subject, body })

export type TemplateVersion = {
  id: string
  position: number
  text: MessageText
  status: MessageVersion['status']
  drafter: string
  draftedAt: Instant
  decider: string | null
  decidedAt: Instant | null
  note: string
}

export type TemplateView = {
  template: MessageTemplate
  inForce: MessageText
  isBundled: boolean
  /** What waits for a second person. */
  draft: (TemplateVersion & { isOwn: boolean }) | null
  versions: TemplateVersion[]
}

/** One template with its draft and its history; undefined for a name that no template has. */
export async function findTemplateView({ read }: Pick<Portal, 'read'>, actor: Actor, name: string): Promise<TemplateView | undefined> {
  const template = findTemplate(name)
  if (template === undefined) return undefined
  const rows = await read.messageVersions.list(template)
  const published = rows.find(({ status }) => status === 'published')
  const open = rows.find(({ status }) => status === 'draft')
  const inForce = published === undefined ? bundledText(template) : textOf(published)
  const bundled = bundledText(template)
  return {
    template,
    inForce,
    isBundled: inForce.subject === bundled.subject && inForce.body === bundled.body,
    draft: open === undefined ? null : { ...versionView(open), isOwn: open.drafted_by === actor.id },
    versions: rows.filter(({ status }) => status !== 'draft').map(versionView),
  }
}

const versionView = (row: MessageVersionEntry): TemplateVersion => ({
  id: row.id,
  position: row.position,
  text: textOf(row),
  status: row.status,
  drafter: row.drafter,
  draftedAt: instant(row.drafted_at),
  decider: row.decider,
  decidedAt: row.decided_at === null ? null : instant(row.decided_at),
  note: row.note,
})

/** A text as a form brings it: line ends as we keep them. */
export const typedText = (form: Readonly<Record<string, unknown>>): MessageText => ({
  subject: String(form.subject ?? '').trim(),
  body: String(form.body ?? '')
    .replaceAll('\r\n', '\n')
    .trim(),
})

/** What is wrong with a typed text, at its fields. */
export const typedIssues = (template: MessageTemplate, text: MessageText): Record<string, string[]> => ({
  ...messageIssues(template, text),
  ...hiddenCharacters(text),
})

type Drafting = { actor: Actor; template: MessageTemplate; text: MessageText }

/** Keeps a text for a second person to publish; an open draft is worded anew, and whoever did that has drafted it. */
export async function saveDraft(
  portal: Pick<Portal, 'unit' | 'now' | 'newId'>,
  { actor, template, text }: Drafting,
): Promise<Outcome<null>> {
  if (!mayWordMessages(actor)) return refuse({ code: 'forbidden', rule: 'cityAgency' })
  const issues = typedIssues(template, text)
  if (Object.keys(issues).length > 0) return refuse({ code: 'invalidInput', issues })
  const by = { drafted_by: actor.id, drafted_at: portal.now() }
  const saved = await portal.unit.inTransaction(async (tx) => {
    const open = await tx.messageVersions.findDraft(template)
    if (open === undefined) await tx.messageVersions.addDraft({ id: portal.newId(), template, ...text, ...by })
    else if (!(await tx.messageVersions.rewrite(open.id, { ...text, ...by }))) rollBack({ code: 'notAllowedNow', stage: open.status })
  })
  return saved.ok ? ok(null) : saved
}

/** Puts the text that comes with the program up for publication again. */
export const restoreBundled = (
  portal: Pick<Portal, 'unit' | 'now' | 'newId'>,
  actor: Actor,
  template: MessageTemplate,
): Promise<Outcome<null>> => saveDraft(portal, { actor, template, text: bundledText(template) })

type Deciding = {
  actor: Actor
  template: MessageTemplate
  /** The draft as it was read: what was worded anew since is not what was checked. */
  draftId: string
  draftedAt: string
  decision: 'published' | 'returned'
  note: string
}

/** A second person publishes a draft, in force from now on, or returns it with a reason. */
export async function decideDraft(portal: Pick<Portal, 'unit' | 'now' | 'read'>, deciding: Deciding): Promise<Outcome<null>> {
  const { actor, template, draftId, draftedAt, decision, note } = deciding
  if (!mayWordMessages(actor)) return refuse({ code: 'forbidden', rule: 'cityAgency' })
  const draft = await portal.read.messageVersions.find(draftId)
  if (draft === undefined || draft.template !== template) return refuse({ code: 'notFound' })
  if (decision === 'published' && draft.drafted_by === actor.id) return refuse({ code: 'samePerson', article: '平台的复核要求' })
  const reason = note.trim()
  const issues = hiddenCharacters({ note })
  if (decision === 'returned' && reason.length < 2) issues.note = ['请写明退回的原因']
  if (reason.length > 300) issues.note = ['不能超过300个字，请删减']
  if (Object.keys(issues).length > 0) return refuse({ code: 'invalidInput', issues })
  const decided = await portal.unit.inTransaction(async (tx) => {
    const as = { status: decision, by: actor.id, at: portal.now(), note: reason }
    if (!(await tx.messageVersions.decide({ id: draftId, drafted_at: draftedAt }, as)))
      rollBack({ code: 'notAllowedNow', stage: draft.status })
  })
  return decided.ok ? ok(null) : decided
}
