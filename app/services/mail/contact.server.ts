import * as z from 'zod'
import type { Actor } from '#workflows/access/authorise'
import type { Outcome } from '#workflows/domain/refusal'
import { ok, refuse } from '#workflows/result'
import { issuesOf } from '../input-words'
import type { Portal } from '../portal.server'
import { OptionalEmail } from './email-address'
import { isMailSetUp } from './queue-mail.server'

const ContactDetails = z.strictObject({ email: OptionalEmail })

/** How a person is reached by the portal. */
export async function contactOf({ read }: Pick<Portal, 'read'>, actor: Actor): Promise<{ email: string | null; isMailSetUp: boolean }> {
  const account = await read.people.find(actor.id)
  return { email: account?.email ?? null, isMailSetUp: await isMailSetUp(read) }
}

/** Changes the address of one's own account; e-mails that wait already still go to the old one. */
export async function saveContact({ unit }: Pick<Portal, 'unit'>, actor: Actor, form: unknown): Promise<Outcome<null>> {
  const parsed = ContactDetails.safeParse(form)
  if (!parsed.success) return refuse({ code: 'invalidInput', issues: issuesOf(parsed.error) })
  const saved = await unit.inTransaction((tx) => tx.people.setEmail(actor.id, parsed.data.email))
  return saved.ok ? ok(null) : saved
}
