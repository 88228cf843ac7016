import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startPages } from '#test/setup/pages'
import { contentOfAll, filledIn, leaksOf } from './ask'
import { rows } from './table'
import { signInAll, type Viewer, type Visitors, viewers } from './viewers'
import { reach, type World } from './world'

// The same guards asked in ways that no page of ours asks: whatever the address looks like, nobody gets more than the table says.

let world: World
let visitors: Visitors
let origin = ''
let close: (() => Promise<void>) | undefined
beforeAll(async () => {
  world = await reach('underEvaluation', undefined)
  ;({ origin, close } = await startPages(world.core.portal, () => true))
  visitors = await signInAll(world.core.portal, origin)
})
afterAll(async () => close?.())

type Told = { status: number; location: string; type: string; body: string }

/** Sends a request line exactly as written: a client library would tidy it up first. */
function ask(viewer: Viewer, line: string, { headers = {}, body = '' }: { headers?: Record<string, string>; body?: string } = {}) {
  const { hostname, port, host } = new URL(origin)
  const all = { Host: host, Cookie: visitors[viewer].cookieHeader, Connection: 'close', ...headers }
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  return new Promise<Told>((resolve, reject) => {
    const socket = connect(Number(port), hostname)
    const chunks: Buffer[] = []
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('error', reject)
    socket.on('close', () => resolve(readTold(Buffer.concat(chunks).toString('utf8'))))
    socket.write(`${line} HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n${body}`)
  })
}

function readTold(text: string): Told {
  const end = text.indexOf('\r\n\r\n')
  const head = text.slice(0, end)
  const find = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]?.trim() ?? ''
  return { status: Number(text.slice(9, 12)), location: find('location'), type: find('content-type'), body: text.slice(end + 4) }
}

const application = '/cases/clinic-1'

describe('an address that is written differently', () => {
  const endings = [
    '.',
    '%2e',
    '%2f',
    '%5c',
    '%20',
    '%0a',
    ';x',
    '/',
    '//',
    '/.',
    '/x/..',
    '%',
    '%E0%A4%A',
    '%ED%A0%80',
    '#x',
    '?index',
    '\\',
  ]
  const addresses = [
    ...endings.map((ending) => application + ending),
    '/CASES/clinic-1',
    '//cases/clinic-1',
    '/cases//clinic-1',
    '/x/../cases/clinic-1',
    '/%63ases/clinic-1',
    '/cases/%63linic-1',
    `${application}/files/..%2f..`,
    `${application}/do/constructor`,
    `${application}/do/__proto__`,
    `/cases/${'x'.repeat(8000)}`,
    `/documents/${'9'.repeat(8000)}`,
  ]

  it.each(addresses)('tells a stranger nothing and breaks nothing: %.80s', async (address) => {
    for (const viewer of ['nobody', 'otherOfficer', 'otherApplicant'] as const) {
      const { status, location, body } = await ask(viewer, `GET ${address}`)
      const isSignIn = status === 302 && location.startsWith('/sign-in?next=')
      expect({ viewer, isRefused: isSignIn || [400, 403, 404].includes(status), status }).toMatchObject({ isRefused: true })
      expect(leaksOf(body, viewer, world, 'unknown')).toEqual([])
    }
    // Whoever may see the case sees it or is told that there is no such address; never a fault.
    expect((await ask('officer', `GET ${address}`)).status).toBeLessThan(500)
  })

  it.each(['GET http://evil.example/cases/clinic-1', 'GET *', 'GET /cases/%00', 'GET /verify?code=%00', 'GET /sign-in?next=%00'])(
    'is refused when it is no address of a page: %s',
    async (line) => {
      expect((await ask('officer', line)).status).toBe(400)
    },
  )
})

describe('what a loader returns', () => {
  const asked = [
    '?_data=routes%2Fcase%2Fview.tsx',
    '?x=1&_data=routes/case/view.tsx',
    '?_data=root',
    '?_data=',
    '.data',
    '.data?x',
    '.data#x',
  ]
  const lists = [
    '/__manifest?p=/cases',
    '/./__manifest?p=/cases',
    '/x/../__manifest?version=&p=/cases',
    '/x/../_root.data',
    '/%2e/__manifest?version=',
  ]

  it.each([...asked.map((ending) => application + ending), ...lists])('cannot be had without its page: %s', async (address) => {
    for (const viewer of ['nobody', 'officer', 'ownApplicant'] as const) {
      const { status, type, body } = await ask(viewer, `GET ${address}`)
      expect({ viewer, status, type }).toEqual({ viewer, status: 404, type: 'text/html; charset=utf-8' })
      expect(leaksOf(body, viewer, world, 'unknown')).toEqual([])
    }
  })
})

describe('another method', () => {
  const pages = rows.filter(({ at, get }) => at === undefined && get !== undefined)

  it.each(pages.map(({ route, path }) => path ?? (route === '/' ? '/' : `/${route}`)))(
    'HEAD %s answers like GET, without a page',
    async (path) => {
      const address = filledIn(path, world)
      for (const viewer of ['nobody', 'otherOfficer', 'officer', 'ownApplicant'] as const) {
        const { status, location } = await ask(viewer, `GET ${address}`)
        expect(await ask(viewer, `HEAD ${address}`)).toMatchObject({ status, location, body: '' })
      }
    },
  )

  it('does not come about by saying so', async () => {
    const before = await contentOfAll(world)
    const form = `reason=不再办理&_commandId=${world.core.portal.newId()}&_revision=${(await world.core.fileOf('clinic-1')).revision}`
    const path = `${application}/do/withdrawApplication`
    const overridden = await ask('ownApplicant', `GET ${path}?_method=POST&${encodeURI(form)}`, {
      headers: { 'X-HTTP-Method-Override': 'POST', 'X-HTTP-Method': 'POST', 'X-Method-Override': 'POST' },
    })
    expect(overridden.status).toBe((await ask('ownApplicant', `GET ${path}`)).status)
    expect(await contentOfAll(world)).toBe(before)
  })

  it.each(['PUT', 'PATCH', 'DELETE'])('%s is a form like any other: nothing without its guards', async (method) => {
    const before = await contentOfAll(world)
    const path = `${application}/do/acceptApplication`
    const found: Record<string, number> = {}
    for (const viewer of viewers) {
      const body = new URLSearchParams({
        opinion: '予以受理',
        _token: visitors[viewer].token ?? '',
        _commandId: world.core.portal.newId(),
      }).toString()
      const headers = { Origin: origin, 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': String(body.length) }
      found[viewer] = (await ask(viewer, `${method} ${path}`, { headers, body })).status
      const forged = await ask(viewer, `${method} ${path}`, { headers: { ...headers, Origin: 'https://elsewhere.example' }, body })
      expect({ viewer, status: forged.status }).toEqual({ viewer, status: 403 })
    }
    expect(found).toMatchObject({
      nobody: 302,
      disabled: 302,
      otherOfficer: 404,
      otherApplicant: 404,
      ownApplicant: 403,
      head: 403,
      officer: 409,
    })
    expect(await contentOfAll(world)).toBe(before)
  })
})
