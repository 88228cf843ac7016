import { formatDate } from '#app/view/format'
import type { CaseFile } from '#db/repositories/case-files'
import type { CaseEvent } from '#db/repositories/event-log'
import type { PlainDate } from '#workflows/calendar/plain-date'
import type { ApplicationFacts } from '#workflows/commands/facts'
import { FailedVisit, failedVisitCauses } from '#workflows/commands/visit'
import type { PolicySet } from '#workflows/policy/schema'
import { applicationContext } from './case-context'

export type VisitView = {
  text: string
  isRecorded: boolean
  /** Visits of this evaluation that could not be made, the first first (dossier A13). */
  failed: { visitedOn: string; cause: string; facts: string; by: string }[]
  /** How many of them allow a conclusion without scores. */
  attemptsNeeded: number
  /** What the licence means for the visit; null while it holds. */
  licence: { title: string; text: string; isObstacle: boolean } | null
  /** The conditions of a conclusion without scores are met. */
  isImpossible: boolean
  actions: { label: string; href: string }[]
}

type Asked = {
  file: CaseFile
  events: readonly CaseEvent[]
  facts: ApplicationFacts
  policy: PolicySet
  on: PlainDate
  mayAct: boolean
}

/** The visit on site of the evaluation that runs: announced, made, or in vain. */
export function visitView({ file, events, facts, policy, on, mayAct }: Asked): VisitView {
  const { visitOn, visitRecorded, failedVisits } = applicationContext(file)
  const attemptsNeeded = policy.evaluation.visitAttempts
  const licence = licenceOf(facts, on)
  const text = visitRecorded
    ? '已登记考查记录'
    : visitOn !== null
      ? `已通知：${formatDate(visitOn)}`
      : failedVisits > 0
        ? `第${failedVisits}次考查未能进行`
        : '尚未安排'
  return {
    text,
    isRecorded: visitRecorded,
    failed: failedVisits === 0 ? [] : failedOnes(events).slice(-failedVisits),
    attemptsNeeded,
    licence,
    isImpossible: failedVisits >= attemptsNeeded || (visitRecorded && licence?.isObstacle === true),
    actions: mayAct ? actionsOf(file) : [],
  }
}

function failedOnes(events: readonly CaseEvent[]): VisitView['failed'] {
  return events
    .filter(({ command }) => command === 'recordFailedVisit')
    .map(({ payload, actor_name }) => {
      const { visitedOn, cause, facts } = FailedVisit.parse(payload)
      return { visitedOn, cause: failedVisitCauses[cause], facts, by: actor_name }
    })
}

function actionsOf(file: CaseFile): VisitView['actions'] {
  const { visitOn, visitRecorded, failedVisits } = applicationContext(file)
  const again = visitOn !== null || failedVisits > 0
  const schedule = { label: again ? '重新安排' : '安排现场考查', href: `/cases/${file.id}/do/scheduleVisit` }
  const record = { label: visitRecorded ? '重新登记' : '登记现场考查', href: `/cases/${file.id}/do/recordVisit` }
  const failed = { label: '登记未能考查', href: `/cases/${file.id}/do/recordFailedVisit` }
  if (visitRecorded) return [record]
  return visitOn === null ? [schedule] : [record, failed, schedule]
}

/** Edge case 11: a licence that ends before the visit or on the way to it. */
function licenceOf({ licenceExpiresOn, visitedOn, roundPeriod }: ApplicationFacts, on: PlainDate): VisitView['licence'] {
  if (licenceExpiresOn === null) return null
  const until = `执业（经营）许可证有效期至${formatDate(licenceExpiresOn)}`
  if (visitedOn !== null)
    return licenceExpiresOn < visitedOn
      ? {
          title: '考查当天许可证已经过期，不能按评分作结论',
          text: `${until}，现场考查在${formatDate(visitedOn)}。请机构提交考查以前已经换发的证照；不能提交的，按无法评估作出结论。`,
          isObstacle: true,
        }
      : null
  if (licenceExpiresOn < on)
    return {
      title: '许可证已经过期',
      text: `${until}。请先通知机构提交换发的证照，再进行现场考查；考查当天仍然过期的，不能按评分作出结论。`,
      isObstacle: true,
    }
  if (roundPeriod?.to !== undefined && roundPeriod.to !== null && licenceExpiresOn <= roundPeriod.to)
    return { title: '许可证在评估期内到期', text: `${until}。请在到期以前进行现场考查，或者通知机构提交换发的证照。`, isObstacle: false }
  return null
}
