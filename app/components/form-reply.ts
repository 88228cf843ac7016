/** What a form shows again after the server has judged it: everything typed, and the errors per field name. */
export type FormReply = {
  readonly values: Readonly<Record<string, string | readonly string[]>>
  readonly errors: Readonly<Record<string, readonly string[]>>
}

export const EMPTY_REPLY: FormReply = { values: {}, errors: {} }

/** The id of a field's control; the error summary links to it. */
export const fieldId = (name: string): string => `f-${name.replace(/[^A-Za-z0-9_-]+/g, '-')}`

export const errorsOf = (reply: FormReply | undefined, name: string): readonly string[] => reply?.errors[name] ?? []

/** The one value of a field: what was typed, or the default. */
export const typedValue = (reply: FormReply | undefined, name: string, fallback = ''): string => {
  const value = reply?.values[name]
  if (value === undefined) return fallback
  return typeof value === 'string' ? value : (value[0] ?? '')
}

/** All values of a field with several (check boxes). */
export const typedValues = (reply: FormReply | undefined, name: string, fallback: readonly string[] = []): readonly string[] => {
  const value = reply?.values[name]
  if (value === undefined) return fallback
  return typeof value === 'string' ? (value === '' ? [] : [value]) : value
}

export const hasErrors = (reply: FormReply | undefined): boolean =>
  reply !== undefined && Object.values(reply.errors).some((messages) => messages.length > 0)
