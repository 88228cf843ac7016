import { fileURLToPath } from 'node:url'
import type { RouteConfigEntry } from '@remix-run/route-config'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commandForms } from '#app/forms/case/registry'
import routeTable from '#app/routes'
import { startPages } from '#test/setup/pages'
import { contentOfAll, filledIn, formOf, leaksOf, postForm, readAnswer } from './ask'
import { type Post, type Row, spread } from './row'
import { rows } from './table'
import { signInAll, type Viewer, type Visitors, viewers } from './viewers'
import { type Moment, moments, reach, type World } from './world'

const routes = routeTable as RouteConfigEntry[]
const pathOf = ({ path = '/' }: RouteConfigEntry) => path
const appFolder = fileURLToPath(new URL('../../app/', import.meta.url))
const moduleOf = async ({ file }: RouteConfigEntry) => (await import(/* @vite-ignore */ appFolder + file)) as Record<string, unknown>

const momentOf = ({ at = 'underEvaluation' }: Row): Moment => at
const addressOf = ({ route, path }: Row): string => path ?? (route === '/' ? '/' : `/${route}`)
const sorted = (names: Iterable<string>) => [...new Set(names)].sort()

describe('the table of who gets what', () => {
  it('names every route of the portal, and no other', () => {
    expect(sorted(rows.map(({ route }) => route))).toEqual(sorted(routes.map(pathOf)))
  })

  it('answers for every page and every form of each route, and for no page or form that is not there', async () => {
    for (const entry of routes) {
      const module = await moduleOf(entry)
      const path = pathOf(entry)
      const own = rows.filter(({ route }) => route === path)
      const said = { route: path, page: own.some(({ get }) => get !== undefined), form: own.some(({ post }) => post !== undefined) }
      expect(said).toEqual({ route: path, page: 'loader' in module, form: 'action' in module })
    }
  })

  it('answers for every viewer once in each row', () => {
    for (const row of rows)
      for (const { answers } of [row.get, ...(row.post ?? [])].filter((asked) => asked !== undefined)) spread(addressOf(row), answers)
  })

  it('has a row for every command of the generic page', () => {
    const named = rows.filter(({ route, post }) => route === 'cases/:caseId/do/:command' && post?.[0]?.answers.heard !== undefined)
    expect(sorted(named.map((row) => addressOf(row).split('/').at(-1) ?? ''))).toEqual(sorted(Object.keys(commandForms)))
  })
})

let world: World
let origin = ''
let visitors: Visitors
let close: (() => Promise<void>) | undefined
afterAll(async () => close?.())

type PostCase = readonly [name: string, row: Row, post: Post]
const rowsAt = (moment: Moment) => rows.filter((row) => momentOf(row) === moment)
const gets = (moment: Moment) => rowsAt(moment).flatMap((row) => (row.get === undefined ? [] : [[addressOf(row), row, row.get] as const]))
const posts = (moment: Moment): PostCase[] =>
  rowsAt(moment).flatMap((row) =>
    (row.post ?? []).map((post) => [`${addressOf(row)}${post.task === undefined ? '' : ` (${post.task})`}`, row, post] as const),
  )

/** One table for all viewers, so that a failure shows every wrong answer at once. */
const table = async (answerFor: (viewer: Viewer) => Promise<string>) => {
  const found: Partial<Record<Viewer, string>> = {}
  for (const viewer of viewers) found[viewer] = await answerFor(viewer)
  return found
}

