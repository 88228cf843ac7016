import { formInput } from './form-input'

const lists = ['months', 'longTermAllowedFor', 'countingMatters', 'switchedOffItems']

/** The posted change of one value: ticked boxes stay lists, reminders without a number fall out. */
export function ruleValueInput(form: FormData): { change: Record<string, unknown> } {
  const { change } = formInput(form)
  const fields = typeof change === 'object' && change !== null ? { ...(change as Record<string, unknown>) } : {}
  for (const name of lists) if (form.has(`change.${name}`) || fields[name] !== undefined) fields[name] = [fields[name]].flat()
  if (Array.isArray(fields.reminders))
    fields.reminders = fields.reminders.filter(
      (row: unknown) => typeof row === 'object' && row !== null && 'count' in row && row.count !== '',
    )
  return { change: fields }
}
