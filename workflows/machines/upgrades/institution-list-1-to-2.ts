import type { Upgrade } from './upgrade'

/** Version 2 can say anew what changed about those that are listed; lists of version 1 added and dropped only. */
export const institutionListUpgrade1: Upgrade = {
  timers: {},
  snapshot: (stored) => ({ ...stored, context: { ...stored.context, changes: [] } }),
}
