import type { Repositories } from '#db/unit-of-work'
import type { Actor } from '#workflows/access/authorise'
import { dateOf } from '#workflows/calendar/plain-date'
import { findAgency } from '#workflows/domain/agencies'
import { areaName, jurisdictionOf } from '#workflows/domain/areas'
import { Institution } from '#workflows/domain/institution'
import { institutionKinds } from '#workflows/domain/institution-kinds'
import type { Outcome } from '#workflows/domain/refusal'
import { UsccShape } from '#workflows/domain/uscc'
import { beginDraft, isAtOwnCounter, siteOf } from '../drafts.server'
import { readFields } from '../input-words'
import { addSite, type SiteState, stateOf } from '../institution-sites.server'
import { type Added, openFirstAccount, unusedAccounts } from '../people/change-members.server'
import type { Portal } from '../portal.server'

/** A site at the window: what may be done for it here. */
export type CounterSite = {
  readonly id: string
  readonly name: string
  readonly kindTitle: string
  readonly address: string
  /** null when this agency is competent; otherwise the one that is (第四条). */
  readonly otherAgency: string | null
  readonly state: SiteState
  /** The application that this agency's officers are entering. */
  readonly draftId: string | null
}

export type CounterSubject = {
  readonly uscc: string
  /** null when the code is not registered yet. */
  readonly institution: { id: string; name: string; type: Institution['type']; mayOpenAccount: boolean } | null
  readonly sites: readonly CounterSite[]
}

/** Applications that were begun at the window of the officer's agency and not sent yet. */
export async function openCounterDrafts({ read }: Pick<Portal, 'read'>, actor: Actor) {
  const drafts = await read.drafts.atCounter(actor.agencyId ?? '')
  return Promise.all(
    drafts
      .filter(({ data }) => isAtOwnCounter(actor, data))
      .map(async ({ id, site_id, updated_at }) => ({ id, title: (await read.institutions.getSite(site_id)).name, updatedAt: updated_at })),
  )
}

/** What the window knows of a credit code; undefined when it is none. Nothing registered is registered twice. */
export async function counterSubjectOf(portal: Portal, actor: Actor, asked: string): Promise<CounterSubject | undefined> {
  const { read } = portal
  const uscc = UsccShape.safeParse(asked)
  if (!uscc.success) return undefined
  const institution = await read.institutions.findByUscc(uscc.data)
  if (institution === undefined) return { uscc: uscc.data, institution: null, sites: [] }
  const { id, name, institution_type: type } = institution
  const rows = await read.institutions.sitesOf(id)
  const sites = await Promise.all(rows.map((row) => siteAtCounter(portal, actor, { row, uscc: uscc.data })))
  const isOurs = sites.some(({ otherAgency }) => otherAgency === null)
  const mayOpenAccount = isOurs && (await isOurApplicant(read, actor, id)) && (await hasNoAccount(portal, id))
  return { uscc: uscc.data, institution: { id, name, type, mayOpenAccount }, sites }
}

/** Whether nobody of an institution can sign in: it has no account, or the first passwords of all are over. */
async function hasNoAccount(portal: Portal, institutionId: string): Promise<boolean> {
  const members = await portal.read.members.ofInstitution(institutionId)
  return members.length === 0 || (await unusedAccounts(portal, institutionId)).length > 0
}

/** An account opens every case of an institution: while only other agencies handle one, they are the ones to open it. */
async function isOurApplicant(read: Repositories, actor: Actor, institutionId: string): Promise<boolean> {
  const cases = await read.caseFiles.list({ machine: 'application', institutionIds: [institutionId] })
  return cases.length === 0 || cases.some(({ agency_id }) => agency_id === actor.agencyId)
}

type SiteRow = Awaited<ReturnType<Repositories['institutions']['getSite']>>

async function siteAtCounter(portal: Portal, actor: Actor, { row, uscc }: { row: SiteRow; uscc: string }): Promise<CounterSite> {
  const site = siteOf(row)
  const jurisdiction = jurisdictionOf(site)
  const agency = jurisdiction.ok ? jurisdiction.value.agency : ''
  return {
    id: site.id,
    name: site.name,
    kindTitle: institutionKinds[site.kind].title,
    address: `${areaName(site.admdvs)} ${site.address}`,
    otherAgency: agency === actor.agencyId ? null : (findAgency(agency)?.name ?? ''),
    state: await stateOf(portal.read, { id: site.id, institutionId: row.institution_id, uscc }, dateOf(portal.now())),
    draftId: (await draftAtCounter(portal.read, actor, row))?.id ?? null,
  }
}

async function draftAtCounter(read: Repositories, actor: Actor, site: { id: string; institution_id: string }) {
  const drafts = await read.drafts.ofInstitutions([site.institution_id])
  return drafts.find(({ site_id, data }) => site_id === site.id && isAtOwnCounter(actor, data))
}

/** Registers an institution from its certificate; one that is registered already is the same one. */
export async function takeInInstitution(portal: Portal, form: Readonly<Record<string, unknown>>): Promise<Outcome<string>> {
  const { name, uscc, usccConfirmed, type } = form
  const certificate = readFields(Institution, { name, uscc, usccConfirmed: usccConfirmed === 'on', type }, { name })
  if (!certificate.ok) return certificate
  const institution = certificate.value
  return portal.unit.inTransaction(async (tx) => {
    const known = await tx.institutions.findByUscc(institution.uscc)
    if (known !== undefined) return known.id
    const id = portal.newId()
    await tx.institutions.insert({
      id,
      uscc: institution.uscc,
      name: institution.name,
      institution_type: institution.type,
      insurance_type: institution.insuranceType,
      created_at: portal.now(),
    })
    return id
  })
}

type AtInstitution = { institutionId: string; form: Readonly<Record<string, unknown>> }

/** Registers a practice site of an institution from its licence; the same rules as for the institution itself. */
export const takeInSite = (portal: Portal, actor: Actor, { institutionId, form }: AtInstitution) =>
  addSite(portal, { ...actor, institutionIds: [institutionId] }, { ...form, institutionId }, actor.agencyId ?? '')

/** The first account of an institution that has none, in the name of its legal representative. */
export const openAccount = (portal: Portal, actor: Actor, { institutionId, form }: AtInstitution): Promise<Outcome<Added>> =>
  openFirstAccount(portal, { actor, institutionId }, form)

/**
 * The application that this agency's officers enter for a site, or a new one; undefined where another agency is
 * competent. It belongs to the institution, which sees it once it has an account.
 */
export async function beginAtCounter(portal: Portal, actor: Actor, siteId: string): Promise<string | undefined> {
  const site = await portal.read.institutions.findSite(siteId)
  const jurisdiction = site && jurisdictionOf(siteOf(site))
  const agencyId = actor.agencyId
  if (site === undefined || agencyId === null || !jurisdiction?.ok || jurisdiction.value.agency !== agencyId) return undefined
  const outcome = await portal.unit.inTransaction(async (tx) => {
    const begun = await draftAtCounter(tx, actor, site)
    if (begun !== undefined) return begun.id
    const counter = { agencyId, enteredBy: actor.id }
    return beginDraft(tx, portal, { site, data: { answers: {}, scores: {}, savedPages: [], counter } })
  })
  return outcome.ok ? outcome.value : undefined
}
