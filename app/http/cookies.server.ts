/** `__Host-` keeps a neighbouring subdomain from planting a cookie; browsers accept it on HTTPS only. */
function hostName(name: string, secure: boolean): string {
  return secure ? `__Host-${name}` : name
}

export function sessionCookieName(secure: boolean): string {
  return hostName('portal_session', secure)
}

export function formCookieName(secure: boolean): string {
  return hostName('portal_form', secure)
}

export const TEXT_SIZE_COOKIE = 'portal_text'

/** A cookie for this host only, out of reach of scripts, gone with the browser unless `maxAgeSeconds` is given. */
export function serializeCookie(
  name: string,
  value: string,
  { secure, maxAgeSeconds }: { secure: boolean; maxAgeSeconds?: number },
): string {
  const parts = [`${name}=${value}`, 'Path=/', 'HttpOnly', 'SameSite=Lax']
  if (secure) parts.push('Secure')
  if (maxAgeSeconds !== undefined) parts.push(`Max-Age=${maxAgeSeconds}`)
  return parts.join('; ')
}

/** A name that comes twice is treated as absent: one of the two was planted. */
export function findCookie(header: string | null | undefined, name: string): string | undefined {
  const values = (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
    .map((part) => part.slice(name.length + 1))
  return values.length === 1 ? values[0] : undefined
}