describe.each(moments)('%s', (moment) => {
  beforeAll(async () => {
    world = await reach(moment, world)
    await close?.()
    const served = await startPages(world.core.portal, () => true)
    ;({ origin, close } = served)
    visitors = await signInAll(world.core.portal, origin)
  })

  it.each(gets(moment))('GET %s', async (_, row, { answers, hides }) => {
    const path = filledIn(addressOf(row), world)
    const expected = spread(path, answers)
    const look = async (viewer: Viewer) => {
      const awaited = expected[viewer]
      if (awaited === 'heard') throw new Error(`${path}: nobody is heard by a page`)
      const reply = await visitors[viewer].get(path)
      const answer = readAnswer(reply, awaited)
      return [answer, ...leaksOf(reply.text, viewer, world, answer, hides)].join(' shows ')
    }
    const before = await contentOfAll(world)
    const refused = await table(async (viewer) => (expected[viewer] === 'seen' ? 'seen' : look(viewer)))
    expect(refused).toEqual(expected)
    // Opening a document or a message may be recorded, but not for those who did not get to see it.
    if (!Object.values(expected).includes('elsewhere')) expect(await contentOfAll(world)).toBe(before)
    const all = await table(async (viewer) => (expected[viewer] === 'seen' ? look(viewer) : expected[viewer]))
    expect(all).toEqual(expected)
  })

  it.each(posts(moment))('POST %s', async (_, row, post) => {
    const path = filledIn(addressOf(row), world)
    const expected = spread(path, post.answers)
    const { heard = [409], isMultipart = false } = post
    const before = await contentOfAll(world)
    const events = await countEvents()
    const send = async (viewer: Viewer) => {
      const awaited = expected[viewer]
      const visitor = visitors[viewer]
      const fields = await formOf(post, path, world, awaited === 'heard')
      const reply = await postForm(visitor, path, fields, isMultipart, { origin, token: visitor.token })
      const isHeard = heard.includes(reply.status) && !(reply.headers.location ?? '').startsWith('/sign-in')
      const answer = awaited === 'heard' ? (isHeard ? 'heard' : String(reply.status)) : readAnswer(reply, awaited)
      const leaks = answer === 'forbidden' ? [] : leaksOf(reply.text, viewer, world, answer, post.hides)
      return [answer, ...leaks].join(' shows ')
    }
    const refused = await table(async (viewer) => (expected[viewer] === 'heard' ? 'heard' : send(viewer)))
    expect(refused).toEqual(expected)
    expect(await contentOfAll(world)).toBe(before)
    const all = await table(async (viewer) => (expected[viewer] === 'heard' ? send(viewer) : expected[viewer]))
    expect(all).toEqual(expected)
    expect(await countEvents()).toBe(events)
    if (post.endsSession) visitors = await signInAll(world.core.portal, origin)
  })

  it.each(posts(moment))(
    'POST %s is refused without a token, from elsewhere, and with the token of somebody else',
    async (_, row, post) => {
      const path = filledIn(addressOf(row), world)
      const before = await contentOfAll(world)
      const found = await table(async (viewer) => {
        const visitor = visitors[viewer]
        const fields = await formOf(post, path, world, false)
        const { token } = visitor
        const stranger = visitors[viewer === 'officer' ? 'head' : 'officer']
        const senders = [
          { origin, token: undefined },
          { origin: 'https://elsewhere.example', token },
          { origin, token: stranger.token },
        ]
        const statuses: number[] = []
        for (const sender of senders) statuses.push((await postForm(visitor, path, fields, post.isMultipart ?? false, sender)).status)
        return statuses.join(' ')
      })
      expect(found).toEqual(Object.fromEntries(viewers.map((viewer) => [viewer, '403 403 403'])))
      expect(await contentOfAll(world)).toBe(before)
    },
  )
})

const countEvents = async (): Promise<number> => (await world.core.database.read.selectFrom('case_event').select('seq').execute()).length

it.each(routes.map((entry) => [pathOf(entry), entry] as const))('POST %s without an action does nothing', async (path, entry) => {
  if ('action' in (await moduleOf(entry))) return
  const before = await contentOfAll(world)
  const { officer } = visitors
  const address = `/${path === '/' ? '' : path.replaceAll(/:\w+/g, 'x')}`
  const reply = await postForm(officer, address, { task: 'anything' }, false, { origin, token: officer.token })
  expect(reply.status).toBe(405)
  expect(await contentOfAll(world)).toBe(before)
})
