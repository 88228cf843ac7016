import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { preferenceOf } from '#app/services/messages/preference'
import { anApplication, type Core, openCore } from '#test/setup/core'
import { PlainBrowser } from '#test/setup/http'
import { readIcs } from '#test/setup/ics-reader'
import { startPages } from '#test/setup/pages'
import { signInAs } from './public-site'

let core: Core
let served: Awaited<ReturnType<typeof startPages>>
beforeAll(async () => {
  core = await openCore()
  await anApplication(core, { stage: 'submitted' })
  served = await startPages(core.portal, (file) => /^routes\/(home|messages\/|session\/|demo\/|resources\/calendar)/.test(file))
})
afterAll(() => served.close())

/** Somebody signed in, with the page of the settings open. */
async function as(login: string): Promise<PlainBrowser> {
  const person = new PlainBrowser(served.origin)
  await signInAs(person, login)
  await person.get('/my/notifications')
  return person
}
const chosen = async () => preferenceOf(await core.portal.read.notificationPreferences.find(core.clinic.applicant.id))

describe('the own settings', () => {
  it('are kept, and shown again', async () => {
    const clinic = await as('clinic')
    const form = { _task: 'settings', mail: 'document', quietFrom: '12', quietUntil: '14', reminderDays: '3' }
    expect((await clinic.postAndFollow('/my/notifications', form)).text).toContain('设置已保存')
    expect(await chosen()).toEqual({ mail: ['document'], sms: [], quiet: { from: 12, until: 14 }, reminderDays: 3 })
  })

  it.each([
    ['half of the quiet hours', { quietFrom: '22', quietUntil: '' }],
    ['quiet hours of no length', { quietFrom: '9', quietUntil: '9' }],
    ['an hour that no clock shows', { quietFrom: '24', quietUntil: '8' }],
    ['a kind that does not exist', { sms: 'gossip' }],
  ])('refuse %s at the field, and change nothing', async (_words, wrong) => {
    const before = await chosen()
    const { status, text } = await (await as('clinic')).post('/my/notifications', { _task: 'settings', ...wrong })
    expect(status).toBe(422)
    expect(text).toContain('border-fix-600')
    expect(await chosen()).toEqual(before)
  })
})

describe('the address of the own calendar', () => {
  it('opens without signing in, is asked for anew, and is 404 once it has ended', async () => {
    const clinic = await as('clinic')
    const { text } = await clinic.postAndFollow('/my/notifications', { _task: 'openCalendar' })
    const [path = ''] = /\/calendar\/[\w-]{43}\.ics/.exec(text) ?? []
    const first = await fetch(served.origin + path)
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
    expect(first.headers.get('cache-control')).toBe('private, no-cache')
    expect(readIcs(await first.text()).components.filter(({ name }) => name === 'VEVENT')).toHaveLength(1)
    const etag = first.headers.get('etag') ?? ''
    expect((await fetch(served.origin + path, { headers: { 'If-None-Match': etag } })).status).toBe(304)
    for (const wrong of [path.replace(/.\.ics$/, '~.ics'), `/calendar/${'a'.repeat(43)}.ics`, path.replace('.ics', ''), '/calendar/.ics'])
      expect((await fetch(served.origin + wrong)).status).toBe(404)
    await clinic.postAndFollow('/my/notifications', { _task: 'endCalendar' })
    expect((await fetch(served.origin + path)).status).toBe(404)
  })
})
