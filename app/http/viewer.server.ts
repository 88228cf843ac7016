import { type AppLoadContext, redirect } from '@remix-run/node'
import type { Actor, Role } from '#workflows/access/authorise'
import { findCookie, sessionCookieName } from './cookies.server'

type Asked = { request: Request; context: AppLoadContext }

/** The session id that the browser sent; undefined when none or more than one came. */
export const sessionIdOf = ({ request, context }: Asked): string | undefined =>
  findCookie(request.headers.get('Cookie'), sessionCookieName(context.secure))

/** Who asks, or undefined for somebody without a session. */
export const findViewer = (asked: Asked): Promise<Actor | undefined> => asked.context.portal.sessions.findActor(sessionIdOf(asked))

/**
 * Who asks. Without a session the browser goes to sign in and comes back here; with one, but without any of the roles,
 * the answer is 403.
 */
export async function requireViewer(asked: Asked, ...allowed: readonly Role[]): Promise<Actor> {
  const viewer = await findViewer(asked)
  if (viewer === undefined) {
    const { pathname, search } = new URL(asked.request.url)
    throw redirect(`/sign-in?next=${encodeURIComponent(pathname + search)}`)
  }
  if (allowed.length > 0 && !allowed.some((role) => viewer.roles.includes(role))) throw new Response(null, { status: 403 })
  return viewer
}
