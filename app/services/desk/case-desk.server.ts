import { formatInstant } from '#app/view/format'
import type { CaseDeskView, CaseNoteView } from '#app/view/worklist'
import type { HoldingEvent } from '#db/repositories/desk-holding'
import type { CaseNote } from '#db/repositories/desk-notes'
import type { Actor } from '#workflows/access/authorise'
import type { Portal } from '../portal.server'
import { findDeskCase, officersOf } from './access.server'
import { mayGiveAway } from './holding.server'

/** Who holds a case and what was noted, for those on its desk; undefined for everybody else. */
export async function caseDeskOf({ read }: Pick<Portal, 'read'>, actor: Actor, caseId: string): Promise<CaseDeskView | undefined> {
  const file = await findDeskCase(read, actor, caseId)
  if (file === undefined) return undefined
  const holder = await read.holding.find(caseId)
  const isActive = file.status === 'active'
  const isHead = actor.roles.includes('head')
  const notes = await read.caseNotes.ofCase(caseId)
  return {
    caseId,
    title: file.title,
    holder: holder === undefined ? null : { name: holder.name, since: formatInstant(holder.since) },
    isMine: holder?.accountId === actor.id,
    isActive,
    may: {
      claim: isActive && holder === undefined && actor.roles.includes('officer'),
      release: isActive && holder !== undefined && mayGiveAway(actor, holder),
      handOver: isActive && (isHead || holder?.accountId === actor.id),
      assign: isHead,
    },
    history: (await read.holding.history(caseId)).map((event) => ({
      id: event.id,
      at: formatInstant(event.at),
      what: happened(event),
      reason: event.reason,
    })),
    notes: notes.map((note) => noteView(note, actor)),
    openSuspicions: notes.filter(isOpen).length,
  }
}

/** Whom this person may choose to go on with a case: every officer of the agency but the one who has it. */
export async function receiversOf(
  { read }: Pick<Portal, 'read'>,
  actor: Actor,
  caseId: string,
): Promise<{ value: string; label: string }[]> {
  const holder = await read.holding.find(caseId)
  const officers = await officersOf(read, actor.agencyId)
  return officers.filter(({ id }) => id !== holder?.accountId).map(({ id, name }) => ({ value: id, label: name }))
}

const isOpen = ({ is_suspicion, closedAt }: CaseNote): boolean => is_suspicion === 1 && closedAt === null

const outcomes = { confirmed: '属实', dispelled: '不属实' } satisfies Record<NonNullable<CaseNote['outcome']>, string>

function noteView(note: CaseNote, actor: Actor): CaseNoteView {
  const { id, author, at, text, is_suspicion, closedAt, closedBy, outcome, result } = note
  return {
    id,
    author,
    at: formatInstant(at),
    text,
    isSuspicion: is_suspicion === 1,
    closing:
      closedAt === null || outcome === null
        ? null
        : { by: closedBy ?? '', at: formatInstant(closedAt), outcome: outcomes[outcome], result: result ?? '' },
    mayClose: isOpen(note) && note.author_id !== actor.id,
  }
}

function happened({ kind, from, to, by }: HoldingEvent): string {
  const former = from === null || from === by ? '' : `（原由${from}承办）`
  return {
    claimed: `${to ?? ''}领取承办`,
    released: from === by ? `${by}交回，等待领取` : `${by}收回，等待领取${former}`,
    handedOver: `${by}移交${to ?? ''}承办`,
    assigned: `${by}指定${to ?? ''}承办${former}`,
  }[kind]
}
