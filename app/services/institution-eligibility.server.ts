import * as z from 'zod'
import type { Repositories } from '#db/unit-of-work'
import type { PlainDate } from '#workflows/calendar/plain-date'
import { Affiliation, AreaCode, jurisdictionOf } from '#workflows/domain/areas'
import {
  InstitutionKind,
  institutionKinds,
  Service,
  type ServicePermission,
  servicesOfKind,
  serviceTitles,
  typeOfKind,
} from '#workflows/domain/institution-kinds'
import { type MaterialItem, materialsFor, materialsOfService } from '#workflows/domain/materials'
import { materialsListOn } from '#workflows/domain/materials-list'
import { RefusalGround, refusalGrounds } from '#workflows/domain/refusal-grounds'
import { UsccShape } from '#workflows/domain/uscc'
import { computeDeadline } from '#workflows/policy/deadline-rule'
import type { BarPeriod } from '#workflows/policy/eligibility'
import { applicableItems } from '#workflows/policy/evaluation-standard'
import { expectedRound, roundAnchors } from '#workflows/policy/expected-round'
import { barsOn } from './bars.server'
import { rulesOn, standardFor } from './drafts.server'
import type { Rules } from './rules.server'

/** What somebody without an account tells to learn whether and how to apply. */
export const EligibilityQuestion = z.object({
  kind: InstitutionKind,
  admdvs: AreaCode,
  affiliation: Affiliation,
  services: z.array(Service).max(Service.options.length).default([]),
  uscc: UsccShape.optional(),
})
export type EligibilityQuestion = z.output<typeof EligibilityQuestion>

/** The round that an application accepted today falls into; `lockOn` is null while that year's calendar is unpublished. */
export type RoundView = {
  readonly year: number
  readonly month: number
  readonly lockOn: PlainDate | null
  readonly explanation: { rule: string; basis: string; consequence: string } | null
}

export type ServiceView = {
  readonly title: string
  readonly permission: ServicePermission
  readonly isChosen: boolean
  readonly materials: readonly MaterialItem[]
}

/** The bar that lasts longest; `others` are the last days of those that end before it. */
export type BarView = { until: PlainDate; mayApplyFrom: PlainDate; underReview: boolean; others: readonly PlainDate[] }

export type Eligibility = {
  readonly agency: { name: string; reason: string; basis: string; phone: string; address: string }
  readonly kindTitle: string
  readonly services: readonly ServiceView[]
  /** Chosen services that are closed to this kind. */
  readonly closed: readonly string[]
  readonly materials: readonly MaterialItem[]
  readonly round: RoundView | undefined
  readonly table: { title: string; attachment: string; isDraft: boolean; passMark: number; vetoes: number; items: number }
  readonly grounds: readonly { title: string; article: string; remedy: string }[]
  /** Undefined when no code was given. Only the fact and the days: whose bar and why is nobody else's business. */
  readonly bar: BarView | 'none' | undefined
}

/** The round for an acceptance on a day; undefined when the calendar that decides is missing. */
export function roundView({ policy, calendar }: Rules, acceptedOn: PlainDate): RoundView | undefined {
  const round = expectedRound(policy, calendar, acceptedOn)
  if (!round.ok) return undefined
  const { year, month, lockOn } = round.value
  const lock = computeDeadline(policy.deadlines.roundLock, { anchors: roundAnchors(year, month), calendar })
  const explanation = lock.ok ? { rule: lock.value.explanation, basis: lock.value.basis, consequence: lock.value.consequence } : null
  return { year, month, lockOn, explanation }
}

/** Answers 第四、六、八、九、十条 for one kind of institution at one place. */
export async function eligibilityOf(read: Repositories, on: PlainDate, question: EligibilityQuestion): Promise<Eligibility> {
  const { kind, admdvs, affiliation, uscc, services: chosen } = question
  const rules = await rulesOn(read, on)
  const standard = await standardFor(read, rules, typeOfKind(kind))
  const jurisdiction = jurisdictionOf({ affiliation, admdvs })
  if (!jurisdiction.ok) throw new Error(`an area of the list is without agency: ${admdvs}`)
  const agency = await read.institutions.getAgency(jurisdiction.value.agency)
  const services = servicesOfKind(kind)
  const items = applicableItems(standard, rules.policy, { kind, services })
  const [bar, ...others] = uscc === undefined ? [] : await barsOn(read, rules.policy, { uscc, on, places: [{ kind, siteId: null }] })
  return {
    agency: { ...jurisdiction.value, name: agency.name, phone: agency.phone, address: agency.address },
    kindTitle: institutionKinds[kind].title,
    services: services.map((service) => ({ ...serviceView(kind, service), isChosen: chosen.includes(service) })),
    closed: chosen.filter((service) => !services.includes(service)).map((service) => serviceTitles[service]),
    materials: materialsFor({ kind, services: services.filter((service) => chosen.includes(service)) }, materialsListOn(on).id),
    round: roundView(rules, on),
    table: {
      title: standard.title,
      attachment: standard.attachment,
      isDraft: standard.status === 'draft',
      passMark: standard.passMark,
      vetoes: items.filter((item) => item.veto).length,
      items: items.length,
    },
    grounds: RefusalGround.options.map((ground) => refusalGrounds[ground]),
    bar: bar === undefined ? (uscc === undefined ? undefined : 'none') : barView(bar, others),
  }
}

const barView = ({ barredUntil, mayApplyFrom, underReview }: BarPeriod, others: readonly BarPeriod[]): BarView => ({
  until: barredUntil,
  mayApplyFrom,
  underReview: underReview === true,
  others: others.map((other) => other.barredUntil),
})

const serviceView = (kind: InstitutionKind, service: Service): Omit<ServiceView, 'isChosen'> => ({
  title: serviceTitles[service],
  permission: institutionKinds[kind].services[service],
  materials: materialsOfService(kind, service),
})
