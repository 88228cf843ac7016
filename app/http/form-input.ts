import { parseSubmission } from '@conform-to/dom/future'
import type { FormReply } from '#app/components/form-reply'
import { FORM_TOKEN_FIELD } from './form-token'

/** Hidden fields of every command form: the revision it was made from, and the id that makes a second click harmless. */
export const REVISION_FIELD = '_revision'
export const COMMAND_ID_FIELD = '_commandId'

// No page of ours nests deeper or counts further: `x[4000000000]` would make a list of four thousand million places.
const fieldShape = /^[\w-]+(?:\[\d{1,3}\]|\.[\w-]+){0,6}$/
// A stored file comes with its upload or under a seal: a form that names bytes itself would be given other people's.
const storedFile = /(?:^|\.)digest$/
const inherited = /(?:^|\.)(?:__proto__|constructor|prototype)(?:$|[.[])/

/**
 * A posted form as a nested object: `members[0].role`, `score.M-B01`; texts stay texts, files stay files.
 * A field that no page of ours can hold is left out.
 */
export function formInput(form: FormData): Record<string, unknown> {
  const { payload } = parseSubmission(form, {
    skipEntry: (name) => name.startsWith('_') || !fieldShape.test(name) || inherited.test(name) || storedFile.test(name),
  })
  return payload
}

/** What a page shows again: everything typed but secrets and files, with the errors at their fields. */
export function formReply(form: FormData, errors: Readonly<Record<string, readonly string[]>>): FormReply {
  const values: Record<string, string | string[]> = {}
  for (const name of new Set(form.keys())) {
    if (name === FORM_TOKEN_FIELD || /password/i.test(name)) continue
    const typed = form.getAll(name).filter((value): value is string => typeof value === 'string')
    if (typed.length > 0) values[name] = typed.length === 1 ? (typed[0] ?? '') : typed
  }
  return { values, errors }
}

/** The revision a form was made from; -1, which no case has, when it was tampered with. */
export function revisionOf(form: FormData): number {
  const text = form.get(REVISION_FIELD)
  return typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : -1
}

/** A page that then says what this form has done (`findJustDone`, and the page of a case). */
export const donePath = (path: string, form: FormData): string => `${path}?done=${revisionOf(form)}`

/** The command id of a form, or undefined when it was tampered with. */
export function commandIdOf(form: FormData): string | undefined {
  const text = form.get(COMMAND_ID_FIELD)
  return typeof text === 'string' && /^[0-9a-f-]{36}$/.test(text) ? text : undefined
}
