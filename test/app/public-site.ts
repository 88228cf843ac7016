import type { Core } from '#test/setup/core'
import { atEndOfFile } from '#test/setup/end-of-file'
import { type Answer, PlainBrowser } from '#test/setup/http'
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
