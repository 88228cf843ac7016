import type { BarRow } from '#db/repositories/bars'
import type { PracticeSiteTable } from '#db/schema'
import type { Repositories } from '#db/unit-of-work'
import { type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import { InstitutionKind } from '#workflows/domain/institution-kinds'
import { BarCause } from '#workflows/policy/bar-cause'
import { type BarredPlace, BarScope, countsAgainst } from '#workflows/policy/bar-scope'
import { activeBars, type Bar, type BarPeriod } from '#workflows/policy/eligibility'
import type { PolicySet } from '#workflows/policy/schema'

/** A row of the ledger as the rules read it. */
const barOf = ({ cause, starts_on, source, under_review }: BarRow): Bar => ({
  cause: BarCause.parse(cause),
  startsOn: plainDate(starts_on),
  source,
  underReview: under_review === 1,
})

/**
 * 第十条: the bars that hold on a day for a credit code, the longest first; those that were set aside are left out.
 * With places only those that stand in the way of one of them at least, see `countsAgainst`.
 */
export async function barsOn(
  read: Repositories,
  policy: PolicySet,
  { uscc, on, places = [] }: { uscc: string; on: PlainDate; places?: readonly BarredPlace[] },
): Promise<readonly BarPeriod[]> {
  const rows = (await read.bars.ofUscc(uscc)).filter((row) => row.lifted_on === null)
  const counting = rows.filter((row) => places.length === 0 || places.some((place) => countsHere(policy, row, place)))
  return activeBars(policy, counting.map(barOf), on)
}

/** A practice site as the ledger asks for it. */
export const placeOf = ({ id, institution_kind }: Pick<PracticeSiteTable, 'id' | 'institution_kind'>): BarredPlace => ({
  kind: InstitutionKind.parse(institution_kind),
  siteId: id,
})

const countsHere = (policy: PolicySet, row: BarRow, place: BarredPlace): boolean =>
  countsAgainst(policy, { cause: BarCause.parse(row.cause), scope: BarScope.parse(row.scope), siteId: row.site_id }, place)
