import { createHash } from 'node:crypto'
import type { Delivery } from '#db/repositories/deliveries'
import type { Account } from '#db/repositories/people'
import type { Repositories } from '#db/unit-of-work'
import type { Instant } from '#workflows/calendar/plain-date'
import { publicOriginSetting } from '../issue-document.server'

/** The outbox topic of one e-mail to one person. */
export const mailTopic = 'sendMail'

/** Written at each start from the settings, so that a step knows without them whether anything is sent at all. */
export const mailSetting = 'mail.setUp'

export const isMailSetUp = async (tx: Pick<Repositories, 'policy'>): Promise<boolean> =>
  (await tx.policy.findSetting(mailSetting)) === 'yes'

export type MailOrder = {
  notificationId: string
  /** Whose officers reach the person when the e-mail does not. */
  agencyId: string
  caseId: string
  /** Whoever has no address, or is switched off, is left out. */
  accounts: readonly Pick<Account, 'id' | 'email' | 'status'>[]
  subject: string
  /** What happened, what to do and until when. Case, address and telephone are added here. Nothing confidential. */
  text: string
  at: Instant
}

// A line end in a header would begin a header of the writer's own.
const inOneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()

/**
 * Queues a notification as e-mail within the transaction of the step that caused it; harmless when repeated.
 * @returns how many e-mails were queued now; none where no mail server is set up
 */
export async function queueMail(tx: Repositories, order: MailOrder): Promise<number> {
  if (!(await isMailSetUp(tx))) return 0
  const { notificationId, agencyId, caseId, accounts, subject, at } = order
  const text = await bodyOf(tx, order)
  let queued = 0
  for (const { id, email, status } of accounts) {
    if (email === null || status !== 'active') continue
    const deliveryId = createHash('sha256').update(`${notificationId}\n${id}`).digest('hex').slice(0, 32)
    const isNew = await tx.deliveries.add({
      id: deliveryId,
      notification_id: notificationId,
      agency_id: agencyId,
      case_id: caseId,
      account_id: id,
      address: email,
      subject: inOneLine(subject),
      text,
      created_at: at,
    })
    if (!isNew) continue
    await putInOutbox(tx, { id: deliveryId, case_id: caseId, outboxId: `mail:${deliveryId}`, at })
    queued += 1
  }
  return queued
}

/** Has a queued delivery sent; `outboxId` tells one sending of it from another. */
export const putInOutbox = (
  tx: Pick<Repositories, 'outbox'>,
  { id, case_id, outboxId, at }: Pick<Delivery, 'id' | 'case_id'> & { outboxId: string; at: Instant },
): Promise<void> => tx.outbox.add({ id: outboxId, case_id, revision: 0, topic: mailTopic, payload: { deliveryId: id }, available_at: at })

async function bodyOf(tx: Repositories, { agencyId, caseId, text }: MailOrder): Promise<string> {
  const file = await tx.caseFiles.find(caseId)
  if (file === undefined) throw new Error(`case ${caseId} is gone`)
  const agency = await tx.institutions.getAgency(agencyId)
  const origin = (await tx.policy.findSetting(publicOriginSetting)) ?? 'http://localhost:3000'
  return [
    text.trim(),
    '',
    `事项：${inOneLine(file.title)}`,
    `查看和办理：${origin}/cases/${caseId}`,
    `咨询：${agency.name}，电话${agency.phone}`,
    '',
    '本邮件由东营市医保定点协议管理平台自动发出，请不要直接回复。正式文书以平台内的为准。',
  ].join('\n')
}
