import type { CasePath, MeasureStageName } from '#app/view/case-view'
import { formatDate, formatDateShort, plainDateOfInstant } from '#app/view/format'
import { mainLeaf } from '#app/view/stages'
import type { CaseFile } from '#db/repositories/case-files'
import type { CaseEvent } from '#db/repositories/event-log'
import type { Repositories } from '#db/unit-of-work'
import { agreementContext } from '../case-context'

const ends: Readonly<Record<string, MeasureStageName>> = { refused: '受理', notPassed: '公示', lapsed: '协商签约' }
const reachedBy: Readonly<Record<string, MeasureStageName>> = {
  submitted: '受理',
  supplementing: '受理',
  queued: '评估',
  enrolled: '评估',
  underEvaluation: '评估',
  evaluated: '公示',
  publicNotice: '公示',
  reEvaluation: '评估',
  reEvaluated: '公示',
  negotiating: '协商签约',
  signing: '协商签约',
  signed: '履行',
  awaitingStart: '履行',
  inForce: '履行',
  closing: '期满',
  ended: '期满',
}

/** The stage at which a withdrawn application stood. */
function withdrawnAt(events: readonly CaseEvent[]): MeasureStageName {
  const from = events.at(-1)?.from_stage.split('.')[0] ?? ''
  return reachedBy[from] ?? '申请'
}

/** The way of an application or an agreement through the stages of the Measure, with the day of each. */
export async function pathOf(read: Repositories, file: CaseFile, events: readonly CaseEvent[]): Promise<CasePath> {
  const stage = mainLeaf(file.machine, file.stage).split('.')[0] ?? ''
  const isAgreement = file.machine === 'agreement'
  const application = isAgreement ? await read.eventLog.ofCase(file.parent_id ?? '') : events
  const notes: CasePath['notes'] = {}
  const dated: readonly [string, MeasureStageName][] = [
    ['submitApplication', '申请'],
    ['acceptApplication', '受理'],
    ['concludeEvaluation', '评估'],
    ['concludeUnable', '评估'],
    ['publishResult', '公示'],
    ['publishReEvaluation', '公示'],
    ['countersign', '协商签约'],
  ]
  for (const [command, name] of dated) {
    const event = application.findLast((one) => one.command === command)
    if (event !== undefined) notes[name] = formatDateShort(plainDateOfInstant(event.occurred_at))
  }
  if (isAgreement) {
    const { startsOn, expiresOn } = agreementContext(file)
    notes.履行 = formatDate(startsOn)
    if (expiresOn !== null) notes.期满 = formatDate(expiresOn)
  }
  const isStopped = stage in ends || stage === 'withdrawn'
  return {
    reached: stage === 'withdrawn' ? withdrawnAt(events) : (ends[stage] ?? reachedBy[stage] ?? '申请'),
    notes,
    isStopped,
    isOver: stage === 'ended',
  }
}
