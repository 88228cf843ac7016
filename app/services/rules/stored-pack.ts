import bundled from '#db/seeds/policy-2016-draft.json'
import { PolicySet } from '#workflows/policy/schema'

/** The version that the program brings with it and that governs until another is published. */
export const bundledPackId = `${bundled.code}@${bundled.version}`

/**
 * A pack as it was stored. One of an older program lacks the deadlines that were named since: no case under it had them, and
 * they are those of the version that the program brings with it.
 * @throws Error when it is no pack
 */
export function storedPack(data: unknown): PolicySet {
  const pack = data as { deadlines?: Record<string, unknown> }
  return PolicySet.parse({ ...pack, deadlines: { ...bundled.deadlines, ...pack.deadlines } })
}
