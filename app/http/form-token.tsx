import { useRequestContext } from './request-context'

export const FORM_TOKEN_FIELD = '_token'

/** Belongs inside every `<form method="post">` with an urlencoded body. */
export function FormToken() {
  return <input type="hidden" name={FORM_TOKEN_FIELD} value={useRequestContext().formToken} />
}

/**
 * The action of a multipart form. Its token travels in the address, because the guard judges
 * a request before it reads an upload of many megabytes.
 */
export function useTokenedAction(path: string): string {
  const token = useRequestContext().formToken
  return `${path}${path.includes('?') ? '&' : '?'}${FORM_TOKEN_FIELD}=${encodeURIComponent(token)}`
}
