import { type AppLoadContext, redirect } from '@remix-run/node'
import type { Actor } from '#workflows/access/authorise'
import type { CommandName } from '#workflows/commands/index'
import { replyTo } from './command-action.server'
import { commandIdOf } from './form-input'

type Asked = {
  context: AppLoadContext
  actor: Actor
  caseId: string
  command: CommandName
  form: FormData
  input: unknown
  next: string
}

/**
 * As `commandAction`, on the newest revision: members of a panel act side by side on one case, and what another one has
 * just handed in must not send this one's form back. The command id still makes a second click harmless.
 */
export async function memberAction({ context, actor, caseId, command, form, input, next }: Asked) {
  const commandId = commandIdOf(form)
  if (commandId === undefined) return replyTo(form, { code: 'commandIdReused' })
  const outcome = await context.portal.dispatchLatest({ command, caseId, commandId, actor, input })
  if (!outcome.ok) return replyTo(form, outcome.refusal)
  await context.portal.settle()
  return redirect(next, 303)
}
