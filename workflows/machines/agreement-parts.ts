import { setup } from 'xstate'
import type { PlainDate } from '#workflows/calendar/plain-date'
import type { AgreementContext, AgreementEnd, AgreementInput, AgreementTerm, YearlyGrade } from './agreement-context'
import { nominalDelays } from './nominal-delays'

/** What the public register says of the institution from now on; null leaves it. */
export type RegisterChange = { name: string | null; place: { address: string; admdvs: string } | null }

type Ev<T extends string, P = unknown> = { type: T } & P
export type AgreementEvent =
  | Ev<'settleClaims'>
  | Ev<'returnPlaque'>
  | Ev<'announceExit'>
  | Ev<'transferPatients'>
  | Ev<'file', { filedOn: string }>
  | Ev<'acknowledgeFiling', { hasRemarks: boolean }>
  | Ev<'answerFilingRemarks'>
  | Ev<'list', { listedOn: string; listNumber: string }>
  | Ev<'delist', { delistedOn: string }>
  | Ev<'passConnection'>
  | Ev<'failConnection'>
  | Ev<'recordLicence', { expiresOn: PlainDate | null }>
  | Ev<'noteLicenceProof', { on: PlainDate }>
  | Ev<'holdSettlement', { reason: string }>
  | Ev<'releaseSettlement'>
  | Ev<'fileRenewal', { renewalId: string }>
  | Ev<'withdrawRenewal', { on: PlainDate }>
  | Ev<'grantRenewal', { term: AgreementTerm; signedOn: PlainDate }>
  | Ev<'refuseRenewal', { on: PlainDate }>
  | Ev<
      'applyChange',
      {
        signedOn: PlainDate
        titles: string[]
        services: string[] | null
        register: RegisterChange
        licenceExpiresOn: PlainDate | null
        agencyId: string | null
      }
    >
  | Ev<'noteChange'>
  | Ev<'scheduleEnd', { end: AgreementEnd }>
  | Ev<'cancelEnd'>
  | Ev<'requestSuspension'>
  | Ev<'approveSuspension', { from: PlainDate }>
  | Ev<'declineSuspension'>
  | Ev<'resume'>
  | Ev<'recordGrade', { grade: YearlyGrade }>

/** Effects, guards and deadlines of an agreement. */
export const machine = setup({
  types: {
    context: {} as AgreementContext,
    events: {} as AgreementEvent,
    input: {} as AgreementInput,
    tags: {} as 'officer' | 'head' | 'institution' | 'authority' | 'public' | 'overdue',
    meta: {} as { article: string },
  },
  delays: nominalDelays([
    'termStarts',
    'termEnds',
    'filing',
    'continuationEnds',
    'endEffective',
    'connectionDue',
    'licenceEnds',
    'licenceGrace',
    'suspensionEnds',
  ]),
  actions: {
    issueDocument: (_, _params: { kind: string }) => {},
    recordBar: (_, _params: { cause: string }) => {},
    updateRegister: (_, _params: RegisterChange) => {},
    openRenewal: () => {},
    closeWithAgreement: () => {},
  },
  guards: {
    isLongTerm: ({ context }) => context.expiresOn === null,
    isOver: ({ context }) => context.isOver,
    isNotOver: ({ context }) => !context.isOver,
    hasRemarks: ({ event }) => event.type === 'acknowledgeFiling' && event.hasRemarks,
    // 第十三条: asked in time and not yet answered. The agency's silence never costs the agreement (DECISIONS 12).
    isRenewalUndecided: ({ context }) => context.renewal?.state === 'filed',
    isRenewedMeanwhile: ({ context }) => context.continuedOn !== null && context.nextTerm !== null,
    isRenewalAnswered: ({ context }) => context.continuedOn !== null && context.renewal?.state !== 'filed',
    hasNextTerm: ({ context }) => context.nextTerm !== null,
    mayAskRenewal: ({ context }) => context.expiresOn !== null && context.nextTerm === null && context.end === null && !context.isOver,
    endsWithBar: ({ context }) => context.end !== null && context.end.barCause !== null,
    isSuspensionLapsed: ({ context }) => context.suspensionLapsed,
    handsOver: ({ event }) => event.type === 'applyChange' && event.agencyId !== null,
    hasLicenceDay: ({ context }) => context.licenceExpiresOn !== null,
    hasLicenceProof: ({ context }) => context.licenceProofOn !== null,
    isContinued: ({ context }) => context.continuedOn !== null,
    hasInpatients: ({ context }) => context.services.includes('inpatient') || context.services.includes('long_term_care'),
  },
})

