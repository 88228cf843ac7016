import { mainLeaf } from '#app/view/stages'
import type { Repositories } from '#db/unit-of-work'
import type { Actor } from '#workflows/access/authorise'
import type { PlainDate } from '#workflows/calendar/plain-date'
import { areaName, jurisdictionOf } from '#workflows/domain/areas'
import { PracticeSite } from '#workflows/domain/institution'
import { institutionKinds, typeOfKind } from '#workflows/domain/institution-kinds'
import type { Outcome } from '#workflows/domain/refusal'
import { findForeignPlace, isSamePlace } from '#workflows/domain/site-address'
import { refuse } from '#workflows/result'
import { barsOn, placeOf } from './bars.server'
import { rulesOn, siteOf } from './drafts.server'
import { readFields } from './input-words'
import type { Portal } from './portal.server'

/** Whether an application may be begun for a site today, and if not, why and until when (第八、十条). */
export type SiteState =
  | { readonly is: 'free' }
  | { readonly is: 'drafted'; readonly draftId: string }
  | { readonly is: 'running'; readonly caseId: string; readonly stage: string }
  | { readonly is: 'inAgreement'; readonly caseId: string }
  | { readonly is: 'barred'; readonly until: PlainDate; readonly mayApplyFrom: PlainDate; readonly reason: string; readonly basis: string }

export type SiteView = {
  readonly id: string
  readonly name: string
  readonly kindTitle: string
  readonly address: string
  readonly agencyName: string
  readonly state: SiteState
}

/** The practice sites of an institution with what may be done for each. */
export async function sitesOf(read: Repositories, institution: { id: string; uscc: string }, on: PlainDate): Promise<readonly SiteView[]> {
  const sites = await read.institutions.sitesOf(institution.id)
  return Promise.all(
    sites.map(async (row) => {
      const site = siteOf(row)
      const jurisdiction = jurisdictionOf(site)
      return {
        id: site.id,
        name: site.name,
        kindTitle: institutionKinds[site.kind].title,
        address: `${areaName(site.admdvs)} ${site.address}`,
        agencyName: jurisdiction.ok ? jurisdiction.value.agencyName : '',
        state: await stateOf(read, { id: site.id, institutionId: institution.id, uscc: institution.uscc }, on),
      }
    }),
  )
}

/** What stands in the way of a new application for a site, the most lasting reason first. */
export async function stateOf(
  read: Repositories,
  site: { id: string; institutionId: string; uscc: string },
  on: PlainDate,
): Promise<SiteState> {
  const [running] = await read.caseFiles.list({ machine: 'application', siteId: site.id, status: 'active' })
  if (running !== undefined) return { is: 'running', caseId: running.id, stage: running.stage }
  const agreements = await read.caseFiles.list({ machine: 'agreement', siteId: site.id, status: 'active' })
  const inForce = agreements.find((agreement) => /^(awaitingStart|inForce)/.test(mainLeaf('agreement', agreement.stage)))
  if (inForce !== undefined) return { is: 'inAgreement', caseId: inForce.id }
  const places = [placeOf(await read.institutions.getSite(site.id))]
  const [bar] = await barsOn(read, (await rulesOn(read, on)).policy, { uscc: site.uscc, on, places })
  if (bar !== undefined) {
    return { is: 'barred', until: bar.barredUntil, mayApplyFrom: bar.mayApplyFrom, reason: bar.explanation, basis: bar.basis }
  }
  const draft = (await read.drafts.ofInstitutions([site.institutionId])).find((candidate) => candidate.site_id === site.id)
  return draft === undefined ? { is: 'free' } : { is: 'drafted', draftId: draft.id }
}

/**
 * Adds a practice site to an institution of the actor's own.
 * @param window agency at whose window it is registered: it takes in only places that it is competent for (第四条)
 */
export async function addSite(
  portal: Portal,
  actor: Actor,
  form: Readonly<Record<string, unknown>>,
  window?: string,
): Promise<Outcome<{ siteId: string; agencyName: string }>> {
  const { institutionId, ...fields } = form
  const own =
    actor.institutionIds.find((id) => id === institutionId) ?? (actor.institutionIds.length === 1 ? actor.institutionIds[0] : undefined)
  const institution = own === undefined ? undefined : await portal.read.institutions.find(own)
  if (institution === undefined) return refuse({ code: 'invalidInput', issues: { institutionId: ['请选择所属单位'] } })
  const site = readFields(PracticeSite, fields)
  if (!site.ok) return site
  const { name, address, admdvs, affiliation, kind } = site.value
  if (typeOfKind(kind) !== institution.institution_type)
    return refuse({ code: 'invalidInput', issues: { kind: ['机构类别与单位登记的类别（医疗机构或者零售药店）不一致，请核对'] } })
  const jurisdiction = jurisdictionOf(site.value)
  if (!jurisdiction.ok) return refuse({ code: 'invalidInput', issues: { admdvs: [jurisdiction.refusal.message] } })
  if (window !== undefined && jurisdiction.value.agency !== window)
    return refuse({
      code: 'invalidInput',
      issues: { admdvs: [`这个地点由${jurisdiction.value.agencyName}受理（第四条），请告知当事人到该机构窗口登记`] },
    })
  const foreign = findForeignPlace(address)
  if (foreign !== undefined) return refuse({ code: 'invalidInput', issues: { address: [foreign] } })
  const known = await portal.read.institutions.sitesOf(institution.id)
  if (known.some((other) => isSamePlace(other, site.value)))
    return refuse({
      code: 'invalidInput',
      issues: { address: ['这个地址的执业地点已经登记；一个执业地点只有一个主管经办机构（第四条），请返回“我的事项”办理'] },
    })
  const siteId = portal.newId()
  await portal.unit.inTransaction((tx) =>
    tx.institutions.insertSite({
      id: siteId,
      institution_id: institution.id,
      name,
      address,
      admdvs,
      affiliation,
      institution_kind: kind,
      created_at: portal.now(),
    }),
  )
  return { ok: true, value: { siteId, agencyName: jurisdiction.value.agencyName } }
}
