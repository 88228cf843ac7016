import { expect } from 'vitest'
import { mailHandler } from '#app/services/mail/mail-handler.server'
import { mailSetting, mailTopic, queueMail } from '#app/services/mail/queue-mail.server'
import { type MailTransport, smtpTransport } from '#app/services/mail/transport.server'
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
    await tx.policy.putSetting(mailSetting, 'yes')
    await tx.people.setEmail(core.clinic.applicant.id, address)
  })
  return { core, caseId }
}

export type MailCase = Awaited<ReturnType<typeof openMailCore>>

export const accountOf = async ({ portal }: Core, id: string) => (await portal.read.people.find(id)) ?? expect.fail(`no account ${id}`)

let notices = 0

/** Queues one notice for the clinic as a step would. @returns its delivery */
export async function queueNotice({ core, caseId }: MailCase, words: { subject?: string; text?: string; notificationId?: string } = {}) {
  notices += 1
  const {
    subject = '期限提醒：安和诊所',
    text = '补正期限还有 3 个工作日，2026年3月9日24:00届满。',
    notificationId = `notice-${notices}`,
  } = words
  const account = await accountOf(core, core.clinic.applicant.id)
  const order = { notificationId, agencyId: '370502', caseId, accounts: [account], subject, text, at: core.portal.now() }
  const queued = unwrap(await core.portal.unit.inTransaction((tx) => queueMail(tx, order)))
  const row = await core.database.read.selectFrom('delivery').selectAll().where('notification_id', '=', notificationId).executeTakeFirst()
  return { queued, delivery: row ?? expect.fail('not queued') }
}

/** One pass of the outbox with only e-mails to deliver. @returns what it delivered and the words of each failure */
export async function deliverMails({ portal }: Pick<Core, 'portal'>, transport: MailTransport | undefined) {
  const failures: string[] = []
  const handlers = { [mailTopic]: mailHandler(portal.unit, transport, portal.now) }
  const delivered = await deliverOutbox(portal.unit, handlers, portal.now, {
    onFailure: (_row, error) => failures.push((error as Error).message),
  })
  return { delivered, failures }
}

export const deliveryOf = async ({ portal }: Core, id: string) =>
  (await portal.read.deliveries.find(id)) ?? expect.fail(`no delivery ${id}`)
