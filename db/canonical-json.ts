import { createHash } from 'node:crypto'

/** JSON text with sorted keys and no spaces: the same value always has the same bytes, so digests can be compared. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map((element) => canonicalJson(element)).join(',')}]`
  const entries = Object.entries(value)
    .filter(([, element]) => element !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, element]) => `${JSON.stringify(key)}:${canonicalJson(element)}`).join(',')}}`
}

/** SHA-256 in lower-case hexadecimal. */
export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')

/** SHA-256 over the canonical JSON of a value. */
export const digestOf = (value: unknown): string => sha256(canonicalJson(value))
