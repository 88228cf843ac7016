import { Affiliation, AreaCode } from '#workflows/domain/areas'
import { InstitutionKind, Service, typeOfKind } from '#workflows/domain/institution-kinds'
import { UsccShape } from '#workflows/domain/uscc'

/** What was chosen before there was an account, as addresses carry it on: anything else in them is left out. */
export type CarriedChoices = {
  readonly kind?: string
  readonly type?: string
  readonly admdvs?: string
  readonly affiliation?: string
  readonly uscc?: string
  readonly services: readonly string[]
}

export function carriedChoices(params: URLSearchParams): CarriedChoices {
  const kind = InstitutionKind.safeParse(params.get('kind')).data
  const admdvs = AreaCode.safeParse(params.get('admdvs')).data
  const affiliation = Affiliation.safeParse(params.get('affiliation')).data
  const uscc = UsccShape.safeParse(params.get('uscc')).data
  return {
    ...(kind === undefined ? {} : { kind, type: typeOfKind(kind) }),
    ...(admdvs === undefined ? {} : { admdvs }),
    ...(affiliation === undefined ? {} : { affiliation }),
    ...(uscc === undefined ? {} : { uscc }),
    services: params.getAll('services').filter((value) => Service.safeParse(value).success),
  }
}

/** The choices that the next page still asks for, as a query without a question mark; empty when there are none. */
export function carriedQuery({ kind, admdvs, affiliation, services }: CarriedChoices): string {
  const pairs = Object.entries({ kind, admdvs, affiliation }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  return new URLSearchParams([...pairs, ...services.map((service) => ['services', service])]).toString()
}
