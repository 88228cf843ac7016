import { formatDate } from '#app/view/format'
import { mainLeaf } from '#app/view/stages'
import type { CaseFile } from '#db/repositories/case-files'
import { type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import type { AgreementContext } from '#workflows/machines/agreement-context'
import { findBarPeriod } from '#workflows/policy/eligibility'
import { agreementContext } from '../case-context'
import { renewalDaysOf } from '../life-facts.server'
import type { Rules } from '../rules.server'

/** How the term of a fixed-term agreement goes on (第十三条): whether somebody must act, and what follows when nobody does. */
export type AgreementOutlook = {
  /** First day of the form; first and last day of the window. */
  formOpensOn: PlainDate
  opensOn: PlainDate
  lastDay: PlainDate
  mayApply: boolean
  /** The window is open and nobody has asked. */
  isInstitutionsTurn: boolean
  consequence: string
  isLossAhead: boolean
}

/** What is lost with the term: no settlement afterwards, and a bar (第十条（二）). */
function lossOf({ policy }: Rules, file: CaseFile, lastDay: PlainDate): string {
  const bar = findBarPeriod(policy, { cause: 'agreementEndedWithoutFault', startsOn: lastDay, source: file.id })
  const barred = bar === undefined ? '' : `，${formatDate(bar.barredUntil)}以前（含当日）不予受理新的申请`
  return `${formatDate(lastDay)} 24:00 协议自动终止，此后发生的费用不再结算${barred}`
}

type Days = Pick<AgreementOutlook, 'formOpensOn' | 'opensOn' | 'lastDay'>

function askingOf({ formOpensOn, opensOn, lastDay }: Days, loss: string, today: PlainDate): string {
  const window = `${formatDate(opensOn)}至${formatDate(lastDay)}为续签申请期`
  const missed = `期满以前没有提出续签申请的，${loss}。`
  if (today < formOpensOn) return `${window}，${formatDate(formOpensOn)}起可以提前提交、先予登记。${missed}`
  if (today < opensOn) return `${window}，现在可以提前提交、先予登记。${missed}`
  return missed
}

function consequenceOf({ renewal, nextTerm }: AgreementContext, days: Days, loss: string, today: PlainDate): string {
  if (nextTerm !== null)
    return `续签协议（${nextTerm.documentNumber}）已经签订，本期届满后接着生效，至${formatDate(nextTerm.expiresOn)}。不用再办理。`
  if (renewal?.state === 'filed') return '已提出续签申请。期满时经办机构仍未办结的，协议书面延续，照常履行和结算，乙方不因此受损。'
  if (renewal?.state === 'refused') return `经办机构已决定不予续签：${loss}。`
  return askingOf(days, loss, today)
}

/** @returns undefined for an agreement without a last day, one that is over, held on, or already decided to end */
export function agreementOutlook(file: CaseFile, rules: Rules, today: PlainDate): AgreementOutlook | undefined {
  const context = agreementContext(file)
  const days = renewalDaysOf(rules, context.expiresOn)
  const leaf = mainLeaf(file.machine, file.stage)
  if (days === null || context.expiresOn === null || (leaf !== 'inForce.fixedTerm' && leaf !== 'awaitingStart')) return undefined
  const isUnasked = context.renewal === null && context.nextTerm === null
  const loss = lossOf(rules, file, plainDate(context.expiresOn))
  return {
    ...days,
    mayApply: isUnasked && today >= days.formOpensOn,
    isInstitutionsTurn: isUnasked && today >= days.opensOn,
    consequence: consequenceOf(context, days, loss, today),
    isLossAhead: isUnasked || context.renewal?.state === 'refused',
  }
}
