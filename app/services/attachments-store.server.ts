import type { UploadedBytes, UploadFault } from '#app/http/upload.server'
import type { AttachmentTable } from '#db/schema'
import { isStoreWithoutLegalPerson } from '#workflows/domain/drug-licence'
import { type MaterialItem, materialsFor } from '#workflows/domain/materials'
import { materialsListOn } from '#workflows/domain/materials-list'
import { submittedFileName } from './case/file-name'
import { chosenServices, type Draft } from './drafts.server'
import type { Portal } from './portal.server'
import { materialField, mostFilesOfOneMaterial } from './uploads/limits'

export type Kept = { count: number; faults: UploadFault[] }

type Upload = { draftId: string; materialId: string; actorId: string; files: readonly UploadedBytes[] }

/**
 * Keeps prepared files with a draft at once, and says of each that was not kept why: the same bytes for the same material
 * are kept once, and a material holds so many files.
 */
export async function storeAttachments(portal: Portal, { draftId, materialId, actorId, files }: Upload): Promise<Kept> {
  const at = portal.now()
  const field = materialField(materialId)
  const outcome = await portal.unit.inTransaction(async (tx): Promise<Kept> => {
    const present = (await tx.drafts.attachments(draftId)).filter((attachment) => attachment.material_id === materialId)
    const names = new Map(present.map(({ digest, file_name }) => [digest, file_name]))
    const kept: Kept = { count: 0, faults: [] }
    const refuse = (message: string) => kept.faults.push({ status: 422, field, message })
    for (const file of files) {
      const twin = names.get(file.digest)
      const name = submittedFileName(file.name)
      if (twin !== undefined) {
        refuse(`「${name}」与本项已上传的「${twin}」内容相同，没有重复保存`)
        continue
      }
      if (names.size >= mostFilesOfOneMaterial) {
        refuse(`「${name}」没有保存：每项材料最多保存${mostFilesOfOneMaterial}个文件，请合并成一个 PDF 后上传`)
        continue
      }
      const digest = await tx.files.put(file.bytes, file.mediaType, at)
      await tx.drafts.addAttachment({
        id: portal.newId(),
        draft_id: draftId,
        material_id: materialId,
        file_name: name,
        media_type: file.mediaType,
        size: file.bytes.byteLength,
        digest,
        uploaded_by: actorId,
        uploaded_at: at,
      })
      names.set(digest, name)
      kept.count += 1
    }
    return kept
  })
  return outcome.ok ? outcome.value : { count: 0, faults: [{ status: 422, field, message: '文件没有保存，请重新上传' }] }
}

/** Takes a file out of a draft; bytes that other drafts share stay stored. */
export async function removeAttachment(portal: Portal, draftId: string, attachmentId: string): Promise<void> {
  await portal.unit.inTransaction(async (tx) => {
    const attachment = await tx.drafts.findAttachment(attachmentId)
    if (attachment?.draft_id === draftId) await tx.drafts.removeAttachment(attachmentId)
  })
}

/**
 * The checklist of a draft with what is stored for each entry. A store without legal personality acts for its headquarters,
 * whose papers are then no longer optional.
 */
export function materialsOf(draft: Draft): readonly (MaterialItem & { files: readonly AttachmentTable[] })[] {
  const isOfHeadquarters = isStoreWithoutLegalPerson(String(draft.data.answers['entity.drugLicenceNumber'] ?? ''))
  const scope = { kind: draft.site.kind, services: chosenServices(draft) }
  return materialsFor(scope, materialsListOn(draft.today).id).map((item) => ({
    ...item,
    requirement: item.id === 'chainHeadquarters' && isOfHeadquarters ? 'required' : item.requirement,
    files: draft.attachments.filter((attachment) => attachment.material_id === item.id),
  }))
}

/** The required entries of a draft for which nothing is stored. */
export function missingOf(draft: Draft): readonly MaterialItem[] {
  return materialsOf(draft).filter(({ requirement, files }) => requirement === 'required' && files.length === 0)
}
