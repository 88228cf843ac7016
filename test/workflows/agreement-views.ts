import { machineEvents, machineInputs } from '#test/workflows/machine-events'
import { explore, type Graph } from '#test/workflows/machine-graph'
import type { AgreementContext } from '#workflows/machines/agreement-context'

/** The part of the context that guards look at. */
const decisive = (context: AgreementContext) => [
  context.isOver,
  context.renewal?.state,
  context.nextTerm !== null,
  context.end?.barCause,
  context.end === null,
  context.continuedOn !== null,
  context.suspensionLapsed,
  context.licenceProofOn !== null,
  context.licenceExpiresOn !== null,
  context.expiresOn === null,
  context.services.includes('inpatient'),
  context.listedOn !== null,
]

const term = ['termStarts', 'termEnds']
const life = [
  ...term,
  'continuationEnds',
  'endEffective',
  'suspensionEnds',
  'fileRenewal',
  'withdrawRenewal',
  'grantRenewal',
  'refuseRenewal',
  'scheduleEnd',
  'cancelEnd',
  'requestSuspension',
  'approveSuspension',
  'declineSuspension',
  'resume',
]
const fixed = machineInputs.agreement as object

// An agreement has nine regions; explored together they are hundreds of thousands of states. Each view lets some of them
// move beside the term and leaves the others at rest.
const views = {
  duties: {
    input: { ...fixed, services: ['inpatient'] },
    moves: [...term, 'settleClaims', 'returnPlaque', 'announceExit', 'transferPatients'],
  },
  life: { input: fixed, moves: life },
  longTerm: { input: { ...fixed, expiresOn: null }, moves: life },
  filing: {
    input: fixed,
    moves: [...term, 'filing', 'file', 'acknowledgeFiling', 'answerFilingRemarks', 'applyChange', 'fileRenewal', 'grantRenewal'],
  },
  listing: { input: fixed, moves: [...term, 'list', 'delist', 'applyChange'] },
  connection: { input: fixed, moves: [...term, 'connectionDue', 'passConnection', 'failConnection'] },
  settlement: {
    input: { ...fixed, licenceExpiresOn: '2028-12-31' },
    moves: [
      ...term,
      'licenceEnds',
      'licenceGrace',
      'recordLicence',
      'noteLicenceProof',
      'holdSettlement',
      'releaseSettlement',
      'applyChange',
    ],
  },
  record: { input: fixed, moves: [...term, 'applyChange', 'noteChange', 'recordGrade'] },
  toTheEnd: {
    input: fixed,
    moves: [...term, 'settleClaims', 'returnPlaque', 'announceExit', 'list', 'delist', 'file', 'acknowledgeFiling', 'answerFilingRemarks'],
  },
} as const
export type View = keyof typeof views

const isMove = (type: string, moves: readonly string[]) => moves.some((move) => type === move || type.startsWith(`xstate.after.${move}.`))

const explored = new Map<View, Graph>()
/** The states of an agreement in which only the regions of this view move. */
export function agreementView(view: View): Graph {
  const { input, moves } = views[view]
  const graph =
    explored.get(view) ??
    explore('agreement', { input, events: machineEvents.agreement.filter(({ type }) => isMove(type, moves)), decisive })
  explored.set(view, graph)
  return graph
}
export const agreementViews = Object.keys(views) as View[]
