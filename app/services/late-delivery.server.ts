import type { DeadlineRow } from '#db/repositories/deadlines'
import type { Repositories } from '#db/unit-of-work'
import { addDays, dateOf, type Instant, instant, startOfDay } from '#workflows/calendar/plain-date'
import { computeDeadline } from '#workflows/policy/deadline-rule'
import { DeadlineEntry } from '#workflows/policy/schema'
import { explanationOf } from './deadline-rows.server'
import { notify } from './notify.server'
import { loadRules } from './rules.server'

/** What settles the notice of a document that could not be delivered: its delivery. */
export const undelivered = (documentId: string): string => `undelivered:${documentId}`

/**
 * Nothing counts as served that never reached its party: the day that stands for service is counted anew from the
 * delivery, and while there is none, from today, with a notice to the officers.
 * @returns true when the row was moved to a later moment and must not fire now
 */
export async function postponeService(tx: Repositories, row: DeadlineRow, now: Instant): Promise<boolean> {
  if (row.key !== 'serviceDeemed') return false
  const issued = await tx.documents.ofCase(row.case_id)
  const document = issued.find(({ revision, kind }) => revision === row.armed_revision && kind === 'supplementNotice')
  const file = await tx.caseFiles.find(row.case_id)
  const rules = file && (await loadRules(tx, { policyId: file.policy_version_id }))
  if (document === undefined || file === undefined || rules === undefined) return false
  const delivered = (await tx.services.ofDocuments([document.id])).find(({ event }) => event === 'delivered')
  const from = dateOf(delivered === undefined ? now : instant(delivered.at))
  const rule = DeadlineEntry.parse(JSON.parse(row.rule))
  const computed = computeDeadline(rule, { from, calendar: rules.calendar })
  if (delivered === undefined) {
    const text = `《${document.title}》（${document.number}）还没有发到申请人的平台账户。送达没有发生，期限没有起算；请联系系统管理员，并用其他方式告知申请人。`
    await notify(tx, {
      id: undelivered(document.id),
      kind: 'reminder',
      audience: 'officer',
      file,
      text,
      at: now,
      about: undelivered(document.id),
    })
  }
  if (!computed.ok) {
    // The year is not published: asked again every day, and guessed on none.
    const tomorrow = addDays(dateOf(now), 1)
    await tx.deadlines.postpone(row, { due_on: tomorrow, due_at: startOfDay(tomorrow), provisional: 1 })
    return true
  }
  const { startsOn, dueOn, dueAt, provisional } = computed.value
  if (dueAt <= row.due_at) return false
  await tx.deadlines.postpone(row, {
    starts_on: startsOn,
    due_on: dueOn,
    due_at: dueAt,
    provisional: provisional ? 1 : 0,
    explanation: JSON.stringify(explanationOf(rule, computed.value)),
  })
  return true
}
