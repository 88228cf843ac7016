import { type AppLoadContext, data, redirect } from '@remix-run/node'
import type { FormReply } from '#app/components/form-reply'
import type { Actor } from '#workflows/access/authorise'
import type { CommandName } from '#workflows/commands/index'
import type { Refusal } from '#workflows/domain/refusal'
import { commandIdOf, formReply, revisionOf } from './form-input'
import { refusalView } from './refusal'

/** What an action hands back to its page when the command was refused. */
export type CommandReply = { reply: FormReply; title: string; advice: string }

type Asked = {
  context: AppLoadContext
  actor: Actor
  caseId: string
  command: CommandName
  form: FormData
  input: unknown
  /** Where a good outcome leads. */
  next: string
}

/** The page of a refused form: status, what was typed, errors at their fields. */
export function replyTo(form: FormData, refusal: Refusal) {
  const { status, title, advice, issues } = refusalView(refusal)
  return data<CommandReply>({ reply: formReply(form, issues), title, advice }, { status })
}

/** Sends a posted form through the one door: 303 on success, else the form again with its errors. */
export async function commandAction({ context, actor, caseId, command, form, input, next }: Asked) {
  const commandId = commandIdOf(form)
  if (commandId === undefined) return replyTo(form, { code: 'commandIdReused' })
  const outcome = await context.portal.dispatch({ command, caseId, commandId, actor, input, expectedRevision: revisionOf(form) })
  if (!outcome.ok) return replyTo(form, outcome.refusal)
  await context.portal.settle()
  return redirect(next, 303)
}
