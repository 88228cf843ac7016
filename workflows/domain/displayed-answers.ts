import { formatDate, isPlainDate } from '#workflows/calendar/plain-date'
import type { ApplicationForm } from '#workflows/domain/application-form'
import { applicationSections } from '#workflows/domain/application-sections'
import { affiliationTitles, areaName } from '#workflows/domain/areas'
import { type FormField, type FormSection, isShown } from '#workflows/domain/form-fields'
import type { Institution, PracticeSite } from '#workflows/domain/institution'
import { institutionKinds, institutionTypeTitles } from '#workflows/domain/institution-kinds'

/** One question with its answer as it was shown: what is frozen at submission. */
export type DisplayedAnswer = { readonly section: string; readonly question: string; readonly answer: string }

/** The parties' records and the form as read on the page; questions that were not asked are left out. */
export function displayedAnswers(
  form: ApplicationForm,
  { institution, site }: { readonly institution: Institution; readonly site: PracticeSite },
): readonly DisplayedAnswer[] {
  const scope = { kind: site.kind, services: form.services.services }
  const sections: readonly (FormSection & { id: keyof ApplicationForm })[] = applicationSections
  const asked = sections.flatMap((section) => {
    const answers: Readonly<Record<string, unknown>> = form[section.id]
    return section.fields
      .filter((field) => isShown(field, scope) && wasAsked(field, answers[field.name]))
      .map((field) => ({ section: section.title, question: field.label, answer: displayedValue(field, answers[field.name]) }))
  })
  return [...partyAnswers(institution, site), ...asked]
}

function partyAnswers(institution: Institution, site: PracticeSite): readonly DisplayedAnswer[] {
  const section = '申请单位'
  return [
    { section, question: '单位全称', answer: institution.name },
    { section, question: '统一社会信用代码', answer: institution.uscc },
    { section, question: '申请类别', answer: institutionTypeTitles[institution.type] },
    { section, question: '执业（经营）地点名称', answer: site.name },
    { section, question: '机构类别', answer: institutionKinds[site.kind].title },
    { section, question: '执业（经营）地点', answer: `${areaName(site.admdvs)} ${site.address}` },
    { section, question: '隶属关系', answer: affiliationTitles[site.affiliation] },
  ]
}

/** A value in the words of its field; an empty one reads 未填. */
export function displayedValue(field: FormField, value: unknown): string {
  if (field.type === 'checkbox') return value === true ? '是' : '否'
  if (value === undefined || value === '') return '未填'
  if (Array.isArray(value)) {
    return field.type === 'rows'
      ? value.map((row, index) => displayedRow(field, row, index)).join('\n')
      : value.map((item) => optionLabel(field, item)).join('、')
  }
  if (field.type === 'date' && typeof value === 'string' && isPlainDate(value)) return formatDate(value)
  return `${optionLabel(field, value)}${field.unit ?? ''}`
}

/** A question that only a fault calls for is repeated when it was answered. */
const wasAsked = ({ onFaultOf }: FormField, value: unknown): boolean => onFaultOf === undefined || value === true

function displayedRow(field: FormField, row: unknown, index: number): string {
  const values: Readonly<Record<string, unknown>> = typeof row === 'object' && row !== null ? { ...row } : {}
  const cells = (field.fields ?? []).map((cell) => {
    const value = values[cell.name]
    if (cell.type === 'checkbox') return value === true ? cell.label : ''
    return value === undefined && !cell.required ? '' : displayedValue(cell, value)
  })
  return `${index + 1}. ${cells.filter((cell) => cell !== '').join('，')}`
}

function optionLabel({ options }: FormField, value: unknown): string {
  return options?.find((option) => option.value === value)?.label ?? String(value)
}
