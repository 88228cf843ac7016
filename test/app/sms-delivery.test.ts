import { afterEach, describe, expect, it } from 'vitest'
import { setUpSetting } from '#app/services/delivery/channel'
import { deliveriesOf } from '#app/services/delivery/deliveries-view.server'
import { queueMessages } from '#app/services/delivery/queue-messages.server'
import { usualPreference } from '#app/services/messages/preference'
import { createPortal } from '#app/services/portal.server'
import { httpSmsTransport, pretendedSms, smsCarrier } from '#app/services/sms/transport.server'
import { anApplication, openCore } from '#test/setup/core'
import { type SmsServer, startSmsServer } from '#test/setup/sms'
import { freePort } from '#test/setup/smtp'
import { unwrap } from '#test/workflows/seeds'
import { addSeconds, instant } from '#workflows/calendar/plain-date'
import { accountOf, deliverBy, deliveryOf } from './mail-core'

const servers: SmsServer[] = []
const start = async (...asked: Parameters<typeof startSmsServer>) => {
  const server = await startSmsServer(...asked)
  servers.push(server)
  return server
}
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

const token = 'token-of-the-portal'
const carrierTo = (url: string) => smsCarrier(httpSmsTransport({ url, token, signature: '东营医保' }))

/** A core where text messages are set up and the clinic's clerk has a mobile number. */
async function openSmsCore() {
  const core = await openCore()
  const caseId = await anApplication(core, { stage: 'submitted' })
  await core.portal.settle()
  await core.portal.unit.inTransaction(async (tx) => {
    await tx.policy.putSetting(setUpSetting.sms, 'yes')
    await tx.people.setMobile(core.clinic.applicant.id, '13805460001')
  })
  return { core, caseId }
}
type SmsCase = Awaited<ReturnType<typeof openSmsCore>>

async function queue({ core, caseId }: SmsCase, words: { at?: string; daysLeft?: number } = {}) {
  const accounts = [await accountOf(core, core.clinic.applicant.id)]
  const at = words.at === undefined ? core.portal.now() : instant(words.at)
  const text = '补正期限还有3个工作日，2026年3月9日24:00届满。请上传材料。逾期未补正的，视为撤回申请。'
  const about = { kind: 'reminder', caseId, title: '安和诊所', agencyId: '370502', text } as const
  const order = { ...about, notificationId: 'notice-1', accounts, at, daysLeft: words.daysLeft }
  const queued = unwrap(await core.portal.unit.inTransaction((tx) => queueMessages(tx, order)))
  const row = await core.database.read.selectFrom('delivery').selectAll().where('channel', '=', 'sms').executeTakeFirst()
  return { queued, id: row?.id ?? '' }
}

