import type { Upgrade } from './upgrade'

/** Version 2 can add days on which the notice could not be read (edge case 29). */
export const evaluationRoundUpgrade1: Upgrade = {
  timers: {
    'xstate.after.publicNotice.evaluationRound.publicNotice': 'xstate.after.publicNotice.evaluationRound.publicNotice.running',
  },
  snapshot: (stored) => ({
    ...stored,
    value: stored.value === 'publicNotice' ? { publicNotice: 'running' } : stored.value,
    context: { ...stored.context, noticeExtendedUntil: null },
  }),
}
