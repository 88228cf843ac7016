import type { Repositories } from '#db/unit-of-work'
import { listContext } from '../case-context'

/** An announcement of the city's list (第九条（五）) as everybody may read it. */
export type PublishedList = {
  documentId: string
  number: string
  publishedOn: string
  additions: number
  changes: number
  exits: number
  /** The PDF is there; false in the moment in which it is being set. */
  hasFile: boolean
}

const MOST = 1000

/** All announcements, the newest first. */
export async function publishedLists(read: Repositories): Promise<PublishedList[]> {
  const files = await read.caseFiles.list({ machine: 'institutionList', stagePrefix: 'published' }, MOST)
  const lists = await Promise.all(
    files.map(async (file) => {
      const { additions, changes, exits, publishedOn } = listContext(file)
      const document = (await read.documents.ofCase(file.id)).find(({ kind }) => kind === 'listAnnouncement')
      if (document === undefined || publishedOn === null) return []
      const hasFile = (await read.documents.latestFile(document.id)) !== undefined
      const { number, issued_at: issuedAt } = document
      const counts = { additions: additions.length, changes: changes.length, exits: exits.length }
      return [{ documentId: document.id, number, publishedOn, ...counts, hasFile, issuedAt }]
    }),
  )
  return lists
    .flat()
    .sort((a, b) => b.issuedAt.localeCompare(a.issuedAt))
    .map(({ issuedAt: _, ...list }) => list)
}
