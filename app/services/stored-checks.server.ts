import * as z from 'zod'
import { digestOf, sha256 } from '#db/canonical-json'
import type { CaseEvent } from '#db/repositories/event-log'
import type { Repositories, UnitOfWork } from '#db/unit-of-work'
import { submittedMaterials } from './case/record.server'
import type { LogFault } from './checkpoints.server'

const BoundToConfidential = z.object({ confidentialDigest: z.string() })
const Signed = z.object({ documentId: z.string(), signedDigest: z.string() })

/**
 * Holds what lies beside the log against it: the bytes of every file, where each case stands, the names of objectors, and
 * the files that an application and the two signatures refer to.
 * @returns the faults found, each with the place; none when everything is as the log says
 */
export async function verifyStored({ read }: UnitOfWork): Promise<LogFault[]> {
  const faults: LogFault[] = []
  for (const digest of await read.files.digests()) {
    const file = await read.files.find(digest)
    if (file === undefined || sha256(file.bytes) !== digest)
      faults.push({ where: `文件 ${digest.slice(0, 12)}`, sentence: '内容与登记的摘要不符，可能被改动' })
  }
  const files = await read.caseFiles.list({}, Number.MAX_SAFE_INTEGER)
  for (const file of files) {
    const events = await read.eventLog.ofCase(file.id)
    const last = events.at(-1)
    if (last?.revision !== file.revision || last.to_stage !== file.stage)
      faults.push({ where: file.id, sentence: '事项的状态与办理记录不符' })
    for (const event of events) if (await contradicts(read, event)) faults.push(faultAt(event, '记录所指的内容缺失或被改动'))
    for (const { material } of submittedMaterials(events))
      for (const { name, digest } of material.files)
        if ((await read.files.find(digest)) === undefined) faults.push({ where: file.id, sentence: `所交的文件“${name}”缺失` })
  }
  return faults
}

const faultAt = ({ case_id, revision }: CaseEvent, sentence: string): LogFault => ({ where: `${case_id}#${revision}`, sentence })

/** Whether the confidential record or the signed bytes that an event names are not those that it was written with. */
async function contradicts(read: Repositories, { command_id, payload }: CaseEvent): Promise<boolean> {
  const bound = BoundToConfidential.safeParse(payload)
  if (bound.success) return digestOf(await read.drafts.findConfidential(command_id)) !== bound.data.confidentialDigest
  const signed = Signed.safeParse(payload)
  if (!signed.success) return false
  return !(await read.documents.filesOf(signed.data.documentId)).some(({ digest }) => digest === signed.data.signedDigest)
}
