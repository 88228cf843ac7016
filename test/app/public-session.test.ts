import { beforeAll, describe, expect, it } from 'vitest'
import { demonstrationPassword, ensureAccount } from '#app/journey/cast'
import { createPortal } from '#app/services/portal.server'
import { type Core, openCore } from '#test/setup/core'
import type { PlainBrowser } from '#test/setup/http'
import { openSite, signInAs } from './public-site'

let core: Core
let visitor: () => PlainBrowser
beforeAll(async () => {
  core = await openCore()
  await ensureAccount(core.portal, { login: 'authority', name: '孟监督', roles: ['authority'], agencyId: '370500' }, demonstrationPassword)
  visitor = (await openSite(core)).visitor
})

const sessionOf = ({ cookieHeader }: PlainBrowser) => /portal_session=([^;]*)/.exec(cookieHeader)?.[1]

async function signIn(person: PlainBrowser, fields: Record<string, string>) {
  await person.get('/sign-in')
  return person.post('/sign-in', { login: 'clinic', password: demonstrationPassword, ...fields })
}

describe('signing in', () => {
  it('leads an applicant with the right password to the own pages, with a cookie out of reach of scripts', async () => {
    const answer = await signIn(visitor(), {})
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe('/my')
    const [cookie = ''] = (answer.headers['set-cookie'] ?? []).filter((text) => text.startsWith('portal_session='))
    expect(cookie).toMatch(/; HttpOnly/)
    expect(cookie).toMatch(/; SameSite=Lax/)
  })

  it('leads each role to its own surface', async () => {
    for (const [login, home] of [
      ['officer-370502', '/desk'],
      ['head-370502', '/desk'],
      ['staff-370502', '/field'],
      ['authority', '/oversight'],
    ] as const)
      expect((await signInAs(visitor(), login)).headers.location).toBe(home)
  })

  it('answers a wrong password and an unknown account alike, and keeps the login', async () => {
    const wrong = await signIn(visitor(), { password: 'nonsense' })
    const unknown = await signIn(visitor(), { login: 'nobody' })
    const sentence = '账号或者密码不正确'
    expect([wrong.status, unknown.status]).toEqual([422, 422])
    expect(wrong.text).toContain(sentence)
    expect(unknown.text).toContain(sentence)
    expect(wrong.text).toContain('value="clinic"')
    expect(wrong.text).not.toContain('nonsense')
  })

  it('names the fields left empty', async () => {
    const answer = await signIn(visitor(), { login: '', password: '' })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('请填写账号')
    expect(answer.text).toContain('请填写密码')
  })

  it('slows down whoever guesses: even the right password waits then', async () => {
    const guesser = visitor()
    for (let attempt = 0; attempt < 10; attempt += 1) await signIn(guesser, { login: 'pharmacy', password: `guess ${attempt}` })
    const answer = await signIn(guesser, { login: 'pharmacy' })
    expect(answer.status).toBe(429)
    expect(answer.text).toContain('15分钟后再试')
  })

  it('takes no session id from outside and gives a new one each time, ending the old', async () => {
    const person = visitor()
    await signIn(person, {})
    const first = sessionOf(person)
    await signIn(person, {})
    const second = sessionOf(person)
    expect(second).toBeTruthy()
    expect(second).not.toBe(first)
    expect(await core.portal.sessions.findActor(first)).toBeUndefined()
    expect(await core.portal.sessions.findActor(second)).toMatchObject({ name: expect.any(String) })
  })

  it('leads back to the page that was asked for', async () => {
    expect((await signIn(visitor(), { next: '/cases/clinic-1?tab=record' })).headers.location).toBe('/cases/clinic-1?tab=record')
  })

  it.each(['//evil.example/', 'https://evil.example/', '/\\evil.example', 'javascript:alert(1)'])(
    'never leads to another site, whatever the link says: %s',
    async (next) => {
      const person = visitor()
      const page = await person.get(`/sign-in?next=${encodeURIComponent(next)}`)
      expect(page.text).not.toMatch(/name="next"/)
      expect((await signIn(person, { next })).headers.location).toBe('/my')
    },
  )

  it('says that a sign-in has run out', async () => {
    const person = visitor()
    await signIn(person, {})
    await core.portal.sessions.signOut(sessionOf(person))
    expect((await person.get('/sign-in?next=/my')).text).toContain('登录已过期')
    expect((await visitor().get('/sign-in?next=/my')).text).not.toContain('登录已过期')
  })
})

describe('signing out', () => {
  it('ends the session itself, not only the cookie', async () => {
    const person = visitor()
    await signIn(person, {})
    const session = sessionOf(person)
    await person.get('/')
    expect((await person.post('/sign-out')).headers.location).toBe('/')
    expect(await core.portal.sessions.findActor(session)).toBeUndefined()
    expect((await person.get('/')).text).toContain('登录')
  })

  it('does nothing for a link', async () => {
    const person = visitor()
    await signIn(person, {})
    await person.get('/sign-out')
    expect(await core.portal.sessions.findActor(sessionOf(person))).toBeDefined()
  })
})

describe('the demonstration', () => {
  it('moves its time to the next working day over a weekend, for whoever is signed in', async () => {
    const own = await openCore({ at: core.portal.now() })
    const person = (await openSite(own)).visitor()
    await own.portal.advanceTo('2026-03-06T08:00:00.000Z' as ReturnType<typeof own.portal.now>)
    await signInAs(person, 'officer-370502')
    await person.get('/notices')
    const answer = await person.post('/demo/time', { to: 'workingDay', next: '/notices' })
    expect(answer.headers.location).toBe('/notices')
    expect(own.portal.now()).toBe('2026-03-09T01:00:00.000Z')
  })

  it('refuses to go back in time and leaves it as it was', async () => {
    const person = visitor()
    await signInAs(person, 'clinic')
    await person.get('/')
    const before = core.portal.now()
    const answer = await person.post('/demo/time', { to: 'date', date: '2020-01-01', next: '/' })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('时间只能向前')
    expect(core.portal.now()).toBe(before)
  })

  it('lets nobody move the time without signing in', async () => {
    const person = visitor()
    await person.get('/sign-in')
    const before = core.portal.now()
    expect((await person.post('/demo/time', { to: 'workingDay' })).headers.location).toContain('/sign-in')
    expect(core.portal.now()).toBe(before)
  })

  it('has no doors of the demonstration in production', async () => {
    const production = { ...createPortal({ database: core.database, clock: core.clock, mode: 'production' }) }
    const person = (await openSite({ portal: production })).visitor()
    const page = await person.get('/sign-in')
    expect(page.text).not.toContain('演示')
    expect((await person.post('/demo/sign-in', { login: 'clinic' })).status).toBe(404)
    await signIn(person, {})
    expect((await person.get('/demo/time')).status).toBe(404)
    await person.get('/sign-in')
    expect((await person.post('/demo/time', { to: 'workingDay' })).status).toBe(404)
  })
})
