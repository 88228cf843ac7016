import { type AppLoadContext, data, redirect } from '@remix-run/node'
import { commandForm, fileFieldsOf, type PagedCommand, shapedInput } from '#app/forms/case/registry'
import { type CommandReply, commandAction } from '#app/http/command-action.server'
import { withFieldNames } from '#app/http/field-paths'
import { commandIdOf, donePath, formInput } from '#app/http/form-input'
import { withFiles } from '#app/services/command-files.server'
import { commandPageOf, titledItems } from '#app/services/command-page.server'
import { faultyUpload, readCommandUpload, withKept } from '#app/services/command-upload.server'
import { KEPT_FIELD, LOST_FIELD } from '#app/services/late-uploads.server'
import { answerInput, type KeptFile } from '#app/services/supplement-answer.server'
import type { Actor } from '#workflows/access/authorise'

type Asked = { request: Request; context: AppLoadContext; actor: Actor; caseId: string; command: PagedCommand }

type Answer = Awaited<ReturnType<typeof commandAction>>

/** A refusal with its errors under the names of the form's fields; a redirect goes through. */
export function named(answer: Answer): Answer {
  if (!('data' in answer)) return answer
  const { reply, ...words } = answer.data
  return data<CommandReply>({ ...words, reply: withFieldNames(reply) }, answer.init ?? {})
}

/** Sends a posted form of the generic page. */
export async function pagedCommandAction({ request, context, actor, caseId, command }: Asked) {
  const form = await request.formData()
  const shaped = shapedInput(commandForm(command), formInput(form))
  const input = 'items' in shaped ? { ...shaped, items: await titledItems(context.portal, actor, caseId, shaped.items) } : shaped
  const leavingPath = commandForm(command).donePath?.(shaped)
  if (leavingPath !== undefined) {
    // A second click on a step that hands the case over: the sender may no longer ask the case what became of it.
    const known = await context.portal.read.eventLog.findByCommandId(commandIdOf(form) ?? '')
    if (known?.case_id === caseId && known.actor_id === actor.id && known.command === command) return redirect(leavingPath, 303)
  }
  const next = leavingPath ?? donePath(`/cases/${caseId}`, form)
  return named(await commandAction({ context, actor, caseId, command, form, input, next }))
}

/**
 * Stores the files first, then sends the command with their digests; stored files stay with a form that comes back.
 * Serves the answer to a notice, whose files belong to entries of the checklist, and every command with `fileFields`.
 */
export async function fileCommandAction({ request, context, actor, caseId, command }: Asked) {
  const fields = fileFieldsOf(commandForm(command))
  const { state } = await commandPageOf(context.portal, actor, caseId, command)
  const mayStore = state === 'open' || state === 'notNow'
  const upload = await readCommandUpload(request, context, { ownerId: caseId, fields, mayStore })
  const { form, kept } = upload
  const faulty = faultyUpload(upload)
  if (faulty !== undefined) return faulty
  const input = withFiles(await typedInput({ context, actor, caseId, command }, form, kept), fields, kept)
  const answer = named(await commandAction({ context, actor, caseId, command, form, input, next: donePath(`/cases/${caseId}`, form) }))
  return 'data' in answer ? data<CommandReply>(withKept(answer.data, kept), answer.init ?? {}) : answer
}

async function typedInput(
  { context, actor, caseId, command }: Omit<Asked, 'request'>,
  form: FormData,
  kept: readonly KeptFile[],
): Promise<Record<string, unknown>> {
  const { [KEPT_FIELD]: _kept, [LOST_FIELD]: _lost, ...typed } = formInput(form)
  if (command === 'answerSupplementNotice') {
    const fields = Object.keys(fileFieldsOf(commandForm(command)))
    const answered = kept.filter(({ materialId }) => !fields.includes(materialId))
    const answer = answerInput(answered, String(form.get('explanation') ?? ''))
    return typed.counter === undefined ? answer : { ...answer, counter: typed.counter }
  }
  const shaped = shapedInput(commandForm(command), typed)
  return 'items' in shaped ? { ...shaped, items: await titledItems(context.portal, actor, caseId, shaped.items) } : shaped
}
