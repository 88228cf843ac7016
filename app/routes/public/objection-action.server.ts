import { type AppLoadContext, data, redirect } from '@remix-run/node'
import type { FormReply } from '#app/components/form-reply'
import type { CommandReply } from '#app/http/command-action.server'
import { commandIdOf, formReply } from '#app/http/form-input'
import { refusalView } from '#app/http/refusal'
import { faultsByField, readUploads, type UploadFault } from '#app/http/upload.server'
import { withKept } from '#app/services/command-upload.server'
import { namelessFiles, takeEvidence } from '#app/services/notices/evidence.server'
import { giveLead } from '#app/services/notices/leads.server'
import { fileObjection } from '#app/services/public/objections.server'
import type { KeptFile } from '#app/services/supplement-answer.server'
import { evidenceLimits } from '#app/services/uploads/limits'
import type { Actor } from '#workflows/access/authorise'
import type { Outcome, Refusal } from '#workflows/domain/refusal'

/** Button that takes a stored file off the form; its value is the digest. */
export const REMOVE_FIELD = '_remove'

const over = {
  title: '公示期已满，没有提交',
  advice: '公示期满后不再接收异议。发现机构有违规行为的，可以向经办机构举报投诉；您填写的内容仍在下面，可以复制留存。',
}
const tooMany = { title: '提交过于频繁，没有提交', advice: '请一小时后再试，或者将书面异议送至经办机构；您填写的内容仍在下面。' }
const incomplete = { title: '还没有提交', advice: '请按提示更正后重新提交，已填写的内容没有丢失。' }
const removed = { title: '已移除文件', advice: '其余内容和文件仍在下面，请继续填写并提交。' }

type Asked = {
  request: Request
  context: AppLoadContext
  caseId: string
  isOpen: boolean
  /** The institution itself, when it is signed in. */
  own: Actor | undefined
  /** The page of the receipt for a submission. */
  receiptPath: (commandId: string) => string
}

/**
 * Takes an objection, or a lead without a name. Files are stored before anything else is judged, so that nothing typed
 * and nothing chosen is lost with a form that comes back.
 */
export async function objectionAction({ request, context, caseId, isOpen, own, receiptPath }: Asked) {
  const { portal, clientAddress } = context
  const uploads = await readUploads(request, evidenceLimits)
  const { form } = uploads
  const text = (name: string) => String(form.get(name) ?? '')
  const again = (kept: readonly KeptFile[], errors: FormReply['errors'], words: Omit<CommandReply, 'reply'>, status: number) =>
    data<CommandReply>(withKept({ reply: formReply(form, errors), ...words }, kept), { status })
  const refused = (kept: readonly KeptFile[], refusal: Refusal) => {
    const { status, title, advice, issues } = refusalView(refusal)
    return again(kept, issues, { title, advice }, status)
  }

  const files = isOpen ? uploads.files : []
  if (files.length > 0 && !(await portal.limits.mayTry('evidenceByAddress', clientAddress))) return again([], {}, tooMany, 429)
  const { kept: stored, faults: unfit } = await takeEvidence(portal, caseId, { form, files })
  const kept = stored.filter(({ digest }) => digest !== form.get(REMOVE_FIELD))
  if (form.has(REMOVE_FIELD)) return again(kept, {}, removed, 200)

  const faults: UploadFault[] = [...(uploads.ok ? [] : uploads.faults), ...unfit]
  const unconfirmed = text('confirmed') === 'yes' ? {} : { confirmed: ['请核对所填内容，并勾选确认'] }
  const errors = { ...faultsByField(faults), ...unconfirmed }
  if (Object.keys(errors).length > 0) return again(kept, errors, incomplete, faults[0]?.status ?? 422)

  const commandId = commandIdOf(form)
  if (commandId === undefined) return refused(kept, { code: 'commandIdReused' })
  if (!(await portal.limits.mayTry('objectionByAddress', clientAddress))) return again(kept, {}, tooMany, 429)
  const isLead = own === undefined && text('signed') === 'anonymous'
  const evidence = namelessFiles(kept)
  const statement = text('statement')
  if (isLead && !isOpen) return again(kept, {}, over, 409)
  const outcome: Outcome<unknown> = isLead
    ? await giveLead(portal, { id: commandId, caseId, channel: 'portal', statement, evidence })
    : await fileObjection(portal, caseId, commandId, { name: text('name'), phone: text('phone'), statement, evidence }, own)
  if (outcome.ok) return redirect(receiptPath(commandId), 303)
  const { code } = outcome.refusal
  if (code === 'notAllowedNow' || code === 'ended') return again(kept, {}, over, 409)
  return refused(kept, outcome.refusal)
}
