import { afterAll, describe, expect, it } from 'vitest'
import { deliveriesOf, handleDelivery } from '#app/services/delivery/deliveries-view.server'
import { coresOn, secondServer } from '#test/setup/core'
import { bothDatabases, type DatabaseKind } from '#test/setup/databases'
import { smtpRefusal, startSmtp } from '#test/setup/smtp'
import { deliverMails, deliveryOf, openMailCore, queueNotice, transportTo } from './mail-core'

const kinds = await bothDatabases()
afterAll(() => {
  for (const kind of kinds) kind.stop()
})

describe.each(kinds.map((kind) => [kind.name, kind] as const))('on %s', (_name, kind: DatabaseKind) => {
  coresOn(kind)

  it('two servers send each e-mail once', async () => {
    const site = await openMailCore()
    for (let count = 0; count < 4; count += 1) await queueNotice(site)
    expect((await queueNotice(site, { notificationId: 'same' })).queued).toBe(1)
    expect((await queueNotice(site, { notificationId: 'same' })).queued).toBe(0)
    const server = await startSmtp()
    const portals = [site.core.portal, secondServer(site.core)]
    const passes = await Promise.all(portals.map((portal) => deliverMails({ portal }, transportTo(server.url))))
    await server.close()
    expect(passes.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(5)
    expect(server.received).toHaveLength(5)
    expect(new Set(server.received.map(({ headers }) => headers['message-id'])).size).toBe(5)
  })

  it('a failed e-mail is a task until one of two officers at once has handled it', async () => {
    const site = await openMailCore()
    const { core } = site
    const { delivery } = await queueNotice(site)
    await queueNotice(site)
    let count = 0
    const server = await startSmtp({
      onRecipient: () => {
        count += 1
        if (count === 1) throw smtpRefusal(550, 'no such user')
      },
    })
    await deliverMails(core, transportTo(server.url))
    await server.close()
    const view = await deliveriesOf(core.portal, core.clinic.officer, 1)
    expect([view.failed.length, view.log.length, view.total]).toEqual([1, 1, 1])
    const id = view.failed[0]?.id ?? ''
    const form = { delivery: id, [`note-${id}`]: '10时电话告知经办人' }
    const servers = [core.portal, secondServer(core)]
    const outcomes = await Promise.all(
      [core.clinic.officer, core.clinic.secondOfficer].map((officer, index) =>
        handleDelivery(servers[index] ?? core.portal, officer, form),
      ),
    )
    expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(await core.portal.read.deliveries.countFailed('370502')).toBe(0)
    expect((await deliveryOf(core, delivery.id)).attempts).toBe(1)
    expect(await deliveriesOf(core.portal, core.clinic.officer, 1)).toMatchObject({ failed: [], total: 2, pageCount: 1 })
  })
})
