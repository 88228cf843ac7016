import type { Upgrade } from './upgrade'

/**
 * Version 2 counts the supplement window from the service of the notice, hands cases over and records the visit.
 * A window that ran under version 1 had begun with the notice: it runs on as served.
 */
export const applicationUpgrade1: Upgrade = {
  timers: {
    'xstate.after.supplementWindow.application.supplementing': 'xstate.after.supplementWindow.application.supplementing.served',
  },
  snapshot: (stored) => ({
    ...stored,
    value: stored.value === 'supplementing' ? { supplementing: 'served' } : stored.value,
    context: {
      ...stored.context,
      noticeServedOn: null,
      handlingAgencyId: null,
      visitOn: null,
      // Concluded under version 1, without a record of its own; only open evaluations need one now.
      visitRecorded: stored.context.passed !== null,
    },
  }),
}
