import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { digestOf } from '#db/canonical-json'
import type { Repositories, UnitOfWork } from '#db/unit-of-work'
import type { Instant } from '#workflows/calendar/plain-date'

const keySetting = 'checkpoint.key'

async function sealingKey(tx: Repositories) {
  const stored = await tx.policy.findSetting(keySetting)
  if (stored !== undefined) return createPrivateKey(stored)
  const { privateKey } = generateKeyPairSync('ed25519')
  return createPrivateKey(await tx.policy.settleSetting(keySetting, privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()))
}

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

const leafOf = (head: { case_id: string; revision: number; digest: string }) => `${head.case_id}\n${head.revision}\n${head.digest}`

/**
 * Seals the heads of all cases into the next signed checkpoint (DECISIONS 21). Writers do not wait for it.
 * @returns the number of the new checkpoint, or undefined when nothing has happened since the last one
 */
export async function sealCheckpoint(unit: UnitOfWork, now: Instant): Promise<number | undefined> {
  const outcome = await unit.inTransaction(async (tx) => {
    await tx.eventLog.holdWriters()
    const heads = await tx.eventLog.heads()
    const events = heads.reduce((sum, head) => sum + head.revision, 0)
    const last = await tx.checkpoints.last()
    if (events === (last?.event_count ?? 0)) return undefined
    const sealed = {
      number: (last?.number ?? 0) + 1,
      sealed_at: now,
      last_seq: await tx.eventLog.lastSeq(),
      event_count: events,
      root: merkleRoot(heads.map(leafOf)),
      previous_digest: last?.digest ?? '0'.repeat(64),
    }
    const digest = digestOf(sealed)
    const signature = sign(null, Buffer.from(digest, 'hex'), await sealingKey(tx)).toString('base64')
    await tx.checkpoints.add({ ...sealed, digest, signature })
    return sealed.number
  })
  return outcome.ok ? outcome.value : undefined
}

export type LogFault = { where: string; sentence: string }

/**
 * Recomputes every case chain and every checkpoint.
 * @returns the faults found, each with the place; none when the log is as it was written
 */
export async function verifyLog(unit: UnitOfWork): Promise<LogFault[]> {
  const faults: LogFault[] = []
  const heads = await unit.read.eventLog.heads()
  for (const head of heads) {
    const broken = await unit.read.eventLog.firstBrokenRevision(head.case_id)
    if (broken !== null) faults.push({ where: `${head.case_id}#${broken}`, sentence: '办理记录与其摘要不符，可能被改动' })
  }
  // A tail cut off after the newest checkpoint leaves a chain that fits, but a case that is further than its log.
  const revisions = new Map(heads.map((head) => [head.case_id, head.revision]))
  for (const { id, revision } of await unit.read.caseFiles.revisions())
    if (revisions.get(id) !== revision) faults.push({ where: `${id}#${revision}`, sentence: '事项的状态与办理记录不符，记录可能缺失' })
  faults.push(...(await verifyCheckpoints(unit)))
  return faults
}

async function verifyCheckpoints({ read }: UnitOfWork): Promise<LogFault[]> {
  const faults: LogFault[] = []
  const stored = await read.policy.findSetting(keySetting)
  const checkpoints = await read.checkpoints.all()
  if (stored === undefined) return checkpoints.length === 0 ? [] : [{ where: 'checkpoint', sentence: '缺少封存密钥，无法核验' }]
  const key = createPublicKey(createPrivateKey(stored))
  let previous = '0'.repeat(64)
  for (const { digest, signature, ...sealed } of checkpoints) {
    const fits =
      sealed.previous_digest === previous &&
      digestOf(sealed) === digest &&
      verify(null, Buffer.from(digest, 'hex'), key, Buffer.from(signature, 'base64'))
    if (!fits) faults.push({ where: `checkpoint ${sealed.number}`, sentence: '封存记录或其签名不符' })
    previous = digest
  }
  const last = checkpoints.at(-1)
  // Whatever was sealed must still be there: a cut tail or a re-chained case changes the root over the sealed heads.
  if (last !== undefined) {
    const sealed = await read.eventLog.headsAt(last.last_seq)
    if (merkleRoot(sealed.map(leafOf)) !== last.root)
      faults.push({ where: `checkpoint ${last.number}`, sentence: '已封存的记录缺失或被改动' })
  }
  return faults
}
