import * as z from 'zod'
import { refusalView } from '#app/http/refusal'
import { stageTitle } from '#app/view/stages'
import { type BatchTaskName, batchTitles, filterFrom } from '#app/view/worklist'
import type { DeskBatchItem } from '#db/repositories/desk-batches'
import type { DeskCase } from '#db/repositories/desk-cases'
import type { Actor } from '#workflows/access/authorise'
import { EndingProposal } from '#workflows/commands/ending'
import type { Outcome } from '#workflows/domain/refusal'
import { ok, refuse } from '#workflows/result'
import { hiddenCharacters, issuesOf } from '../input-words'
import type { Portal } from '../portal.server'
import { officersOf } from './access.server'
import { changeHolder, reasonFault } from './holding.server'
import { casesOf } from './worklist.server'

/** As many cases as one batch takes, and as many as one request works off. */
export const mostInBatch = 200
export const portion = 20

const BatchTask = z.discriminatedUnion('name', [
  z.object({ name: z.literal('claim') }),
  z.object({ name: z.literal('release') }),
  z.object({ name: z.literal('handOver'), toId: z.string(), reason: z.string() }),
  z.object({ name: z.literal('accept'), opinion: z.string() }),
  // Edge case 42: one proposal for many agreements, each with an ending and a decision of its own.
  z.object({ name: z.literal('proposeEnding'), proposal: EndingProposal.omit({ agreementId: true }) }),
])
export type BatchTask = z.output<typeof BatchTask>

/** What stands in the way of a task on a case, as far as the list can tell; each case is judged again when its turn comes. */
function obstacleOf(task: BatchTaskName, { holder, holderId, status, machine, stage }: DeskCase, actor: Actor): string {
  const isHead = actor.roles.includes('head')
  if (status === 'done') return '已经办结'
  switch (task) {
    case 'claim':
      return holderId === null ? '' : `已由${holder ?? ''}承办`
    case 'release':
      return holderId === null ? '没有人承办' : isHead || holderId === actor.id ? '' : `由${holder ?? ''}承办`
    case 'handOver':
      return isHead || holderId === actor.id ? '' : '不由您承办'
    case 'accept':
      if (machine !== 'application' || !stage.startsWith('submitted')) return '不在受理审查阶段'
      return holderId === null || holderId === actor.id ? '' : `由${holder ?? ''}承办`
  }
}

/** Heads assign and take back; only officers hold cases and accept applications. */
export const tasksOf = ({ roles }: Actor): BatchTaskName[] => [
  ...(roles.includes('officer') ? (['claim'] as const) : []),
  'handOver',
  'release',
  ...(roles.includes('officer') ? (['accept'] as const) : []),
]

/**
 * The page before a batch: the cases that were ticked, or all of a filter, with what stands in the way of each.
 * @param query `do`, then `case` for each ticked one, or `all=1` with the filter of the list
 * @returns undefined when the task is none of this person's
 */
export async function newBatchOf(portal: Portal, actor: Actor, query: URLSearchParams) {
  const { read } = portal
  const task = tasksOf(actor).find((one) => one === query.get('do'))
  if (task === undefined) return undefined
  const cases =
    query.get('all') === '1'
      ? await casesOf(portal, actor, filterFrom(query), mostInBatch + 1)
      : await read.deskCases.list(
          { agencyId: actor.agencyId ?? '', ids: query.getAll('case').slice(0, mostInBatch) },
          { limit: mostInBatch },
        )
  const from = new Set(cases.map(({ holderId }) => holderId))
  const officers = task === 'handOver' ? await officersOf(read, actor.agencyId) : []
  return {
    task,
    commandId: portal.newId(),
    isCut: cases.length > mostInBatch,
    receivers: officers.filter(({ id }) => from.size !== 1 || !from.has(id)).map(({ id, name }) => ({ value: id, label: name })),
    rows: cases.slice(0, mostInBatch).map((file) => ({
      id: file.id,
      title: file.title,
      revision: file.revision,
      stage: stageTitle(file.machine, file.stage),
      holder: file.holder ?? '',
      obstacle: obstacleOf(task, file, actor),
    })),
  }
}

