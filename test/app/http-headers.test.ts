import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listen, PlainBrowser, send } from '#test/setup/http'
import { tinyApp } from './tiny-app'

let origin = ''
let close: () => Promise<void>

beforeAll(async () => {
  const served = await listen(tinyApp())
  origin = served.origin
  close = served.close
})
afterAll(() => close())

describe.each([
  ['a page', '/form', 200],
  ['a resource', '/resource', 200],
  ['an unknown address', '/nowhere', 404],
  ['a failing loader', '/fault', 500],
  ['a failing page', '/broken', 500],
  ['the health answer', '/healthz', 200],
])('%s', (_name, path, status) => {
  it('carries the security headers', async () => {
    const { headers, status: answered } = await send(origin + path)
    expect(answered).toBe(status)
    const policy = String(headers['content-security-policy'])
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w-]{22}'(;|$)/)
    expect(policy).toContain("style-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(policy).not.toContain('upgrade-insecure-requests')
    expect(headers['referrer-policy']).toBe('same-origin')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['cross-origin-opener-policy']).toBe('same-origin')
    expect(headers['strict-transport-security']).toBeUndefined()
    expect(headers['x-powered-by']).toBeUndefined()
    expect(headers['x-request-id']).toMatch(/^[\da-f-]{36}$/)
    expect(headers['cache-control']).toBe('no-store')
  })
})

it('never uses a nonce twice, and writes the one of the header into the page', async () => {
  const answers = await Promise.all([send(`${origin}/form`), send(`${origin}/form`)])
  const nonces = answers.map(({ headers }) => /'nonce-([\w-]+)'/.exec(String(headers['content-security-policy']))?.[1])
  expect(new Set(nonces).size).toBe(2)
  answers.forEach(({ text }, index) => {
    const inPage = [...text.matchAll(/<script [^>]*nonce="([^"]+)"/g)].map(([, nonce]) => nonce)
    expect(inPage.length).toBeGreaterThan(0)
    expect(new Set(inPage)).toEqual(new Set([nonces[index]]))
  })
})

it('sends a page in one piece and without inline scripts or styles', async () => {
  const { headers, text } = await send(`${origin}/form`)
  expect(Number(headers['content-length'])).toBe(Buffer.byteLength(text))
  expect(text).not.toMatch(/<script(?![^>]*\ssrc=)/)
  expect(text).not.toMatch(/\sstyle=|<style/)
})

describe('an error page', () => {
  it.each([
    ['/nowhere', '页面不存在'],
    ['/fault', '系统暂时无法处理'],
    ['/broken', '系统暂时无法处理'],
  ])('at %s speaks Chinese, names the request and shows nothing of the inside', async (path, title) => {
    const { headers, text } = await send(origin + path)
    expect(text).toContain('lang="zh-CN"')
    expect(text).toContain(title)
    expect(text).toContain(String(headers['x-request-id']))
    expect(text).not.toMatch(/SELECT|\.tsx?:|node_modules/)
  })
})

it.each(['TRACE', 'OPTIONS', 'PROPFIND'])('refuses %s', async (method) => {
  const { status, headers, text } = await send(`${origin}/form`, { method, headers: { Cookie: 'portal_session=secret' } })
  expect(status).toBe(405)
  expect(headers.allow).toContain('GET')
  expect(text).not.toContain('secret')
})

it.each(['/form.data', '/_root.data', '/__manifest?p=/form'])('does not serve loader data at %s', async (path) => {
  expect((await send(origin + path)).status).toBe(404)
})

it('refuses a Host that could not be ours', async () => {
  expect((await send(`${origin}/form`, { headers: { Host: 'evil.example/path?' } })).status).toBe(400)
})

it('refuses headers above 16 KB', async () => {
  expect((await send(`${origin}/form`, { headers: { 'X-Long': 'x'.repeat(17 * 1024) } })).status).toBe(431)
})

describe('behind HTTPS', () => {
  it('sends HSTS and a form cookie that no neighbour can plant', async () => {
    const served = await listen(tinyApp({ env: { PORTAL_ORIGIN: 'https://portal.example' } }))
    const { headers } = await send(`${served.origin}/form`)
    await served.close()
    expect(headers['strict-transport-security']).toContain('max-age=31536000')
    expect(headers['set-cookie']?.[0]).toMatch(/^__Host-portal_form=[\w-]{22}; Path=\/; HttpOnly; SameSite=Lax; Secure$/)
  })

  it('accepts posts under the public address only', async () => {
    const served = await listen(tinyApp({ env: { PORTAL_ORIGIN: 'https://portal.example' } }))
    const browser = new PlainBrowser(served.origin)
    await browser.get('/form')
    const body = `name=x&_token=${browser.token}`
    const headers = { Cookie: browser.cookieHeader, 'Content-Type': 'application/x-www-form-urlencoded' }
    const post = (Origin: string) => send(`${served.origin}/form`, { method: 'POST', headers: { ...headers, Origin }, body })
    const statuses = [(await post('https://portal.example')).status, (await post(served.origin)).status]
    await served.close()
    expect(statuses).toEqual([303, 403])
  })
})

it('sets no form cookie on a page without forms', async () => {
  expect((await send(`${origin}/resource`)).headers['set-cookie']).toBeUndefined()
})

it('slows down one address that asks too often', async () => {
  const served = await listen(tinyApp({ env: { PORTAL_REQUESTS_PER_MINUTE: '10' } }))
  const statuses: number[] = []
  for (let asked = 0; asked < 11; asked++) statuses.push((await send(`${served.origin}/resource`)).status)
  const health = await send(`${served.origin}/healthz`)
  await served.close()
  expect(statuses.slice(0, 10)).toEqual(Array(10).fill(200))
  expect(statuses[10]).toBe(429)
  expect(health.status).toBe(200)
})

it.each([
  ['no proxy is trusted', {}, 429],
  ['the proxy is trusted', { PORTAL_TRUST_PROXY: '127.0.0.1' }, 200],
])('believes X-Forwarded-For as it should when %s', async (_name, extra, expected) => {
  const served = await listen(tinyApp({ env: { PORTAL_REQUESTS_PER_MINUTE: '10', ...extra } }))
  let last = 0
  for (let asked = 0; asked < 11; asked++) {
    last = (await send(`${served.origin}/resource`, { headers: { 'X-Forwarded-For': `10.0.0.${asked}` } })).status
  }
  await served.close()
  expect(last).toBe(expected)
})

describe('readiness', () => {
  it.each([
    ['all is well', async () => ({ ok: true, checks: { database: true } }), 200],
    ['a part is down', async () => ({ ok: false, checks: { database: false } }), 503],
    [
      'the check itself fails',
      async () => {
        throw new Error('database file is locked')
      },
      503,
    ],
  ])('is told without detail when %s, and the process counts as alive', async (_name, readiness, status) => {
    const served = await listen(tinyApp({ portal: { readiness } }))
    const ready = await send(`${served.origin}/readyz`)
    const alive = await send(`${served.origin}/healthz`)
    await served.close()
    expect(ready.status).toBe(status)
    expect(ready.text).not.toContain('database')
    expect(alive.status).toBe(200)
  })
})
