import { afterEach, describe, expect, it } from 'vitest'
import { setUpSetting, topicOf } from '#app/services/delivery/channel'
import { deliveryHandler } from '#app/services/delivery/delivery-handler.server'
import { queueMessages } from '#app/services/delivery/queue-messages.server'
import { mailCarrier } from '#app/services/mail/transport.server'
import { createPortal } from '#app/services/portal.server'
import { freePort, type MailServer, smtpRefusal, startSmtp } from '#test/setup/smtp'
import { unwrap } from '#test/workflows/seeds'
import { addSeconds } from '#workflows/calendar/plain-date'
import { accountOf, deliverMails, deliveryOf, type MailCase, openMailCore, queueNotice, transportTo } from './mail-core'

const servers: MailServer[] = []
const start = async (hooks: Parameters<typeof startSmtp>[0] = {}) => {
  const server = await startSmtp(hooks)
  servers.push(server)
  return server
}
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

describe('a notification by e-mail', () => {
  it('reaches the mailbox with its Chinese subject, what to do, the case, the way there and whom to call', async () => {
    const site = await openMailCore()
    const { delivery } = await queueNotice(site)
    const server = await start()
    expect(await deliverMails(site.core, transportTo(server.url))).toEqual({ delivered: 1, failures: [] })
    const [mail] = server.received
    expect(server.received).toHaveLength(1)
    expect(mail).toMatchObject({ from: 'ybxy@dongying.example', to: ['clinic@mail.example'] })
    const { name } = await accountOf(site.core, site.core.clinic.applicant.id)
    expect(mail?.headers).toMatchObject({
      from: '东营医保协议管理 <ybxy@dongying.example>',
      to: `${name} <clinic@mail.example>`,
      subject: '期限提醒：安和诊所',
      'message-id': `<${delivery.id}@dongying.example>`,
      'auto-submitted': 'auto-generated',
      'content-type': 'text/plain; charset=utf-8',
    })
    const agency = await site.core.portal.read.institutions.getAgency('370502')
    for (const part of ['2026年3月9日24:00届满', '事项：安和诊所', `/cases/${site.caseId}`, agency.name, agency.phone])
      expect(mail?.text).toContain(part)
    expect(await deliveryOf(site.core, delivery.id)).toMatchObject({
      status: 'sent',
      attempts: 1,
      sent_at: site.core.portal.now(),
      last_error: null,
    })
  })

  it('is queued once for each recipient, whoever asks again', async () => {
    const site = await openMailCore()
    expect((await queueNotice(site, { notificationId: 'same' })).queued).toBe(1)
    expect((await queueNotice(site, { notificationId: 'same' })).queued).toBe(0)
    const server = await start()
    await deliverMails(site.core, transportTo(server.url))
    expect(server.received).toHaveLength(1)
  })

  it('is queued for nobody without an address, nobody switched off, and not at all without a mail server', async () => {
    const { core, caseId } = await openMailCore()
    const applicant = await accountOf(core, core.clinic.applicant.id)
    const officer = await accountOf(core, core.clinic.officer.id)
    const order = { kind: 'reminder', agencyId: '370502', caseId, title: '安和诊所', text: '请办理', at: core.portal.now() } as const
    const queue = async (notificationId: string, accounts: (typeof applicant)[]) =>
      unwrap(await core.portal.unit.inTransaction((tx) => queueMessages(tx, { ...order, notificationId, accounts })))
    expect(await queue('a', [officer, { ...applicant, status: 'disabled' }])).toBe(0)
    expect(await queue('b', [officer, applicant])).toBe(1)
    await core.portal.unit.inTransaction((tx) => tx.policy.putSetting(setUpSetting.mail, 'no'))
    expect(await queue('c', [applicant])).toBe(0)
  })

  it('that went out is never sent again, even when the outbox hands it over once more', async () => {
    const site = await openMailCore()
    const { delivery } = await queueNotice(site)
    const server = await start()
    const transport = transportTo(server.url)
    await deliverMails(site.core, transport)
    const row = await site.core.database.read.selectFrom('outbox').selectAll().where('topic', '=', topicOf.mail).executeTakeFirstOrThrow()
    await deliveryHandler(site.core.portal.unit, mailCarrier(transport), site.core.portal.now)(row)
    expect(server.received).toHaveLength(1)
    expect(await deliveryOf(site.core, delivery.id)).toMatchObject({ attempts: 1 })
  })
})

