import type { Choice } from '#app/components/choice'
import { Affiliation, AreaCode, affiliationTitles, areaName } from '#workflows/domain/areas'
import {
  InstitutionKind,
  type InstitutionType,
  institutionKinds,
  Service,
  serviceTitles,
  typeOfKind,
} from '#workflows/domain/institution-kinds'

/** The kinds of institution, of the given types only. */
export const kindChoices = (types: readonly InstitutionType[]): readonly Choice[] =>
  InstitutionKind.options
    .filter((kind) => types.includes(typeOfKind(kind)))
    .map((kind) => ({ value: kind, label: institutionKinds[kind].title }))

export const areaChoices: readonly Choice[] = AreaCode.options.map((code) => ({ value: code, label: areaName(code) }))

const affiliationHints: Partial<Record<Affiliation, string>> = {
  city: '不论地点在哪个县区，都由市经办机构办理（第四条）',
  oilfield: '不论地点在哪个县区，都由市经办机构办理（第四条）',
}

export const affiliationChoices: readonly Choice[] = Affiliation.options.map((value) => ({
  value,
  label: affiliationTitles[value],
  hint: affiliationHints[value],
}))

export const serviceChoices: readonly Choice[] = Service.options.map((value) => ({ value, label: serviceTitles[value] }))
