import { type Agency, findAgency } from '#workflows/domain/agencies'
import type { PolicySet } from '#workflows/policy/schema'

/**
 * What an agency is called under a version of the rules: the administration was reorganised by law, and nothing has to be
 * signed again for it (edge case 54). A name that the register has of its own, and that of an unknown code, stays.
 */
export function agencyNameUnder({ parties }: PolicySet, { id, name }: { id: string; name: string }): string {
  const agency: Agency | undefined = findAgency(id)
  return agency === undefined || agency.name !== name ? name : `${agency.areaName}${parties.agency}`
}
