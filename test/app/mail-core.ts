import { expect } from 'vitest'
import { type Carrier, setUpSetting, topicOf } from '#app/services/delivery/channel'
import { deliveryHandler } from '#app/services/delivery/delivery-handler.server'
import { queueMessages } from '#app/services/delivery/queue-messages.server'
import { type MailTransport, mailCarrier, smtpTransport } from '#app/services/mail/transport.server'
import { deliverOutbox } from '#app/services/outbox.server'
import { anApplication, type Core, openCore } from '#test/setup/core'
import { unwrap } from '#test/workflows/seeds'

export const mailFrom = '东营医保协议管理 <ybxy@dongying.example>'

export const transportTo = (url: string, requireTls = false): MailTransport => smtpTransport({ url, from: mailFrom, requireTls })

/** A core with a submitted application, a mail server set up and an address for the clinic's account. */
export async function openMailCore(address = 'clinic@mail.example') {
  const core = await openCore()
  const caseId = await anApplication(core, { stage: 'submitted' })
  await core.portal.settle()
  await core.portal.unit.inTransaction(async (tx) => {
    await tx.policy.putSetting(setUpSetting.mail, 'yes')
    await tx.people.setEmail(core.clinic.applicant.id, address)
  })
  return { core, caseId }
}

export type MailCase = Awaited<ReturnType<typeof openMailCore>>

export const accountOf = async ({ portal }: Core, id: string) => (await portal.read.people.find(id)) ?? expect.fail(`no account ${id}`)

let notices = 0

/** Queues one notice for the clinic as a step would. @returns its delivery */
export async function queueNotice({ core, caseId }: MailCase, words: { title?: string; text?: string; notificationId?: string } = {}) {
  notices += 1
  const { title = '安和诊所', text = '补正期限还有 3 个工作日，2026年3月9日24:00届满。', notificationId = `notice-${notices}` } = words
  const account = await accountOf(core, core.clinic.applicant.id)
  const about = { kind: 'reminder', caseId, title, agencyId: '370502', text } as const
  const order = { ...about, notificationId, accounts: [account], at: core.portal.now() }
  const queued = unwrap(await core.portal.unit.inTransaction((tx) => queueMessages(tx, order)))
  const row = await core.database.read.selectFrom('delivery').selectAll().where('notification_id', '=', notificationId).executeTakeFirst()
  return { queued, delivery: row ?? expect.fail('not queued') }
}

/** One pass of the outbox with only e-mails to deliver. @returns what it delivered and the words of each failure */
export const deliverMails = (core: Pick<Core, 'portal'>, transport: MailTransport) => deliverBy(core, { mail: mailCarrier(transport) })

/** One pass of the outbox with only messages to deliver. @returns what it delivered and the words of each failure */
export async function deliverBy({ portal }: Pick<Core, 'portal'>, { mail, sms }: { mail?: Carrier; sms?: Carrier }) {
  const failures: string[] = []
  const handlers = {
    [topicOf.mail]: deliveryHandler(portal.unit, mail, portal.now),
    [topicOf.sms]: deliveryHandler(portal.unit, sms, portal.now),
  }
  const delivered = await deliverOutbox(portal.unit, handlers, portal.now, {
    onFailure: (_row, error) => failures.push((error as Error).message),
  })
  return { delivered, failures }
}

export const deliveryOf = async ({ portal }: Core, id: string) =>
  (await portal.read.deliveries.find(id)) ?? expect.fail(`no delivery ${id}`)
