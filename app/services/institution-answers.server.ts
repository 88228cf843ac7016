import type { DraftPageId } from '#app/forms/application-draft-pages'
import { draftPages } from '#app/forms/application-draft-pages'
import { fieldName } from '#app/http/field-paths'
import { formInput } from '#app/http/form-input'
import { checkApplicationSection } from '#workflows/domain/application-checks'
import { type ApplicationForm, ApplicationSectionId, applicationSectionSchemas, ServicesSection } from '#workflows/domain/application-form'
import { getApplicationSection } from '#workflows/domain/application-sections'
import { type FormField, isShown } from '#workflows/domain/form-fields'
import { institutionKinds } from '#workflows/domain/institution-kinds'
import { chosenServices, type Draft, type Typed } from './drafts.server'

type Nested = Readonly<Record<string, unknown>>
/** Errors by the name of the field on the page: `entity.ownership`, `staff.practitioners[2].name`. */
export type FieldErrors = Record<string, string[]>

/** Asked once, on the last screen, together with sending. */
export const askedAtTheEnd = 'declaration.truthful'

const isBlank = (value: unknown): boolean => value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** The questions of a section that this institution with its chosen services is asked. */
export function askedFields(draft: Pick<Draft, 'data' | 'site'>, section: ApplicationSectionId): readonly FormField[] {
  const scope = { kind: draft.site.kind, services: chosenServices(draft) }
  return getApplicationSection(section).fields.filter((field) => {
    if (`${section}.${field.name}` === askedAtTheEnd) return false
    // On one screen with the choice of services: shown whenever a choice may call for it, asked for only when it does.
    if (section === 'services') return couldBeAsked(field, draft.site.kind)
    return isShown(field, scope)
  })
}

function couldBeAsked({ shownFor }: FormField, kind: Draft['site']['kind']): boolean {
  const { services } = institutionKinds[kind]
  if (shownFor === 'askedService') return Object.values(services).includes('ask')
  return shownFor === 'chronic' ? services.outpatient_chronic !== 'no' : true
}

/** Keeps of a posted screen what its questions are named, with empty rows taken out and the others numbered anew. */
export function typedAnswers(form: FormData, sections: readonly ApplicationSectionId[]): Typed {
  const typed: Typed = {}
  for (const section of sections) {
    for (const field of getApplicationSection(section).fields) {
      const name = `${section}.${field.name}`
      if (name === askedAtTheEnd) continue
      if (field.type === 'rows') Object.assign(typed, typedRows(form, name, field))
      else {
        const values = form.getAll(name).filter((value): value is string => typeof value === 'string')
        if (field.type === 'checkboxes') typed[name] = values
        else if (values[0] !== undefined) typed[name] = values[0]
      }
    }
  }
  return typed
}

function typedRows(form: FormData, name: string, { fields = [] }: FormField): Typed {
  const removed = form.get('removeRow')
  const indexes = [
    ...new Set([...form.keys()].flatMap((key) => /^\[(\d{1,3})\]/.exec(key.startsWith(name) ? key.slice(name.length) : '')?.[1] ?? [])),
  ]
  const rows = indexes
    .map(Number)
    .sort((a, b) => a - b)
    .filter((index) => String(index) !== removed)
    .map((index) =>
      fields.flatMap((cell): [string, string][] => {
        const value = form.get(`${name}[${index}].${cell.name}`)
        return typeof value === 'string' ? [[cell.name, value]] : []
      }),
    )
    .filter((cells) =>
      cells.some(([cell, value]) => value.trim() !== '' && fields.find(({ name: own }) => own === cell)?.type !== 'checkbox'),
    )
  return Object.fromEntries(rows.flatMap((cells, index) => cells.map(([cell, value]) => [`${name}[${index}].${cell}`, value])))
}

/** How many rows of a `rows` field are stored. */
export function rowCount(answers: Typed, name: string): number {
  const indexes = Object.keys(answers).flatMap((key) => (key.startsWith(`${name}[`) ? Number(/\[(\d+)\]/.exec(key)?.[1] ?? 0) : []))
  return indexes.length === 0 ? 0 : Math.max(...indexes) + 1
}

/** The typed answers as the nested input of the schemas: blanks left out, single ticks as lists, hidden questions left out. */
function sectionInput(draft: Draft, section: ApplicationSectionId): Nested {
  const form = new FormData()
  for (const [name, value] of Object.entries(draft.data.answers)) {
    if (name.startsWith(`${section}.`)) for (const one of [value].flat()) form.append(name, one)
  }
  const all = formInput(form)[section]
  const given: Nested = typeof all === 'object' && all !== null ? { ...all } : {}
  const input: Record<string, unknown> = section === 'declaration' ? { truthful: true } : {}
  const scope = { kind: draft.site.kind, services: chosenServices(draft) }
  for (const field of askedFields(draft, section)) {
    if (!isShown(field, scope)) continue
    const value = given[field.name]
    if (field.type === 'checkboxes') input[field.name] = chosenOf(draft, section, field.name)
    else if (!isBlank(value)) input[field.name] = field.type === 'rows' ? withoutBlanks(value) : value
  }
  return input
}

const chosenOf = ({ data }: Draft, section: string, name: string): string[] =>
  [data.answers[`${section}.${name}`] ?? []].flat().filter((value) => value !== '')