export type Ticked = { caseId: string; revision: number }

const AcceptOpinion = z.object({
  opinion: z.string().trim().min(2, '请填写受理意见').max(500, '不能超过500个字，请删减'),
  checked: z.literal('yes', { error: '请先逐件核对材料，确认全部符合后勾选' }),
})

async function taskFrom({ read }: Portal, actor: Actor, input: Readonly<Record<string, unknown>>): Promise<Outcome<BatchTask>> {
  const name = tasksOf(actor).find((one) => one === input.task)
  const hidden = hiddenCharacters(input)
  if (Object.keys(hidden).length > 0) return refuse({ code: 'invalidInput', issues: hidden })
  if (name === undefined) return refuse({ code: 'forbidden', rule: 'officer|head:ownAgency' })
  if (name === 'handOver') {
    const [toId, reason] = [String(input.toId ?? ''), String(input.reason ?? '')]
    const isKnown = (await officersOf(read, actor.agencyId)).some(({ id }) => id === toId)
    if (!isKnown) return refuse({ code: 'invalidInput', issues: { toId: ['请选择本机构的一名经办人员'] } })
    const fault = reasonFault('reason', reason)
    return fault === undefined ? ok({ name, toId, reason }) : refuse(fault)
  }
  if (name === 'accept') {
    const parsed = AcceptOpinion.safeParse({ opinion: input.opinion ?? '', checked: input.checked })
    return parsed.success ? ok({ name, opinion: parsed.data.opinion }) : refuse({ code: 'invalidInput', issues: issuesOf(parsed.error) })
  }
  return ok({ name })
}

/** As `writeBatch`, with the task as a form of the work list names it. */
export async function startBatch(
  portal: Portal,
  actor: Actor,
  { id, input, ticked }: { id: string; input: Readonly<Record<string, unknown>>; ticked: readonly Ticked[] },
): Promise<Outcome<string>> {
  const task = await taskFrom(portal, actor, input)
  return task.ok ? writeBatch(portal, actor, { id, task: task.value, ticked }) : task
}

/**
 * Writes down what is to be done with the ticked cases; nothing is done yet.
 * @param id unique for ever; the same form sent twice makes one batch
 */
export async function writeBatch(
  portal: Portal,
  actor: Actor,
  { id, task, ticked }: { id: string; task: BatchTask; ticked: readonly Ticked[] },
): Promise<Outcome<string>> {
  const { read, unit, newId, now } = portal
  const known = await read.deskBatches.find(id)
  if (known !== undefined) return known.account_id === actor.id ? ok(id) : refuse({ code: 'commandIdReused' })
  const agencyId = actor.agencyId ?? ''
  const ids = [...new Set(ticked.map(({ caseId }) => caseId))].slice(0, mostInBatch)
  // Of a case of another agency not even the name.
  const cases = await read.deskCases.list({ agencyId, ids }, { limit: mostInBatch })
  if (cases.length === 0) return refuse({ code: 'invalidInput', issues: { case: ['请至少勾选一件'] } })
  const seen = new Map(ticked.map(({ caseId, revision }) => [caseId, revision]))
  const items = cases.map(
    (file, position): DeskBatchItem => ({
      batch_id: id,
      position,
      case_id: file.id,
      title: file.title,
      revision: seen.get(file.id) ?? file.revision,
      command_id: newId(),
      outcome: null,
      words: '',
      at: null,
    }),
  )
  const batch = { id, account_id: actor.id, agency_id: agencyId, task: JSON.stringify(task), created_at: now() }
  const added = await unit.inTransaction((tx) => tx.deskBatches.add(batch, items))
  return added.ok ? ok(id) : added
}

/**
 * Works off the next portion of a batch, each case on its own: one that is refused stops no other. Broken off, it goes
 * on where it stood; a case that was done already is not done twice.
 * @returns false when there is no such batch of this person's
 */
