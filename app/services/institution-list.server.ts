import { dutyTitle, regionLeaf } from '#app/view/stages'
import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import { type Actor, cityAgencyId } from '#workflows/access/authorise'
import { dateOf, daysBetween, type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import type { ListedAgreement } from '#workflows/commands/facts'
import type { AgreementContext } from '#workflows/machines/agreement-context'
import { agreementRow } from './agreement-row'
import { agreementContext, listContext } from './case-context'
import { type Connection, connectionsOf } from './connections.server'
import { listedAgreement, takenByDrafts } from './list-facts.server'
import type { Portal } from './portal.server'
import { type PublishedList, publishedLists } from './public/lists.server'

/** An agreement that waits for the city's list, to come on it or to go off it. */
export type ListCandidate = {
  id: string
  title: string
  agency: string
  number: string
  services: string
  term: string
  filing: string
  /** Since when it waits: the signature of one that comes on, the last day of one that goes off. */
  since: string
  days: number
  /** Stands on a draft that waits for its approval. */
  isDrafted: boolean
  /** May be ticked for a list: on no draft, and the test of its system has not failed. */
  mayStand: boolean
}

export type ListDraft = { id: string; title: string; additions: number; exits: number; draftedBy: string; at: string }

export type ListDesk = {
  /** Of the city agency, whose list it is. */
  isCity: boolean
  mayDraft: boolean
  toAdd: ListCandidate[]
  toDrop: ListCandidate[]
  drafts: ListDraft[]
  published: PublishedList[]
  /** The agreements of the actor's own agency that are on no list yet, with what was noted about the test of their systems. */
  connections: { id: string; title: string; connection: Connection | null }[]
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
  const taken = await takenByDrafts(read)
  const connections = await connectionsOf(read, files)
  const today = dateOf(portal.now())
  const candidates = (isOne: (file: CaseFile) => boolean, waitsSince: (context: AgreementContext) => string) =>
    files
      .filter(isOne)
      .map((file) => {
        const context = agreementContext(file)
        return candidateOf(file, context, waitsSince(context), today, {
          isDrafted: taken.has(file.id),
          mayStand: mayStand(listedAgreement(file, taken, connections)),
        })
      })
      .sort((a, b) => a.since.localeCompare(b.since) || a.title.localeCompare(b.title, 'zh'))
  return {
    isCity,
    mayDraft: mayDraftList(actor),
    toAdd: candidates(
      ({ stage }) => regionLeaf(stage, 'listing') === 'unlisted',
      ({ signedOn }) => signedOn,
    ),
    toDrop: candidates(
      (file) => regionLeaf(file.stage, 'listing') === 'listed' && agreementContext(file).isOver,
      ({ expiresOn, signedOn }) => expiresOn ?? signedOn,
    ),
    drafts: isCity ? await draftsOf(read) : [],
    published: await publishedLists(read),
    connections: ownConnections(actor, files, connections),
  }
}

function ownConnections(
  { agencyId, roles }: Actor,
  files: readonly CaseFile[],
  connections: ReadonlyMap<string, Connection>,
): ListDesk['connections'] {
  if (!roles.includes('officer')) return []
  const own = files.filter((file) => file.agency_id === agencyId && regionLeaf(file.stage, 'listing') === 'unlisted')
  return own.map(({ id, title }) => ({ id, title, connection: connections.get(id) ?? null }))
}

const mayStand = ({ mayBeAdded, mayBeDropped }: ListedAgreement): boolean => mayBeAdded || mayBeDropped

function candidateOf(
  file: CaseFile,
  context: AgreementContext,
  since: string,
  today: PlainDate,
  standing: Pick<ListCandidate, 'isDrafted' | 'mayStand'>,
): ListCandidate {
  return {
    ...agreementRow(file, context),
    filing: dutyTitle(file.stage, 'filing'),
    since,
    days: Math.max(0, daysBetween(plainDate(since), today)),
    ...standing,
  }
}

async function draftsOf(read: Repositories): Promise<ListDraft[]> {
  const files = await read.caseFiles.list({ machine: 'institutionList', status: 'active' }, MOST)
  return Promise.all(
    files.map(async (file) => {
      const { additions, exits } = listContext(file)
      const [opening] = await read.eventLog.ofCase(file.id, 'draftList')
      return {
        id: file.id,
        title: file.title,
        additions: additions.length,
        exits: exits.length,
        draftedBy: opening?.actor_name ?? '',
        at: file.opened_at,
      }
    }),
  )
}
