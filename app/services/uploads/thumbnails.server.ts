import type { Repositories } from '#db/unit-of-work'
import { imageThumbnail } from './image.server'
import { checkPdf } from './pdf-check.server'

export type Thumbnail = { mediaType: 'image/jpeg' | 'image/svg+xml'; bytes: Uint8Array }

const MOST_KEPT = 500
const kept = new Map<string, Thumbnail>()
// One at a time: a page asks for all of its thumbnails at once, and each needs the whole file in memory.
let last: Promise<unknown> = Promise.resolve()

/**
 * What stands for a stored file in a list: a small picture of an image, a sheet with the number of pages for a PDF. The
 * same bytes always give the same one, so it is kept by their digest. Whoever asks must have been let read the file.
 */
export function thumbnailOf(read: Pick<Repositories, 'files'>, digest: string): Promise<Thumbnail | undefined> {
  const made = last.then(async () => {
    const thumbnail = kept.get(digest) ?? (await make(read, digest))
    if (thumbnail !== undefined) keep(digest, thumbnail)
    return thumbnail
  })
  last = made.catch(() => undefined)
  return made
}

/** The longest unasked goes first. */
function keep(digest: string, thumbnail: Thumbnail): void {
  kept.delete(digest)
  kept.set(digest, thumbnail)
  const [oldest] = kept.keys()
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
}

async function make({ files }: Pick<Repositories, 'files'>, digest: string): Promise<Thumbnail | undefined> {
  const stored = await files.find(digest)
  if (stored === undefined) return undefined
  const picture = stored.mediaType.startsWith('image/') ? await imageThumbnail(stored.bytes) : undefined
  if (picture !== undefined) return { mediaType: 'image/jpeg', bytes: picture }
  const checked = stored.mediaType === 'application/pdf' ? checkPdf(stored.bytes) : undefined
  return sheet(checked === undefined ? '文件' : 'PDF', checked?.ok === true ? `${checked.pages} 页` : '')
}

/** A sheet of paper with a folded corner and two lines of words. */
function sheet(kind: string, note: string): Thumbnail {
  const words = (y: number, size: number, text: string) =>
    `<text x="60" y="${y}" font-size="${size}" font-family="sans-serif" text-anchor="middle" fill="#17212d">${text}</text>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="160" viewBox="0 0 120 160"><path d="M2 2h82l34 34v122H2z" fill="#fff" stroke="#6c7783" stroke-width="3"/><path d="M84 2v34h34" fill="#e8ecf1" stroke="#6c7783" stroke-width="3"/>${words(92, 34, kind)}${words(130, 26, note)}</svg>`
  return { mediaType: 'image/svg+xml', bytes: new TextEncoder().encode(svg) }
}
