type Combined = { check?: { name?: string }; guards?: readonly unknown[]; name?: string }

const negated = (name: string): string => (name.startsWith('!') ? name.slice(1) : `!${name}`)

/**
 * The conditions of a transition by their names in the chart; those joined by `and` one by one, one under `not` with an
 * exclamation mark before it.
 * @param guard as XState keeps it: a name, an object with a type, or a function that joins others
 */
export function guardNames(guard: unknown): string[] {
  if (guard === undefined || guard === null) return []
  if (typeof guard === 'string') return [guard]
  if (typeof guard === 'function') {
    const { guards = [], name } = guard as Combined
    const names = guards.flatMap(guardNames)
    return name === 'not' ? names.map(negated) : names
  }
  const { type } = guard as { type?: unknown }
  return typeof type === 'string' ? [type] : []
}
