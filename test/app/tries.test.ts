import { describe, expect, it } from 'vitest'
import { demonstrationPassword } from '#app/journey/cast'
import { type Core, openCore, secondServer } from '#test/setup/core'
import { addMinutes, addSeconds } from '#workflows/calendar/plain-date'

const login = 'officer-370502'
const wrong = ({ portal }: Pick<Core, 'portal'>, address: string, who = login) => portal.sessions.signIn(who, 'not this one', address)
const refusedAs = (code: string) => expect.objectContaining({ ok: false, refusal: expect.objectContaining({ code }) })

describe('wrong passwords', () => {
  it('of one account are counted over all servers and addresses, until fifteen minutes after the first', async () => {
    const core = await openCore()
    const servers = [core, { portal: secondServer(core) }]
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const server = servers[attempt % 2] ?? core
      expect(await wrong(server, `10.0.0.${attempt}`)).toEqual(refusedAs('wrongLogin'))
      core.clock.moveTo(addSeconds(core.portal.now(), 60))
    }
    for (const { portal } of servers)
      expect(await portal.sessions.signIn(login, demonstrationPassword, '10.0.0.99')).toEqual({
        ok: false,
        refusal: { code: 'tooMany', message: '尝试次数过多，请15分钟后再试' },
      })
    // Ten minutes have gone by since the first; further tries do not prolong the wait.
    core.clock.moveTo(addMinutes(core.portal.now(), 5))
    expect(await core.portal.sessions.signIn(login, demonstrationPassword, '10.0.0.99')).toMatchObject({ ok: true })
  })

  it('are forgotten with the right one, for that account only', async () => {
    const core = await openCore()
    for (let attempt = 0; attempt < 9; attempt += 1) await wrong(core, 'a')
    for (let attempt = 0; attempt < 10; attempt += 1) await wrong(core, 'b', 'head-370502')
    expect(await core.portal.sessions.signIn(login, demonstrationPassword, 'c')).toMatchObject({ ok: true })
    for (let attempt = 0; attempt < 10; attempt += 1) expect(await wrong(core, 'd')).toEqual(refusedAs('wrongLogin'))
    expect(await wrong(core, 'd')).toEqual(refusedAs('tooMany'))
    expect(await wrong(core, 'd', 'head-370502')).toEqual(refusedAs('tooMany'))
  })

  it('of one address are counted over all accounts', async () => {
    const core = await openCore()
    const { limits } = core.portal
    for (let attempt = 0; attempt < 50; attempt += 1) expect(await limits.mayTry('signInByAddress', 'e')).toBe(true)
    expect(await wrong(core, 'e')).toEqual(refusedAs('tooMany'))
    expect(await wrong(core, 'f')).toEqual(refusedAs('wrongLogin'))
  })
})

describe('counted tries', () => {
  it('at the same moment on several servers are all counted', async () => {
    const core = await openCore()
    const servers = [core.portal, secondServer(core)]
    const tries = Array.from({ length: 30 }, (_, index) => servers[index % 2]?.limits.mayTry('objectionByAddress', 'g'))
    const allowed = (await Promise.all(tries)).filter((isAllowed) => isAllowed === true)
    expect(allowed).toHaveLength(20)
  })

  it('leave nothing that tells who tried, and nothing at all once they are over', async () => {
    const core = await openCore()
    await wrong(core, '10.20.30.40')
    const rows = () => core.database.read.selectFrom('counted_try').selectAll().execute()
    expect(await rows()).toHaveLength(2)
    expect(JSON.stringify(await rows())).not.toMatch(/officer|10\.20\.30\.40/)
    core.clock.moveTo(addMinutes(core.portal.now(), 14))
    await core.portal.limits.forgetOver()
    expect(await rows()).toHaveLength(2)
    core.clock.moveTo(addMinutes(core.portal.now(), 1))
    await core.portal.limits.forgetOver()
    expect(await rows()).toEqual([])
  })
})
