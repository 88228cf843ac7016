export type ServedFile = { name: string; mediaType: string; bytes: Uint8Array }

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
      ...(disposition === 'attachment' ? { 'Content-Security-Policy': "default-src 'none'; sandbox" } : {}),
    },
  })
}

// RFC 5987 leaves fewer characters bare than encodeURIComponent does.
const encodeName = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
