import type { CaseFile } from '#db/repositories/case-files'
import type { RuleChange } from '#db/repositories/rule-changes'
import type { Repositories } from '#db/unit-of-work'
import { formatDate, type Instant, plainDate } from '#workflows/calendar/plain-date'
import { notify } from '../notify.server'
import type { Move } from './case-moves'

type ToTell = { file: CaseFile; change: RuleChange; moves: readonly Move[]; now: Instant }

/** Tells the parties that a period of theirs ends later; a period that stays as it was is nobody's news. */
export async function notifyOfMoves(tx: Repositories, { file, change, moves, now }: ToTell): Promise<void> {
  const later = moves.flatMap(({ row, entry, recount }) =>
    recount.effect === 'later' ? [{ row, entry, dueOn: recount.deadline.dueOn }] : [],
  )
  const [first] = later
  if (first === undefined) return
  const cause = change.kind === 'calendar' ? `国家公布了${change.subject}年的放假安排` : '办理期限的规定作了更正，适用于正在办理的事项'
  const days = later.map(({ row, entry, dueOn }) => `${entry.title}由${formatDate(plainDate(row.due_on))}顺延至${formatDate(dueOn)}`)
  const text = `${cause}，${days.join('；')}。已经起算的期限只会顺延，不会缩短。`
  const notice = { kind: 'reminder', file, text, at: now, about: first.row.timer_id } as const
  const id = `${change.kind}:${change.id}:${file.id}`
  if (file.institution_id !== null) await notify(tx, { ...notice, id: `${id}:institution`, audience: 'institution' })
  await notify(tx, { ...notice, id: `${id}:officer`, audience: 'officer' })
}
