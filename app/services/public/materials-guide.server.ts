import * as z from 'zod'
import type { PlainDate } from '#workflows/calendar/plain-date'
import { InstitutionKind, institutionKinds, Service, servicesOfKind, serviceTitles } from '#workflows/domain/institution-kinds'
import { applicationFormTitle, type MaterialItem, materialsFor, materialsOfService } from '#workflows/domain/materials'
import { materialsListOn, materialsLists } from '#workflows/domain/materials-list'

/** What the list is asked for. Services that the kind may not apply for are named and left out. */
export const MaterialsQuestion = z.object({
  kind: InstitutionKind,
  services: z.array(Service).max(Service.options.length).default([]),
})
export type MaterialsQuestion = z.output<typeof MaterialsQuestion>

export type MaterialsAnswer = {
  readonly kindTitle: string
  readonly chosen: readonly string[]
  /** Services that were ticked and are not open to this kind. */
  readonly closed: readonly string[]
  /** Filled in on the pages of the application and not handed in as files. */
  readonly filledIn: readonly { title: string; basis: string }[]
  readonly general: readonly MaterialItem[]
  readonly special: readonly { service: string; items: readonly MaterialItem[] }[]
  /** Services open to this kind that ask for more than the general list and were not chosen. */
  readonly further: readonly string[]
}

/** The list in force on a day and the earlier ones, the newest first; `today` marks that in force. */
export function listVersions(today: PlainDate) {
  const inForce = materialsListOn(today)
  return materialsLists.map((list) => ({ ...list, isInForce: list.id === inForce.id })).toReversed()
}

/** Exactly the list of one kind with its services (第六、八条), as it stands on a day. */
export function materialsAnswer({ kind, services }: MaterialsQuestion, today: PlainDate): MaterialsAnswer {
  const open = servicesOfKind(kind)
  const general = materialsFor({ kind, services: [] }, materialsListOn(today).id)
  const chosen = open.filter((service) => services.includes(service))
  return {
    kindTitle: institutionKinds[kind].title,
    chosen: chosen.map((service) => serviceTitles[service]),
    closed: services.filter((service) => !open.includes(service)).map((service) => serviceTitles[service]),
    filledIn: [
      { title: applicationFormTitle(kind), basis: '第八条' },
      { title: '评估标准自评表', basis: '第七条、第八条' },
    ],
    general,
    special: chosen
      .map((service) => ({ service: serviceTitles[service], items: materialsOfService(kind, service) }))
      .filter(({ items }) => items.length > 0),
    further: open
      .filter((service) => !chosen.includes(service) && materialsOfService(kind, service).length > 0)
      .map((service) => serviceTitles[service]),
  }
}
