import type { AppLoadContext } from '@remix-run/node'
import { serializeCookie, sessionCookieName } from './cookies.server'

/** Header values that start or end a session in the browser. Each sign-in gets an id of its own (session fixation). */
export const sessionCookie = ({ secure }: Pick<AppLoadContext, 'secure'>, sessionId: string): string =>
  serializeCookie(sessionCookieName(secure), sessionId, { secure })

export const endedSessionCookie = ({ secure }: Pick<AppLoadContext, 'secure'>): string =>
  serializeCookie(sessionCookieName(secure), '', { secure, maxAgeSeconds: 0 })
