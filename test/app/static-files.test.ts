import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import express from 'express'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { staticFiles } from '#app/server/static-files'
import { listen, send } from '#test/setup/http'

const folder = mkdtempSync(join(tmpdir(), 'portal-static-'))
const css = 'body{color:#000}'.repeat(50)
let origin = ''
let close: () => Promise<void>

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'))
  mkdirSync(join(folder, 'islands'))
  writeFileSync(join(folder, 'assets/site-abc.css'), css)
  writeFileSync(join(folder, 'assets/site-abc.css.gz'), gzipSync(css))
  writeFileSync(join(folder, 'islands/site.js'), 'export {}')
  writeFileSync(join(folder, '.hidden'), 'secret')
  const served = await listen(express().use(staticFiles(folder)))
  origin = served.origin
  close = served.close
})
afterAll(async () => {
  await close()
  rmSync(folder, { recursive: true })
})

it('keeps files with a digest in their name for a year, and asks again for the others', async () => {
  expect((await send(`${origin}/assets/site-abc.css`)).headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect((await send(`${origin}/islands/site.js`)).headers['cache-control']).toBe('public, no-cache')
})

it('sends the compressed copy under the type of the file', async () => {
  const response = await fetch(`${origin}/assets/site-abc.css`, { headers: { 'Accept-Encoding': 'gzip' } })
  expect(response.headers.get('content-encoding')).toBe('gzip')
  expect(response.headers.get('content-type')).toBe('text/css; charset=utf-8')
  expect(response.headers.get('vary')).toBe('Accept-Encoding')
  expect(await response.text()).toBe(css)
})

it('sends the plain file to a client that cannot unpack', async () => {
  const { headers, text } = await send(`${origin}/assets/site-abc.css`)
  expect(headers['content-encoding']).toBeUndefined()
  expect(text).toBe(css)
})

it.each(['/.hidden', '/../package.json', '/assets/%2e%2e/.hidden', '/assets/', '/assets'])('has nothing at %s', async (path) => {
  expect((await send(origin + path)).status).toBeGreaterThanOrEqual(403)
  expect((await send(origin + path)).text).not.toContain('secret')
})
