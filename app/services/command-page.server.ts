import type { CommandPage, FormChoice } from '#app/view/command-form'
import { machineTitles } from '#app/view/labels'
import { stageForInstitution, stageTitle } from '#app/view/stages'
import type { Actor } from '#workflows/access/authorise'
import { authorise } from '#workflows/access/authorise'
import { dateOf } from '#workflows/calendar/plain-date'
import { type CommandName, commands } from '#workflows/commands/index'
import { checklistOf, commandFacts } from './case/command-facts.server'
import { commandsOfCase, type OpenCase, openCase, timelineOfCase } from './case-view.server'
import { changeMaterials } from './change/change-view.server'
import { applicationFacts } from './facts.server'
import type { Portal } from './portal.server'

export type CommandPageAnswer =
  | { state: 'notFound' }
  | { state: 'forbidden' }
  /** The case stands elsewhere: the command's turn has passed or has not come. */
  | { state: 'notNow'; page: CommandPage }
  | { state: 'open'; page: CommandPage }

/** The page of one command for one actor: its form's facts, or why there is none. */
export async function commandPageOf(portal: Portal, actor: Actor, caseId: string, command: CommandName): Promise<CommandPageAnswer> {
  const opened = await openCase(portal, actor, caseId)
  const definition = commands[command]
  if (opened === undefined || opened.file.machine !== definition.machine) return { state: 'notFound' }
  if (authorise(actor, definition.grants, opened.relation) !== undefined) return { state: 'forbidden' }
  const { file } = opened
  const page: CommandPage = {
    caseId,
    title: file.title,
    machineTitle: machineTitles[file.machine] ?? '',
    stage: stageTitle(file.machine, opened.audience === 'institution' ? stageForInstitution(file.stage) : file.stage),
    revision: file.revision,
    commandId: portal.newId(),
    facts: await commandFacts(portal.read, actor, opened, portal.now()),
    timeline: opened.isOpenToReader ? await timelineOfCase(portal, opened) : [],
  }
  return { state: commandsOfCase(actor, opened).includes(command) ? 'open' : 'notNow', page }
}

/** What a notice of this case may ask for. */
async function materialsToAsk(portal: Portal, actor: Actor, opened: OpenCase): Promise<FormChoice[]> {
  const { file, rules } = opened
  if (file.machine === 'change') return changeMaterials(opened)
  if (file.machine !== 'application') return []
  return checklistOf(await applicationFacts(portal.read, { on: dateOf(portal.now()), rules, actor, file }))
}

/** The rows of a notice with the titles of their checklist entries, which the form does not repeat. */
export async function titledItems(portal: Portal, actor: Actor, caseId: string, items: unknown): Promise<unknown> {
  const opened = await openCase(portal, actor, caseId)
  if (opened === undefined || !Array.isArray(items)) return items
  const materials = await materialsToAsk(portal, actor, opened)
  return items.map((item: unknown) => {
    const { materialId } = item as { materialId?: unknown }
    const title = materials.find(({ value }) => value === materialId)?.label
    return typeof item === 'object' && title !== undefined ? { ...item, title } : item
  })
}
