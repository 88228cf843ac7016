import * as z from 'zod'
import { digestOf, sha256 } from '#db/canonical-json'
import type { CaseFile } from '#db/repositories/case-files'
import type { CaseEvent } from '#db/repositories/event-log'
import type { Repositories, UnitOfWork } from '#db/unit-of-work'
import { type MachineName, machines } from '#workflows/engine/restore'
import { restate } from '#workflows/engine/step'
import { timersOfStates } from '#workflows/engine/timers'
import { papersOfCommands } from './case/handed-in-files.server'
import { submittedMaterials } from './case/record.server'
import { eventWords, fault, type LogFault } from './verify-fault.server'

const BoundToConfidential = z.object({ confidentialDigest: z.string() })
const Signed = z.object({ documentId: z.string(), signedDigest: z.string() })

/**
 * Holds what lies beside the log against it: where each case stands and which of its periods run, the numbers of documents,
 * the bytes of uploaded files, the names of objectors, and the files that applications and signatures refer to.
 * @returns the faults found, each with the place; none when everything is as the log says
 */
export async function verifyStored({ read }: UnitOfWork): Promise<LogFault[]> {
  const faults = [...(await fileFaults(read)), ...(await numberFaults(read))]
  for (const { id } of await read.caseFiles.revisions()) {
    const file = await read.caseFiles.find(id)
    if (file !== undefined) faults.push(...(await caseFaults(read, file)))
  }
  return faults
}

/** Uploaded files; those of documents are held against their registration by `verifyLog`. */
async function fileFaults(read: Repositories): Promise<LogFault[]> {
  const faults: LogFault[] = []
  const registered = new Set(await read.checkpoints.registeredDigests())
  for (const digest of await read.files.digests()) {
    if (registered.has(digest)) continue
    const file = await read.files.find(digest)
    if (file === undefined || sha256(file.bytes) !== digest)
      faults.push(fault('altered', `文件 ${digest.slice(0, 12)}`, '内容与登记的摘要不符'))
  }
  return faults
}

/** The numbers of an agency, kind and year run from 1 to the last one given, each once. */
async function numberFaults(read: Repositories): Promise<LogFault[]> {
  const faults: LogFault[] = []
  const given = new Map<string, Map<number, string>>()
  for (const { agency_id, kind, number } of await read.checkpoints.documentNumbers()) {
    const [, year = '', serial = ''] = /〔(\d{4})〕(\d+)号$/.exec(number) ?? []
    const key = `${agency_id} ${kind} ${year}`
    given.set(key, (given.get(key) ?? new Map()).set(Number(serial), number))
  }
  for (const { agency_id, kind, year, last } of await read.checkpoints.lastSerials()) {
    const key = `${agency_id} ${kind} ${year}`
    const serials = given.get(key) ?? new Map<number, string>()
    const [example = ''] = serials.values()
    for (let serial = 1; serial <= last; serial += 1)
      if (!serials.has(serial)) faults.push(fault('missing', `文号 ${example.replace(/\d+号$/, '') || key}`, `第${serial}号没有文书`))
    for (const [serial, number] of serials) if (serial > last) faults.push(fault('extra', `文号 ${number}`, `这一年只用到第${last}号`))
    given.delete(key)
  }
  for (const serials of given.values())
    for (const number of serials.values()) faults.push(fault('extra', `文号 ${number}`, '没有登记用过的文号'))
  return faults
}

async function caseFaults(read: Repositories, file: CaseFile): Promise<LogFault[]> {
  const where = `《${file.title}》（${file.id}）`
  const events = await eventsOf(read, file.id)
  if (events === undefined) return [fault('contradicts', where, '办理记录无法读取，其余核对从略')]
  const last = events.at(-1)
  const details = [
    ...(last?.revision === file.revision ? [] : [`事项停在第${file.revision}步，办理记录到第${last?.revision ?? 0}步`]),
    ...(last === undefined || last.to_stage === file.stage ? [] : [`事项的状态是 ${file.stage}，最后一条办理记录到 ${last.to_stage}`]),
    ...(await chartFaults(read, file)),
    ...(await materialFaults(read, events)),
  ]
  const faults = details.map((detail) => fault('contradicts', where, detail, file.updated_at))
  for (const event of events) if (await contradicts(read, event)) faults.push(faultAt(file.title, event))
  return faults
}

async function eventsOf(read: Repositories, id: string): Promise<CaseEvent[] | undefined> {
  try {
    return await read.eventLog.ofCase(id)
  } catch (error) {
    // A payload that is JSON no more; which event it is says the chain.
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** The row of a case against its own snapshot and chart: stage, tags, version, and the periods that its states own. */
async function chartFaults(read: Repositories, file: CaseFile): Promise<string[]> {
  const entry = Object.hasOwn(machines, file.machine) ? machines[file.machine as MachineName] : undefined
  if (entry === undefined) return [`没有 ${file.machine} 这种流程`]
  if (file.machine_version !== entry.version) return [`流程版本是 ${file.machine_version}，现行 ${entry.version}`]
  try {
    const { leaves, tags, status, snapshot } = restate(file.machine as MachineName, file.snapshot)
    const owned = status === 'done' ? [] : [...timersOfStates(entry.machine, snapshot.value)]
    const ledger = await read.checkpoints.standingTimers(file.id)
    return [
      ...(leaves.join(' ') === file.stage ? [] : [`登记的状态是 ${file.stage}，流程所处的状态是 ${leaves.join(' ')}`]),
      ...([...tags].sort().join(' ') === [...file.tags].sort().join(' ') ? [] : ['登记的标签与流程所处的状态不符']),
      ...(status === file.status ? [] : ['登记的办结情况与流程不符']),
      ...owned.filter((timer) => !ledger.includes(timer)).map((timer) => `期限 ${timer} 应在计算，期限登记里没有`),
      ...ledger.filter((timer) => !owned.includes(timer)).map((timer) => `期限 ${timer} 不应再计算，期限登记里还有`),
    ]
  } catch (error) {
    return [`流程所处的状态无法读取：${error instanceof Error ? error.message : String(error)}`]
  }
}

async function materialFaults(read: Repositories, events: readonly CaseEvent[]): Promise<string[]> {
  const details: string[] = []
  try {
    const materials = submittedMaterials(events).map(({ material }) => material)
    for (const { files } of [...materials, ...papersOfCommands(events, 'agency')])
      for (const { name, digest } of files) if ((await read.files.find(digest)) === undefined) details.push(`所交的文件“${name}”缺失`)
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    details.push('所交材料的记录无法读取')
  }
  return details
}

const faultAt = (title: string, { case_id, revision, command, occurred_at }: CaseEvent): LogFault =>
  fault(
    'contradicts',
    `《${title}》第${revision}步（${case_id}#${revision}）`,
    `${eventWords({ command, at: occurred_at })}所指的内容缺失或被改动`,
    occurred_at,
  )

/** Whether the confidential record or the signed bytes that an event names are not those that it was written with. */
async function contradicts(read: Repositories, { command_id, payload }: CaseEvent): Promise<boolean> {
  const bound = BoundToConfidential.safeParse(payload)
  if (bound.success) return digestOf(await read.drafts.findConfidential(command_id)) !== bound.data.confidentialDigest
  const signed = Signed.safeParse(payload)
  if (!signed.success) return false
  return !(await read.documents.filesOf(signed.data.documentId)).some(({ digest }) => digest === signed.data.signedDigest)
}
