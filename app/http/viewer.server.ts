import { type AppLoadContext, redirect } from '@remix-run/node'
import type { Actor, Role } from '#workflows/access/authorise'
import { holdForm } from '#app/services/held-forms.server'
import { findCookie, sessionCookieName } from './cookies.server'

type Asked = { request: Request; context: AppLoadContext }

/** The session id that the browser sent; undefined when none or more than one came. */
export const sessionIdOf = ({ request, context }: Asked): string | undefined =>
  findCookie(request.headers.get('Cookie'), sessionCookieName(context.secure))

/** Who asks, or undefined for somebody without a session. */
export const findViewer = (asked: Asked): Promise<Actor | undefined> => asked.context.portal.sessions.findActor(sessionIdOf(asked))

/** Where a person goes on after signing in: the page itself, or the form that came too late, with what was typed. */
async function wayBack(asked: Asked): Promise<string> {
  const { request, context } = asked
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    const held = await holdForm(context.portal, sessionIdOf(asked), request)
    if (held !== undefined) return `/resume/${held}`
  }
  const { pathname, search } = new URL(request.url)
  return pathname + search
}

/**
 * Who asks. Without a session the browser goes to sign in and comes back here; with one, but without any of the roles,
 * the answer is 403.
 */
export async function requireViewer(asked: Asked, ...allowed: readonly Role[]): Promise<Actor> {
  const viewer = await findViewer(asked)
  if (viewer === undefined) throw redirect(`/sign-in?next=${encodeURIComponent(await wayBack(asked))}`)
  if (allowed.length > 0 && !allowed.some((role) => viewer.roles.includes(role))) throw new Response(null, { status: 403 })
  return viewer
}
