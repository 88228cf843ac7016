import * as z from 'zod'
import type { SetUp } from '#app/view/channels'
import type { Actor } from '#workflows/access/authorise'
import { Mobile } from '#workflows/domain/phone'
import type { Outcome } from '#workflows/domain/refusal'
import { ok, refuse } from '#workflows/result'
import { issuesOf } from '../input-words'
import { OptionalEmail } from '../mail/email-address'
import type { Portal } from '../portal.server'
import { setUpOf } from './channel'

const OptionalMobile = z
  .string()
  .trim()
  .default('')
  .transform((text) => (text === '' ? null : text))
  .pipe(Mobile.nullable())

const ContactDetails = z.strictObject({ email: OptionalEmail, mobile: OptionalMobile })

export type Contact = { email: string | null; mobile: string | null; mail: SetUp; sms: SetUp }

/** How a person is reached by the portal. */
export async function contactOf({ read }: Pick<Portal, 'read'>, actor: Actor): Promise<Contact> {
  const account = await read.people.find(actor.id)
  return {
    email: account?.email ?? null,
    mobile: account?.mobile ?? null,
    mail: await setUpOf(read, 'mail'),
    sms: await setUpOf(read, 'sms'),
  }
}

/** Changes the addresses of one's own account; messages that wait already still go to the old ones. */
export async function saveContact({ unit }: Pick<Portal, 'unit'>, actor: Actor, form: unknown): Promise<Outcome<null>> {
  const parsed = ContactDetails.safeParse(form)
  if (!parsed.success) return refuse({ code: 'invalidInput', issues: issuesOf(parsed.error) })
  const { email, mobile } = parsed.data
  const saved = await unit.inTransaction(async (tx) => {
    await tx.people.setEmail(actor.id, email)
    await tx.people.setMobile(actor.id, mobile)
  })
  return saved.ok ? ok(null) : saved
}
