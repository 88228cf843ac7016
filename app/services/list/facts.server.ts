import * as z from 'zod'
import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import type { ListedInstitution } from '#templates/documents/list-announcement'
import type { Actor } from '#workflows/access/authorise'
import type { InstitutionListFacts, ListedAgreement } from '#workflows/commands/facts'
import { agreementContext, listContext } from '../case-context'
import { type ChangedItem, changedItems, currentEntries } from './entries.server'
import { publishedEntries } from './published.server'

const MOST = 5000

/** Every agreement as the city's list sees it; `own` is the draft that asks and does not stand in its own way. */
export async function listFacts(tx: Repositories, actor: Actor, own?: CaseFile): Promise<InstitutionListFacts> {
  const files = await tx.caseFiles.list({ machine: 'agreement' }, MOST)
  const standing = await standingOf(tx, files, own)
  return { agencyId: actor.agencyId, agreements: files.map((file) => listedAgreement(file, standing)) }
}

/** What decides about the place of agreements on the list, beside themselves. */
export type Standing = {
  /** Those on drafts that wait for their approval. */
  taken: ReadonlySet<string>
  /** What is to be said anew of those that are listed, by case id; absent where nothing is. */
  changes: ReadonlyMap<string, ChangedEntry>
}
export type ChangedEntry = ListedInstitution & { items: ChangedItem[] }

export async function standingOf(tx: Repositories, files: readonly CaseFile[], own?: CaseFile): Promise<Standing> {
  return { taken: await takenByDrafts(tx, own), changes: await changedEntries(tx, files) }
}

async function takenByDrafts(tx: Repositories, own: CaseFile | undefined): Promise<ReadonlySet<string>> {
  const drafts = (await tx.caseFiles.list({ machine: 'institutionList', status: 'active' }, MOST)).filter(({ id }) => id !== own?.id)
  return new Set(
    drafts.flatMap((file) => {
      const { additions, changes, exits } = listContext(file)
      return [...additions, ...changes, ...exits]
    }),
  )
}

/**
 * Of these agreements those of which the last announcement says something else than what holds now. The two are compared
 * as they are, so that no change can be forgotten, whatever case has made it.
 */
export async function changedEntries(tx: Repositories, files: readonly CaseFile[]): Promise<ReadonlyMap<string, ChangedEntry>> {
  const listed = files.filter(({ stage }) => stage.split(' ').includes('listing.listed'))
  if (listed.length === 0) return new Map()
  const published = await publishedEntries(tx)
  const current = await currentEntries(tx, listed)
  return new Map(
    [...current].flatMap(([id, entry]) => {
      const before = published.get(id)
      const items = before === undefined ? [] : changedItems(before, entry)
      return items.length === 0 ? [] : [[id, { ...entry, items }] as const]
    }),
  )
}

/** What a list says anew of each agreement: as it was announced, or as it would be today. */
export async function changesOn(tx: Repositories, list: CaseFile): Promise<ReadonlyMap<string, readonly ChangedItem[]>> {
  const { changes } = listContext(list)
  if (changes.length === 0) return new Map()
  const announced = (await tx.documents.ofCase(list.id)).find(({ kind }) => kind === 'listAnnouncement')
  if (announced !== undefined)
    return new Map(AnnouncedChanges.parse(announced.data).changes.map(({ items }, index) => [changes[index] ?? '', items]))
  const files = await Promise.all(changes.map((id) => tx.caseFiles.find(id)))
  const standing = await changedEntries(
    tx,
    files.filter((file) => file !== undefined),
  )
  return new Map([...standing].map(([id, { items }]) => [id, items]))
}

const AnnouncedChanges = z.object({
  changes: z.array(z.object({ items: z.array(z.object({ title: z.string(), before: z.string(), after: z.string() })) })),
})

/** What the list may do with an agreement, unless a draft has taken it or the test of its system has failed (edge case 34). */
export function listedAgreement(file: CaseFile, { taken, changes }: Standing): ListedAgreement {
  const { id, title, stage } = file
  const { isOver } = agreementContext(file)
  const leaves = stage.split(' ')
  const isFree = !taken.has(id)
  const isListed = leaves.includes('listing.listed')
  return {
    id,
    title,
    mayBeAdded: isFree && !leaves.includes('connection.failing') && !isOver && leaves.includes('listing.unlisted'),
    mayBeChanged: isFree && !isOver && isListed && changes.has(id),
    mayBeDropped: isFree && isOver && isListed,
  }
}
