import calendarSeed from '#db/seeds/calendar/public-holidays-2007-2026.json'
import standardsSeed from '#db/seeds/evaluation-standards.json'
import policySeed from '#db/seeds/policy-2016-draft.json'
import nationalSeed from '#db/seeds/policy-national-2021.json'
import type { UnitOfWork } from '#db/unit-of-work'
import type { Instant } from '#workflows/calendar/plain-date'
import { WorkingCalendar } from '#workflows/calendar/working-days'
import { agencies } from '#workflows/domain/agencies'
import { EvaluationStandards } from '#workflows/policy/evaluation-standard'
import { PolicySet } from '#workflows/policy/schema'

/**
 * Puts in what every installation starts with: the 2016 policy, the later one beside it, the two tables, the statutory calendar and the agencies.
 * Harmless when it is there already: a version that is no draft any more never changes, and a calendar year is only added.
 * @throws Error when a seed does not parse
 */
export async function loadReferenceData(unit: UnitOfWork, at: Instant): Promise<void> {
  const policy = PolicySet.parse(policySeed)
  const national = PolicySet.parse(nationalSeed)
  const { standards } = EvaluationStandards.parse(standardsSeed)
  const calendar = WorkingCalendar.parse(calendarSeed)
  const outcome = await unit.inTransaction(async (tx) => {
    await tx.policy.putPolicy(`${policy.code}@${policy.version}`, policy)
    // A text to copy from: nothing begins under it before a version made of it is published (第四条).
    await tx.policy.putPolicy(`${national.code}@${national.version}`, national, { governs: false })
    for (const standard of standards) await tx.policy.putStandard(`${standard.id}@${standard.version}`, standard)
    const known = new Set((await tx.policy.calendarYears()).map(({ year }) => year))
    for (const [year, days] of Object.entries(calendar.years))
      if (!known.has(Number(year))) await tx.policy.putCalendarYear(Number(year), days, at)
    for (const agency of Object.values(agencies))
      await tx.institutions.putAgency({
        id: agency.code,
        name: agency.name,
        kind: agency.level,
        short_name: agency.documentWord,
        phone: '0546-12333',
        address: `山东省东营市${agency.level === 'city' ? '' : agency.areaName}`,
        authority: agency.authorityName,
      })
  })
  if (!outcome.ok) throw new Error(`reference data refused: ${outcome.refusal.code}`)
}
