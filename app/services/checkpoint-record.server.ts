import { createHash } from 'node:crypto'
import * as z from 'zod'
import { digestOf } from '#db/canonical-json'
import type { CheckpointTable } from '#db/schema'

/**
 * What one checkpoint sealed. Events: case, revision, digest, command, moment. Document files: code, version, digest of the
 * bytes, digest of the frozen data, number, title. No personal data: copies of it leave the database.
 */
export const SealedEntries = z.object({
  events: z.array(z.tuple([z.string(), z.number().int(), z.string(), z.string(), z.string()])),
  documents: z.array(z.tuple([z.string(), z.number().int(), z.string(), z.string(), z.string(), z.string()])),
})
export type SealedEntries = z.infer<typeof SealedEntries>

/** The setting that remembers the newest number, so that a checkpoint taken from the end is missed. */
export const newestSetting = 'checkpoint.newest'

/** What stands for the digest before the first checkpoint. */
export const noCheckpoint = '0'.repeat(64)

/** The digest that is signed: over everything in the row but itself and the signature. */
export function digestOfCheckpoint({ digest: _digest, signature: _signature, entries, ...head }: CheckpointTable): string {
  return digestOf(entries === null ? head : { ...head, entries })
}

/** As printed on notices: enough to be compared by eye. */
export const shortHead = (digest: string): string => digest.slice(0, 16)

const hash = (...parts: (string | Uint8Array)[]): Uint8Array => {
  const sha = createHash('sha256')
  for (const part of parts) sha.update(part)
  return sha.digest()
}

/** Merkle root (RFC 6962: leaves and nodes are hashed apart) over the heads of all case chains. */
export function merkleRoot(leaves: readonly string[]): string {
  let level = leaves.map((leaf) => hash(Buffer.of(0), leaf))
  if (level.length === 0) return Buffer.from(hash()).toString('hex')
  while (level.length > 1) {
    const pairs: Uint8Array[] = []
    for (let i = 0; i < level.length; i += 2) {
      const [left, right] = [level[i], level[i + 1]]
      if (left !== undefined) pairs.push(right === undefined ? left : hash(Buffer.of(1), left, right))
    }
    level = pairs
  }
  return Buffer.from(level[0] ?? []).toString('hex')
}

type Head = { case_id: string; revision: number; digest: string }

/** The root of a checkpoint. The heads are put in order here: databases sort by rules of their own. */
export function rootOf(heads: readonly Head[]): string {
  const sorted = [...heads].sort((a, b) => (a.case_id < b.case_id ? -1 : 1))
  return merkleRoot(sorted.map(({ case_id, revision, digest }) => `${case_id}\n${revision}\n${digest}`))
}
