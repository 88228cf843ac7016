import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { UploadedBytes } from '#app/http/upload.server'
import type { Repositories } from '#db/unit-of-work'
import { submittedFileName } from './case/file-name'
import type { Portal } from './portal.server'
import { materialField, materialPrefix } from './uploads/limits'

/** A file that is stored already but not sent yet: it travels with the form until the answer goes through. */
export type KeptFile = { materialId: string; digest: string; name: string; seal: string }

const keySetting = 'upload.key'

async function uploadKey(tx: Repositories): Promise<string> {
  const stored = await tx.policy.findSetting(keySetting)
  if (stored !== undefined) return stored
  const made = randomBytes(32).toString('hex')
  await tx.policy.putSetting(keySetting, made)
  return made
}

/**
 * The digests of other people's documents are no secret: without a seal, whoever names one would be given the file.
 * It says that these bytes were uploaded for this case.
 */
function sealOf(key: string, caseId: string, { materialId, digest, name }: Omit<KeptFile, 'seal'>): string {
  return createHmac('sha256', key)
    .update(JSON.stringify([caseId, materialId, digest, name]))
    .digest('hex')
}

/** The entry or the field of a command's form that an upload is for; undefined when no form of ours has it. */
function targetOf(field: string, commandFields: readonly string[]): string | undefined {
  if (field.startsWith(materialPrefix)) return field.slice(materialPrefix.length)
  return commandFields.includes(field) ? field : undefined
}

/**
 * Stores what was uploaded for a case, so that nothing has to be chosen again when the form comes back.
 * @param commandFields file fields beside those of the checklist
 */
export async function keepUploads(
  portal: Portal,
  caseId: string,
  files: readonly UploadedBytes[],
  commandFields: readonly string[] = [],
): Promise<KeptFile[]> {
  if (files.length === 0) return []
  const at = portal.now()
  const outcome = await portal.unit.inTransaction(async (tx) => {
    const key = await uploadKey(tx)
    const kept: KeptFile[] = []
    for (const { field, bytes, mediaType, name } of files) {
      const materialId = targetOf(field, commandFields)
      if (materialId === undefined) continue
      const digest = await tx.files.put(bytes, mediaType, at)
      const file = { materialId, digest, name: submittedFileName(name) }
      kept.push({ ...file, seal: sealOf(key, caseId, file) })
    }
    return kept
  })
  if (!outcome.ok) throw new Error(`uploads were not stored: ${outcome.refusal.code}`)
  return outcome.value
}

/** The files that a form says were stored for this case, as far as they were. */
export async function keptFiles({ read }: Pick<Portal, 'read'>, caseId: string, texts: readonly string[]): Promise<KeptFile[]> {
  const key = await read.policy.findSetting(keySetting)
  if (key === undefined) return []
  return texts.flatMap((text): KeptFile[] => {
    const [, materialId, digest, seal, name] = /^([\w.-]{1,60})\|([0-9a-f]{64})\|([0-9a-f]{64})\|(.{1,200})$/s.exec(text) ?? []
    if (materialId === undefined || digest === undefined || seal === undefined || name === undefined) return []
    const isOurs = timingSafeEqual(Buffer.from(seal), Buffer.from(sealOf(key, caseId, { materialId, digest, name })))
    return isOurs ? [{ materialId, digest, name, seal }] : []
  })
}

/** The bytes of files kept for one entry, as they were uploaded. */
export async function keptUploads({ read }: Pick<Portal, 'read'>, kept: readonly KeptFile[]): Promise<UploadedBytes[]> {
  const found = await Promise.all(
    kept.map(async ({ materialId, digest, name }): Promise<UploadedBytes | undefined> => {
      const stored = await read.files.find(digest)
      return stored && { field: materialField(materialId), name, ...stored }
    }),
  )
  return found.filter((file) => file !== undefined)
}

/** How a kept file is written into the form. */
export const keptText = ({ materialId, digest, seal, name }: KeptFile): string => `${materialId}|${digest}|${seal}|${name}`

/** The input of answerSupplementNotice. */
export function answerInput(files: readonly KeptFile[], explanation: string) {
  const materials = new Map<string, { name: string; digest: string }[]>()
  for (const { materialId, name, digest } of files) {
    const list = materials.get(materialId) ?? []
    if (!list.some((file) => file.digest === digest)) list.push({ name, digest })
    materials.set(materialId, list)
  }
  return { materials: [...materials].map(([materialId, list]) => ({ materialId, files: list.slice(0, 20) })), explanation }
}
