import { digestOf } from '#db/canonical-json'
import type { Repositories } from '#db/unit-of-work'

/**
 * Takes the confidential keys out of an input and stores them apart under the command id.
 * @returns what the log may hold: the rest, and the digest that binds the record to it
 */
export async function closeConfidential(
  tx: Repositories,
  keys: readonly string[] | undefined,
  input: unknown,
  record: { caseId: string; commandId: string; at: string; kind: string },
): Promise<unknown> {
  if (keys === undefined || typeof input !== 'object' || input === null) return input
  const entries = Object.entries(input)
  const hidden = Object.fromEntries(entries.filter(([key]) => keys.includes(key)))
  const open = Object.fromEntries(entries.filter(([key]) => !keys.includes(key)))
  await tx.drafts.putConfidential({
    id: record.commandId,
    case_id: record.caseId,
    kind: record.kind,
    data: hidden,
    created_at: record.at,
  })
  return { ...open, confidentialDigest: digestOf(hidden) }
}