export async function continueBatch(portal: Portal, actor: Actor, batchId: string): Promise<boolean> {
  const { read, unit, now } = portal
  const batch = await read.deskBatches.find(batchId)
  if (batch === undefined || batch.account_id !== actor.id || batch.agency_id !== actor.agencyId) return false
  const task = BatchTask.parse(JSON.parse(batch.task))
  for (const item of await read.deskBatches.waiting(batchId, portion)) {
    const outcome = await carryOut(portal, actor, task, item)
    const said = outcome.ok ? { outcome: 'done' as const, words: outcome.value } : { outcome: 'refused' as const, words: wordsOf(outcome) }
    await unit.inTransaction((tx) => tx.deskBatches.settle({ batch_id: batchId, position: item.position, ...said, at: now() }))
  }
  await portal.settle()
  return true
}

async function carryOut(portal: Portal, actor: Actor, task: BatchTask, item: DeskBatchItem): Promise<Outcome<string>> {
  const { case_id: caseId, command_id: id, revision } = item
  if (task.name === 'accept') {
    const obstacle = await acceptObstacle(portal, actor, caseId)
    if (obstacle !== undefined) return refuse({ code: 'invalidInput', issues: { '': [obstacle] } })
    const input = { opinion: task.opinion }
    const command = 'acceptApplication' as const
    const given = await portal.dispatch({ command, caseId, commandId: id, actor, input, expectedRevision: revision })
    return given.ok ? ok('已受理') : given
  }
  if (task.name === 'proposeEnding') {
    const input = { ...task.proposal, agreementId: caseId }
    const given = await portal.dispatch({ command: task.name, caseId: `ending-${id}`, commandId: id, actor, input, expectedRevision: 0 })
    return given.ok ? ok('已提出，并发出告知书') : given
  }
  const change = {
    claim: { kind: 'claim' as const },
    release: { kind: 'release' as const, reason: '' },
    handOver: { kind: 'handOver' as const, toId: '', reason: '', ...task },
  }[task.name]
  const changed = await changeHolder(portal, { actor, caseId, id, task: change })
  if (!changed.ok) return changed
  return ok(changed.value === null ? '已交回，等待领取' : `现由${changed.value}承办`)
}

/** Beside the rules of the command: what a colleague is at, and what is to be verified first, is not accepted in bulk. */
async function acceptObstacle({ read }: Portal, actor: Actor, caseId: string): Promise<string | undefined> {
  const holder = await read.holding.find(caseId)
  if (holder !== undefined && holder.accountId !== actor.id) return `由${holder.name}承办，请由承办人审查`
  const open = await read.caseNotes.countOpenSuspicions(caseId)
  return open === 0 ? undefined : `有${open}条线索还没有核实，请打开案卷单独审查`
}

function wordsOf(outcome: Extract<Outcome<string>, { ok: false }>): string {
  const { title, advice, issues } = refusalView(outcome.refusal)
  return Object.values(issues).flat()[0] ?? `${title}。${advice}`
}

const titleOf = ({ name }: BatchTask): string => (name === 'proposeEnding' ? '提出解除' : batchTitles[name])

/** A batch with what became of each case so far; undefined for everybody but the person who gave it. */
export async function batchOf({ read }: Pick<Portal, 'read'>, actor: Actor, batchId: string) {
  const batch = await read.deskBatches.find(batchId)
  if (batch === undefined || batch.account_id !== actor.id || batch.agency_id !== actor.agencyId) return undefined
  const items = await read.deskBatches.items(batchId)
  const count = (outcome: DeskBatchItem['outcome']) => items.filter((item) => item.outcome === outcome).length
  return {
    id: batchId,
    title: titleOf(BatchTask.parse(JSON.parse(batch.task))),
    total: items.length,
    done: count('done'),
    refused: count('refused'),
    waiting: count(null),
    rows: items.map(({ case_id, title, outcome, words }) => ({ caseId: case_id, title, outcome, words })),
  }
}
