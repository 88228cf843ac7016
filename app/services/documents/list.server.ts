import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import type { DocumentData } from '#templates/registry'
import { dateOf, formatDate } from '#workflows/calendar/plain-date'
import { listContext } from '../case-context'
import { currentEntries } from '../list/entries.server'
import { listedExit } from '../list/exits.server'
import { changedEntries } from '../list/facts.server'
import { type DocumentSource, headOf } from './head.server'

/** 第九条（五）: who comes onto the city's list, what changed about those on it, and who leaves it. */
export const listAnnouncementDocument: DocumentSource = async (tx, written, numbered) => {
  const ids = listContext(written.file)
  const [additions, changes, exits] = [await filesOf(tx, ids.additions), await filesOf(tx, ids.changes), await filesOf(tx, ids.exits)]
  const added = await currentEntries(tx, additions)
  const changed = await changedEntries(tx, changes)
  const gone = await currentEntries(tx, exits)
  const { agency } = numbered
  return {
    head: headOf(written, numbered, ['第九条（五）']),
    subject: formatDate(dateOf(written.entry.at)),
    additions: ids.additions.map((id) => known(added, id)),
    changes: ids.changes.map((id) => known(changed, id)),
    exits: await Promise.all(
      exits.map(async (file) => {
        const { name, address } = known(gone, file.id)
        return { name, address, ...(await listedExit(tx, file)) }
      }),
    ),
    enquiries: { office: agency.name, phone: agency.phone },
  } satisfies DocumentData<'listAnnouncement'>
}

const filesOf = (tx: Repositories, ids: readonly string[]): Promise<CaseFile[]> =>
  Promise.all(
    ids.map(async (id) => {
      const file = await tx.caseFiles.find(id)
      if (file === undefined) throw new Error(`agreement ${id} is gone`)
      return file
    }),
  )

function known<T>(entries: ReadonlyMap<string, T>, id: string): T {
  const entry = entries.get(id)
  if (entry === undefined) throw new Error(`agreement ${id} has nothing for the list`)
  return entry
}
