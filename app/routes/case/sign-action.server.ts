import { type AppLoadContext, data, redirect } from '@remix-run/node'
import { KEY_FILE_MAX_BYTES } from '#app/forms/case/sign-forms'
import { type CommandReply, replyTo } from '#app/http/command-action.server'
import { commandIdOf, formReply, revisionOf } from '#app/http/form-input'
import { readUploads } from '#app/http/upload.server'
import { requireViewer } from '#app/http/viewer.server'
import { signAgreement } from '#app/services/agreement-signing.server'
import { agencySigner, demoSignerOf, type KeyFault, signerOfKeyFile, signViewOf } from '#app/services/sign-view.server'
import type { Signer } from '#app/services/signing/provider.server'
import type { Result } from '#workflows/result'

const keyFileLimits = { allowed: ['p12'], maxBytes: KEY_FILE_MAX_BYTES, maxFiles: 1 } as const

type Asked = { request: Request; context: AppLoadContext; caseId: string }
type Posted = { form: FormData; keyFile?: Uint8Array; fault?: KeyFault & { status: number } }

async function readForm(request: Request): Promise<Posted> {
  if (!request.headers.get('content-type')?.startsWith('multipart/')) return { form: await request.formData() }
  const uploads = await readUploads(request, keyFileLimits)
  if (!uploads.ok) return { form: uploads.form, fault: { field: 'certificate', sentence: uploads.message, status: uploads.status } }
  const [file] = uploads.files
  return file === undefined ? { form: uploads.form } : { form: uploads.form, keyFile: file.bytes }
}

/** One party signs: the key is used within this request and kept nowhere. */
export async function signAction({ request, context, caseId }: Asked) {
  const actor = await requireViewer({ request, context }, 'applicant', 'head')
  const { portal } = context
  const view = await signViewOf(portal, actor, caseId)
  if (view === undefined) throw new Response(null, { status: 404 })
  const { form, keyFile, fault } = await readForm(request)
  const refuse = (field: string, sentence: string, status = 422) =>
    data<CommandReply>({ reply: formReply(form, { [field]: [sentence] }), title: '没有签章', advice: sentence }, { status })
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
  const outcome = await signAgreement(portal, {
    actor,
    caseId,
    signer: signer.value,
    commandId,
    baseDigest: String(form.get('baseDigest') ?? ''),
    expectedRevision: revisionOf(form),
  })
  if (!outcome.ok) return replyTo(form, outcome.refusal)
  await portal.settle()
  return redirect(`/cases/${caseId}?done=${revisionOf(form)}`, 303)
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
