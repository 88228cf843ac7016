import { randomBytes } from 'node:crypto'
import { canonicalJson, digestOf } from '#db/canonical-json'
import type { Repositories } from '#db/unit-of-work'

type Fields = Record<string, unknown>

/** Splits an input into what the log may hold and what is kept out of it. */
export function splitInput(keys: readonly string[] | undefined, input: unknown): { open: unknown; hidden: Fields | undefined } {
  if (keys === undefined || typeof input !== 'object' || input === null) return { open: input, hidden: undefined }
  const entries = Object.entries(input)
  return {
    open: Object.fromEntries(entries.filter(([key]) => !keys.includes(key))),
    hidden: Object.fromEntries(entries.filter(([key]) => keys.includes(key))),
  }
}

/**
 * Stores the confidential part of an input apart, under the command id. The digest that binds it to the log is salted:
 * who has the log cannot try names and telephone numbers against it.
 * @returns what the log may hold
 */
export async function closeConfidential(
  tx: Repositories,
  keys: readonly string[] | undefined,
  input: unknown,
  record: { caseId: string; commandId: string; at: string; kind: string },
): Promise<unknown> {
  const { open, hidden } = splitInput(keys, input)
  if (hidden === undefined) return open
  const data = { ...hidden, salt: randomBytes(16).toString('hex') }
  await tx.drafts.putConfidential({ id: record.commandId, case_id: record.caseId, kind: record.kind, data, created_at: record.at })
  return { ...(open as Fields), confidentialDigest: digestOf(data) }
}

/** Whether the confidential part that a command id stands for is the one given now. */
export async function isSameConfidential(tx: Repositories, commandId: string, hidden: Fields | undefined): Promise<boolean> {
  if (hidden === undefined) return true
  const { salt: _salt, ...stored } = ((await tx.drafts.findConfidential(commandId)) ?? {}) as Fields
  return canonicalJson(stored) === canonicalJson(hidden)
}
