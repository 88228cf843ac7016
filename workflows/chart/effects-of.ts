import type { AnyStateNode } from 'xstate'
import { Effect, type EffectType } from '#workflows/engine/effects'

/** What a step carries out. `detail` is the kind of document or the cause of a bar; null when the case decides it. */
export type ChartEffect = { type: EffectType; detail: string | null }

const effectTypes: ReadonlySet<string> = new Set(Effect.options.map((option) => option.shape.type.value))
const isEffectType = (type: string): type is EffectType => effectTypes.has(type)

const detailOf = (params: unknown): string | null => {
  if (typeof params !== 'object' || params === null) return null
  const { kind, cause } = params as { kind?: unknown; cause?: unknown }
  const detail = kind ?? cause
  return typeof detail === 'string' ? detail : null
}

/** The effects among the actions of a state or a transition; those that only write the context are left out. */
export function effectsOfActions(actions: readonly unknown[]): ChartEffect[] {
  return actions.flatMap((action) => {
    const { type, params } =
      typeof action === 'string' ? { type: action, params: undefined } : (action as { type?: string; params?: unknown })
    return type !== undefined && isEffectType(type) ? [{ type, detail: detailOf(params) }] : []
  })
}

type Entering = { source: AnyStateNode; target?: readonly AnyStateNode[] | undefined; reenter: boolean }

const ancestorsOf = (node: AnyStateNode): AnyStateNode[] => (node.parent === undefined ? [] : [node.parent, ...ancestorsOf(node.parent)])

function initialDescendants(node: AnyStateNode): AnyStateNode[] {
  const children: AnyStateNode[] =
    node.type === 'parallel'
      ? Object.values(node.states)
      : Object.values(node.states).filter((child: AnyStateNode) => node.config.initial === child.key)
  return children.flatMap((child) => [child, ...initialDescendants(child)])
}

/** The effects of the states that a transition enters, from the outermost in. */
export function effectsOnEntry({ source, target = [], reenter }: Entering): ChartEffect[] {
  const entered = new Set<AnyStateNode>()
  for (const node of target) {
    const isInside = !reenter && ancestorsOf(node).includes(source)
    const stays = isInside ? [source, ...ancestorsOf(source)] : ancestorsOf(source)
    for (const ancestor of ancestorsOf(node).toReversed()) if (!stays.includes(ancestor)) entered.add(ancestor)
    entered.add(node)
    for (const inner of initialDescendants(node)) entered.add(inner)
  }
  return [...entered].flatMap((node) => effectsOfActions(node.entry))
}
