import type { FileFields } from '#app/view/command-form'
import type { KeptFile } from './supplement-answer.server'

/** Of a field for one file only the newest stays; a file of several stays once. */
export function newestFiles(fields: FileFields, files: readonly KeptFile[]): KeptFile[] {
  const isSame = (one: KeptFile, other: KeptFile) => one.materialId === other.materialId && one.digest === other.digest
  const once = files.filter((file, index) => files.findIndex((other) => isSame(file, other)) === index)
  const isSingle = ({ materialId }: KeptFile) => ['one', 'pdf'].includes(fields[materialId] ?? 'many')
  const isNewest = (file: KeptFile) => once.findLast(({ materialId }) => materialId === file.materialId) === file
  return once.filter((file) => !isSingle(file) || isNewest(file))
}

/** The input with {name, digest} of each stored file at its field; what a form itself put there is dropped. */
export function withFiles(
  input: Readonly<Record<string, unknown>>,
  fields: FileFields,
  files: readonly KeptFile[],
): Record<string, unknown> {
  let filled: Record<string, unknown> = { ...input }
  for (const [path, count] of Object.entries(fields)) {
    const own = files.filter(({ materialId }) => materialId === path).map(({ name, digest }) => ({ name, digest }))
    filled = placed(filled, path.split('.'), count === 'many' ? own : own.at(-1))
  }
  return filled
}

function placed(
  record: Readonly<Record<string, unknown>>,
  [key = '', ...below]: readonly string[],
  value: unknown,
): Record<string, unknown> {
  const { [key]: present, ...others } = record
  const inner = typeof present === 'object' && present !== null && !Array.isArray(present) ? { ...present } : {}
  const next = below.length === 0 ? value : placed(inner, below, value)
  const isEmpty = next === undefined || (below.length > 0 && Object.keys(next as object).length === 0)
  return isEmpty ? others : { ...others, [key]: next }
}
