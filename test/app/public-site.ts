import type { Core } from '#test/setup/core'
import { atEndOfFile } from '#test/setup/end-of-file'
import { type Answer, PlainBrowser, send } from '#test/setup/http'
import { startPages } from '#test/setup/pages'

const isOurs = (file: string) => file === 'routes/home.tsx' || /^routes\/(public|session|demo|admin|resources)\//.test(file)

/** The pages for everybody, sign-in and administration, over the portal of a test. */
export async function openSite({ portal }: Pick<Core, 'portal'>): Promise<{ origin: string; visitor: () => PlainBrowser }> {
  const site = await startPages(portal, isOurs)
  atEndOfFile(site.close)
  return { origin: site.origin, visitor: () => new PlainBrowser(site.origin) }
}

/** Signs in with one click, as the demonstration offers it. */
export async function signInAs(visitor: PlainBrowser, login: string): Promise<Answer> {
  await visitor.get('/sign-in')
  return visitor.post('/demo/sign-in', { login })
}

/** Posts one file as a browser without scripts does: the token of the page in the address. */
export async function uploadFile(visitor: PlainBrowser, path: string, field: string, file: File): Promise<Answer> {
  const form = new FormData()
  form.append(field, file)
  const request = new Request(visitor.origin, { method: 'POST', body: form })
  const body = Buffer.from(await request.arrayBuffer())
  return send(`${visitor.origin}${path}?_token=${encodeURIComponent(visitor.token ?? '')}`, {
    method: 'POST',
    headers: {
      'Content-Type': request.headers.get('Content-Type') ?? '',
      Origin: visitor.origin,
      'Sec-Fetch-Site': 'same-origin',
      Cookie: visitor.cookieHeader,
    },
    body,
  })
}
