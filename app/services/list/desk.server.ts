import { dutyTitle, regionLeaf } from '#app/view/stages'
import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import { type Actor, cityAgencyId } from '#workflows/access/authorise'
import { dateOf, daysBetween, type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import { agreementRow } from '../agreement-row'
import { agreementContext, listContext } from '../case-context'
import type { Portal } from '../portal.server'
import { type PublishedList, publishedLists } from './announcements.server'
import { itemText } from './entries.server'
import { leavingOf } from './exits.server'
import { listedAgreement, type Standing, standingOf } from './facts.server'

/** An agreement that waits for the city's list, to come on it or to go off it. */
export type ListCandidate = {
  id: string
  title: string
  agency: string
  number: string
  services: string
  term: string
  filing: string
  /** What is to be said anew of one that is listed, a line each. */
  changes: string[]
  /** Since when it waits: the last signature of one that comes on or changed, the last day of one that goes off. */
  since: string
  days: number
  /** Stands on a draft that waits for its approval. */
  isDrafted: boolean
  /** May be ticked for a list: on no draft, and the test of its system has not failed. */
  mayStand: boolean
}

export type ListDraft = { id: string; title: string; additions: number; changes: number; exits: number; draftedBy: string; at: string }

export type ListDesk = {
  /** Of the city agency, whose list it is. */
  isCity: boolean
  mayDraft: boolean
  toAdd: ListCandidate[]
  toChange: ListCandidate[]
  toDrop: ListCandidate[]
  drafts: ListDraft[]
  published: PublishedList[]
  /** The agreements of the actor's own agency that are on no list yet, with how the test of their systems stands (第十二条). */
  connections: { id: string; title: string; state: string; isConnected: boolean }[]
}

const MOST = 5000

/** Officers of the city agency draw up the list (第九条（五）). */
export const mayDraftList = (actor: Actor): boolean => actor.agencyId === cityAgencyId && actor.roles.includes('officer')

/** The city's list as an agency's desk sees it: the city agency draws it up, a county reads about its own institutions. */
export async function listDeskOf(portal: Pick<Portal, 'read' | 'now'>, actor: Actor): Promise<ListDesk> {
  const { read } = portal
  const isCity = actor.agencyId === cityAgencyId
  const own = isCity || actor.agencyId === null ? {} : { agencyId: actor.agencyId }
  const files = await read.caseFiles.list({ machine: 'agreement', ...own }, MOST)
  const standing = await standingOf(read, files)
  const leaving = await leavingOf(read)
  const today = dateOf(portal.now())
  const rows = (isOne: (file: CaseFile) => boolean, waitsSince: (file: CaseFile) => string): ListCandidate[] =>
    files
      .filter(isOne)
      .map((file) => candidateOf(file, waitsSince(file), today, standing))
      .sort((a, b) => a.since.localeCompare(b.since) || a.title.localeCompare(b.title, 'zh'))
  const isOver = (file: CaseFile) => agreementContext(file).isOver
  const lastSigned = (file: CaseFile) => agreementContext(file).signedOn
  const isListed = ({ stage }: CaseFile) => regionLeaf(stage, 'listing') === 'listed'
  return {
    isCity,
    mayDraft: mayDraftList(actor),
    toAdd: rows(({ stage }) => regionLeaf(stage, 'listing') === 'unlisted', lastSigned),
    toChange: rows((file) => standing.changes.has(file.id) && !isOver(file), lastSigned),
    toDrop: rows(
      (file) => isListed(file) && isOver(file),
      (file) => leaving.get(file.id)?.endedOn ?? lastSigned(file),
    ),
    drafts: isCity ? await draftsOf(read) : [],
    published: await publishedLists(read),
    connections: ownConnections(actor, files),
  }
}

function ownConnections({ agencyId, roles }: Actor, files: readonly CaseFile[]): ListDesk['connections'] {
  if (!roles.includes('officer')) return []
  const own = files.filter((file) => file.agency_id === agencyId && regionLeaf(file.stage, 'listing') === 'unlisted')
  return own
    .filter(({ stage }) => regionLeaf(stage, 'connection') !== 'over')
    .map(({ id, title, stage }) => ({
      id,
      title,
      state: dutyTitle(stage, 'connection'),
      isConnected: regionLeaf(stage, 'connection') === 'connected',
    }))
}

function candidateOf(file: CaseFile, since: string, today: PlainDate, standing: Standing): ListCandidate {
  const { mayBeAdded, mayBeChanged, mayBeDropped } = listedAgreement(file, standing)
  return {
    ...agreementRow(file, agreementContext(file)),
    filing: dutyTitle(file.stage, 'filing'),
    changes: (standing.changes.get(file.id)?.items ?? []).map(itemText),
    since,
    days: Math.max(0, daysBetween(plainDate(since), today)),
    isDrafted: standing.taken.has(file.id),
    mayStand: mayBeAdded || mayBeChanged || mayBeDropped,
  }
}

async function draftsOf(read: Repositories): Promise<ListDraft[]> {
  const files = await read.caseFiles.list({ machine: 'institutionList', status: 'active' }, MOST)
  return Promise.all(
    files.map(async (file) => {
      const { additions, changes, exits } = listContext(file)
      const [opening] = await read.eventLog.ofCase(file.id, 'draftList')
      return {
        id: file.id,
        title: file.title,
        additions: additions.length,
        changes: changes.length,
        exits: exits.length,
        draftedBy: opening?.actor_name ?? '',
        at: file.opened_at,
      }
    }),
  )
}
