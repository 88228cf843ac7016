import { randomUUID } from 'node:crypto'
import { sha256 } from '#db/canonical-json'
import type { CaseFile } from '#db/repositories/case-files'
import type { IssuedDocument } from '#db/repositories/documents'
import type { NoticeCheckTable } from '#db/schema'
import { addMinutes, dateOf, type Instant } from '#workflows/calendar/plain-date'
import { noticeOf } from '../documents/evaluation.server'
import { notify } from '../notify.server'
import type { Portal } from '../portal.server'

type Checking = Pick<Portal, 'unit' | 'read' | 'now'>
type Finding = Pick<NoticeCheckTable, 'outcome' | 'http_status' | 'digest' | 'note'>

/** Several times a day, night included: a notice is up for whole days. */
const MINUTES_BETWEEN_CHECKS = 240
const ANSWER_LIMIT_MS = 15_000

/**
 * Asks for every running notice that was not looked at for some hours: page and PDF, over HTTP, as anybody would. A
 * server that does not answer, another text or other bytes are a failure, which the officers of the agency are told.
 * @param origin where the serving process listens, e.g. `http://127.0.0.1:3000`
 * @returns how many notices were asked for
 */
export async function checkNotices(portal: Checking, origin: string): Promise<number> {
  let asked = 0
  for (const { file, notice } of await runningNotices(portal)) {
    const last = await portal.read.noticeChecks.last(notice.id)
    const at = portal.now()
    if (last !== undefined && addMinutes(last.checked_at as Instant, MINUTES_BETWEEN_CHECKS) > at) continue
    await record(portal, { file, notice, at, finding: await look(portal, origin, notice) })
    asked += 1
  }
  return asked
}

/** Notices of rounds and of second evaluations whose time runs, each once; of a corrected entry, the notice that it stands on. */
async function runningNotices({ read }: Pick<Portal, 'read'>): Promise<{ file: CaseFile; notice: IssuedDocument }[]> {
  const found = new Map<string, { file: CaseFile; notice: IssuedDocument }>()
  for (const file of await read.caseFiles.list({ machine: 'evaluationRound', stagePrefix: 'publicNotice' }, 500)) {
    const notice = (await read.documents.ofCase(file.id)).find(({ kind }) => kind === 'publicNotice')
    if (notice !== undefined) found.set(notice.id, { file, notice })
  }
  for (const file of await read.caseFiles.list({ machine: 'application', stagePrefix: 'publicNotice.clock' }, 1000)) {
    if (file.stage.startsWith('publicNotice.clock.over')) continue
    const notice = await noticeOf(read, file)
    if (!found.has(notice.id)) found.set(notice.id, { file, notice })
  }
  return [...found.values()]
}

async function look({ read }: Pick<Portal, 'read'>, origin: string, notice: IssuedDocument): Promise<Finding> {
  const page = await ask(`${origin}/notices/${notice.id}`)
  if (page.status !== 200) return failed(page, `公示网页${page.status === null ? '没有应答' : `应答 ${page.status}`}`)
  if (!page.bytes.toString('utf8').includes(notice.number)) return failed(page, '公示网页上没有公示的文号')
  const paper = await ask(`${origin}/documents/${notice.id}`)
  if (paper.status !== 200) return failed(paper, `公示文书${paper.status === null ? '没有应答' : `应答 ${paper.status}`}`)
  const digest = sha256(paper.bytes)
  const stored = await read.documents.latestFile(notice.id)
  if (stored?.digest !== digest) return { ...failed(paper, '下载的公示文书与存档不一致'), digest }
  return { outcome: 'ok', http_status: 200, digest, note: '' }
}

const failed = ({ status }: { status: number | null }, note: string): Finding => ({
  outcome: 'failed',
  http_status: status,
  digest: null,
  note,
})

async function ask(url: string): Promise<{ status: number | null; bytes: Buffer }> {
  try {
    const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(ANSWER_LIMIT_MS) })
    return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) }
  } catch {
    return { status: null, bytes: Buffer.alloc(0) }
  }
}

type Looked = { file: CaseFile; notice: IssuedDocument; at: Instant; finding: Finding }

async function record({ unit }: Checking, { file, notice, at, finding }: Looked): Promise<void> {
  const roundId = file.machine === 'evaluationRound' ? file.id : (file.parent_id ?? '')
  const outcome = await unit.inTransaction(async (tx) => {
    await tx.noticeChecks.add({ id: randomUUID(), document_id: notice.id, checked_at: at, ...finding })
    if (finding.outcome === 'ok') return
    await notify(tx, {
      // Once a day and notice, however often it fails.
      id: `notice-check:${notice.id}:${dateOf(at)}`,
      kind: 'reminder',
      audience: 'officer',
      file,
      text: `公示自查没有通过：${finding.note}（${notice.number}）。请核实公示是否中断；中断的工作日由负责人决定顺延（第九条（四））。`,
      at,
      link: `/desk/rounds/${roundId}/notice`,
    })
  })
  if (!outcome.ok) throw new Error(`check of notice ${notice.id} was not recorded: ${outcome.refusal.code}`)
}
