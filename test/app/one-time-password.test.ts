import { beforeEach, describe, expect, it } from 'vitest'
import { openFirstAccount } from '#app/services/people/change-members.server'
import { giveAnotherPassword } from '#app/services/people/one-time-password.server'
import { changePassword } from '#app/services/people/password.server'
import { type Core, openCore } from '#test/setup/core'
import { unwrap } from '#test/workflows/seeds'
import { type Instant, instant } from '#workflows/calendar/plain-date'

const own = '自己好记的一句很长的密码呀'
const institutionId = 'institution-new'
// Given on 2 March, so that 9 March is the last day.
const [stillGood, over] = [instant('2026-03-09T15:59:00.000Z'), instant('2026-03-09T16:00:00.000Z')]

let core: Core
let given: { accountId: string; password: string }
beforeEach(async () => {
  core = await openCore()
  await core.portal.unit.inTransaction((tx) =>
    tx.institutions.insert({
      id: institutionId,
      uscc: '91370500MA3TEST010',
      name: '新来的药店',
      institution_type: 'pharmacy',
      insurance_type: 'basic',
      created_at: core.portal.now(),
    }),
  )
  given = await openAccount('boss.new')
})

async function openAccount(login: string) {
  const asked = { actor: core.clinic.officer, institutionId }
  const { accountId, password } = unwrap(await openFirstAccount(core.portal, asked, { login, ownName: '新老板' }))
  return { accountId, password: password ?? expect.fail('no password') }
}

const signIn = async (at: Instant, password = given.password) => {
  core.clock.moveTo(at)
  return core.portal.sessions.signIn('boss.new', password, '127.0.0.1')
}

describe('a password for one use', () => {
  it('opens nothing any more after its last day', async () => {
    expect(await signIn(stillGood)).toMatchObject({ ok: true })
    expect(await signIn(over)).toMatchObject({ ok: false, refusal: { code: 'oneTimeOver' } })
    expect(await signIn(over, 'wrong')).toMatchObject({ ok: false, refusal: { code: 'wrongLogin' } })
  })

  it('cannot be exchanged for one of the own after its last day, in a session that was open before', async () => {
    const signedIn = await signIn(stillGood)
    if (!signedIn.ok) return expect.fail('not signed in')
    const form = { currentPassword: given.password, password: own, passwordAgain: own }
    core.clock.moveTo(over)
    expect(await changePassword(core.portal, signedIn.value.actor, form)).toMatchObject({
      refusal: { issues: { currentPassword: [expect.any(String)] } },
    })
  })

  it('that was never used is given again at the window, under the same login, once its days are over', async () => {
    const again = { actor: core.clinic.officer, institutionId }
    const form = { login: 'boss.new', ownName: '新老板' }
    expect(await openFirstAccount(core.portal, again, form)).toMatchObject({
      refusal: { issues: { login: [expect.stringContaining('已有账号')] } },
    })
    core.clock.moveTo(over)
    expect(await openFirstAccount(core.portal, again, { ...form, login: 'other' })).toMatchObject({
      refusal: { issues: { login: [expect.stringContaining('boss.new')] } },
    })
    const second = await openAccount('boss.new')
    expect(second.accountId).toBe(given.accountId)
    expect(await signIn(over, second.password)).toMatchObject({ ok: true })
    expect(await signIn(over, given.password)).toMatchObject({ ok: false })
  })

  it('is given again by whoever gave it or manages the institution, and never to somebody with a password of their own', async () => {
    const { officer, secondOfficer } = core.clinic
    const to = { accountId: given.accountId, mayManage: false }
    expect(await giveAnotherPassword(core.portal, { ...to, actor: secondOfficer })).toMatchObject({ refusal: { code: 'forbidden' } })
    expect(await giveAnotherPassword(core.portal, { ...to, actor: officer })).toMatchObject({ ok: true })
    expect(await giveAnotherPassword(core.portal, { ...to, actor: secondOfficer, mayManage: true })).toMatchObject({ ok: true })
    await core.portal.unit.inTransaction((tx) => tx.people.setPassword(given.accountId, 'x'))
    expect(await giveAnotherPassword(core.portal, { ...to, actor: officer })).toMatchObject({ refusal: { code: 'notFound' } })
  })
})
