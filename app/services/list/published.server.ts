import * as z from 'zod'
import type { Repositories } from '#db/unit-of-work'
import { ListedInstitution } from '#templates/documents/list-announcement'
import { PlainDate } from '#workflows/calendar/plain-date'
import { listContext } from '../case-context'

/** What the announcements have said of one agreement so far. */
export type PublishedEntry = ListedInstitution & {
  /** When it came onto the list, and by which announcement. */
  listedOn: PlainDate
  listNumber: string
  /** The last announcement that changed something about it. */
  changedOn: PlainDate | null
  exit: { announcedOn: PlainDate; endedOn: PlainDate; reason: string; number: string } | null
}

const Announced = z.object({
  head: z.object({ documentNumber: z.string() }),
  additions: z.array(ListedInstitution),
  changes: z.array(ListedInstitution.extend({ items: z.array(z.unknown()) })).default([]),
  exits: z.array(z.object({ reason: z.string(), endedOn: PlainDate })),
})

/**
 * The list as it stood at the end of a day, or as it stands: every announcement up to then, one after the other, in what
 * they said themselves. Nothing that changed since is in it.
 */
export async function publishedEntries(read: Repositories, until?: PlainDate): Promise<ReadonlyMap<string, PublishedEntry>> {
  const lists = new Map(
    (await read.caseFiles.list({ machine: 'institutionList', stagePrefix: 'published' }, MOST)).map((file) => [file.id, file]),
  )
  const entries = new Map<string, PublishedEntry>()
  for (const document of await read.documents.ofKind('listAnnouncement')) {
    const list = lists.get(document.case_id)
    if (list === undefined) continue
    const { publishedOn, ...ids } = listContext(list)
    const announcedOn = PlainDate.parse(publishedOn)
    if (until !== undefined && announcedOn > until) continue
    const said = Announced.parse(document.data)
    const number = said.head.documentNumber
    // Ids and entries of an announcement stand in the same order.
    said.additions.forEach((entry, index) => {
      const id = ids.additions[index]
      if (id !== undefined) entries.set(id, { ...entry, listedOn: announcedOn, listNumber: number, changedOn: null, exit: null })
    })
    said.changes.forEach(({ items: _, ...entry }, index) => {
      const known = entries.get(ids.changes[index] ?? '')
      if (known !== undefined) entries.set(ids.changes[index] ?? '', { ...known, ...entry, changedOn: announcedOn })
    })
    said.exits.forEach(({ reason, endedOn }, index) => {
      const known = entries.get(ids.exits[index] ?? '')
      if (known !== undefined) entries.set(ids.exits[index] ?? '', { ...known, exit: { announcedOn, endedOn, reason, number } })
    })
  }
  return entries
}

const MOST = 5000
