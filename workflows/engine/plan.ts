import * as z from 'zod'
import type { DeadlineKey } from '#workflows/policy/schema'
import { Effect } from './effects'
import type { TimerCatalogue } from './timers'

export type ArmedTimer = { timerId: string; key: DeadlineKey }
export type Plan = { armed: ArmedTimer[]; cancelled: string[]; effects: Effect[] }

const Raise = z.object({ type: z.literal('xstate.raise'), params: z.object({ id: z.string().optional(), delay: z.number().optional() }) })
const Cancel = z.object({ type: z.literal('xstate.cancel'), params: z.object({ sendId: z.string() }) })

/**
 * Folds the actions that XState returns, in order, into what the ledger and the outbox must do.
 * Order matters: a state left again in the same step raises and then cancels the same timer.
 * @param actions the second element of `transition` / `initialTransition`; only `type` and `params` are read (X19)
 * @throws Error when a delayed event is not in the catalogue or an action is not a known effect (X2, X20)
 */
export function planOf(actions: readonly unknown[], catalogue: TimerCatalogue): Plan {
  const armed = new Map<string, DeadlineKey>()
  const cancelled = new Set<string>()
  const effects: Effect[] = []
  for (const action of actions) {
    const raise = Raise.safeParse(action)
    if (raise.success) {
      const { id, delay } = raise.data.params
      if (delay === undefined) continue // an immediate raise was consumed inside the step
      const key = id === undefined ? undefined : catalogue.get(id)
      if (id === undefined || key === undefined) throw new Error(`timer ${id ?? '(none)'} is not in the catalogue`)
      armed.set(id, key)
      continue
    }
    const cancel = Cancel.safeParse(action)
    if (cancel.success) {
      const id = cancel.data.params.sendId
      if (!armed.delete(id)) cancelled.add(id)
      continue
    }
    const { type, params } = action as { type: string; params?: unknown }
    effects.push(Effect.parse(params === undefined ? { type } : { type, params }))
  }
  return { armed: [...armed].map(([timerId, key]) => ({ timerId, key })), cancelled: [...cancelled], effects }
}
