import { type AppLoadContext, redirect } from '@remix-run/node'
import { FORM_TOKEN_FIELD } from '#app/http/form-token'
import { readUploads, type UploadFault } from '#app/http/upload.server'
import { findViewer, sessionIdOf } from '#app/http/viewer.server'
import { keepUploads, keptText } from './supplement-answer.server'
import { attachmentLimits } from './uploads/limits'
import { prepareMaterials } from './uploads/prepare.server'

type Asked = { request: Request; context: AppLoadContext }

/** Names under which a form comes back after a sign-in: files that were stored, and what was wrong with the others. */
export const KEPT_FIELD = 'kept'
export const LOST_FIELD = 'lost'

const MOST_LOST = 10

/**
 * Materials that arrive after their session has ended: they are stored, sealed for this draft or case, and the form comes
 * back after the sign-in with them in the place of what was chosen. To be called before anything else reads the request.
 * @throws Response that leads to the sign-in
 */
export async function keepLateUpload(asked: Asked, ownerId: string, commandFields: readonly string[] = []): Promise<void> {
  const { request, context } = asked
  const { sessions } = context.portal
  const sessionId = sessionIdOf(asked)
  const isMultipart = request.headers.get('Content-Type')?.startsWith('multipart/form-data') === true
  if (!isMultipart || (await findViewer(asked)) !== undefined || !(await sessions.isKnown(sessionId))) return
  const held = await sessions.holdForm(sessionId, await storedForm(asked, ownerId, commandFields))
  const { pathname } = new URL(request.url)
  throw redirect(`/sign-in?next=${encodeURIComponent(held === undefined ? pathname : `/resume/${held}`)}`)
}

async function storedForm(
  { request, context }: Asked,
  ownerId: string,
  commandFields: readonly string[],
): Promise<{ action: string; fields: [string, string][] }> {
  const uploads = await readUploads(request, attachmentLimits)
  const prepared = await prepareMaterials(uploads.files)
  const kept = await keepUploads(context.portal, ownerId, prepared.files, commandFields)
  const typed = [...uploads.form].filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  const lost = [...(uploads.ok ? [] : uploads.faults), ...prepared.faults].slice(0, MOST_LOST)
  return {
    // The token in the address was that of the session that has ended.
    action: new URL(request.url).pathname,
    fields: [
      ...typed.filter(([name]) => name !== LOST_FIELD && name !== FORM_TOKEN_FIELD),
      ...kept.map((file): [string, string] => [KEPT_FIELD, keptText(file)]),
      ...lost.map(({ message }): [string, string] => [LOST_FIELD, message]),
    ],
  }
}

/** What a form that comes back after a sign-in says about files that were not kept. Only its own sender reads it. */
export const lostFaults = (form: FormData, field = ''): UploadFault[] =>
  form
    .getAll(LOST_FIELD)
    .slice(0, MOST_LOST)
    .flatMap((message) => (typeof message === 'string' && message !== '' ? [{ status: 422, field, message: message.slice(0, 400) }] : []))
