import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { serializeCookie, TEXT_SIZE_COOKIE } from '#app/http/cookies.server'
import { safePath } from '#app/http/safe-path'

const YEAR_SECONDS = 365 * 24 * 60 * 60

/** Remembers the text size in this browser; it changes nothing else, so a plain link may do it. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const isLarge = params.size === 'large'
  const cookie = serializeCookie(TEXT_SIZE_COOKIE, isLarge ? 'large' : '', {
    secure: context.secure,
    maxAgeSeconds: isLarge ? YEAR_SECONDS : 0,
  })
  return redirect(safePath(new URL(request.url).searchParams.get('back')), { headers: { 'Set-Cookie': cookie } })
}
