import type { KeyObject } from 'node:crypto'
import type { StoredEvent } from '#db/repositories/event-log'
import type { CheckpointTable } from '#db/schema'
import type { Repositories, UnitOfWork } from '#db/unit-of-work'
import type { CheckpointCopy } from './checkpoint-copy.server'
import { findDatabaseKey } from './checkpoint-key.server'
import { newestSetting, rootOf, SealedEntries } from './checkpoint-record.server'
import { type CaseFinding, diagnoseCase, type SealedEvent } from './verify-case.server'
import { inspectCheckpoints } from './verify-checkpoints.server'
import { inspectDocuments, type SealedDocuments } from './verify-documents.server'
import { eventWords, fault, inOrder, type LogFault } from './verify-fault.server'

/** Against what the log is held besides itself. */
export type Evidence = { fileKey?: KeyObject; copies?: ReadonlyMap<number, readonly CheckpointCopy[]> }
export type Inspection = {
  /** The earliest first. */
  faults: LogFault[]
  cases: number
  events: number
  documents: number
  checkpoints: number
  /** When the newest checkpoint was made; null before the first. */
  sealedUntil: string | null
}

type SealedLog = SealedDocuments & { events: Map<string, SealedEvent[]> }

/**
 * Holds the whole log against itself and its seals, a hundred cases at a time: every event, every version of every issued
 * document, every checkpoint.
 */
export async function inspectLog({ read }: UnitOfWork, { fileKey, copies = new Map() }: Evidence = {}): Promise<Inspection> {
  const stored = await read.checkpoints.all()
  const { faults, trusted } = inspectCheckpoints({ stored, copies, fileKey, databaseKey: await findDatabaseKey(read) })
  const marked = Number((await read.policy.findSetting(newestSetting)) ?? 0)
  const last = Math.max(0, ...copies.keys(), stored.at(-1)?.number ?? 0)
  for (let number = last + 1; number <= marked; number += 1)
    faults.push(fault('missing', `第${number}号封存`, '平台记得封存到这一号，封存本身没有了'))
  for (const name of await read.eventLog.missingGuards())
    faults.push(fault('missing', `数据库触发器 ${name}`, '办理记录和封存只增不改的保护被拆除'))
  const sealed = sealedLog(trusted)
  faults.push(...rootFaults(trusted, sealed))
  const events = await inspectEvents(read, sealed)
  const documents = await inspectDocuments(read, sealed)
  return {
    faults: inOrder([...faults, ...events.faults, ...documents.faults]),
    cases: events.cases,
    events: events.events,
    documents: documents.count,
    checkpoints: stored.length,
    sealedUntil: stored.at(-1)?.sealed_at ?? null,
  }
}

/** Everything that trusted checkpoints say of events and documents; of a case only what has no gap before it. */
function sealedLog(trusted: readonly CheckpointTable[]): SealedLog {
  const events = new Map<string, SealedEvent[]>()
  const files = new Map<string, SealedEntries['documents'][number]>()
  for (const { entries } of trusted) {
    if (entries === null) continue
    const sealed = SealedEntries.parse(JSON.parse(entries))
    for (const [caseId, revision, digest, command, at] of sealed.events) {
      const known = events.get(caseId) ?? []
      if (known.length === revision - 1) known.push({ revision, digest, command, at })
      events.set(caseId, known)
    }
    for (const file of sealed.documents) {
      const key = `${file[0]}:${file[1]}`
      if (!files.has(key)) files.set(key, file)
    }
  }
  return { events, files, heads: new Map(trusted.map(({ number, digest }) => [number, digest])) }
}

/** The newest root says the same as the single events, when nothing is lacking between. */
function rootFaults(trusted: readonly CheckpointTable[], { events }: SealedLog): LogFault[] {
  const newest = trusted.at(-1)
  if (newest === undefined || newest.number !== trusted.length || newest.entries === null) return []
  const heads = [...events].flatMap(([case_id, sealed]) => sealed.slice(-1).map(({ revision, digest }) => ({ case_id, revision, digest })))
  return rootOf(heads) === newest.root
    ? []
    : [fault('contradicts', `第${newest.number}号封存`, '总摘要与逐条封存的记录不符', newest.sealed_at)]
}

const casesAtOnce = 100

async function inspectEvents(
  read: Repositories,
  { events: sealed }: SealedLog,
): Promise<{ faults: LogFault[]; cases: number; events: number }> {
  const files = new Map((await read.caseFiles.revisions()).map(({ id, revision }) => [id, revision]))
  const ids = [...new Set([...files.keys(), ...(await read.eventLog.caseIds()), ...sealed.keys()])].sort()
  const faults: LogFault[] = []
  let count = 0
  for (let from = 0; from < ids.length; from += casesAtOnce) {
    const some = ids.slice(from, from + casesAtOnce)
    const rows = byCase(await read.eventLog.storedOf(some))
    for (const id of some) {
      const own = rows.get(id) ?? []
      count += own.length
      const lastRevision = files.get(id) ?? 0
      const seals = sealed.get(id) ?? []
      const findings = diagnoseCase({ rows: own, sealed: seals, lastRevision })
      if (findings.length === 0 && lastRevision >= own.length) continue
      const title = (await read.caseFiles.find(id))?.title ?? '（事项已不存在）'
      faults.push(...findings.map((finding) => faultOf(id, title, finding)))
      if (lastRevision < seals.length) {
        const detail = `事项停在第${lastRevision}步，封存的记录已到第${seals.length}步`
        faults.push(fault('contradicts', `《${title}》（${id}）`, detail, seals.at(-1)?.at))
      }
    }
  }
  return { faults, cases: ids.length, events: count }
}

function byCase(rows: readonly StoredEvent[]): Map<string, StoredEvent[]> {
  const found = new Map<string, StoredEvent[]>()
  for (const row of rows) {
    const own = found.get(row.case_id)
    if (own === undefined) found.set(row.case_id, [row])
    else own.push(row)
  }
  return found
}

const wordsOf = ({ command, occurred_at }: StoredEvent) => eventWords({ command, at: occurred_at })

function faultOf(caseId: string, title: string, finding: CaseFinding): LogFault {
  const where = `《${title}》第${finding.revision}步（${caseId}#${finding.revision}）`
  const by = (detail: string, at: string) => fault(finding.kind, where, detail, at)
  switch (finding.kind) {
    case 'altered': {
      const { sealed, row } = finding
      const written = sealed ?? { command: row.command, at: row.occurred_at }
      return by(`${eventWords(written)}的记录与${sealed === undefined ? '其摘要' : '封存时'}不同`, written.at)
    }
    case 'moved': {
      const { sealed, row, revision } = finding
      const written = sealed ?? { command: row.command, at: row.occurred_at }
      const now = row.revision === revision ? '内容或者先后与别的记录调换' : `现在排在第${row.revision}步`
      return by(`${eventWords(written)}${now}`, written.at)
    }
    case 'missing': {
      const { sealed, after, before } = finding
      if (sealed !== undefined) return by(`${eventWords(sealed)}的记录没有了`, sealed.at)
      const between = [
        ...(after === undefined ? [] : [`在${wordsOf(after)}之后`]),
        ...(before === undefined ? [] : [`在${wordsOf(before)}之前`]),
      ]
      return by(`${between.join('、')}的一条记录没有了`, after?.occurred_at ?? before?.occurred_at ?? '')
    }
    case 'extra':
      return by(`${wordsOf(finding.row)}不在平台写入的记录之列`, finding.row.occurred_at)
  }
}
