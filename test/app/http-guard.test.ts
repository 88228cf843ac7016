import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Answer, listen, PlainBrowser, send } from '#test/setup/http'
import { type Seen, tinyApp } from './tiny-app'

const seen: Seen = []
let origin = ''
let close: () => Promise<void>

beforeAll(async () => {
  const served = await listen(tinyApp({ seen }))
  origin = served.origin
  close = served.close
})
afterAll(() => close())
beforeEach(() => {
  seen.length = 0
})

const URLENCODED = 'application/x-www-form-urlencoded'

async function browserWithForm(): Promise<PlainBrowser> {
  const browser = new PlainBrowser(origin)
  await browser.get('/form')
  return browser
}

type Attack = (browser: PlainBrowser, stranger: PlainBrowser) => { headers: Record<string, string>; token?: string | undefined }

const rightHeaders = () => ({ Origin: origin, 'Sec-Fetch-Site': 'same-origin', 'Content-Type': URLENCODED })

const attacks: Record<string, Attack> = {
  'without Origin': ({ token }) => ({ headers: { 'Content-Type': URLENCODED }, token }),
  'with a foreign Origin': ({ token }) => ({ headers: { ...rightHeaders(), Origin: 'https://evil.example' }, token }),
  'with Origin null': ({ token }) => ({ headers: { ...rightHeaders(), Origin: 'null' }, token }),
  'sent from another site': ({ token }) => ({ headers: { ...rightHeaders(), 'Sec-Fetch-Site': 'cross-site' }, token }),
  'sent from a neighbouring subdomain': ({ token }) => ({ headers: { ...rightHeaders(), 'Sec-Fetch-Site': 'same-site' }, token }),
  'as plain text': ({ token }) => ({ headers: { ...rightHeaders(), 'Content-Type': 'text/plain' }, token }),
  'without a token': () => ({ headers: rightHeaders() }),
  "with another browser's token": (_browser, stranger) => ({ headers: rightHeaders(), token: stranger.token }),
  'with a forged X-Forwarded-Host': ({ token }) => ({
    headers: { ...rightHeaders(), Origin: 'https://evil.example', 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https' },
    token,
  }),
}

describe.each(['/form', '/resource', '/upload'])('a post to %s', (path) => {
  it.each(Object.entries(attacks))('is refused with 403 when it comes %s', async (_name, attack) => {
    const browser = await browserWithForm()
    const { headers, token } = attack(browser, await browserWithForm())
    const body = new URLSearchParams({ name: '张三', ...(token === undefined ? {} : { _token: token }) }).toString()
    const answer = await send(origin + path, { method: 'POST', headers: { ...headers, Cookie: browser.cookieHeader }, body })
    expect(answer.status).toBe(403)
    expect(answer.headers['content-security-policy']).toContain("script-src 'self' 'nonce-")
    expect(answer.text).toContain('lang="zh-CN"')
    expect(seen).toEqual([])
  })

  it('is accepted from our own page without any script', async () => {
    const browser = await browserWithForm()
    expect((await browser.post(path, { name: '张三' })).status).toBe(303)
    expect(seen).toEqual(['张三'])
  })
})

it('refuses a token that was made before the session changed', async () => {
  const browser = await browserWithForm()
  const headers = { ...rightHeaders(), Cookie: `${browser.cookieHeader}; portal_session=another` }
  const answer = await send(`${origin}/form`, { method: 'POST', headers, body: `_token=${browser.token}` })
  expect(answer.status).toBe(403)
  expect(answer.text).toContain('页面已失效')
})

it('refuses two tokens in one post', async () => {
  const browser = await browserWithForm()
  expect((await browser.post('/form', { name: 'x', _token: browser.token ?? '' })).status).toBe(403)
})

it.each(['name=a%00b', 'name=a\0b', 'na%00me=x'])('refuses a form that holds NUL: %j', async (fields) => {
  const browser = await browserWithForm()
  const headers = { ...rightHeaders(), Cookie: browser.cookieHeader }
  const answer = await send(`${origin}/form`, { method: 'POST', headers, body: `${fields}&_token=${browser.token}` })
  expect(answer.status).toBe(400)
  expect(seen).toEqual([])
})

it.each(['PUT', 'PATCH', 'DELETE'])('guards %s like a post', async (method) => {
  const answer = await send(`${origin}/resource`, { method, headers: { 'Content-Type': URLENCODED }, body: 'name=x' })
  expect(answer.status).toBe(403)
  expect(seen).toEqual([])
})

it('gives each answer another token and all of them are good', async () => {
  const browser = await browserWithForm()
  const first = browser.token
  await browser.get('/form')
  expect(browser.token).not.toBe(first)
  const body = `name=x&_token=${first}`
  const answer = await send(`${origin}/form`, { method: 'POST', headers: { ...rightHeaders(), Cookie: browser.cookieHeader }, body })
  expect(answer.status).toBe(303)
})

function multipart(content: string) {
  const boundary = 'line'
  const body = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n${content}\r\n--${boundary}--\r\n`
  return { type: `multipart/form-data; boundary=${boundary}`, body }
}

describe('an upload', () => {
  async function upload(token: string | undefined, content: string, headers: Record<string, string> = {}): Promise<Answer> {
    const { type, body } = multipart(content)
    const path = token === undefined ? '/upload' : `/upload?_token=${token}`
    return send(origin + path, { method: 'POST', headers: { ...rightHeaders(), 'Content-Type': type, ...headers }, body })
  }

  it('passes with the token in its address, as the page writes it', async () => {
    const browser = new PlainBrowser(origin)
    const page = await browser.get('/form')
    const action = /action="\/upload\?_token=([^"]+)"/.exec(page.text)?.[1]
    expect((await upload(action, '内容', { Cookie: browser.cookieHeader })).status).toBe(303)
    expect(seen).toEqual(['内容'])
  })

  it('is refused without a token in its address', async () => {
    const browser = await browserWithForm()
    expect((await upload(undefined, '内容', { Cookie: browser.cookieHeader })).status).toBe(403)
  })

  it('is refused in Chinese when it is above the limit', async () => {
    const small = await listen(tinyApp({ seen, env: { PORTAL_UPLOAD_LIMIT_MB: '1' } }))
    const { type, body } = multipart('x'.repeat(1024 * 1024))
    const headers = { Origin: small.origin, 'Content-Type': type }
    const answer = await send(`${small.origin}/upload`, { method: 'POST', headers, body })
    await small.close()
    expect(answer.status).toBe(413)
    expect(answer.text).toContain('上传的文件过大')
    expect(seen).toEqual([])
  })

  it('is refused when it does not say how long it is', async () => {
    const browser = await browserWithForm()
    const answer = await upload(browser.token, '内容', { Cookie: browser.cookieHeader, 'Transfer-Encoding': 'chunked' })
    expect(answer.status).toBe(411)
  })
})

describe('a form above 1 MB', () => {
  const body = `name=${'x'.repeat(3 * 1024 * 1024)}`

  it.each([
    ['announced', {}],
    ['in pieces of unknown total', { 'Transfer-Encoding': 'chunked' }],
  ])('is refused in Chinese when its length is %s', async (_name, extra) => {
    const browser = await browserWithForm()
    const headers = { ...rightHeaders(), ...extra, Cookie: browser.cookieHeader }
    const answer = await send(`${origin}/form`, { method: 'POST', headers, body: `${body}&_token=${browser.token}` })
    expect(answer.status).toBe(413)
    expect(answer.text).toContain('填写的内容过多')
    expect(seen).toEqual([])
  })
})

it('survives a browser that goes away in the middle of its form', async () => {
  const { port, hostname } = new URL(origin)
  const heads = [
    'POST /form HTTP/1.1',
    `Host: ${hostname}:${port}`,
    `Origin: ${origin}`,
    `Content-Type: ${URLENCODED}`,
    'Content-Length: 100',
  ]
  const socket = connect(Number(port), hostname)
  socket.write(`${heads.join('\r\n')}\r\n\r\nname=`)
  await send(`${origin}/resource`)
  socket.destroy()
  await once(socket, 'close')
  expect((await send(`${origin}/resource`)).status).toBe(200)
  expect(seen).toEqual([])
})
