import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import type { PlainDate } from '#workflows/calendar/plain-date'
import { WorkingCalendar } from '#workflows/calendar/working-days'
import type { PolicySet } from '#workflows/policy/schema'
import { bundledPackId, storedPack } from './rules/stored-pack'

export type Rules = {
  policyId: string
  policy: PolicySet
  calendar: WorkingCalendar
  /** The record by which a case begins on a version past its end (第二十七条); absent in the ordinary way. */
  overrideId?: string
}

// Parsing a policy costs more than a whole step; versions that cases may stand on are immutable while the program runs, so
// the parsed ones are kept. A text that is not published may change tomorrow.
const parsedPolicies = new Map<string, PolicySet>()
let parsedCalendar: { key: string; calendar: WorkingCalendar } | undefined

/** Every year that is loaded, as one calendar. */
export async function loadCalendar(tx: Repositories): Promise<WorkingCalendar> {
  const years = await tx.policy.calendarYears()
  const key = years.map((year) => year.digest).join()
  if (parsedCalendar?.key !== key) {
    const calendar = WorkingCalendar.parse({
      schemaVersion: 1,
      version: years.at(-1)?.digest ?? 'empty',
      title: '法定节假日与调休上班日',
      origin: 'calendar_year',
      years: Object.fromEntries(years.map(({ year, data }) => [String(year), data])),
    })
    parsedCalendar = { key, calendar }
  }
  return parsedCalendar.calendar
}

/**
 * The rules under which a case is decided: the version pinned to it, or the one in force on a day; the calendar is
 * always the newest.
 * A version past its end still governs on the days of an approved record.
 * @returns undefined when no version governs that day (第二十七条)
 */
export async function loadRules(tx: Repositories, which: { policyId: string } | { on: PlainDate }): Promise<Rules | undefined> {
  const calendar = await loadCalendar(tx)
  if ('on' in which) {
    const found = await tx.policy.findNewestOn(which.on)
    if (found === undefined) return undefined
    const rules = { policyId: found.id, policy: parsePolicy(found.id, found.data), calendar }
    if (found.effectiveTo === null || found.effectiveTo >= which.on) return rules
    const override = await tx.policy.findOverride(found.id, which.on)
    return override && { ...rules, overrideId: override.id }
  }
  const known = parsedPolicies.get(which.policyId)
  return { policyId: which.policyId, policy: known ?? parsePolicy(which.policyId, await tx.policy.getPolicy(which.policyId)), calendar }
}

/**
 * The rules pinned to a case. What a round or a list says of its members goes by the rules of each member, not by its own.
 * @throws Error when they are not stored
 */
export async function rulesOfCase(tx: Repositories, { policy_version_id }: Pick<CaseFile, 'policy_version_id'>): Promise<Rules> {
  const rules = await loadRules(tx, { policyId: policy_version_id })
  if (rules === undefined) throw new Error(`policy ${policy_version_id} is not stored`)
  return rules
}

/** The rules under which the rules themselves are changed: the newest version, ended or not, so that there is a way out of an end. */
export async function loadNewestRules(tx: Repositories, on: PlainDate): Promise<Rules | undefined> {
  const found = await tx.policy.findNewestOn(on)
  return found && { policyId: found.id, policy: parsePolicy(found.id, found.data), calendar: await loadCalendar(tx) }
}

function parsePolicy(id: string, data: unknown): PolicySet {
  const policy = parsedPolicies.get(id) ?? storedPack(data)
  if (policy.status === 'published' || id === bundledPackId) parsedPolicies.set(id, policy)
  return policy
}
