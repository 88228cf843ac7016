import { createPublicKey, type KeyObject, sign } from 'node:crypto'
import { sha256 } from '#db/canonical-json'
import type { CheckpointTable } from '#db/schema'
import type { Repositories, UnitOfWork } from '#db/unit-of-work'
import type { Instant } from '#workflows/calendar/plain-date'
import { appendCopies, lastCopied } from './checkpoint-copy.server'
import { databaseSealKey, findDatabaseKey, isSignedBy, publicText, SealFault } from './checkpoint-key.server'
import { digestOfCheckpoint, newestSetting, noCheckpoint, rootOf, type SealedEntries } from './checkpoint-record.server'
import type { LogFault } from './verify-fault.server'
import { inspectLog } from './verify-log.server'

/** With what the log is sealed. Without a key the database keeps one (demonstration); without a folder nothing is copied. */
export type Sealing = { key?: KeyObject; copyFolder?: string }

/**
 * Seals the heads of all cases, and every event and document file since the last time, into the next signed checkpoint
 * (DECISIONS 21); then copies out of the database what has not been copied yet. Writers do not wait for it.
 * @returns the number of the new checkpoint, or undefined when nothing has happened since the last one
 * @throws SealFault when the copies are ahead of the database, which was set back then, or cannot be written
 */
export async function sealCheckpoint(unit: UnitOfWork, now: Instant, { key, copyFolder }: Sealing = {}): Promise<number | undefined> {
  const copied = copyFolder === undefined ? 0 : lastCopied(copyFolder)
  const outcome = await unit.inTransaction((tx) => seal(tx, now, key, copied))
  if (copyFolder !== undefined) await copyOut(unit.read, copyFolder, copied, key)
  return outcome.ok ? outcome.value : undefined
}

async function seal(tx: Repositories, now: Instant, given: KeyObject | undefined, copied: number): Promise<number | undefined> {
  await tx.eventLog.holdWriters()
  const last = await tx.checkpoints.last()
  if (copied > (last?.number ?? 0))
    throw new SealFault(
      `库外副本已到第${copied}号封存，数据库只到第${last?.number ?? 0}号：数据库可能被恢复到较早的状态。请先用 npm run portal -- verify --against 核对；确属恢复备份的，把副本另行存放后重新开始`,
    )
  const key = given ?? (await databaseSealKey(tx))
  // A checkpoint of an older program says no single event; a new key puts its signature over everything before it.
  const since = last === undefined || last.entries === null ? 0 : last.last_seq
  const events = await tx.eventLog.after(since)
  const files = await tx.checkpoints.unsealedFiles()
  const isSealed = last !== undefined && isSignedBy(last, createPublicKey(key))
  if (events.length + files.length === 0 && (last === undefined || isSealed)) return undefined
  const entries: SealedEntries = {
    events: events.map((event) => [event.case_id, event.revision, event.digest, event.command, event.occurred_at]),
    documents: files.map((file) => [file.document_id, file.version, file.digest, sha256(file.data), file.number, file.title]),
  }
  const heads = await tx.eventLog.heads()
  // A number that was given once is never given again, so that a checkpoint taken away leaves a gap.
  const newest = Math.max(last?.number ?? 0, Number((await tx.policy.findSetting(newestSetting)) ?? 0))
  const row: CheckpointTable = {
    number: newest + 1,
    sealed_at: now,
    last_seq: await tx.eventLog.lastSeq(),
    event_count: heads.reduce((sum, head) => sum + head.revision, 0),
    root: rootOf(heads),
    previous_digest: last?.digest ?? noCheckpoint,
    entries: JSON.stringify(entries),
    digest: '',
    signature: '',
  }
  const digest = digestOfCheckpoint(row)
  await tx.checkpoints.add({ ...row, digest, signature: sign(null, Buffer.from(digest, 'hex'), key).toString('base64') })
  await tx.checkpoints.markSealed(files, row.number)
  await tx.policy.putSetting(newestSetting, String(row.number))
  return row.number
}

async function copyOut(read: Repositories, folder: string, copied: number, given: KeyObject | undefined): Promise<void> {
  const keys = [given, await findDatabaseKey(read)].filter((key) => key !== undefined)
  const rows = await read.checkpoints.after(copied)
  const signerOf = (row: CheckpointTable) => keys.find((key) => isSignedBy(row, key.type === 'private' ? createPublicKey(key) : key))
  const copies = rows.map((row) => {
    const signer = signerOf(row)
    return { ...row, key: signer === undefined ? '' : publicText(signer) }
  })
  if (copies.length > 0) appendCopies(folder, copies)
}

/** Recomputes every chain, seal and issued document. @returns the faults, the earliest first; none when all is as it was written */
export async function verifyLog(unit: UnitOfWork): Promise<LogFault[]> {
  return (await inspectLog(unit)).faults
}
