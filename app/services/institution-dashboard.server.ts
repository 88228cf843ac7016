import { draftPages } from '#app/forms/application-draft-pages'
import type { DueView } from '#app/view/case-view'
import type { NoticeView } from '#app/view/notice'
import { stageForInstitution, stageTitle } from '#app/view/stages'
import type { CaseFile } from '#db/repositories/case-files'
import type { Actor } from '#workflows/access/authorise'
import { dateOf, type PlainDate } from '#workflows/calendar/plain-date'
import { institutionTypeTitles } from '#workflows/domain/institution-kinds'
import { missingOf } from './attachments-store.server'
import { barsOn, placeOf } from './bars.server'
import { agreementLinks, agreementNotes } from './case/agreement-card'
import { positionOf } from './case/position.server'
import { chosenServices, type Draft, loadDraft, rulesOn } from './drafts.server'
import { newestNotices } from './inbox.server'
import { pageStates } from './institution-answers.server'
import { judgeScores } from './institution-scores.server'
import { type SiteView, sitesOf } from './institution-sites.server'
import type { Portal } from './portal.server'
import { isOpenToInstitution, relationOf } from './relation.server'
import { loadRules } from './rules.server'

export type CaseLine = {
  readonly id: string
  readonly machine: string
  readonly title: string
  readonly stage: string
  readonly actor: string
  readonly isMyTurn: boolean
  readonly isSigning: boolean
  readonly due: DueView | string
  readonly consequence: string
  /** What else must be known of an agreement: not yet on the list, settlement held, a test that failed; empty when there is nothing. */
  readonly notes: readonly string[]
  /** Of an agreement: to read it whole, and to ask for another term while that can be done. */
  readonly links: readonly { readonly label: string; readonly href: string; readonly isMain: boolean }[]
}

export type DraftLine = {
  readonly id: string
  readonly title: string
  readonly updatedAt: string
  readonly done: number
  readonly steps: number
}

export type InstitutionView = {
  readonly id: string
  readonly name: string
  readonly uscc: string
  readonly typeTitle: string
  /** 第十条: what forbids any application of this institution today, the longest first. */
  readonly bars: readonly { reason: string; until: PlainDate; mayApplyFrom: PlainDate }[]
  readonly sites: readonly SiteView[]
}

export type Dashboard = {
  readonly myTurn: readonly CaseLine[]
  readonly running: readonly CaseLine[]
  readonly closed: readonly { id: string; machine: string; title: string; stage: string; at: string }[]
  readonly drafts: readonly DraftLine[]
  readonly institutions: readonly InstitutionView[]
  readonly notices: readonly NoticeView[]
}

/** Everything of the institutions that a person acts for, what waits for that person first. */
export async function dashboardOf(portal: Portal, actor: Actor): Promise<Dashboard> {
  const { read } = portal
  const ids = [...actor.institutionIds]
  const files = (ids.length === 0 ? [] : await read.caseFiles.list({ institutionIds: ids })).filter(isOpenToInstitution)
  const lines = await Promise.all(files.filter(({ status }) => status === 'active').map((file) => caseLine(portal, actor, file)))
  const drafts = await Promise.all((await read.drafts.ofInstitutions(ids)).map((row) => loadDraft(portal, row)))
  return {
    myTurn: lines.filter((line) => line.isMyTurn),
    running: lines.filter((line) => !line.isMyTurn),
    closed: files
      .filter(({ status }) => status === 'done')
      .map((file) => ({
        id: file.id,
        machine: file.machine,
        title: file.title,
        stage: stageTitle(file.machine, stageForInstitution(file.stage)),
        at: file.updated_at,
      })),
    drafts: drafts.map(draftLine),
    institutions: await Promise.all(ids.map((id) => institutionView(portal, id))),
    notices: await newestNotices(portal, actor, 3),
  }
}

async function caseLine({ read, now }: Portal, actor: Actor, file: CaseFile): Promise<CaseLine> {
  const rules = await loadRules(read, { policyId: file.policy_version_id })
  if (rules === undefined) throw new Error(`policy ${file.policy_version_id} is not stored`)
  const relation = await relationOf(read, file)
  const position = await positionOf(read, { file, relation, actor, now: now(), rules })
  return {
    id: file.id,
    machine: file.machine,
    title: file.title,
    stage: position.stage,
    actor: position.actor,
    isMyTurn: position.isViewersTurn,
    isSigning: file.stage === 'signing.byInstitution',
    due: position.due,
    consequence: position.consequence,
    notes: file.machine === 'agreement' ? agreementNotes(file) : [],
    links: file.machine === 'agreement' ? agreementLinks(file, rules, dateOf(now())) : [],
  }
}

/** The steps of a draft that are done, of form screens, self-evaluation and materials. */
export function progressOf(draft: Draft): { done: number; steps: number } {
  const services = chosenServices(draft)
  const lacksMaterials = services.length === 0 || missingOf(draft).length > 0
  const filled = pageStates(draft).filter(({ state }) => state === 'filled').length
  const isScored = services.length > 0 && judgeScores(draft).state === 'filled'
  return { done: filled + (isScored ? 1 : 0) + (lacksMaterials ? 0 : 1), steps: draftPages.length + 2 }
}

function draftLine(draft: Draft): DraftLine {
  return { id: draft.id, title: draft.site.name, updatedAt: draft.updatedAt, ...progressOf(draft) }
}

async function institutionView({ read, now }: Portal, id: string): Promise<InstitutionView> {
  const today = dateOf(now())
  const institution = await read.institutions.get(id)
  const places = (await read.institutions.sitesOf(id)).map(placeOf)
  const bars = await barsOn(read, (await rulesOn(read, today)).policy, { uscc: institution.uscc, on: today, places })
  return {
    id,
    name: institution.name,
    uscc: institution.uscc,
    typeTitle: institutionTypeTitles[institution.institution_type],
    bars: bars.map(({ explanation, barredUntil, mayApplyFrom }) => ({ reason: explanation, until: barredUntil, mayApplyFrom })),
    sites: await sitesOf(read, institution, today),
  }
}
