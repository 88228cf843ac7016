import { dateFromParts, dateOf, endOfMonth, type Instant, instant, type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import { AgreementContext } from '#workflows/machines/agreement-context'
import { ApplicationContext } from '#workflows/machines/application-context'
import { ChangeContext } from '#workflows/machines/change'
import { EndingContext } from '#workflows/machines/ending'
import { EvaluationRoundContext } from '#workflows/machines/evaluation-round'
import { RenewalContext } from '#workflows/machines/renewal'
import type { Anchor } from '#workflows/policy/schema'
import type { MachineName } from './restore'

export type Anchors = Partial<Record<Anchor, PlainDate>>

/**
 * The dates from which the periods of a case are counted, read off its context after a step.
 * Most periods begin with the step that arms them; the notice counts from the round's one publication, whenever that
 * reaches the application.
 * @param context the machine's context after the step
 * @param at the moment of the step
 */
export function anchorsOf(machine: MachineName, context: unknown, at: Instant): Anchors {
  return anchorReaders[machine](context, dateOf(at))
}

const anchorReaders: Record<MachineName, (context: unknown, on: PlainDate) => Anchors> = {
  application(context, on) {
    const { publishedAt, noticeServedOn, noticeExtendedUntil } = ApplicationContext.parse(context)
    return {
      receivedOn: on,
      documentIssuedOn: on,
      // Unread, the notice counts as served on the day on which its timer fires.
      noticeServedOn: noticeServedOn === null ? on : plainDate(noticeServedOn),
      objectedOn: on,
      noticeClosedOn: on,
      ...(publishedAt === null ? {} : { publishedOn: dateOf(instant(publishedAt)) }),
      ...(noticeExtendedUntil === null ? {} : { noticeExtendedUntil: plainDate(noticeExtendedUntil) }),
    }
  },
  evaluationRound(context, on) {
    const { year, month, extendedUntil, noticeExtendedUntil } = EvaluationRoundContext.parse(context)
    const first = dateFromParts({ year, month, day: 1 })
    return {
      roundMonthStart: first,
      roundMonthEnd: endOfMonth(first),
      publishedOn: on,
      ...(extendedUntil === null ? {} : { extendedUntil: plainDate(extendedUntil) }),
      ...(noticeExtendedUntil === null ? {} : { noticeExtendedUntil: plainDate(noticeExtendedUntil) }),
    }
  },
  agreement(context, on) {
    const { signedOn, startsOn, expiresOn, licenceExpiresOn, suspendedOn, end } = AgreementContext.parse(context)
    return {
      receivedOn: on,
      signedOn: plainDate(signedOn),
      agreementStartsOn: plainDate(startsOn),
      ...(expiresOn === null ? {} : { agreementExpiresOn: plainDate(expiresOn) }),
      ...(licenceExpiresOn === null ? {} : { licenceExpiresOn: plainDate(licenceExpiresOn) }),
      ...(suspendedOn === null ? {} : { suspendedOn: plainDate(suspendedOn) }),
      ...(end === null ? {} : { agreementEndsOn: end.endsOn }),
    }
  },
  change(context, on) {
    const { licenceChangedOn, noticeServedOn } = ChangeContext.parse(context)
    return {
      receivedOn: on,
      documentIssuedOn: on,
      noticeServedOn: noticeServedOn === null ? on : plainDate(noticeServedOn),
      ...(licenceChangedOn === null ? {} : { licenceChangedOn: plainDate(licenceChangedOn) }),
    }
  },
  renewal(context, on) {
    const { expiresOn } = RenewalContext.parse(context)
    return { receivedOn: on, documentIssuedOn: on, agreementExpiresOn: plainDate(expiresOn) }
  },
  ending(context, on) {
    const { servedOn } = EndingContext.parse(context)
    return { documentIssuedOn: on, noticeServedOn: servedOn === null ? on : plainDate(servedOn) }
  },
  institutionList: () => ({}),
  barRecord: () => ({}),
  ruleRelease: () => ({}),
  ruleOverride: () => ({}),
}
