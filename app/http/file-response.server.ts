export type ServedFile = { name: string; mediaType: string; bytes: Uint8Array }

/** Nothing that came from outside gets rights, even if a browser showed it. */
const NO_RIGHTS = "default-src 'none'; sandbox"
/** The browser's own viewer of PDFs draws itself with these; our pages alone may hold it in a frame. */
const PDF_VIEWER = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
const IMAGE_PAGE = "default-src 'none'; img-src 'self'; frame-ancestors 'self'"

/**
 * Stored bytes as an answer. Our own documents may open in the browser; what people uploaded is only ever saved, under a
 * policy that would give it no rights even if a browser showed it.
 */
export function fileResponse({ name, mediaType, bytes }: ServedFile, disposition: 'inline' | 'attachment'): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': mediaType,
      'Content-Length': String(bytes.byteLength),
      'Content-Disposition': `${disposition}; filename*=UTF-8''${encodeName(name)}`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
      ...(disposition === 'attachment' ? { 'Content-Security-Policy': NO_RIGHTS } : {}),
    },
  })
}

/** How an address of a file is asked for: the file itself, the file as a page to look at, or a picture for a list. */
export type FileForm = 'file' | 'page' | 'thumbnail'

export function fileFormOf({ url }: Pick<Request, 'url'>): FileForm {
  const form = new URL(url).searchParams.get('as')
  return form === 'page' || form === 'thumbnail' ? form : 'file'
}

/** The one form of a file that may stand in a frame, and only in one of our own pages. */
export function filePage(file: ServedFile, { url }: Pick<Request, 'url'>): Response {
  if (file.mediaType === 'application/pdf') {
    const response = fileResponse(file, 'inline')
    response.headers.set('Content-Security-Policy', PDF_VIEWER)
    response.headers.set('X-Frame-Options', 'SAMEORIGIN')
    return response
  }
  if (file.mediaType !== 'image/jpeg' && file.mediaType !== 'image/png') return fileResponse(file, 'attachment')
  const name = escapeHtml(file.name)
  // The width as an attribute: the page has no stylesheet, and its policy lets none in.
  const html = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${name}</title></head><body><img src="${escapeHtml(new URL(url).pathname)}" alt="${name}" width="100%"></body></html>`
  return new Response(html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': IMAGE_PAGE,
      'X-Frame-Options': 'SAMEORIGIN',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  })
}

/** Kept by the browser but asked about each time, so that nobody sees one whose access has ended. */
export function thumbnailResponse({ mediaType, bytes }: Omit<ServedFile, 'name'>): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': mediaType,
      'Content-Length': String(bytes.byteLength),
      'Content-Security-Policy': NO_RIGHTS,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-cache',
    },
  })
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '')

// RFC 5987 leaves fewer characters bare than encodeURIComponent does.
const encodeName = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
