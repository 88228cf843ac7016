import { readCopies } from '#app/services/checkpoint-copy.server'
import { readPublicSealKey } from '#app/services/checkpoint-key.server'
import { verifyStored } from '#app/services/stored-checks.server'
import { fault, inOrder, type LogFault, moment } from '#app/services/verify-fault.server'
import { type Evidence, type Inspection, inspectLog } from '#app/services/verify-log.server'
import type { Database } from '#db/open'
import type { UnitOfWork } from '#db/unit-of-work'
import { CliError } from './cli-error'

const mostLines = 100
/** Apart from 1, which says that nothing could be verified. */
const exitCodeOfFaults = 2

export type VerifyOrder = { isDeep: boolean; against: string | undefined; keyFile: string | undefined }

/** `--against` and its file out of the words of the command. */
export function verifyOrderOf(words: readonly string[], keyFile: string | undefined): VerifyOrder {
  const rest = words.slice(1)
  const at = rest.indexOf('--against')
  const against = at === -1 ? undefined : rest[at + 1]
  const known = rest.filter((word, index) => word === '--deep' || index === at || (at !== -1 && index === at + 1))
  if (known.length !== rest.length || (at !== -1 && (against === undefined || against.startsWith('--'))))
    throw new CliError('写法：verify [--deep] [--against 封存副本文件或文件夹]')
  return { isDeep: rest.includes('--deep'), against, keyFile }
}

/** Verifies the log, and with `isDeep` what lies beside it. @throws CliError that names every fault, the earliest first */
export async function verify(unit: UnitOfWork, database: Database, { isDeep, against, keyFile }: VerifyOrder): Promise<string> {
  const copies = against === undefined ? undefined : readCopies(against)
  const evidence: Evidence = {
    ...(keyFile === undefined ? {} : { fileKey: readPublicSealKey(keyFile) }),
    ...(copies === undefined ? {} : { copies: copies.copies }),
  }
  const inspection = await inspectLog(unit, evidence)
  const beside = isDeep ? await besideTheLog(unit, database) : []
  const faults = inOrder([...inspection.faults, ...beside])
  const summary = [summaryOf(inspection, isDeep), ...(copies === undefined ? [] : [copiesLine(copies)])]
  if (faults.length > 0) throw new CliError([...faultLines(faults), ...summary].join('\n'), exitCodeOfFaults)
  return ['核验通过，全部与写入时一致。', ...summary].join('\n')
}

async function besideTheLog(unit: UnitOfWork, database: Database): Promise<LogFault[]> {
  const broken = await database.integrityFaults()
  return [...(await verifyStored(unit)), ...broken.map((detail) => fault('contradicts', '数据库', detail))]
}

function faultLines(faults: readonly LogFault[]): string[] {
  const lines = faults.slice(0, mostLines).map(({ where, sentence }) => `  ${where} ${sentence}`)
  const first = faults.find(({ at }) => at !== '') ?? faults[0]
  const left = faults.length - lines.length
  return [
    `核验发现 ${faults.length} 处不符。最早的一处：${first?.where} ${first?.sentence}`,
    ...lines,
    ...(left > 0 ? [`  另有 ${left} 处未列出`] : []),
  ]
}

function summaryOf({ cases, events, documents, checkpoints, sealedUntil }: Inspection, isDeep: boolean): string {
  const sealed = sealedUntil === null ? '尚未封存' : `封存至 ${moment(sealedUntil)}`
  const deep = isDeep ? '；并核对了事项状态、期限、文号、所交文件、保密记录和数据库本身' : ''
  return `共核对事项 ${cases} 件、办理记录 ${events} 条、文书 ${documents} 版、封存 ${checkpoints} 个，${sealed}${deep}。`
}

function copiesLine({ copies, unreadable }: ReturnType<typeof readCopies>): string {
  const torn = unreadable === 0 ? '' : `；有 ${unreadable} 行不完整，未采用`
  return `库外副本：第${Math.min(...copies.keys())}号至第${Math.max(...copies.keys())}号，共 ${copies.size} 个${torn}。`
}
