import { type AppLoadContext, redirect } from '@remix-run/node'
import type { Actor, Role } from '#workflows/access/authorise'
import { findCookie, sessionCookieName } from './cookies.server'
import { FORM_TOKEN_FIELD } from './form-token'

type Asked = { request: Request; context: AppLoadContext }

/** The session id that the browser sent; undefined when none or more than one came. */
export const sessionIdOf = ({ request, context }: Asked): string | undefined =>
  findCookie(request.headers.get('Cookie'), sessionCookieName(context.secure))

/** Who asks, or undefined for somebody without a session. */
export const findViewer = (asked: Asked): Promise<Actor | undefined> => asked.context.portal.sessions.findActor(sessionIdOf(asked))

/** Where a person goes on after signing in: the page itself, or the form that came too late, with what was typed. */
async function wayBack(asked: Asked): Promise<string> {
  const { request, context } = asked
  const { pathname, search } = new URL(request.url)
  const action = pathname + search
  // The routes that take materials keep those themselves; a key file with its password is never kept.
  if (request.method !== 'POST' || !request.headers.get('Content-Type')?.startsWith('application/x-www-form-urlencoded')) return action
  const typed = [...(await request.clone().formData())].filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  const fields = typed.filter(([name]) => name !== FORM_TOKEN_FIELD && !/password/i.test(name))
  const held = await context.portal.sessions.holdForm(sessionIdOf(asked), { action, fields })
  return held === undefined ? action : `/resume/${held}`
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
