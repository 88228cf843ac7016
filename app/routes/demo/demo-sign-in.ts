import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { safePath } from '#app/http/safe-path'
import { sessionCookie } from '#app/http/session-cookie.server'
import { sessionIdOf } from '#app/http/viewer.server'
import { homeOf } from '#app/services/shell.server'

export const loader = () => redirect('/sign-in')

/** One click signs in as a demonstration account; in production the address does not exist. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { portal } = context
  if (portal.mode !== 'demo') throw new Response(null, { status: 404 })
  const form = await request.formData()
  const signedIn = await portal.sessions.signInAs(String(form.get('login') ?? ''))
  if (signedIn === undefined) throw new Response(null, { status: 404 })
  await portal.sessions.signOut(sessionIdOf({ request, context }))
  const next = form.get('next')
  return redirect(safePath(typeof next === 'string' ? next : null, homeOf(signedIn.actor)), {
    status: 303,
    headers: { 'Set-Cookie': sessionCookie(context, signedIn.sessionId) },
  })
}
