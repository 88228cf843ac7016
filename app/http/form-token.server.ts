import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { findCookie, formCookieName, serializeCookie, sessionCookieName } from './cookies.server'

export type FormTokenOptions = { secret: string; secure: boolean }

/** Tokens of one browser in one session: a signing in or out makes earlier ones worthless. */
export type FormTokens = {
  /** A new token each time, so that its text cannot be guessed from the size of compressed pages. */
  issue(): string
  accepts(token: string | undefined): boolean
  /** The header that the answer must carry, once a token was issued to a browser without a form cookie. */
  setCookie(): string | undefined
}

const cookieShape = /^[A-Za-z0-9_-]{22}$/

export function formTokensOf(cookieHeader: string | undefined, { secret, secure }: FormTokenOptions): FormTokens {
  const name = formCookieName(secure)
  const held = findCookie(cookieHeader, name)
  const known = held !== undefined && cookieShape.test(held) ? held : undefined
  const session = findCookie(cookieHeader, sessionCookieName(secure)) ?? ''
  let made: string | undefined

  function sign(salt: string, browser: string): string {
    return createHmac('sha256', secret).update(`form-token\n${salt}\n${browser}\n${session}`).digest('base64url')
  }

  return {
    issue() {
      if (!known) made ??= randomBytes(16).toString('base64url')
      const salt = randomBytes(12).toString('base64url')
      return `${salt}.${sign(salt, known ?? made ?? '')}`
    },
    accepts(token) {
      const [salt, signature, ...rest] = (token ?? '').split('.')
      if (!known || !salt || !signature || rest.length > 0) return false
      const given = Buffer.from(signature)
      const expected = Buffer.from(sign(salt, known))
      return given.length === expected.length && timingSafeEqual(given, expected)
    },
    setCookie() {
      return made === undefined ? undefined : serializeCookie(name, made, { secure })
    },
  }
}
