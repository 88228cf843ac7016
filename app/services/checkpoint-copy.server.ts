import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import type { CheckpointTable } from '#db/schema'
import { SealFault } from './checkpoint-key.server'

/** One line of a file of copies: the row of the checkpoint and the public key (DER, base64) that it was signed with. */
export const CheckpointCopy = z.strictObject({
  number: z.number().int().positive(),
  sealed_at: z.string(),
  last_seq: z.number().int(),
  event_count: z.number().int(),
  root: z.string(),
  previous_digest: z.string(),
  digest: z.string(),
  signature: z.string(),
  entries: z.string().nullable(),
  key: z.string(),
}) satisfies z.ZodType<CheckpointTable & { key: string }>
export type CheckpointCopy = z.infer<typeof CheckpointCopy>

const nameOf = (year: string) => `checkpoints-${year}.jsonl`
const copyFiles = (folder: string) =>
  readdirSync(folder)
    .filter((name) => /^checkpoints-\d{4}\.jsonl$/.test(name))
    .sort()

function parseLine(line: string): CheckpointCopy | undefined {
  try {
    return CheckpointCopy.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}

/** The number of the newest checkpoint in a folder of copies; 0 when there is none. */
export function lastCopied(folder: string): number {
  if (!existsSync(folder)) return 0
  for (const name of copyFiles(folder).reverse()) {
    const lines = readFileSync(join(folder, name), 'utf8').split('\n')
    const last = lines.findLast((line) => parseLine(line) !== undefined)
    if (last !== undefined) return parseLine(last)?.number ?? 0
  }
  return 0
}

/** Appends checkpoints to the files of their years; they are on the disk when it returns. @throws SealFault */
export function appendCopies(folder: string, copies: readonly CheckpointCopy[]): void {
  try {
    mkdirSync(folder, { recursive: true })
    for (const copy of copies) appendLine(join(folder, nameOf(copy.sealed_at.slice(0, 4))), JSON.stringify(copy))
  } catch (error) {
    throw new SealFault(`PORTAL_SEAL_COPY_FOLDER：封存副本没有写入 ${folder}`, { cause: error })
  }
}

function appendLine(file: string, line: string): void {
  const descriptor = openSync(file, 'a+', 0o640)
  try {
    // After a power cut the last line may be half there: the next begins on a line of its own.
    writeSync(descriptor, `${endsWithinLine(descriptor) ? '\n' : ''}${line}\n`)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function endsWithinLine(descriptor: number): boolean {
  const { size } = fstatSync(descriptor)
  const last = Buffer.alloc(1)
  return size > 0 && readSync(descriptor, last, 0, 1, size - 1) === 1 && last.toString('latin1') !== '\n'
}

/**
 * Reads a file of copies, or all files of a folder.
 * @returns by number every copy that was found (several workers may copy the same one), and how many lines were unreadable
 * @throws SealFault when there is nothing to read
 */
export function readCopies(path: string): { copies: Map<number, CheckpointCopy[]>; unreadable: number } {
  const copies = new Map<number, CheckpointCopy[]>()
  let unreadable = 0
  for (const line of linesOf(path)) {
    const copy = parseLine(line)
    if (copy === undefined) unreadable += 1
    else copies.set(copy.number, [...(copies.get(copy.number) ?? []), copy])
  }
  if (copies.size === 0) throw new SealFault(`${path} 里没有封存副本`)
  return { copies, unreadable }
}

function linesOf(path: string): string[] {
  try {
    const files = statSync(path).isDirectory() ? copyFiles(path).map((name) => join(path, name)) : [path]
    return files.flatMap((file) => readFileSync(file, 'utf8').split('\n')).filter((line) => line !== '')
  } catch {
    throw new SealFault(`读不到封存副本 ${path}`)
  }
}
