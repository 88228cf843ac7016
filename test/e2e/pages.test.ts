import type { RouteConfigEntry } from '@remix-run/route-config'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import routes from '#app/routes'
import {
  atEachWidth,
  axeFindings,
  launchBrowser,
  openVisit,
  sidewaysOverflow,
  signIn,
  takePictures,
  type Visit,
  WIDTHS,
} from '#test/setup/browser'
import { type RunningPortal, startPortal } from '#test/setup/portal'
import { type Look, looks, type Resource, resources } from './pages/table'
import { type Moment, makeWorld, moments, reach, type World } from './pages/world'

let portal: RunningPortal
let browser: Browser
let world: World
const visits = new Map<string, Visit>()

beforeAll(async () => {
  portal = await startPortal()
  browser = await launchBrowser()
  world = await makeWorld(portal.portal)
})
afterAll(async () => {
  await browser?.close()
  await portal?.close()
})

/** One browser for each person, signed in once. */
async function visitOf(login = ''): Promise<Visit> {
  const known = visits.get(login)
  if (known !== undefined) return known
  const visit = await openVisit(browser, portal.origin)
  if (login !== '') await signIn(visit.page, ` ${login}`)
  visits.set(login, visit)
  return visit
}

const addressOf = (path: string) => path.replaceAll(/\{(\w+)\}/g, (_, id: string) => world.ids[id] ?? '')

/** Everything that is wrong with the page as it stands, in words; nothing on a good page. */
async function faultsOf({ page, problems }: Visit, { route }: Look, axeWidths: readonly number[]): Promise<string[]> {
  const faults: string[] = []
  const headings = await page.locator('h1').count()
  if (headings !== 1) faults.push(`${headings} h1`)
  const title = await page.title()
  if (title.length < 4 || (route !== '/' && title === '东营市医保定点协议管理平台')) faults.push(`title ${title}`)
  await atEachWidth(page, async (width) => {
    const overflow = await sidewaysOverflow(page)
    if (overflow > 0) faults.push(`${overflow} px too wide at ${width}`)
    if (!axeWidths.includes(width)) return
    for (const finding of await axeFindings(page)) faults.push(`at ${width}: ${finding}`)
  })
  return [...faults, ...problems()]
}

const nameOf = ({ route, as = 'anybody', path = route }: Look | Resource): string => `${path} for ${as}`
const rowsAt = <Row extends Look | Resource>(rows: readonly Row[], moment: Moment) => rows.filter(({ at = 'march' }) => at === moment)
const order = Object.keys(moments) as Moment[]

it('leaves no address of the portal out', () => {
  const table = (routes as RouteConfigEntry[]).map(({ path = '/' }) => path)
  const seen = new Set([...looks, ...resources].map(({ route }) => route))
  expect([...seen].sort()).toEqual([...table].sort())
})

describe.each(order)('%s', (moment) => {
  beforeAll(() => reach(world, moment))

  it.each(rowsAt(looks, moment).map((look) => [nameOf(look), look] as const))('%s', async (_, look) => {
    const visit = await visitOf(look.as)
    const path = look.path === undefined ? `/${look.route === '/' ? '' : look.route}` : addressOf(look.path)
    expect((await visit.page.goto(path))?.status()).toBe(look.answers ?? 200)
    expect(new URL(visit.page.url()).pathname + new URL(visit.page.url()).search).toBe(encodeURI(path))
    expect(await faultsOf(visit, look, WIDTHS)).toEqual([])
    await takePictures(visit.page, path.slice(1).replaceAll(/[/?=]/g, '-'))
    if (look.refuse === undefined) return
    expect(Math.floor((await look.refuse(visit.page)) / 100)).toBe(4)
    // The same page with its errors: axe looks once, the widths are measured again.
    expect(await visit.page.locator('main [role="alert"], main [role="status"]').count()).toBeGreaterThan(0)
    expect(await faultsOf(visit, look, [WIDTHS[0]])).toEqual([])
    await takePictures(visit.page, `${path.slice(1).replaceAll(/[/?=]/g, '-')}-refused`)
  })

  it.each(rowsAt(resources, moment).map((resource) => [nameOf(resource), resource] as const))('%s', async (_, resource) => {
    const { context } = await visitOf(resource.as)
    const response = await context.request.get(addressOf(resource.path), { maxRedirects: 0 })
    expect(response.status()).toBe(resource.answers)
    if (resource.type !== undefined) expect(response.headers()['content-type']).toBe(resource.type)
  })
})
