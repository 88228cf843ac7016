import type { UploadedBytes } from '#app/http/upload.server'
import { submittedFileName } from './case/file-name'
import type { Portal } from './portal.server'

/** A file that is stored already but not sent yet: it travels with the form until the answer goes through. */
export type KeptFile = { materialId: string; digest: string; name: string }

const prefix = 'material.'

/** Stores what was uploaded, so that nothing has to be chosen again when the form comes back. */
export async function keepUploads(portal: Portal, files: readonly UploadedBytes[]): Promise<KeptFile[]> {
  const at = portal.now()
  const kept = files.filter(({ field }) => field.startsWith(prefix))
  const outcome = await portal.unit.inTransaction(async (tx) => {
    for (const file of kept) await tx.files.put(file.bytes, file.mediaType, at)
  })
  if (!outcome.ok) throw new Error(`uploads were not stored: ${outcome.refusal.code}`)
  return kept.map(({ field, digest, name }) => ({ materialId: field.slice(prefix.length), digest, name: submittedFileName(name) }))
}

/** The files that a form says are stored, as far as they are. */
export async function keptFiles(portal: Portal, texts: readonly string[]): Promise<KeptFile[]> {
  const parsed = texts.flatMap((text): KeptFile[] => {
    const [, materialId, digest, name] = /^([\w-]{1,40})\|([0-9a-f]{64})\|(.{1,200})$/s.exec(text) ?? []
    return materialId === undefined || digest === undefined || name === undefined ? [] : [{ materialId, digest, name }]
  })
  const stored = await Promise.all(parsed.map(async (file) => (await portal.read.files.find(file.digest)) !== undefined))
  return parsed.filter((_, index) => stored[index] === true)
}

/** How a kept file is written into the form. */
export const keptText = ({ materialId, digest, name }: KeptFile): string => `${materialId}|${digest}|${name}`

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
