import { shortHead } from './checkpoint-record.server'
import type { Portal } from './portal.server'
import { findLastVerification, type LastVerification } from './verify-record.server'

export type LogSeal = {
  lastSealedAt: string | null
  /** Number and short digest of the newest checkpoint, as notices print it. */
  head: { number: number; digest: string } | null
  /** The last verification, by whomever; null before the first. */
  verified: LastVerification | null
}

/** When the log was last sealed and last verified. */
export async function logSealOf({ read }: Pick<Portal, 'read'>): Promise<LogSeal> {
  const last = await read.checkpoints.last()
  return {
    lastSealedAt: last?.sealed_at ?? null,
    head: last === undefined ? null : { number: last.number, digest: shortHead(last.digest) },
    verified: (await findLastVerification(read)) ?? null,
  }
}
