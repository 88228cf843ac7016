import { createPublicKey } from 'node:crypto'
import * as z from 'zod'
import type { Repositories } from '#db/unit-of-work'
import type { Portal } from './portal.server'
import { type Inspection, inspectLog } from './verify-log.server'

/** When the log was last verified, and how many faults there were. */
export const LastVerification = z.object({ at: z.string(), faults: z.number().int() })
export type LastVerification = z.infer<typeof LastVerification>

const setting = 'log.verified'

/** Verifies the log and remembers that it was done: for the pages that say when. */
export async function verifyAndRecord({ unit, now, sealing }: Pick<Portal, 'unit' | 'now' | 'sealing'>): Promise<Inspection> {
  const inspection = await inspectLog(unit, sealing.key === undefined ? {} : { fileKey: createPublicKey(sealing.key) })
  const record: LastVerification = { at: now(), faults: inspection.faults.length }
  await unit.inTransaction((tx) => tx.policy.putSetting(setting, JSON.stringify(record)))
  return inspection
}

export async function findLastVerification(read: Repositories): Promise<LastVerification | undefined> {
  const stored = await read.policy.findSetting(setting)
  return stored === undefined ? undefined : LastVerification.parse(JSON.parse(stored))
}
