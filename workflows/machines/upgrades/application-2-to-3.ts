import type { Upgrade } from './upgrade'

/**
 * Version 3 sets the examination beside the clock of the receipt, so that a proposed refusal does not stop it, and knows
 * second evaluations, extended notices and signatures on paper. An objection that was upheld before led to 评估未通过
 * (decision 006); it still does.
 */
export const applicationUpgrade2: Upgrade = {
  timers: {
    'xstate.after.acceptanceDue.application.submitted.inTime': 'xstate.after.acceptanceDue.application.submitted.clock.inTime',
  },
  snapshot(stored) {
    const { objectionUpheld, ...context } = stored.context
    return {
      ...stored,
      value: isSubmitted(stored.value) ? { submitted: { clock: stored.value.submitted, examination: 'byOfficer' } } : stored.value,
      context: {
        ...context,
        reopenedFrom: null,
        licenceExpiresOn: null,
        refusalProposedBy: null,
        fraudReportedBy: null,
        failedVisits: 0,
        couldNotEvaluate: false,
        noticeExtendedUntil: null,
        objectionOutcome: objectionUpheld === true ? 'notPassed' : 'none',
        reEvaluated: false,
        reEvaluationPanel: [],
        representativeChangedOn: null,
        signedOnPaper: false,
      },
    }
  },
}

const isSubmitted = (value: unknown): value is { submitted: unknown } => typeof value === 'object' && value !== null && 'submitted' in value
