import * as z from 'zod'
import { withFiles } from '#app/services/command-files.server'
import {
  type ChangeStart,
  ITEMS_FIELD,
  itemChoices,
  licenceFields,
  NEXT_FIELD,
  readStart,
  type StartReply,
  startQuery,
} from '#app/view/change-start'
import type { LicenceClock } from '#app/view/change-view'
import type { FileFields, FormChoice } from '#app/view/command-form'
import type { CaseFile } from '#db/repositories/case-files'
import type { CaseEvent } from '#db/repositories/event-log'
import type { Repositories } from '#db/unit-of-work'
import { type Actor, authorise } from '#workflows/access/authorise'
import { dateOf, PlainDate } from '#workflows/calendar/plain-date'
import { commands } from '#workflows/commands/index'
import { ChangedLicence, ChangeItem, changeItems } from '#workflows/domain/change-items'
import { InstitutionKind, Service, servicesOfKind, servicesText, serviceTitles, typeOfKind } from '#workflows/domain/institution-kinds'
import { agreementContext } from '../case-context'
import { openCase } from '../case-view.server'
import { consolidatedAgreement } from '../consolidated-agreement.server'
import { submissionOf } from '../facts.server'
import type { Portal } from '../portal.server'
import type { KeptFile } from '../supplement-answer.server'
import { licenceClock } from './change-view.server'

/** What the agreement says now of each item; empty where it says nothing. */
type Present = Record<ChangeItem, string>

export type FilingItem = { item: ChangeItem; title: string; before: string }

/** The second step: what is asked for the items and licences that were named. */
export type FilingStep = {
  items: FilingItem[]
  licences: (LicenceClock & { licence: string })[]
  /** The first step again, as hidden fields and as the address of its form. */
  hidden: [string, string][]
  backQuery: string
  documents: { title: string; documents: string[] }[]
  services: FormChoice[]
  chosenServices: string[]
  account: { accountName: string; bankName: string; bankAccount: string }
  isSmall: boolean
  isLate: boolean
}

export type ChangeFilingPage = {
  caseId: string
  title: string
  agreementId: string
  agreementNumber: string
  command: 'fileChange' | 'fileNotedChange'
  revision: number
  commandId: string
  isAtCounter: boolean
  today: string
  items: FormChoice[]
  licences: { name: string; label: string }[]
  /** What was answered in the first step, and what is wrong with it. */
  asked: StartReply
  step: FilingStep | null
}

const Noted = z.object({ items: z.array(ChangeItem), licences: z.array(z.object({ licence: ChangedLicence, changedOn: PlainDate })) })

type Filing = {
  page: ChangeFilingPage
  start: ChangeStart | undefined
  present: Present
}

/**
 * The report of a change for an agreement, or for a licence change that was noted before; undefined when the actor may not
 * report one, or nothing may be reported any more.
 */
export async function changeFilingOf(
  portal: Portal,
  actor: Actor,
  caseId: string,
  answers: Pick<FormData, 'get' | 'getAll' | 'has'>,
): Promise<Filing | undefined> {
  const { read } = portal
  const opened = await openCase(portal, actor, caseId)
  if (opened === undefined || authorise(actor, commands.fileChange.grants, opened.relation) !== undefined) return undefined
  const { file, rules } = opened
  const isNoted = file.machine === 'change' && file.stage.startsWith('noted')
  const agreement = isNoted ? await read.caseFiles.find(file.parent_id ?? '') : file
  if (agreement?.machine !== 'agreement' || agreementContext(agreement).isOver) return undefined
  const site = await read.institutions.getSite(agreement.site_id ?? '')
  const kind = InstitutionKind.parse(site.institution_kind)
  const type = typeOfKind(kind)
  const on = dateOf(portal.now())
  // What was noted need not be looked up again.
  const isUnanswered = !answers.has(ITEMS_FIELD) && !answers.has(NEXT_FIELD)
  const { start, reply } = readStart(isNoted && isUnanswered ? notedAnswers(opened.events) : answers, type, on)
  const consolidated = await consolidatedAgreement(read, agreement)
  const present = await presentOf(read, agreement, consolidated)
  const licences = (start?.licences ?? []).map(({ licence, changedOn }) => ({
    ...licenceClock(rules, { licence, number: '', changedOn }, on),
    licence,
  }))
  const page: ChangeFilingPage = {
    caseId,
    title: agreement.title,
    agreementId: agreement.id,
    agreementNumber: agreementContext(agreement).documentNumber,
    command: isNoted ? 'fileNotedChange' : 'fileChange',
    revision: isNoted ? file.revision : 0,
    commandId: portal.newId(),
    isAtCounter: !actor.institutionIds.includes(agreement.institution_id ?? ''),
    today: on,
    items: itemChoices(type),
    licences: licenceFields(type),
    asked: reply,
    step:
      start === undefined
        ? null
        : {
            items: start.items.map((item) => ({ item, title: changeItems[item].title, before: present[item] })),
            licences,
            hidden: [...new URLSearchParams(startQuery(start)), [NEXT_FIELD, '1']],
            backQuery: startQuery(start),
            documents: start.items.map((item) => ({ title: changeItems[item].title, documents: [...changeItems[item].documents] })),
            services: servicesOfKind(kind).map((service) => ({ value: service, label: serviceTitles[service] })),
            chosenServices: consolidated.services,
            account: consolidated.account,
            isSmall: start.items.every((item) => !changeItems[item].isStatutory),
            isLate: licences.some(({ due }) => typeof due !== 'string' && due.isOverdue),
          },
  }
  return { page, start, present }
}

