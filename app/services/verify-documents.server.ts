import * as z from 'zod'
import { sha256 } from '#db/canonical-json'
import type { RegisteredFile } from '#db/repositories/checkpoints'
import type { Repositories } from '#db/unit-of-work'
import { type SealedEntries, shortHead } from './checkpoint-record.server'
import { fault, type LogFault } from './verify-fault.server'

type SealedFile = SealedEntries['documents'][number]
/** What the trusted checkpoints say: document files by `code:version`, and the digests of the checkpoints by number. */
export type SealedDocuments = { files: ReadonlyMap<string, SealedFile>; heads: ReadonlyMap<number, string> }

const PrintedSeal = z.object({
  head: z.object({ verification: z.object({ seal: z.object({ number: z.number(), head: z.string() }) }) }),
})
const page = 200

/** Holds the bytes of every version of every issued document against the digest registered, and both against the seals. */
export async function inspectDocuments(read: Repositories, sealed: SealedDocuments): Promise<{ faults: LogFault[]; count: number }> {
  const faults: LogFault[] = []
  const unseen = new Map(sealed.files)
  let count = 0
  let last = { document_id: '', version: 0 }
  for (;;) {
    const files = await read.checkpoints.registeredAfter(last.document_id, last.version, page)
    for (const file of files) {
      const key = `${file.document_id}:${file.version}`
      faults.push(...(await faultsOf(read, file, unseen.get(key))), ...printedFaults(file, sealed.heads))
      unseen.delete(key)
    }
    count += files.length
    last = files.at(-1) ?? last
    if (files.length < page) break
  }
  for (const [, version, , , number, title] of unseen.values())
    faults.push(fault('missing', placeOf({ number, title, version }), '封存时有，现在没有登记'))
  return { faults, count }
}

const placeOf = ({ number, title, version }: Pick<RegisteredFile, 'number' | 'title' | 'version'>) => `《${title}》${number} 第${version}版`

async function faultsOf(read: Repositories, file: RegisteredFile, sealed: SealedFile | undefined): Promise<LogFault[]> {
  const faults: LogFault[] = []
  const add = (kind: 'altered' | 'missing', detail: string) => faults.push(fault(kind, placeOf(file), detail, file.issued_at))
  const bytes = (await read.files.find(file.digest))?.bytes
  if (bytes === undefined) add('missing', '登记的文件不在库中')
  else if (sha256(bytes) !== file.digest) add('altered', `留存的文件（${file.note}）与登记的摘要不符`)
  if (sealed === undefined) return faults
  const [, , digest, dataDigest, number, title] = sealed
  if (digest !== file.digest) add('altered', '登记的摘要与封存时不同，文件可能被替换')
  if (number !== file.number || title !== file.title) add('altered', `封存时是《${title}》${number}`)
  if (dataDigest !== sha256(file.data)) add('altered', '文书的登记内容与封存时不同')
  return faults
}

/** A notice carries the head of a checkpoint on paper: whoever signs the log anew contradicts it. */
function printedFaults(file: RegisteredFile, heads: ReadonlyMap<number, string>): LogFault[] {
  if (file.version !== 1) return []
  const printed = PrintedSeal.safeParse(parsed(file.data)).data?.head.verification.seal
  if (printed === undefined) return []
  const digest = heads.get(printed.number)
  if (digest !== undefined && shortHead(digest) === printed.head) return []
  const now = digest === undefined ? '数据库没有这一号' : `数据库是 ${shortHead(digest)}`
  return [fault('contradicts', placeOf(file), `文书上印的第${printed.number}号封存是 ${printed.head}，${now}`, file.issued_at)]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
