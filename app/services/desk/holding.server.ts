import type { CaseFile } from '#db/repositories/case-files'
import type { Holder } from '#db/repositories/desk-holding'
import { type Repositories, rollBack } from '#db/unit-of-work'
import type { Actor } from '#workflows/access/authorise'
import type { Instant } from '#workflows/calendar/plain-date'
import type { Outcome, Refusal } from '#workflows/domain/refusal'
import { hiddenCharacters } from '../input-words'
import { notify } from '../notify.server'
import type { Portal } from '../portal.server'
import { isOnDesk, officersOf } from './access.server'

/**
 * Who holds a case. That is a matter of the desk: no state changes, no date moves, and a step of the law may still be
 * taken by every officer of the agency.
 */
export type HoldingTask =
  | { kind: 'claim' }
  | { kind: 'release'; reason: string }
  /** By the holder to a colleague; by a head to any officer, whoever holds it. */
  | { kind: 'handOver'; toId: string; reason: string }

export type HoldingRequest = {
  actor: Actor
  caseId: string
  /** The same id from the same person has one effect. */
  id: string
  task: HoldingTask
}

const fieldRefusal = (field: string, sentence: string): Refusal => ({ code: 'invalidInput', issues: { [field]: [sentence] } })

const longestReason = 300

/** What is wrong with a reason; undefined when it will do. */
export function reasonFault(field: string, reason: string): Refusal | undefined {
  const hidden = hiddenCharacters({ [field]: reason })
  if (Object.keys(hidden).length > 0) return { code: 'invalidInput', issues: hidden }
  if (reason.trim().length < 2) return fieldRefusal(field, '请写明移交的原因，例如：外出培训、岗位调整')
  return reason.length > longestReason ? fieldRefusal(field, `不能超过${longestReason}个字，请删减`) : undefined
}

/**
 * Claims, releases or hands over one case.
 * @returns the name of who holds it now, null for nobody; `notFound` for everybody who is not on the desk of the case
 */
export function changeHolder({ unit, now }: Pick<Portal, 'unit' | 'now'>, request: HoldingRequest): Promise<Outcome<string | null>> {
  return unit.inTransaction(async (tx) => {
    // The case first, as every command locks it: of two officers who claim at once the second sees the first.
    const file = await tx.caseFiles.findForUpdate(request.caseId)
    if (file === undefined || !isOnDesk(request.actor, file)) rollBack({ code: 'notFound' })
    const holder = await tx.holding.find(file.id)
    const known = await tx.holding.findEvent(request.id)
    if (known !== undefined) {
      if (known.by_id !== request.actor.id || known.case_id !== file.id) rollBack({ code: 'commandIdReused' })
      return holder?.name ?? null
    }
    if (file.status === 'done') rollBack({ code: 'ended', stage: file.stage })
    return taskOf[request.task.kind](tx, { ...request, file, holder, at: now() })
  })
}

type Going = HoldingRequest & { file: CaseFile; holder: Holder | undefined; at: Instant }

const taskOf: Record<HoldingTask['kind'], (tx: Repositories, going: Going) => Promise<string | null>> = {
  claim: async (tx, going) => {
    const { actor, holder } = going
    if (!actor.roles.includes('officer')) rollBack({ code: 'forbidden', rule: 'officer:handlingAgency' })
    if (holder?.accountId === actor.id) return holder.name
    if (holder !== undefined) rollBack(fieldRefusal('', `已由${holder.name}承办。需要换人的，请承办人移交，或者由负责人指定`))
    await write(tx, going, { kind: 'claimed', toId: actor.id, reason: '' })
    return actor.name
  },
  release: async (tx, going) => {
    const { actor, holder, task } = going
    if (holder === undefined) return null
    if (!mayGiveAway(actor, holder)) rollBack({ code: 'forbidden', rule: 'holder|head:handlingAgency' })
    await write(tx, going, { kind: 'released', toId: null, reason: task.kind === 'release' ? task.reason.trim() : '' })
    return null
  },
  handOver: async (tx, going) => {
    const { actor, holder, task, file, at } = going
    if (task.kind !== 'handOver') throw new Error(`no hand-over: ${task.kind}`)
    const isAssigned = actor.roles.includes('head')
    if (!isAssigned && holder?.accountId !== actor.id) rollBack({ code: 'forbidden', rule: 'holder|head:handlingAgency' })
    const fault = reasonFault('reason', task.reason)
    if (fault !== undefined) rollBack(fault)
    const receiver = (await officersOf(tx, file.agency_id)).find(({ id }) => id === task.toId)
    if (receiver === undefined) rollBack(fieldRefusal('toId', '请选择本机构的一名经办人员'))
    if (receiver.id === holder?.accountId) rollBack(fieldRefusal('toId', `本来就由${receiver.name}承办，请选择另一名经办人员`))
    const reason = task.reason.trim()
    await write(tx, going, { kind: isAssigned ? 'assigned' : 'handedOver', toId: receiver.id, reason })
    const words = isAssigned ? `${actor.name}指定您承办。` : `${actor.name}移交给您承办。`
    if (receiver.id !== actor.id)
      await notify(tx, {
        id: `holding:${going.id}`,
        kind: 'turn',
        audience: 'officer',
        accountId: receiver.id,
        file,
        text: `${words}原因：${reason}。各项期限不变，请及时办理。`,
        at,
        about: 'holding',
      })
    return receiver.name
  },
}

/** The holder, and a head of the agency. */
export const mayGiveAway = (actor: Actor, holder: Pick<Holder, 'accountId'>): boolean =>
  holder.accountId === actor.id || actor.roles.includes('head')

type Change = { kind: 'claimed' | 'released' | 'handedOver' | 'assigned'; toId: string | null; reason: string }

async function write(tx: Repositories, { id, file, holder, actor, at }: Going, { kind, toId, reason }: Change): Promise<void> {
  await tx.notifications.settle(file.id, ['holding'], at)
  await tx.holding.record({
    id,
    case_id: file.id,
    agency_id: file.agency_id,
    kind,
    from_id: holder?.accountId ?? null,
    to_id: toId,
    by_id: actor.id,
    reason,
    at,
  })
}
