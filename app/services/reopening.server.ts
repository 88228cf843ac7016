import { stageTitle } from '#app/view/stages'
import type { Actor } from '#workflows/access/authorise'
import { dateOf } from '#workflows/calendar/plain-date'
import { isReopenable } from './case-context'
import { openCase } from './case-view.server'
import type { Portal } from './portal.server'

/** What the page of a reopening shows of the finished application. */
export type Reopening = { caseId: string; title: string; stage: string; today: string; commandId: string }

/**
 * A finished application that a head of its agency may bring back as a new one (DECISIONS 7).
 * @returns undefined when the actor may not act on it, it is no such case, or its site applies again already
 */
export async function reopeningOf(portal: Portal, actor: Actor, caseId: string): Promise<Reopening | undefined> {
  const opened = await openCase(portal, actor, caseId)
  if (opened === undefined || opened.file.agency_id !== actor.agencyId) return undefined
  const { file } = opened
  if (!isReopenable(file) || file.site_id === null) return undefined
  const running = await portal.read.caseFiles.list({ machine: 'application', siteId: file.site_id, status: 'active' }, 1)
  if (running.length > 0) return undefined
  return {
    caseId,
    title: file.title,
    stage: stageTitle(file.machine, file.stage),
    today: dateOf(portal.now()),
    commandId: portal.newId(),
  }
}
