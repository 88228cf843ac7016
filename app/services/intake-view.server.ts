import type { AnswerSection, HandedInFile, TotalView } from '#app/view/case-view'
import type { AskedItem } from '#app/view/command-form'
import { problemTemplates } from '#app/view/problem-templates'
import { stageTitle } from '#app/view/stages'
import type { Actor } from '#workflows/access/authorise'
import { dateOf } from '#workflows/calendar/plain-date'
import { acceptanceObstacle } from '#workflows/commands/application-intake'
import { applicationFormTitle, materialsFor } from '#workflows/domain/materials'
import { findMaterialsList } from '#workflows/domain/materials-list'
import { positionOf } from './case/position.server'
import { answersOf, FORM_MATERIAL, materialsOf, selfTotalOf } from './case/record.server'
import { applicationContext } from './case-context'
import { commandsOfCase, openCase, timelineOfCase } from './case-view.server'
import { applicationFacts } from './facts.server'
import { intakeNotes } from './intake-notes.server'
import type { Portal } from './portal.server'

/** One line of the checklist as the officer looks through it. */
export type IntakeItem = {
  id: string
  title: string
  hint: string
  requirement: 'required' | 'ifApplicable'
  basis: string
  files: HandedInFile[]
  supplementFiles: HandedInFile[]
  /** May be put into a notice: anything the first time, afterwards only what the answer brought (第九条（二）). */
  mayBeAsked: boolean
}

/** The split screen of one application; undefined when the actor may not know of it or it is no application. */
export async function intakeViewOf(portal: Portal, actor: Actor, caseId: string) {
  const opened = await openCase(portal, actor, caseId)
  if (opened === undefined || opened.file.machine !== 'application' || opened.audience !== 'agency') return undefined
  const { file, relation, rules, events, audience } = opened
  const now = portal.now()
  const facts = await applicationFacts(portal.read, { on: dateOf(now), rules, actor, file })
  const { supplementGiven } = applicationContext(file)
  const scope = { kind: facts.site.kind, services: facts.submission?.form.services.services ?? [] }
  const list = findMaterialsList(facts.submission?.materialsListVersion ?? '')
  const formTitle = applicationFormTitle(facts.site.kind)
  const handedIn = materialsOf(caseId, events, formTitle)
  const filesOf = (id: string, isSupplement: boolean) =>
    handedIn.filter((material) => material.id === id && material.isSupplement === isSupplement).flatMap(({ files }) => files)
  const checklist = [
    { id: FORM_MATERIAL, title: formTitle, hint: '“申请表”所列各项填写内容。', requirement: 'required' as const, basis: '第八条' },
    ...materialsFor(scope, list?.id),
  ]
  const items = checklist.map(
    ({ id, title, hint, requirement, basis }): IntakeItem => ({
      id,
      title,
      hint,
      requirement,
      basis,
      files: filesOf(id, false),
      supplementFiles: filesOf(id, true),
      mayBeAsked: !supplementGiven || facts.answeredMaterials.includes(id),
    }),
  )
  return {
    caseId,
    title: file.title,
    stage: stageTitle(file.machine, file.stage),
    revision: file.revision,
    commandId: portal.newId(),
    position: await positionOf(portal.read, { file, relation, actor, now, rules }),
    commands: commandsOfCase(actor, opened),
    supplementGiven,
    /** The list that the application was made by; null for one of before the list had versions. */
    materialsList: list === undefined ? null : { id: list.id, effectiveFrom: list.effectiveFrom },
    items,
    answers: answersOf(facts, audience) satisfies AnswerSection[],
    selfEvaluation: selfTotalOf(facts) satisfies TotalView,
    obstacle: acceptanceObstacle(facts),
    notes: await intakeNotes(portal.read, { caseId, facts, today: dateOf(now) }),
    timeline: await timelineOfCase(portal, opened),
  }
}

type PostedItem = { materialId?: unknown; ok?: unknown; template?: unknown; note?: unknown; remedy?: unknown }

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

export type Check = { gaps: (AskedItem & { cause: string })[]; unchecked: string[]; errors: Record<string, string[]> }

/**
 * Reads the ticks: everything not ticked must say what is wrong and how to mend it, and becomes a line of the one
 * notice. Errors stand under the names of the form's fields.
 */
export function checkIntake(items: readonly IntakeItem[], posted: unknown): Check {
  const rows = (Array.isArray(posted) ? posted : []) as PostedItem[]
  const gaps: Check['gaps'] = []
  const unchecked: string[] = []
  const errors: Record<string, string[]> = {}
  for (const [index, item] of items.entries()) {
    if (!item.mayBeAsked) continue
    const row = rows[index]
    if (textOf(row?.ok) === 'yes') continue
    unchecked.push(item.title)
    const template = problemTemplates.find(({ value }) => value === textOf(row?.template))
    const problem = `${template?.problem ?? ''}${textOf(row?.note)}`
    const remedy = textOf(row?.remedy) || (template?.remedy ?? '')
    if (problem.length < 2) errors[`items[${index}].template`] = [`“${item.title}”没有勾选符合：请选择问题，或者写明哪里不符合要求`]
    else if (remedy.length < 2) errors[`items[${index}].remedy`] = [`请写明“${item.title}”怎样补正`]
    gaps.push({ materialId: item.id, title: item.title, problem, remedy, cause: template?.value ?? 'other' })
  }
  return { gaps, unchecked, errors }
}