describe('a header', () => {
  it('cannot be added through a subject, a name or an address', async () => {
    const site = await openMailCore()
    const attack = '诊所\r\nBcc: spy@evil.example\r\n\r\n伪造的正文'
    await site.core.database.write
      .updateTable('account')
      .set({ name: '张三\r\nBcc: spy@evil.example' })
      .where('id', '=', site.core.clinic.applicant.id)
      .execute()
    const { delivery } = await queueNotice(site, { title: attack })
    expect(delivery.subject).toBe('期限提醒：诊所 Bcc: spy@evil.example 伪造的正文')
    // As if the line ends had come past the queue.
    await site.core.database.write.updateTable('delivery').set({ subject: attack }).where('id', '=', delivery.id).execute()
    const server = await start()
    await deliverMails(site.core, transportTo(server.url))
    const [mail] = server.received
    expect(mail?.to).toEqual(['clinic@mail.example'])
    expect(Object.keys(mail?.headers ?? {}).sort()).toEqual([
      'auto-submitted',
      'content-transfer-encoding',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
    ])
    expect(mail?.text.split('\n')).not.toContain('伪造的正文')
  })

  it('holds one recipient, whatever the address pretends', async () => {
    const site = await openMailCore('a@mail.example, spy@evil.example')
    const { delivery } = await queueNotice(site)
    const server = await start()
    await deliverMails(site.core, transportTo(server.url))
    expect(server.received.flatMap(({ to }) => to)).not.toContain('spy@evil.example')
    expect((await deliveryOf(site.core, delivery.id)).status).not.toBe('queued')
  })
})

describe('a mail server', () => {
  it('that refuses the recipient for good makes a task at once', async () => {
    const site = await openMailCore()
    const { delivery } = await queueNotice(site)
    const server = await start({
      onRecipient: () => {
        throw smtpRefusal(550, 'no such user clinic@mail.example')
      },
    })
    expect(await deliverMails(site.core, transportTo(server.url))).toEqual({ delivered: 1, failures: [] })
    const failed = await deliveryOf(site.core, delivery.id)
    expect(failed).toMatchObject({ status: 'failed', attempts: 1, failed_at: site.core.portal.now() })
    expect(failed.last_error).toBe('收件方不接受这个邮箱地址：可能写错，或者已经停用（应答550）')
    expect(await site.core.portal.read.deliveries.countFailed('370502')).toBe(1)
    expect(await site.core.portal.read.deliveries.countFailed('370522')).toBe(0)
  })

  it.each([
    ['for now', 450, 'queued'],
    ['for good', 554, 'failed'],
  ])('may refuse the message %s', async (_words, code, status) => {
    const site = await openMailCore()
    const { delivery } = await queueNotice(site)
    const server = await start({
      onMessage: () => {
        throw smtpRefusal(code, 'not now')
      },
    })
    await deliverMails(site.core, transportTo(server.url))
    expect(await deliveryOf(site.core, delivery.id)).toMatchObject({ status, attempts: 1 })
  })

  it('that is down gets the e-mail later, once', async () => {
    const site = await openMailCore()
    const { delivery } = await queueNotice(site)
    const port = await freePort()
    const transport = transportTo(`smtp://127.0.0.1:${port}`)
    const refused = '连不上邮件服务器：地址或者端口不对，或者服务器没有运行'
    expect(await deliverMails(site.core, transport)).toEqual({ delivered: 0, failures: [refused] })
    expect(await deliveryOf(site.core, delivery.id)).toMatchObject({ status: 'queued', attempts: 1, last_error: refused })
    const server = await start({ port })
    expect((await deliverMails(site.core, transport)).delivered).toBe(0) // it waits
    site.core.clock.moveTo(addSeconds(site.core.portal.now(), 5))
    expect((await deliverMails(site.core, transport)).delivered).toBe(1)
    site.core.clock.moveTo(addSeconds(site.core.portal.now(), 100_000))
    expect((await deliverMails(site.core, transport)).delivered).toBe(0)
    expect(server.received).toHaveLength(1)
    expect(await deliveryOf(site.core, delivery.id)).toMatchObject({ status: 'sent', attempts: 2, last_error: null })
  })

  it('that stays down makes a task after ten tries, and parks nothing', async () => {
    const site = await openMailCore()
    const { delivery } = await queueNotice(site)
    const transport = transportTo(`smtp://127.0.0.1:${await freePort()}`)
    for (let tries = 1; tries <= 10; tries += 1) {
      expect(await deliveryOf(site.core, delivery.id)).toMatchObject({ status: 'queued', attempts: tries - 1 })
      await deliverMails(site.core, transport)
      site.core.clock.moveTo(addSeconds(site.core.portal.now(), 2_000))
    }
    expect(await deliveryOf(site.core, delivery.id)).toMatchObject({ status: 'failed', attempts: 10 })
    expect(await site.core.portal.read.outbox.countParked()).toBe(0)
  })

  it('that does not take the password is named as such, without the password', async () => {
    const site = await openMailCore()
    const { delivery } = await queueNotice(site)
    const server = await start({ credentials: { user: 'portal', pass: 'right p@ss' } })
    const withPassword = (password: string) => server.url.replace('//', `//portal:${encodeURIComponent(password)}@`)
    const { failures } = await deliverMails(site.core, transportTo(withPassword('wr0ng-p@ss')))
    expect(failures).toEqual(['邮件服务器不接受登录账号或者密码，请系统管理员核对邮件设置（应答535）'])
    expect(JSON.stringify(await deliveryOf(site.core, delivery.id))).not.toContain('wr0ng')
    site.core.clock.moveTo(addSeconds(site.core.portal.now(), 5))
    expect((await deliverMails(site.core, transportTo(withPassword('right p@ss')))).delivered).toBe(1)
    expect(server.received).toHaveLength(1)
  })
})

