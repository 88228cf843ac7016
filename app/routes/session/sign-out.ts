import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { endedSessionCookie } from '#app/http/session-cookie.server'
import { sessionIdOf } from '#app/http/viewer.server'

/** Somebody who opens the address by hand is led home; only a posted form ends the session. */
export const loader = () => redirect('/')

export async function action({ request, context }: ActionFunctionArgs) {
  await context.portal.sessions.signOut(sessionIdOf({ request, context }))
  return redirect('/', { status: 303, headers: { 'Set-Cookie': endedSessionCookie(context) } })
}
