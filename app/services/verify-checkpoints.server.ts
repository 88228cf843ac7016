import type { KeyObject } from 'node:crypto'
import type { CheckpointTable } from '#db/schema'
import type { CheckpointCopy } from './checkpoint-copy.server'
import { isSignedBy, publicKeyOf, publicText } from './checkpoint-key.server'
import { digestOfCheckpoint, noCheckpoint, shortHead } from './checkpoint-record.server'
import { fault, type LogFault, moment } from './verify-fault.server'

/** The checkpoints of a database, and copies of them from outside when there are any. */
export type CheckpointsToInspect = {
  stored: readonly CheckpointTable[]
  copies: ReadonlyMap<number, readonly CheckpointCopy[]>
  /** Public keys: of the key file, and of the key that a demonstration keeps in its database. */
  fileKey: KeyObject | undefined
  databaseKey: KeyObject | undefined
}
export type CheckpointFindings = {
  faults: LogFault[]
  /** In order of number; those whose digest and signature fit, from outside the database where a copy is known. */
  trusted: CheckpointTable[]
}

const nameOf = (number: number) => `第${number}号封存`

/** Holds every checkpoint against its digest, its signature, the one before it and its copy. */
export function inspectCheckpoints({ stored, copies, fileKey, databaseKey }: CheckpointsToInspect): CheckpointFindings {
  const own = new Map(stored.map((row) => [row.number, row]))
  const last = Math.max(0, ...own.keys(), ...copies.keys())
  const faults: LogFault[] = []
  const trusted: CheckpointTable[] = []
  const isKnown = signatures(fileKey, databaseKey)
  const unsigned: number[] = []
  let previous: string | undefined = noCheckpoint
  for (let number = 1; number <= last; number += 1) {
    const row = own.get(number)
    const copy = soundCopy(copies.get(number) ?? [], fileKey)
    faults.push(...comparison(number, row, copy, copies.get(number)?.[0]))
    const found = copy ?? row
    const before: string | undefined = previous
    previous = found?.digest
    if (found === undefined) continue
    if (digestOfCheckpoint(rowOf(found)) !== found.digest) {
      if (row !== undefined) faults.push(misfit(row, stored))
      continue
    }
    if (copy === undefined && !isKnown(found)) unsigned.push(number)
    else trusted.push(rowOf(found))
    if (before !== undefined && found.previous_digest !== before)
      faults.push(fault('altered', nameOf(number), `没有接在第${number - 1}号之后`, found.sealed_at))
  }
  faults.push(...keyFaults({ stored, copies, fileKey, databaseKey }, unsigned))
  return { faults, trusted }
}

/** A copy without its key: the row that it was made of. */
function rowOf(checkpoint: CheckpointTable | CheckpointCopy): CheckpointTable {
  const { number, sealed_at, last_seq, event_count, root, previous_digest, digest, signature, entries } = checkpoint
  return { number, sealed_at, last_seq, event_count, root, previous_digest, digest, signature, entries }
}

function soundCopy(copies: readonly CheckpointCopy[], fileKey: KeyObject | undefined): CheckpointCopy | undefined {
  return copies.find((copy) => {
    const key = publicKeyOf(copy.key) ?? fileKey
    return digestOfCheckpoint(rowOf(copy)) === copy.digest && key !== undefined && isSignedBy(copy, key)
  })
}

function comparison(
  number: number,
  row: CheckpointTable | undefined,
  copy: CheckpointCopy | undefined,
  anyCopy: CheckpointCopy | undefined,
): LogFault[] {
  const name = nameOf(number)
  if (anyCopy !== undefined && copy === undefined)
    return [fault('altered', `库外副本${name}`, '副本的摘要或签名不符，不能作为依据', anyCopy.sealed_at)]
  if (row === undefined && copy !== undefined)
    return [
      fault('missing', name, `${moment(copy.sealed_at)}封存，库外副本有、数据库没有，数据库可能被截断或恢复到较早的状态`, copy.sealed_at),
    ]
  if (row === undefined) return [fault('missing', name, '前后的封存都在，唯独没有这一号')]
  if (copy !== undefined && copy.digest !== row.digest)
    return [
      fault(
        'altered',
        name,
        `库外副本的摘要是 ${shortHead(copy.digest)}，数据库是 ${shortHead(row.digest)}，封存可能被重新计算并签名`,
        copy.sealed_at,
      ),
    ]
  return []
}

/** A checkpoint whose digest does not fit: one that bears another's number, or one that was changed. */
function misfit(row: CheckpointTable, stored: readonly CheckpointTable[]): LogFault {
  const home = stored.map(({ number }) => number).find((number) => digestOfCheckpoint({ ...row, number }) === row.digest)
  return home === undefined
    ? fault('altered', nameOf(row.number), `${moment(row.sealed_at)}的封存与其摘要不符`, row.sealed_at)
    : fault('moved', nameOf(home), `${moment(row.sealed_at)}的封存现在排在第${row.number}号`, row.sealed_at)
}

/** Who may have signed: the key file; before its first checkpoint also the key that the database kept until then. */
function signatures(fileKey: KeyObject | undefined, databaseKey: KeyObject | undefined): (row: CheckpointTable) => boolean {
  let isFileKeyInUse = false
  return (row) => {
    if (fileKey !== undefined && isSignedBy(row, fileKey)) {
      isFileKeyInUse = true
      return true
    }
    return !isFileKeyInUse && databaseKey !== undefined && isSignedBy(row, databaseKey)
  }
}

function keyFaults({ stored, copies, fileKey, databaseKey }: CheckpointsToInspect, unsigned: readonly number[]): LogFault[] {
  const faults: LogFault[] = []
  const newest = stored.at(-1)
  const [copy] = copies.get(Math.max(0, ...copies.keys())) ?? []
  const present = fileKey ?? databaseKey
  if (copy !== undefined && present !== undefined && copy.key !== publicText(present))
    faults.push(fault('altered', '封存密钥', '现在的密钥与库外副本签名所用的不是同一把，密钥已被更换'))
  if (newest !== undefined && present === undefined) return [...faults, fault('missing', '封存密钥', '没有封存密钥，无法核对签名')]
  if (unsigned.length > 0 && unsigned.length === stored.length)
    return [...faults, fault('altered', '封存密钥', `全部${stored.length}个封存的签名都与现在的密钥不符，密钥已被更换`)]
  for (const number of unsigned) faults.push(fault('altered', nameOf(number), '签名不符'))
  const isByFile = newest === undefined || fileKey === undefined || unsigned.includes(newest.number) || isSignedBy(newest, fileKey)
  if (!isByFile) faults.push(fault('altered', nameOf(newest.number), '最新的封存不是用设置的密钥文件签名'))
  return faults
}
