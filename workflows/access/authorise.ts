import { findAgency } from '#workflows/domain/agencies'
import type { Refusal } from '#workflows/domain/refusal'

export const roles = [
  'applicant',
  'officer',
  'head',
  'evaluator',
  'authority',
  'systemAdmin',
  'securityAdmin',
  'auditAdmin',
  'public',
  'system',
] as const
export type Role = (typeof roles)[number]

/** Who asks. `public` has no account; `system` is the clock and the outbox. */
export type Actor = {
  id: string
  name: string
  roles: readonly Role[]
  /** The agency that an officer, a head or an authority's reader belongs to. */
  agencyId: string | null
  institutionIds: readonly string[]
}

/** The one actor without an account that may act on any case: fired deadlines and delivered effects. */
export const systemActor: Actor = { id: 'system', name: '系统', roles: ['system'], agencyId: null, institutionIds: [] }

/** Somebody without an account. */
export const publicActor: Actor = { id: 'public', name: '社会公众', roles: ['public'], agencyId: null, institutionIds: [] }

/** How an actor stands to a case. */
export type Relation =
  /** Belongs to the institution that the case is about. */
  | 'ownInstitution'
  /** Belongs to the agency that handles the case (第四条): another county and even the city may not act. */
  | 'handlingAgency'
  /** Sits on the panel that evaluates it (第九条（三）). */
  | 'panelMember'
  /** Belongs to the handling agency and sits on no panel of the case: decides objections. */
  | 'outsidePanel'
  /** The department of the same level, which takes the filing (第十一条). */
  | 'sameLevelAuthority'
  /** Belongs to the city agency, which alone publishes the list (第四条、第九条（五）). */
  | 'cityAgency'
  | 'anyone'

export type Grant = { role: Role; relation: Relation }

/** What `authorise` must know of a case; `isPublic` is true while its notice runs. */
export type CaseRelation = {
  agencyId: string
  institutionId: string | null
  panelAccountIds: readonly string[]
  /** Who evaluated it before a second evaluation was ordered: no longer on the panel, and no judges of what they did. */
  formerPanelAccountIds?: readonly string[]
  isPublic: boolean
}

/** Whether somebody evaluates the case or has evaluated it: they neither decide objections to it nor learn who objected. */
export const hasSatOnPanel = ({ panelAccountIds, formerPanelAccountIds = [] }: CaseRelation, accountId: string): boolean =>
  panelAccountIds.includes(accountId) || formerPanelAccountIds.includes(accountId)

/** The city agency: guides all counties and reads their cases, acts on its own only (第四条). */
export const cityAgencyId = '370500'

function stands(actor: Actor, relation: Relation, subject: CaseRelation): boolean {
  switch (relation) {
    case 'anyone':
      return true
    case 'ownInstitution':
      return subject.institutionId !== null && actor.institutionIds.includes(subject.institutionId)
    case 'handlingAgency':
      return actor.agencyId === subject.agencyId
    case 'sameLevelAuthority':
      return actor.agencyId !== null && actor.agencyId === findAgency(subject.agencyId)?.authorityCode
    case 'cityAgency':
      return actor.agencyId === cityAgencyId
    case 'panelMember':
      return subject.panelAccountIds.includes(actor.id)
    case 'outsidePanel':
      return actor.agencyId === subject.agencyId && !hasSatOnPanel(subject, actor.id)
  }
}

/**
 * May this actor read the case at all? Those who may not are told that it does not exist.
 * The city agency and the authority read every case, a county its own (第四条、第二十四条).
 */
export function mayRead(actor: Actor, subject: CaseRelation): boolean {
  if (actor.roles.includes('system')) return true
  if (stands(actor, 'ownInstitution', subject) || stands(actor, 'panelMember', subject)) return true
  if (actor.roles.includes('auditAdmin')) return true
  if (actor.roles.includes('authority') && stands(actor, 'sameLevelAuthority', subject)) return true
  const isStaff = actor.roles.some((role) => role === 'officer' || role === 'head' || role === 'authority')
  return isStaff && (actor.agencyId === subject.agencyId || actor.agencyId === cityAgencyId)
}

/**
 * The one rule of access for every command.
 * @returns undefined when allowed; `notFound` when the actor may not know of the case; else `forbidden` with the rule's name
 */
export function authorise(actor: Actor, grants: readonly Grant[], subject: CaseRelation): Refusal | undefined {
  const allowed = grants.some((grant) => actor.roles.includes(grant.role) && stands(actor, grant.relation, subject))
  if (allowed) return undefined
  if (!mayRead(actor, subject) && !subject.isPublic) return { code: 'notFound' }
  return { code: 'forbidden', rule: grants.map((grant) => `${grant.role}:${grant.relation}`).join('|') || 'none' }
}
