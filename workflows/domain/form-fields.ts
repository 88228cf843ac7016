import { type InstitutionKind, type InstitutionType, institutionKinds, type Service, typeOfKind } from '#workflows/domain/institution-kinds'

/** Which institutions see a field or a material. */
export type FieldAudience = 'all' | 'medical' | 'pharmacy' | 'inpatient' | 'chronic' | 'askedService'

export type FieldType = 'text' | 'date' | 'select' | 'checkboxes' | 'checkbox' | 'number' | 'textarea' | 'rows'

export type FieldOption = { readonly value: string; readonly label: string }

/** One question: what the page needs to draw it and the record needs to repeat it. */
export type FormField = {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly type: FieldType
  readonly options?: readonly FieldOption[]
  readonly unit?: string
  /** Questions of one row, for `rows`. */
  readonly fields?: readonly FormField[]
  readonly shownFor: FieldAudience
  readonly required: boolean
  /** Names of questions beside it: asked only when one of them was answered wrongly (or when it has been answered). */
  readonly onFaultOf?: readonly string[]
}

export type FormSection = {
  readonly id: string
  readonly title: string
  readonly hint?: string
  readonly fields: readonly FormField[]
}

/** What decides the questions an institution is asked. */
export type FormContext = { readonly kind: InstitutionKind; readonly services: readonly Service[] }

/** Whether a field is asked of this institution with these services. */
export function isShown({ shownFor }: Pick<FormField, 'shownFor'>, { kind, services }: FormContext): boolean {
  const type: InstitutionType = typeOfKind(kind)
  switch (shownFor) {
    case 'all':
      return true
    case 'medical':
    case 'pharmacy':
      return type === shownFor
    case 'inpatient':
      return services.includes('inpatient')
    case 'chronic':
      return services.includes('outpatient_chronic')
    case 'askedService':
      return services.some((service) => institutionKinds[kind].services[service] === 'ask')
  }
}

/** Options of a select from a table of titles. */
export function optionsOf(titles: Readonly<Record<string, string>>): readonly FieldOption[] {
  return Object.entries(titles).map(([value, label]) => ({ value, label }))
}
