import { commandsOfCase, type OpenCase, openCase } from '#app/services/case-view.server'
import type { FormChoice } from '#app/view/command-form'
import type { Repositories } from '#db/unit-of-work'
import type { Actor } from '#workflows/access/authorise'
import { dateOf, type PlainDate } from '#workflows/calendar/plain-date'
import type { LifeFacts } from '#workflows/commands/facts'
import { serviceTitles } from '#workflows/domain/institution-kinds'
import { totalOf } from '#workflows/policy/scoring'
import { lifeFacts } from '../life-facts.server'
import type { Portal } from '../portal.server'
import { changedValues, filingsOf } from './filings.server'

export type TargetedEvaluation = {
  opened: OpenCase
  table: NonNullable<LifeFacts['table']>
  about: { question: string; answer: string }[]
  colleagues: FormChoice[]
  today: PlainDate
}

/**
 * The look on site at a new place or at added services (第七条（二）), for who may record it now.
 * @returns undefined when the actor may not, or the change waits for something else
 */
export async function targetedEvaluationOf(portal: Portal, actor: Actor, caseId: string): Promise<TargetedEvaluation | undefined> {
  const opened = await openCase(portal, actor, caseId)
  if (opened === undefined || !commandsOfCase(actor, opened).includes('recordTargetedEvaluation')) return undefined
  const { read } = portal
  const { table, colleagues } = await lifeFacts(read, opened.rules, opened.file, {})
  if (table === null) return undefined
  return {
    opened,
    table,
    about: await aboutOf(read, opened),
    colleagues: colleagues.filter(({ id }) => id !== actor.id).map(({ id, name }) => ({ value: id, label: name })),
    today: dateOf(portal.now()),
  }
}

async function aboutOf(read: Repositories, { file }: OpenCase): Promise<TargetedEvaluation['about']> {
  const filings = await filingsOf(read, file)
  const services = filings.findLast((filing) => filing.services !== null)?.services ?? null
  return [
    ...changedValues(filings).map(({ title, before, after }) => ({ question: title, answer: `${before} → ${after}` })),
    ...(services === null
      ? []
      : [{ question: '评分所用的服务类别', answer: services.map((service) => serviceTitles[service]).join('、') }]),
  ]
}

/** The empty sheet's figures for the bar above it. */
export function emptyTotal({ standard, items }: TargetedEvaluation['table']) {
  const { passMark, expected } = totalOf(standard, items, [])
  return { passMark, saved: { answered: 0, applicable: expected, total: 0, failedVetoes: 0 } }
}