describe('two workers', () => {
  const workersOf = (site: MailCase, url: string) =>
    [1, 2].map(() => createPortal({ database: site.core.database, clock: site.core.clock, mode: 'demo', mail: transportTo(url) }))

  it('send each e-mail once', async () => {
    const site = await openMailCore()
    for (let count = 0; count < 5; count += 1) await queueNotice(site)
    const server = await start()
    const counts = await Promise.all(workersOf(site, server.url).map((worker) => worker.sendMessages('mail')))
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(5)
    expect(new Set(server.received.map(({ headers }) => headers['message-id'])).size).toBe(5)
    expect(server.received).toHaveLength(5)
  })

  it('take over an e-mail from one that is gone, but not before its lease is over', async () => {
    const site = await openMailCore()
    await queueNotice(site)
    const server = await start()
    const [worker] = workersOf(site, server.url)
    const { now, unit } = site.core.portal
    const [row] = await unit.read.outbox.waiting(now(), { only: [topicOf.mail] })
    await unit.inTransaction((tx) => tx.outbox.lease(row?.id ?? '', now(), addSeconds(now(), 60)))
    site.core.clock.moveTo(addSeconds(now(), 59))
    expect(await worker?.sendMessages('mail')).toBe(0)
    site.core.clock.moveTo(addSeconds(now(), 2))
    expect(await worker?.sendMessages('mail')).toBe(1)
    expect(server.received).toHaveLength(1)
  })

  it('never let a slow mail server hold up the other effects', async () => {
    const site = await openMailCore()
    const { delivery } = await queueNotice(site)
    const server = await start()
    const [worker] = workersOf(site, server.url)
    await worker?.settle()
    expect((await deliveryOf(site.core, delivery.id)).status).toBe('queued')
    expect(server.sessions()).toBe(0)
  })

  it('break off when they are stopped: the e-mail waits for the next start', async () => {
    const site = await openMailCore()
    const { delivery } = await queueNotice(site)
    const server = await start()
    const [first, second] = workersOf(site, server.url)
    first?.stopMessages()
    expect(await first?.sendMessages('mail')).toBe(0)
    expect(await deliveryOf(site.core, delivery.id)).toMatchObject({ status: 'queued', last_error: '平台正在停止，稍后再发' })
    site.core.clock.moveTo(addSeconds(site.core.portal.now(), 5))
    expect(await second?.sendMessages('mail')).toBe(1)
  })
})

describe('a crash between the yes of the server and the mark', () => {
  it('sends the e-mail again under the same Message-ID', async () => {
    const site = await openMailCore()
    const { delivery } = await queueNotice(site)
    const server = await start()
    const transport = transportTo(server.url)
    const { unit, now } = site.core.portal
    const crashing = { ...unit, inTransaction: async () => Promise.reject(new Error('power failure')) }
    const row = await site.core.database.read.selectFrom('outbox').selectAll().where('topic', '=', topicOf.mail).executeTakeFirstOrThrow()
    await expect(deliveryHandler(crashing, mailCarrier(transport), now)(row)).rejects.toThrow('power failure')
    expect((await deliveryOf(site.core, delivery.id)).status).toBe('queued')
    await deliverMails(site.core, transport)
    expect(server.received).toHaveLength(2)
    const ids = server.received.map(({ headers }) => headers['message-id'])
    expect(new Set(ids)).toEqual(new Set([`<${delivery.id}@dongying.example>`]))
    expect((await deliveryOf(site.core, delivery.id)).status).toBe('sent')
  })
})
