import type { FormReply } from '#app/components/form-reply'

/** `items.0.problem`, as the rules name a field, is `items[0].problem` in a form. */
export const fieldName = (path: string): string => path.replace(/\.(\d+)(?=\.|$)/g, '[$1]')

/** A reply whose errors stand under the names of the form's fields. */
export function withFieldNames(reply: FormReply): FormReply {
  const errors: Record<string, readonly string[]> = {}
  for (const [path, messages] of Object.entries(reply.errors)) errors[fieldName(path)] = messages
  return { ...reply, errors }
}