/** A new licence, or one without an end, starts the watch anew. */
export const keepLicence = machine.assign(({ event }) =>
  event.type === 'recordLicence' ? { licenceExpiresOn: event.expiresOn, licenceProofOn: null, holdReason: null } : {},
)
export const keepLicenceProof = machine.assign({ licenceProofOn: ({ event }) => (event.type === 'noteLicenceProof' ? event.on : null) })

/** 第十三条: signed before the old term is over, so the new one waits for its first day. */
export const keepNextTerm = machine.assign(({ context, event }) =>
  // Already begun when the agreement was only being held on.
  event.type !== 'grantRenewal' || context.documentNumber === event.term.documentNumber
    ? { renewal: null }
    : { nextTerm: event.term, signedOn: event.signedOn, renewal: context.renewal && { ...context.renewal, state: 'granted' as const } },
)

/** The term is over; what follows is duty. Every case that hangs on the agreement is told. */
export const isNowOver = machine.assign({ isOver: true, suspendedOn: null, suspensionLapsed: false })
export const expired = [
  isNowOver,
  { type: 'recordBar', params: { cause: 'agreementEndedWithoutFault' } },
  { type: 'issueDocument', params: { kind: 'expiryNotice' } },
  'closeWithAgreement',
] as const

/** 第十九条（一）: held on beyond its last day, it ends on the day on which its renewal is refused or given up. */
export const endedAfterContinuation = [
  machine.assign(({ event }) =>
    event.type !== 'refuseRenewal' && event.type !== 'withdrawRenewal'
      ? {}
      : {
          end: {
            endingId: null,
            kind: 'termination' as const,
            article: '第十九条（一）',
            endsOn: event.on,
            barCause: 'agreementEndedWithoutFault' as const,
          },
        },
  ),
  ...expired,
] as const

/** A decided end waits for its day. */
export const keepEnd = machine.assign({ end: ({ context, event }) => (event.type === 'scheduleEnd' ? event.end : context.end) })

/** 第十三条: the renewed term begins. */
export const startNextTerm = machine.assign(({ context }) => {
  const { nextTerm } = context
  if (nextTerm === null) return {}
  const { documentNumber, services, startsOn, expiresOn } = nextTerm
  return { ...termBehind(context), documentNumber, services, startsOn, expiresOn, nextTerm: null, renewal: null, continuedOn: null }
})

/** 第十三条: asked in time, not answered: held on beyond its last day, by a written notice. */
export const continued = [
  machine.assign({ continuedOn: ({ context }) => context.expiresOn }),
  { type: 'issueDocument', params: { kind: 'continuationNotice' } },
] as const

/** The renewed term begins at once, because the agreement was only being continued. */
export const startGrantedTerm = machine.assign(({ context, event }) => {
  if (event.type !== 'grantRenewal') return {}
  const { documentNumber, services, startsOn, expiresOn } = event.term
  const begun = { documentNumber, services, startsOn, expiresOn, signedOn: event.signedOn }
  return { ...termBehind(context), ...begun, nextTerm: null, renewal: null, continuedOn: null }
})

function termBehind(context: AgreementContext): Pick<AgreementContext, 'formerTerms'> {
  const { documentNumber, services, startsOn, expiresOn, formerTerms } = context
  if (expiresOn === null) return { formerTerms }
  return {
    formerTerms: [...formerTerms, { documentNumber, services, startsOn: startsOn as PlainDate, expiresOn: expiresOn as PlainDate }],
  }
}

export const applyChange = machine.assign(({ context, event }) => {
  if (event.type !== 'applyChange') return {}
  return {
    signedOn: event.signedOn,
    supplements: context.supplements + 1,
    services: event.services ?? context.services,
    licenceExpiresOn: event.licenceExpiresOn ?? context.licenceExpiresOn,
    handlingAgencyId: event.agencyId ?? context.handlingAgencyId,
    changedSinceListing: context.listedOn === null ? [] : [...new Set([...context.changedSinceListing, ...event.titles])],
  }
})

/** 第十五条: the register says it as well. */
export const updateRegister = {
  type: 'updateRegister',
  params: ({ event }: { event: AgreementEvent }): RegisterChange =>
    event.type === 'applyChange' ? event.register : { name: null, place: null },
} as const

/** 第十四条: noted without a supplement; what was noted stands in the log. */
export const noteChange = machine.assign({ notedChanges: ({ context }) => context.notedChanges + 1 })

/** Edge case 34: one more test that failed changes nothing but the log. */
export const noteFurtherFailure = machine.assign({})
