import type { AppLoadContext } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import * as z from 'zod'
import { requireViewer } from '#app/http/viewer.server'
import type { AttachmentTable } from '#db/schema'
import type { Repositories } from '#db/unit-of-work'
import type { Actor } from '#workflows/access/authorise'
import { dateOf, type PlainDate } from '#workflows/calendar/plain-date'
import { Affiliation, AreaCode, findArea } from '#workflows/domain/areas'
import { Institution, type PracticeSite } from '#workflows/domain/institution'
import { InstitutionKind, type Service, servicesOfKind } from '#workflows/domain/institution-kinds'
import { applicableItems, EvaluationStandard, type StandardItem } from '#workflows/policy/evaluation-standard'
import { harvestCases } from './library/harvest.server'
import type { Portal } from './portal.server'
import { loadRules, type Rules } from './rules.server'

/** What was typed, by field name, exactly as posted: nothing is lost because it is wrong. */
export const Typed = z.record(z.string(), z.union([z.string(), z.array(z.string())]))
export type Typed = z.output<typeof Typed>

export const DraftData = z.object({
  answers: Typed,
  /** `score.M-B01`, `veto.M-A01`, `reason.M-B01`. */
  scores: Typed,
  /** Screens of the form that were saved at least once. */
  savedPages: z.array(z.string()),
  /** Begun at the window of an agency, from paper (第九条（一）): that agency's officers go on with it. */
  counter: z.object({ agencyId: z.string(), enteredBy: z.string() }).optional(),
})
export type DraftData = z.output<typeof DraftData>

/** A draft with everything that its pages judge by. The case that it opens bears the draft's id. */
export type Draft = {
  id: string
  updatedAt: string
  data: DraftData
  institution: Institution & { id: string }
  site: PracticeSite & { id: string }
  attachments: readonly AttachmentTable[]
  rules: Rules
  standard: EvaluationStandard
  today: PlainDate
}

/** A practice site of the database in the words of the domain. */
export function siteOf(row: { id: string; name: string; institution_kind: string; address: string; admdvs: string; affiliation: string }) {
  return {
    id: row.id,
    name: row.name,
    kind: InstitutionKind.parse(row.institution_kind),
    address: row.address,
    // An old row keeps its historic code; it is read as the area that succeeded.
    admdvs: AreaCode.parse(findArea(row.admdvs)),
    affiliation: Affiliation.parse(row.affiliation),
  }
}

/** The rules in force on a day. @throws Error when none governs it: pages cannot be shown then */
export async function rulesOn(read: Repositories, on: PlainDate): Promise<Rules> {
  const rules = await loadRules(read, { on })
  if (rules === undefined) throw new Error(`no policy governs ${on}`)
  return rules
}

/** The scoring table that applies to a type of institution. */
export async function standardFor(read: Repositories, { policy }: Rules, type: Institution['type']): Promise<EvaluationStandard> {
  return EvaluationStandard.parse(await read.policy.getStandard(policy.evaluation.standards[type]))
}

/** The services ticked so far, those that exist and are open to this kind of institution. */
export function chosenServices({ data, site }: Pick<Draft, 'data' | 'site'>): readonly Service[] {
  const typed = [data.answers['services.services'] ?? []].flat()
  return servicesOfKind(site.kind).filter((service) => typed.includes(service))
}

/** The items of the table that this draft is scored by; empty while no service is chosen. */
export function itemsOf(draft: Draft): readonly StandardItem[] {
  const services = chosenServices(draft)
  return services.length === 0 ? [] : applicableItems(draft.standard, draft.rules.policy, { kind: draft.site.kind, services })
}

type Asked = { request: Request; context: AppLoadContext }

/** Whether a draft was begun at the window of the agency that this officer belongs to. */
export function isAtOwnCounter({ roles, agencyId }: Actor, data: unknown): boolean {
  const counter = DraftData.safeParse(data).data?.counter
  return roles.includes('officer') && counter !== undefined && counter.agencyId === agencyId
}

/**
 * The draft of a page, for a member of the institution it belongs to, or for an officer at whose agency's window it was
 * begun; for everybody else there is none. A draft that was sent leads to its case.
 */
export async function requireDraft(
  asked: Asked,
  draftId: string | undefined,
): Promise<{ actor: Actor; draft: Draft; isAtCounter: boolean }> {
  const actor = await requireViewer(asked, 'applicant', 'officer')
  const { portal } = asked.context
  const row = await portal.read.drafts.find(draftId ?? '')
  const isOwn = row !== undefined && actor.institutionIds.includes(row.institution_id)
  const isAtCounter = !isOwn && isAtOwnCounter(actor, row?.data)
  if (row === undefined || (!isOwn && !isAtCounter)) throw new Response(null, { status: actor.roles.includes('applicant') ? 404 : 403 })
  if (row.submitted) throw redirect(`/cases/${row.id}`, 303)
  return { actor, draft: await loadDraft(portal, row), isAtCounter }
}

type DraftRow = NonNullable<Awaited<ReturnType<Repositories['drafts']['find']>>>