describe('a notification by text message', () => {
  it('carries the text of its template and nothing else, with token, signature and the same id at every try', async () => {
    const site = await openSmsCore()
    const { queued, id } = await queue(site)
    expect(queued).toBe(1)
    const server = await start((count) => (count === 1 ? { status: 503 } : { status: 200, body: '{"messageId":"A-17"}' }))
    expect((await deliverBy(site.core, { sms: carrierTo(server.url) })).failures).toEqual(['短信服务暂时不能发送（应答503）'])
    site.core.clock.moveTo(addSeconds(site.core.portal.now(), 5))
    expect((await deliverBy(site.core, { sms: carrierTo(server.url) })).delivered).toBe(1)
    const { phone } = await site.core.portal.read.institutions.getAgency('370502')
    const text = `补正期限还有3个工作日，2026年3月9日24:00届满。事项：安和诊所。请登录平台查看办理，咨询${phone}。`
    expect(server.received.map(({ body }) => body)).toEqual(Array(2).fill({ id, phone: '13805460001', signature: '东营医保', text }))
    expect(server.received[1]).toMatchObject({ method: 'POST', headers: { authorization: `Bearer ${token}`, 'idempotency-key': id } })
    expect(await deliveryOf(site.core, id)).toMatchObject({ status: 'sent', attempts: 2, receipt: 'A-17', last_error: null })
  })

  it('is a task of an officer at once when the service refuses the number for good, with the number in the task only', async () => {
    const site = await openSmsCore()
    const { id } = await queue(site)
    const server = await start(() => ({ status: 422, body: 'no such number 13805460001' }))
    await deliverBy(site.core, { sms: carrierTo(server.url) })
    expect(await deliveryOf(site.core, id)).toMatchObject({ status: 'failed', attempts: 1 })
    const view = await deliveriesOf(site.core.portal, site.core.clinic.officer, 1)
    expect(view.failed).toMatchObject([{ channel: 'sms', address: '13805460001', why: expect.stringContaining('（应答422）') }])
    await site.core.portal.unit.inTransaction((tx) =>
      tx.deliveries.markHandled(id, { by: site.core.clinic.officer.id, note: '已电话告知', at: site.core.portal.now() }),
    )
    expect((await deliveriesOf(site.core.portal, site.core.clinic.officer, 1)).log).toMatchObject([{ address: '138****0001' }])
  })

  it.each([
    ['says that it has no token of ours', 401],
    ['sends us elsewhere', 307],
  ])('waits while the service %s, and the token is not repeated', async (_words, status) => {
    const site = await openSmsCore()
    const { id } = await queue(site)
    const elsewhere = await start()
    const server = await start(() => ({ status, headers: { location: elsewhere.url } }))
    await deliverBy(site.core, { sms: carrierTo(server.url) })
    const waiting = await deliveryOf(site.core, id)
    expect(waiting.status).toBe('queued')
    expect(JSON.stringify(waiting)).not.toContain(token)
    expect(elsewhere.received).toEqual([])
  })

  it('becomes a task after ten tries while the service is down', async () => {
    const site = await openSmsCore()
    const { id } = await queue(site)
    const sms = carrierTo(`http://127.0.0.1:${await freePort()}`)
    for (let tries = 1; tries <= 10; tries += 1) {
      await deliverBy(site.core, { sms })
      site.core.clock.moveTo(addSeconds(site.core.portal.now(), 3_000))
    }
    expect(await deliveryOf(site.core, id)).toMatchObject({ status: 'failed', last_error: expect.stringContaining('连不上短信服务') })
  })

  it('waits for the end of the quiet hours', async () => {
    const site = await openSmsCore()
    const midnight = '2026-03-04T16:00:00.000Z'
    const { id } = await queue(site, { at: midnight })
    const server = await start()
    site.core.clock.moveTo(instant('2026-03-04T23:59:59.000Z'))
    expect((await deliverBy(site.core, { sms: carrierTo(server.url) })).delivered).toBe(0)
    site.core.clock.moveTo(instant('2026-03-05T00:00:00.000Z'))
    expect((await deliverBy(site.core, { sms: carrierTo(server.url) })).delivered).toBe(1)
    expect((await deliveryOf(site.core, id)).status).toBe('sent')
  })

  it('is left out for whoever wants none, or late reminders only', async () => {
    const site = await openSmsCore()
    const choose = (choice: object) =>
      site.core.portal.unit.inTransaction((tx) =>
        tx.notificationPreferences.put(site.core.clinic.applicant.id, { ...usualPreference, ...choice }, site.core.portal.now()),
      )
    await choose({ sms: ['document', 'turn'] })
    expect((await queue(site)).queued).toBe(0)
    await choose({ reminderDays: 3 })
    expect((await queue(site, { daysLeft: 4 })).queued).toBe(0)
    expect((await queue(site, { daysLeft: 3 })).queued).toBe(1)
  })
})

describe('a demonstration', () => {
  it('sends no text message and shows what it would have sent', async () => {
    const { core, caseId } = await openSmsCore()
    await core.portal.unit.inTransaction((tx) => tx.policy.putSetting(setUpSetting.sms, 'demo'))
    await queue({ core, caseId })
    const portal = createPortal({ database: core.database, clock: core.clock, mode: 'demo', sms: pretendedSms })
    expect(await portal.sendMessages('mail')).toBe(0)
    expect(await portal.sendMessages('sms')).toBe(1)
    const [entry] = (await deliveriesOf(portal, core.clinic.officer, 1)).log
    expect(entry).toMatchObject({ status: 'sent', detail: { words: '演示：没有真正发出' }, text: expect.stringContaining('安和诊所') })
  })
})
