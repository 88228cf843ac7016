import type { Database } from '#db/open'
import { type PlainBrowser, type Answer as Reply, send } from '#test/setup/http'
import { type Answer, answers, type Hidden, type Post } from './row'
import type { Viewer } from './viewers'
import type { World } from './world'

/** An address or a form with the ids of the world in place of the names in braces. */
export function filledIn(text: string, { ids }: World): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const id = ids[name]
    if (id === undefined) throw new Error(`the world has no ${name}`)
    return id
  })
}

/** The form of a row: whole for those who are to be refused; harmless and out of date for those who are heard. */
export async function formOf(post: Post, path: string, world: World, isHeard: boolean): Promise<Record<string, string>> {
  const caseId = /^\/(?:cases|field|desk\/\w+)\/([^/]+)/.exec(path)?.[1] ?? ''
  const { read, newId } = world.core.portal
  const revision = isHeard ? 0 : ((await read.caseFiles.find(caseId))?.revision ?? 0)
  const known = { ...world, ids: { ...world.ids, newId: newId(), revision: String(revision) } }
  const fields = { ...post.form, ...(isHeard ? post.harmless : {}) }
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [filledIn(name, known), filledIn(value, known)]))
}

export type Sender = { origin: string; token: string | undefined }

/** Posts a form as a browser would, or as an attacker would who has another token or comes from another origin. */
export function postForm(
  visitor: PlainBrowser,
  path: string,
  fields: Record<string, string>,
  isMultipart: boolean,
  { origin, token }: Sender,
): Promise<Reply> {
  const headers = { Origin: origin, Cookie: visitor.cookieHeader }
  if (!isMultipart) {
    const body = new URLSearchParams({ ...fields, ...(token === undefined ? {} : { _token: token }) }).toString()
    return send(visitor.origin + path, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' },
      body,
    })
  }
  const parts = Object.entries(fields).map(
    ([name, value]) => `--line\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const address = token === undefined ? path : `${path}${path.includes('?') ? '&' : '?'}_token=${token}`
  return send(visitor.origin + address, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'multipart/form-data; boundary=line' },
    body: `${parts.join('')}--line--\r\n`,
  })
}

/** What a viewer got, in the words of the table; the bare status when the table has no word for it. */
export function readAnswer({ status, headers }: Reply, expected: Answer): Answer | string {
  const { location = '' } = headers
  const isSignIn = status === 401 || /^\/sign-in(\?|$)/.test(location)
  if (expected === 'signIn' || isSignIn) return isSignIn ? 'signIn' : String(status)
  const known: readonly number[] = answers[expected]
  return known.includes(status) ? expected : `${status}${location === '' ? '' : ` to ${location}`}`
}

const told = ['forbidden', 'unknown', 'signIn', 'notNow'] satisfies Answer[]

/** What an answer shows that this viewer must not see; a refusal must show nothing at all. */
export function leaksOf(text: string, viewer: Viewer, { secrets }: World, answer: string, hides: Hidden = {}): string[] {
  const isRefused = (told as string[]).includes(answer)
  const hidden = (Object.keys(secrets) as (keyof typeof secrets)[]).filter((name) => isRefused || hides[name]?.includes(viewer))
  return hidden.flatMap((name) => secrets[name]).filter((secret) => secret !== '' && text.includes(secret))
}

const known = new WeakMap<Database, Promise<string[]>>()

/** The tables of a database, asked for once: nothing makes tables but migrations. */
function namesOfTables(database: Database): Promise<string[]> {
  const names = known.get(database) ?? database.read.introspection.getTables().then((tables) => tables.map(({ name }) => name))
  known.set(database, names)
  return names
}

/** Everything stored but sessions, to see that nothing changed. */
export async function contentOfAll({ core: { database } }: World): Promise<string> {
  const content: Record<string, unknown> = {}
  for (const name of await namesOfTables(database)) {
    if (name === 'session' || name === 'stored_file') continue
    content[name] = await database.read
      .selectFrom(name as 'case_event')
      .selectAll()
      .execute()
  }
  content.files = await database.read.selectFrom('stored_file').select('digest').orderBy('digest').execute()
  return JSON.stringify(content)
}
