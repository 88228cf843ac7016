import { eventTitle } from '#app/view/labels'
import type { Actor } from '#workflows/access/authorise'
import type { Portal } from './portal.server'

/**
 * What the reader has just done to a case, by the revision in the address on which the form was made (`donePath`).
 * @returns null when nothing was done, or somebody else did it
 */
export async function findJustDone({ read }: Pick<Portal, 'read'>, actor: Actor, caseId: string, address: string): Promise<string | null> {
  const made = new URL(address).searchParams.get('done')
  if (made === null) return null
  const event = (await read.eventLog.ofCase(caseId)).find(({ revision }) => revision === Number(made) + 1)
  return event === undefined || event.actor_id !== actor.id ? null : eventTitle(event.command)
}