/** The first step as the note of the licence change already answers it. */
function notedAnswers(events: readonly CaseEvent[]): URLSearchParams {
  const noted = Noted.safeParse(events.find(({ command }) => command === 'noteLicenceChange')?.payload)
  return new URLSearchParams(noted.success ? startQuery(noted.data) : '')
}

type Consolidated = Awaited<ReturnType<typeof consolidatedAgreement>>

async function presentOf(read: Repositories, agreement: CaseFile, consolidated: Consolidated): Promise<Present> {
  const { name, representative, address, services, phone, history } = consolidated
  const beds = (await submissionOf(read, agreementContext(agreement).applicationId))?.form.scale.bedsApproved
  const newest = (item: ChangeItem) =>
    history.flatMap(({ items }) => items).findLast(({ title }) => title === changeItems[item].title)?.after ?? ''
  return {
    name,
    representative,
    nature: newest('nature'),
    services: servicesText(services),
    businessScope: newest('businessScope'),
    place: address,
    beds: newest('beds') || (beds === undefined ? '' : `${beds}张`),
    level: newest('level'),
    bankAccount: accountText(consolidated.account),
    contact: newest('contact') || phone,
  }
}

type Account = FilingStep['account']
const accountText = ({ accountName, bankName, bankAccount }: Account): string => `${accountName}，${bankName}，${bankAccount}`

/** Items that have fields of their own instead of one line of text, and the field at which their faults stand. */
const ownFields: Partial<Record<ChangeItem, string>> = {
  services: 'services',
  place: 'place.address',
  bankAccount: 'account.bankAccount',
  contact: 'contact.person',
}
const hasOwnFields = (item: ChangeItem): boolean => item in ownFields

type Typed = Readonly<Record<string, unknown>>
const inner = (typed: Typed, name: string): Typed => {
  const value = typed[name]
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Typed) : {}
}
const textAt = (typed: Typed, name: string): string => (typeof typed[name] === 'string' ? (typed[name] as string).trim() : '')
const rowAt = (typed: Typed, name: string, index: number): Typed => {
  const rows = typed[name]
  const row: unknown = Array.isArray(rows) ? rows[index] : undefined
  return typeof row === 'object' && row !== null ? (row as Typed) : {}
}

// Never stored: whatever is missing is refused at its own field.
const notFilledIn = '未填写'

/** The input of the command: the first step, what was typed in the second, and what the agreement said before. */
export function filingInput(
  { page, start, present }: Filing & { start: ChangeStart },
  typed: Typed,
  { fields, kept }: { fields: FileFields; kept: readonly KeptFile[] },
): Record<string, unknown> {
  const { items, licences } = start
  const services = [typed.services ?? []].flat().filter((one): one is Service => Service.safeParse(one).success)
  const [place, account, contact] = [inner(typed, 'place'), inner(typed, 'account'), inner(typed, 'contact')]
  const after: Partial<Record<ChangeItem, string>> = {
    services: servicesText(Service.options.filter((service) => services.includes(service))),
    place: textAt(place, 'address'),
    bankAccount: accountText({
      accountName: textAt(account, 'accountName'),
      bankName: textAt(account, 'bankName'),
      bankAccount: textAt(account, 'bankAccount').replace(/\s/g, ''),
    }),
    contact: [textAt(contact, 'person'), textAt(contact, 'phone')].filter((part) => part !== '').join('，'),
  }
  const has = (item: ChangeItem): boolean => items.includes(item)
  const input = {
    ...(page.command === 'fileChange' ? { agreementId: page.agreementId } : {}),
    items: items.map((item, index) => ({
      item,
      before: present[item] === '' ? textAt(rowAt(typed, 'items', index), 'before') : present[item],
      after: hasOwnFields(item) ? after[item] || notFilledIn : textAt(rowAt(typed, 'items', index), 'after'),
    })),
    licences: licences.map(({ licence, changedOn }, index) => {
      const row = rowAt(typed, 'licences', index)
      return { licence, changedOn, number: textAt(row, 'number'), expiresOn: textAt(row, 'expiresOn') }
    }),
    services: has('services') ? services : null,
    place: has('place') ? place : null,
    account: has('bankAccount') ? account : null,
    contact: has('contact') ? contact : null,
    lateReason: textAt(typed, 'lateReason'),
    ...(typed.counter === undefined ? {} : { counter: typed.counter }),
  }
  return withFiles(input, fields, kept)
}

/** Errors of items with fields of their own stand at those fields; a licence's day was given in the first step and has none here. */
export function atFields(errors: Readonly<Record<string, readonly string[]>>, { items }: ChangeStart): Record<string, readonly string[]> {
  const fieldOf = (name: string): string => {
    const index = /^items\[(\d+)\]\.after$/.exec(name)?.[1]
    const item = index === undefined ? undefined : items[Number(index)]
    return item === undefined ? name.replace(/\.changedOn$/, '.number') : (ownFields[item] ?? name)
  }
  return Object.fromEntries(Object.entries(errors).map(([name, messages]) => [fieldOf(name), messages]))
}
