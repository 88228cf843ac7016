import type { StoredCase, Upgrade } from './upgrade'

/**
 * Version 3 sets connection, settlement, renewal, rest and the record of supplements beside the term, and gives the end a
 * fourth duty. Of an agreement of version 2 nothing of these is known: it is performing, its system is to be confirmed,
 * no licence is watched until its day is entered; what has ended has nobody left in a bed.
 */
export const agreementUpgrade2: Upgrade = {
  timers: {},
  snapshot(stored) {
    const { term, filing, listing } = stored.value as Value
    const isOver = stored.context.isOver === true
    return {
      ...stored,
      value: {
        term: termOf(term),
        filing: filing === 'acknowledged' && isOver ? 'closed' : filing,
        listing,
        connection: isOver ? 'over' : { awaited: 'inTime' },
        settlement: isOver ? 'over' : { open: 'unwatched' },
        renewal: isOver ? 'over' : 'none',
        performance: isOver ? 'over' : 'performing',
        record: isOver ? 'over' : 'open',
      },
      context: { ...stored.context, ...added },
    }
  },
}

type Value = { term: unknown; filing: unknown; listing: unknown }

const added: StoredCase['context'] = {
  changedSinceListing: [],
  handlingAgencyId: null,
  licenceExpiresOn: null,
  licenceProofOn: null,
  holdReason: null,
  renewal: null,
  nextTerm: null,
  continuedOn: null,
  formerTerms: [],
  end: null,
  suspendedOn: null,
  suspensionLapsed: false,
  supplements: 0,
  notedChanges: 0,
  grades: [],
  restoredFrom: null,
}

function termOf(term: unknown): unknown {
  if (typeof term !== 'object' || term === null || !('closing' in term)) return term
  return { closing: { ...(term.closing as object), patients: 'done' } }
}
