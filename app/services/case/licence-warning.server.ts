import type { CaseView } from '#app/view/case-view'
import { formatDate } from '#app/view/format'
import { isBeingEvaluated } from '#app/view/stages'
import type { CaseFile } from '#db/repositories/case-files'
import { type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import type { ApplicationFacts } from '#workflows/commands/facts'
import { expectedRound, roundAnchors } from '#workflows/policy/expected-round'
import { applicationContext } from '../case-context'
import type { Rules } from '../rules.server'

const beforeEvaluation = /^(submitted|supplementing|queued|enrolled)/

/**
 * Edge case 11: accepted with a licence that ends before the evaluation does; said early, to whoever can still renew it.
 * Undefined when it holds, has no end, or the evaluation is over.
 */
export function licenceWarning(file: CaseFile, facts: ApplicationFacts, rules: Rules, on: PlainDate): CaseView['notice'] {
  const { licenceExpiresOn } = facts
  if (licenceExpiresOn === null) return undefined
  if (!beforeEvaluation.test(file.stage) && !isBeingEvaluated(file.stage)) return undefined
  if (licenceExpiresOn > lastDayOfEvaluation(file, facts, rules, on)) return undefined
  const isOver = licenceExpiresOn < on
  return {
    tone: 'warning',
    title: isOver ? '许可证已经过期' : '许可证在评估结束以前到期',
    text: `执业（经营）许可证有效期至${formatDate(licenceExpiresOn)}。申请照常办理；现场考查当天许可证已经过期的，不能作出合格的结论，所以请尽快换发，并在考查以前用“提交换发的证照”上传。`,
  }
}

function lastDayOfEvaluation(file: CaseFile, { roundPeriod }: ApplicationFacts, rules: Rules, on: PlainDate): PlainDate {
  if (roundPeriod !== null) return roundPeriod.to ?? on
  const { acceptedOn } = applicationContext(file)
  const round = expectedRound(rules.policy, rules.calendar, acceptedOn === null ? on : plainDate(acceptedOn))
  return round.ok ? roundAnchors(round.value.year, round.value.month).roundMonthEnd : on
}
