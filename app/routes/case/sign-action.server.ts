import { type AppLoadContext, data, redirect } from '@remix-run/node'
import { MATERIAL_MAX_BYTES } from '#app/forms/case/case-form'
import { KEY_FILE_MAX_BYTES } from '#app/forms/case/sign-forms'
import { type CommandReply, replyTo } from '#app/http/command-action.server'
import { commandIdOf, donePath, formReply, revisionOf } from '#app/http/form-input'
import { readUploads, type UploadedBytes, type UploadFault } from '#app/http/upload.server'
import { requireViewer } from '#app/http/viewer.server'
import { signAgreement } from '#app/services/agreement-signing.server'
import { newestFiles } from '#app/services/command-files.server'
import { withKept } from '#app/services/command-upload.server'
import { KEPT_FIELD } from '#app/services/late-uploads.server'
import { agencySigner, demoSignerOf, type KeyFault, signerOfKeyFile, signViewOf } from '#app/services/sign-view.server'
import type { Signer } from '#app/services/signing/provider.server'
import { type KeptFile, keepUploads, keptFiles } from '#app/services/supplement-answer.server'
import { prepareMaterials } from '#app/services/uploads/prepare.server'
import type { Result } from '#workflows/result'

const KEY_FILE_TYPE = 'application/x-pkcs12'
const limits = { allowed: ['p12', 'pdf', 'jpg', 'png'], maxBytes: MATERIAL_MAX_BYTES, maxFiles: 2 } as const
const LETTER = 'authorityLetter'
const letterField = { [LETTER]: 'one' } as const

type Asked = { request: Request; context: AppLoadContext; caseId: string }
type Posted = { form: FormData; keyFile?: Uint8Array; kept: KeptFile[]; fault?: KeyFault & { status: number } }

/** The key file is read for this request only; the letter of authority is kept with the case. */
async function readForm(request: Request, { portal }: AppLoadContext, caseId: string): Promise<Posted> {
  if (!request.headers.get('content-type')?.startsWith('multipart/')) return { form: await request.formData(), kept: [] }
  const uploads = await readUploads(request, limits)
  const { form, files } = uploads
  const key = files.find(({ field }) => field === 'certificate')
  const prepared = await prepareMaterials(files.filter(({ field, mediaType }) => field === LETTER && mediaType !== KEY_FILE_TYPE))
  const texts = form.getAll(KEPT_FIELD).filter((value) => typeof value === 'string')
  const stored = await keepUploads(portal, caseId, prepared.files, [LETTER])
  const kept = newestFiles(letterField, [...(await keptFiles(portal, caseId, texts)), ...stored])
  const fault = uploads.ok ? keyFault(key) : uploads
  const [letterFault] = prepared.faults
  const worst = fault ?? letterFault
  if (worst !== undefined) return { form, kept, fault: { field: worst.field, sentence: worst.message, status: worst.status } }
  return key === undefined ? { form, kept } : { form, kept, keyFile: key.bytes }
}

function keyFault(key: UploadedBytes | undefined): UploadFault | undefined {
  if (key === undefined) return undefined
  if (key.mediaType !== KEY_FILE_TYPE)
    return { status: 422, field: 'certificate', message: `「${key.name}」不是证书文件，请选择后缀为 .p12 或 .pfx 的文件` }
  if (key.bytes.byteLength > KEY_FILE_MAX_BYTES)
    return { status: 413, field: 'certificate', message: `「${key.name}」过大，不是证书文件，请选择后缀为 .p12 或 .pfx 的文件` }
  return undefined
}

/** One party signs: the key is used within this request and kept nowhere. */
export async function signAction({ request, context, caseId }: Asked) {
  const actor = await requireViewer({ request, context }, 'applicant', 'head')
  const { portal } = context
  const view = await signViewOf(portal, actor, caseId)
  if (view === undefined) throw new Response(null, { status: 404 })
  const { form, keyFile, kept, fault } = await readForm(request, context, caseId)
  const refuse = (field: string, sentence: string, status = 422) =>
    data<CommandReply>(withKept({ reply: formReply(form, { [field]: [sentence] }), title: '没有签章', advice: sentence }, kept), { status })
  const commandId = commandIdOf(form)
  if (commandId === undefined) return replyTo(form, { code: 'commandIdReused' })
  // A second click: the first one has done it.
  const known = await portal.read.eventLog.findByCommandId(commandId)
  if (known?.case_id === caseId && known.actor_id === actor.id) return redirect(`/cases/${caseId}?done=${known.revision - 1}`, 303)
  if (fault !== undefined) return refuse(fault.field, fault.sentence, fault.status)
  if (!view.isOpen) return replyTo(form, { code: 'staleRevision', current: view.revision })
  if (form.get('confirmed') !== 'yes') return refuse('confirmed', '请核对协议文本后勾选确认')

  const signer = await signerFor(context, view, form, keyFile)
  if (!signer.ok) return refuse(signer.refusal.field, signer.refusal.sentence)
  const letter = kept.at(-1)
  const outcome = await signAgreement(portal, {
    actor,
    ...(view.party === 'institution' ? { capacity: form.get('capacity') === 'agent' ? 'agent' : 'legalRepresentative' } : {}),
    ...(letter === undefined ? {} : { authorityLetter: { name: letter.name, digest: letter.digest } }),
    caseId,
    signer: signer.value,
    commandId,
    baseDigest: String(form.get('baseDigest') ?? ''),
    expectedRevision: revisionOf(form),
  })
  if (!outcome.ok) {
    const answer = replyTo(form, outcome.refusal)
    return data<CommandReply>(withKept(answer.data, kept), answer.init ?? {})
  }
  await portal.settle()
  return redirect(donePath(`/cases/${caseId}`, form), 303)
}

type View = NonNullable<Awaited<ReturnType<typeof signViewOf>>>

async function signerFor(
  { portal }: AppLoadContext,
  view: View,
  form: FormData,
  keyFile: Uint8Array | undefined,
): Promise<Result<Signer, KeyFault>> {
  if (view.party === 'agency') {
    const file = await portal.read.caseFiles.find(view.caseId)
    return agencySigner(portal, file?.agency_id ?? '')
  }
  if (form.get('intent') === 'demo') return demoSignerOf(portal, view.holder)
  return signerOfKeyFile(keyFile, String(form.get('password') ?? ''))
}