function withoutBlanks(rows: unknown): unknown {
  if (!Array.isArray(rows)) return rows
  return rows.map((row: unknown) => {
    if (typeof row !== 'object' || row === null) return row
    return Object.fromEntries(Object.entries(row).filter(([, value]) => !isBlank(value)))
  })
}

type Judged<S extends ApplicationSectionId> = { readonly value: ApplicationForm[S] | undefined; readonly errors: FieldErrors }

/** Judges one section as it is stored: its value when it could be sent like this, and what is wrong by field name. */
export function judgeSection<S extends ApplicationSectionId>(draft: Draft, section: S): Judged<S> {
  const input = sectionInput(draft, section)
  const errors: FieldErrors = {}
  const add = (name: string, message: string) => {
    if (!errors[name]?.includes(message)) errors[name] = [...(errors[name] ?? []), message]
  }
  const scope = { kind: draft.site.kind, services: chosenServices(draft) }
  for (const field of askedFields(draft, section)) {
    if (!field.required || !isShown(field, scope) || field.type === 'rows' || field.type === 'checkboxes') continue
    if (isBlank(input[field.name]))
      add(`${section}.${field.name}`, `${field.type === 'select' || field.type === 'date' ? '请选择' : '请填写'}${field.label}`)
  }
  const parsed = applicationSectionSchemas[section].safeParse(input)
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) {
      const name = fieldName([section, ...path].join('.'))
      // "Please fill in" has been said already, in the words of the question.
      if (!(path.length === 1 && name in errors)) add(name, message)
    }
    return { value: undefined, errors }
  }
  const services = ServicesSection.safeParse(section === 'services' ? input : sectionInput(draft, 'services'))
  const form = { services: services.success ? services.data : { services: [] }, [section]: parsed.data }
  const context = { kind: draft.site.kind, institutionName: draft.institution.name, today: draft.today }
  for (const { path, message } of checkApplicationSection(section, form, context)) if (!(path in errors)) add(path, message)
  return { value: Object.keys(errors).length === 0 ? (parsed.data as ApplicationForm[S]) : undefined, errors }
}

/** The errors of one screen. */
export function judgePage(draft: Draft, sections: readonly ApplicationSectionId[]): FieldErrors {
  return Object.assign({}, ...sections.map((section) => judgeSection(draft, section).errors))
}

/** What a field is called: `主体与证照：发证（备案）日期`, with its row where it has one. */
export function labelOf(path: string): { section: string; label: string } {
  const sectionId = ApplicationSectionId.safeParse(path.split('.')[0])
  if (!sectionId.success) return { section: '', label: '' }
  const section = getApplicationSection(sectionId.data)
  const [, name = '', row, cell] = /^\w+\.(\w+)(?:\[(\d+)\](?:\.(\w+))?)?/.exec(path) ?? []
  const field = section.fields.find((candidate) => candidate.name === name)
  if (row === undefined) return { section: section.title, label: field?.label ?? '' }
  return { section: section.title, label: `第${Number(row) + 1}人${field?.fields?.find((own) => own.name === cell)?.label ?? ''}` }
}

/** The same errors as lines of a summary, where each must say of which field it speaks. */
export function summaryLines(errors: FieldErrors): FieldErrors {
  return Object.fromEntries(
    Object.entries(errors).map(([path, messages]) => {
      const { label } = labelOf(path)
      return [path, messages.map((message) => (message.includes(label) ? message : `${label}：${message}`))]
    }),
  )
}

export type JudgedForm = { readonly form: ApplicationForm | undefined; readonly errors: FieldErrors }

/** Judges the whole form; `form` is there when every section could be sent. */
export function judgeForm(draft: Draft): JudgedForm {
  const judged = ApplicationSectionId.options.map((section) => ({ section, ...judgeSection(draft, section) }))
  const errors = Object.assign({}, ...judged.map((section) => section.errors)) as FieldErrors
  const isComplete = judged.every(({ value }) => value !== undefined)
  const form = Object.fromEntries(judged.map(({ section, value }) => [section, value])) as ApplicationForm
  return { form: isComplete ? form : undefined, errors }
}

export type StepState = 'empty' | 'filled' | 'fix'

/** How far each screen of the form has come, with the number of points still open. */
export function pageStates(draft: Draft): readonly { id: DraftPageId; state: StepState; open: number }[] {
  return draftPages.map(({ id, sections }) => {
    const open = Object.keys(judgePage(draft, sections)).length
    if (open === 0) return { id, state: 'filled', open }
    return { id, state: draft.data.savedPages.includes(id) ? 'fix' : 'empty', open }
  })
}

/** What a screen shows before it was ever saved: facts that are known already and only have to be confirmed. */
export function suggestedAnswers(
  { institution, site }: Draft,
  member: { name: string; capacity: string } | undefined,
  areaTitle: string,
): Typed {
  return {
    'account.accountName': institution.name,
    'declaration.serviceAddress': `东营市${areaTitle}${site.address}`,
    ...(member === undefined
      ? {}
      : member.capacity === 'legalRepresentative'
        ? { 'entity.legalRepresentativeName': member.name }
        : { 'agent.agentName': member.name }),
  }
}