/** Joins a draft with its institution, site, files and the rules of today. */
export async function loadDraft({ read, now }: Portal, row: DraftRow): Promise<Draft> {
  const today = dateOf(now())
  const rules = await rulesOn(read, today)
  const institution = await read.institutions.get(row.institution_id)
  return {
    id: row.id,
    updatedAt: row.updated_at,
    data: DraftData.parse(row.data),
    institution: {
      id: institution.id,
      // The check character was confirmed against the certificate when the institution registered.
      ...Institution.parse({ name: institution.name, uscc: institution.uscc, usccConfirmed: true, type: institution.institution_type }),
    },
    site: siteOf(await read.institutions.getSite(row.site_id)),
    attachments: await read.drafts.attachments(row.id),
    rules,
    standard: await standardFor(read, rules, institution.institution_type),
    today,
  }
}

/** The draft as it stands after a change of one's own. */
export async function reloadDraft(portal: Portal, { id }: Pick<Draft, 'id'>): Promise<Draft> {
  const row = await portal.read.drafts.find(id)
  if (row === undefined) throw new Error(`draft ${id} is gone`)
  return loadDraft(portal, row)
}

/** Stores what was typed on one screen of the form; what other screens hold stays. */
export async function saveAnswers(
  portal: Portal,
  draftId: string,
  page: { id: string; sections: readonly string[] },
  typed: Typed,
): Promise<void> {
  const isOfPage = (name: string) => page.sections.some((section) => name.startsWith(`${section}.`))
  await change(portal, draftId, (data) => ({
    ...data,
    answers: { ...Object.fromEntries(Object.entries(data.answers).filter(([name]) => !isOfPage(name))), ...typed },
    savedPages: [...new Set([...data.savedPages, page.id])],
  }))
}

/** Stores the score sheet as it was typed. Items out of sight, of services no longer chosen, keep what they had. */
export async function saveScores(portal: Portal, draftId: string, typed: Typed, shown: readonly StandardItem[]): Promise<void> {
  const ids = new Set(shown.map((item) => item.id))
  const isShown = (name: string) => ids.has(name.slice(name.indexOf('.') + 1))
  await change(portal, draftId, (data) => ({
    ...data,
    scores: { ...Object.fromEntries(Object.entries(data.scores).filter(([name]) => !isShown(name))), ...typed },
  }))
}

async function change(portal: Portal, draftId: string, next: (data: DraftData) => DraftData): Promise<void> {
  await portal.unit.inTransaction(async (tx) => {
    const row = await tx.drafts.find(draftId)
    if (row === undefined || row.submitted) return
    await tx.drafts.save(draftId, next(DraftData.parse(row.data)), portal.now())
  })
}

const reusedElsewhere = [
  'account.',
  'agent.',
  'systems.',
  'entity.legalRepresentative',
  'entity.controllerName',
  'entity.ownership',
  'entity.profitNature',
]

/**
 * The open draft of a site, or a new one. What the institution has already told in an earlier application is filled in:
 * for the same site everything but the declarations, for another one what belongs to the institution itself.
 * @param wanted services that were chosen before; those closed to the kind are left out
 */
export async function openDraft(portal: Portal, actor: Actor, siteId: string, wanted: readonly string[] = []): Promise<string | undefined> {
  const site = await portal.read.institutions.findSite(siteId)
  if (site === undefined || !actor.institutionIds.includes(site.institution_id)) return undefined
  const earlier = await earlierDraft(portal.read, site)
  await harvestCases(portal, site.institution_id)
  const outcome = await portal.unit.inTransaction(async (tx) => {
    const begun = (await tx.drafts.ofInstitutions([site.institution_id])).find((draft) => draft.site_id === site.id)
    if (begun !== undefined) return begun.id
    return beginDraft(tx, portal, { site, wanted, data: { answers: {}, scores: {}, ...earlier, savedPages: [] } })
  })
  return outcome.ok ? outcome.value : undefined
}

type Beginning = { site: { id: string; institution_id: string; institution_kind: string }; data: DraftData; wanted?: readonly string[] }

/** Stores a draft that is begun now; the only service of the kind is chosen already, of several those wanted. @returns its id */
export async function beginDraft(tx: Repositories, portal: Portal, { site, data, wanted = [] }: Beginning): Promise<string> {
  const id = portal.newId()
  const at = portal.now()
  const open = servicesOfKind(InstitutionKind.parse(site.institution_kind))
  const ticked = open.length === 1 ? open : open.filter((service) => wanted.includes(service))
  const answers: Typed = ticked.length === 0 ? data.answers : { ...data.answers, 'services.services': [...ticked] }
  await tx.drafts.insert({
    id,
    institution_id: site.institution_id,
    site_id: site.id,
    data: { ...data, answers } satisfies DraftData,
    submitted: false,
    created_at: at,
    updated_at: at,
  })
  return id
}

async function earlierDraft(
  read: Repositories,
  site: { id: string; institution_id: string },
): Promise<Pick<DraftData, 'answers' | 'scores'> | undefined> {
  const cases = await read.caseFiles.list({ machine: 'application', institutionIds: [site.institution_id] })
  const latest = cases.find((file) => file.site_id === site.id) ?? cases[0]
  const row = latest && (await read.drafts.find(latest.id))
  const parsed = DraftData.safeParse(row?.data)
  if (row === undefined || !parsed.success) return undefined
  const isSame = row.site_id === site.id
  const mayReuse = (name: string) => (isSame ? !name.startsWith('declaration.') : reusedElsewhere.some((prefix) => name.startsWith(prefix)))
  return {
    answers: Object.fromEntries(Object.entries(parsed.data.answers).filter(([name]) => mayReuse(name))),
    scores: isSame ? parsed.data.scores : {},
  }
}
