/** An address inside the portal, or `fallback`: never another host, whatever a link or form asks for. */
export function safePath(wanted: string | null | undefined, fallback = '/'): string {
  // Browsers read `\` as `/` and drop control characters, so both could turn a path into `//host`.
  return wanted && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(wanted) ? wanted : fallback
}
