import type { StoredCase, Upgrade } from './upgrade'

/**
 * Version 2 sets filing (第十一条) and list (第九条（五）) beside the term. Agreements of version 1 were neither filed nor
 * listed here: both are owed, except that what is over is listed no more.
 */
export const agreementUpgrade1: Upgrade = {
  timers: {
    'xstate.after.termStarts.agreement.awaitingStart': 'xstate.after.termStarts.agreement.term.awaitingStart',
    'xstate.after.termEnds.agreement.inForce': 'xstate.after.termEnds.agreement.term.inForce.fixedTerm',
  },
  snapshot(stored, { openedOn }) {
    const isOver = stored.value !== 'awaitingStart' && stored.value !== 'inForce'
    return {
      ...stored,
      value: {
        term: stored.value === 'inForce' ? { inForce: 'fixedTerm' } : stored.value,
        // A case that was closed stays closed.
        filing: stored.status === 'done' ? 'acknowledged' : { due: 'inTime' },
        listing: isOver ? 'neverListed' : 'unlisted',
      },
      context: contextOf(stored, isOver, openedOn),
    }
  },
}

const contextOf = ({ context }: StoredCase, isOver: boolean, signedOn: string) => ({
  ...context,
  signedOn,
  isOver,
  filedOn: null,
  listedOn: null,
  listNumber: null,
  delistedOn: null,
})
