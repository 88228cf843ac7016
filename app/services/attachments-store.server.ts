import type { UploadedBytes } from '#app/http/upload.server'
import type { AttachmentTable } from '#db/schema'
import { type MaterialItem, materialsFor } from '#workflows/domain/materials'
import { submittedFileName } from './case/file-name'
import { chosenServices, type Draft } from './drafts.server'
import type { Portal } from './portal.server'

export const attachmentLimits = { allowed: ['pdf', 'jpg', 'png'], maxBytes: 20 * 1024 * 1024, maxFiles: 10 } as const

const mostFilesOfOneMaterial = 20

export type Stored = { ok: true } | { ok: false; message: string }

/** Keeps uploaded files with a draft at once. The same bytes for the same material are kept once. */
export async function storeAttachments(
  portal: Portal,
  { draftId, materialId, actorId, files }: { draftId: string; materialId: string; actorId: string; files: readonly UploadedBytes[] },
): Promise<Stored> {
  const at = portal.now()
  const outcome = await portal.unit.inTransaction(async (tx): Promise<Stored> => {
    const present = (await tx.drafts.attachments(draftId)).filter((attachment) => attachment.material_id === materialId)
    const fresh = files.filter((file, index) => {
      const isRepeated = files.findIndex((other) => other.digest === file.digest) !== index
      return !isRepeated && !present.some((attachment) => attachment.digest === file.digest)
    })
    if (present.length + fresh.length > mostFilesOfOneMaterial)
      return { ok: false, message: `每项材料最多保存${mostFilesOfOneMaterial}个文件，请合并成一个 PDF 后上传` }
    for (const file of fresh) {
      const digest = await tx.files.put(file.bytes, file.mediaType, at)
      await tx.drafts.addAttachment({
        id: portal.newId(),
        draft_id: draftId,
        material_id: materialId,
        file_name: submittedFileName(file.name),
        media_type: file.mediaType,
        size: file.bytes.byteLength,
        digest,
        uploaded_by: actorId,
        uploaded_at: at,
      })
    }
    return { ok: true }
  })
  return outcome.ok ? outcome.value : { ok: false, message: '文件没有保存，请重新上传' }
}

/** Takes a file out of a draft; bytes that other drafts share stay stored. */
export async function removeAttachment(portal: Portal, draftId: string, attachmentId: string): Promise<void> {
  await portal.unit.inTransaction(async (tx) => {
    const attachment = await tx.drafts.findAttachment(attachmentId)
    if (attachment?.draft_id === draftId) await tx.drafts.removeAttachment(attachmentId)
  })
}

/** The checklist of a draft with what is stored for each entry. */
export function materialsOf(draft: Draft): readonly (MaterialItem & { files: readonly AttachmentTable[] })[] {
  return materialsFor({ kind: draft.site.kind, services: chosenServices(draft) }).map((item) => ({
    ...item,
    files: draft.attachments.filter((attachment) => attachment.material_id === item.id),
  }))
}
