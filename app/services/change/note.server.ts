import { itemChoices, licencesOf } from '#app/view/change-start'
import type { FormChoice } from '#app/view/command-form'
import { type Actor, authorise } from '#workflows/access/authorise'
import { dateOf } from '#workflows/calendar/plain-date'
import { commands } from '#workflows/commands/index'
import { changedLicenceTitles, changeItems } from '#workflows/domain/change-items'
import { InstitutionKind, typeOfKind } from '#workflows/domain/institution-kinds'
import { agreementContext } from '../case-context'
import { openCase } from '../case-view.server'
import type { Portal } from '../portal.server'

export type NotePage = {
  caseId: string
  title: string
  agreementNumber: string
  commandId: string
  today: string
  items: FormChoice[]
  licences: FormChoice[]
}

/** What the note of a licence change asks for; undefined when the actor may not make one for this agreement. */
export async function notePageOf(portal: Portal, actor: Actor, caseId: string): Promise<NotePage | undefined> {
  const opened = await openCase(portal, actor, caseId)
  if (opened?.file.machine !== 'agreement' || authorise(actor, commands.noteLicenceChange.grants, opened.relation) !== undefined)
    return undefined
  const { documentNumber, isOver } = agreementContext(opened.file)
  if (isOver) return undefined
  const site = await portal.read.institutions.getSite(opened.file.site_id ?? '')
  const type = typeOfKind(InstitutionKind.parse(site.institution_kind))
  return {
    caseId,
    title: opened.file.title,
    agreementNumber: documentNumber,
    commandId: portal.newId(),
    today: dateOf(portal.now()),
    items: itemChoices(type)
      .filter(({ value }) => changeItems[value].isStatutory)
      .map(({ value, label }) => ({ value, label })),
    licences: licencesOf[type].map((licence) => ({ value: licence, label: changedLicenceTitles[licence] })),
  }
}

const isFilled = (row: unknown): boolean =>
  typeof row === 'object' && row !== null && Object.values(row).some((value) => typeof value === 'string' && value.trim() !== '')

/** The input of `noteLicenceChange`: a second licence that was left empty falls out. */
export function noteInput(agreementId: string, { items, licences, ...typed }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const rows = Array.isArray(licences) ? licences.filter(isFilled) : []
  return { ...typed, agreementId, items: items === undefined ? [] : [items].flat(), licences: rows }
}
