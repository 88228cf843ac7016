import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { demonstrationPassword } from '#app/journey/cast'
import { createPortal } from '#app/services/portal.server'
import { openDatabase } from '#db/open'
import { openCore } from '#test/setup/core'
import { openSite } from './public-site'

describe('while the database is away', () => {
  it('every page that needs it says so in plain Chinese and when to come back, not that the portal is broken', async () => {
    const { clock } = await openCore()
    const database = openDatabase('postgres://portal:geheim-7788@127.0.0.1:1/portal')
    const visitor = (await openSite({ portal: createPortal({ database, mode: 'demo', clock }) })).visitor()
    for (const path of ['/institutions', '/notices', '/documents/none']) {
      const { status, headers, text } = await visitor.get(path)
      expect([path, status, headers['retry-after']]).toEqual([path, 503, '30'])
      expect(text).toContain('平台暂时不能使用')
      expect(text).toContain(String(headers['x-request-id']))
      expect(text).not.toMatch(/geheim|127\.0\.0\.1|ECONNREFUSED/)
    }
  })

  it('one that takes nothing more stops what is to be written, nothing else, and only until it does again', async () => {
    const { portal, database } = await openCore()
    const visitor = (await openSite({ portal })).visitor()
    const signIn = async () => {
      await visitor.get('/sign-in')
      return (await visitor.post('/sign-in', { login: 'clinic', password: demonstrationPassword })).status
    }
    await sql`pragma query_only = on`.execute(database.write)
    expect([(await visitor.get('/institutions')).status, await signIn()]).toEqual([200, 503])
    await sql`pragma query_only = off`.execute(database.write)
    expect(await signIn()).toBe(303)
  })
})
