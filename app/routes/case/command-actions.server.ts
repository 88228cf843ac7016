import { type AppLoadContext, data, redirect } from '@remix-run/node'
import { MATERIAL_MAX_BYTES } from '#app/forms/case/case-form'
import { commandForm, fileFieldsOf, type PagedCommand, shapedInput } from '#app/forms/case/registry'
import { type CommandReply, commandAction } from '#app/http/command-action.server'
import { withFieldNames } from '#app/http/field-paths'
import { commandIdOf, formInput, formReply, revisionOf } from '#app/http/form-input'
import { faultsByField, readUploads } from '#app/http/upload.server'
import { newestFiles, withFiles } from '#app/services/command-files.server'
import { commandPageOf, titledItems } from '#app/services/command-page.server'
import { KEPT_FIELD, LOST_FIELD, lostFaults } from '#app/services/late-uploads.server'
import { answerInput, type KeptFile, keepUploads, keptFiles, keptText } from '#app/services/supplement-answer.server'
import { prepareMaterials } from '#app/services/uploads/prepare.server'
import type { Actor } from '#workflows/access/authorise'

type Asked = { request: Request; context: AppLoadContext; actor: Actor; caseId: string; command: PagedCommand }

const uploadLimits = { allowed: ['pdf', 'jpg', 'png'], maxBytes: MATERIAL_MAX_BYTES, maxFiles: 60 } as const

type Answer = Awaited<ReturnType<typeof commandAction>>

/** A refusal with its errors under the names of the form's fields; a redirect goes through. */
export function named(answer: Answer): Answer {
  if (!('data' in answer)) return answer
  const { reply, ...words } = answer.data
  return data<CommandReply>({ ...words, reply: withFieldNames(reply) }, answer.init ?? {})
}

const donePath = (caseId: string, form: FormData): string => `/cases/${caseId}?done=${revisionOf(form)}`

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
  const next = leavingPath ?? donePath(caseId, form)
  return named(await commandAction({ context, actor, caseId, command, form, input, next }))
}

/**
 * Stores the files first, then sends the command with their digests; stored files stay with a form that comes back.
 * Serves the answer to a notice, whose files belong to entries of the checklist, and every command with `fileFields`.
 */
export async function fileCommandAction({ request, context, actor, caseId, command }: Asked) {
  const { portal } = context
  const uploads = await readUploads(request, uploadLimits)
  const { form } = uploads
  const fields = fileFieldsOf(commandForm(command))
  const texts = form.getAll(KEPT_FIELD).filter((value) => typeof value === 'string')
  const before = await keptFiles(portal, caseId, texts)
  // Nothing is stored for somebody who may not give the command at all.
  const { state } = await commandPageOf(portal, actor, caseId, command)
  const isParty = state === 'open' || state === 'notNow'
  const prepared = await prepareMaterials(isParty ? uploads.files : [])
  const stored = await keepUploads(portal, caseId, prepared.files, Object.keys(fields))
  const kept = newestFiles(fields, [...before, ...stored])
  const faults = [...(uploads.ok ? [] : uploads.faults), ...prepared.faults, ...lostFaults(form)]
  const [fault] = faults
  if (fault !== undefined) {
    const reply = formReply(form, faultsByField(faults))
    const values = { ...reply.values, [KEPT_FIELD]: kept.map(keptText), [LOST_FIELD]: '' }
    const advice = '其余内容和文件仍在本页，更正后请重新提交。'
    return data<CommandReply>({ reply: { ...reply, values }, title: '有文件没有保存', advice }, { status: fault.status })
  }
  const input = withFiles(await typedInput({ context, actor, caseId, command }, form, kept), fields, kept)
  const answer = named(await commandAction({ context, actor, caseId, command, form, input, next: donePath(caseId, form) }))
  if (!('data' in answer)) return answer
  const { reply } = answer.data
  const values = { ...reply.values, [KEPT_FIELD]: kept.map(keptText) }
  return data<CommandReply>({ ...answer.data, reply: { ...reply, values } }, answer.init ?? {})
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
