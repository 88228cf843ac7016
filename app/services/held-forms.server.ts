import { addMinutes } from '#workflows/calendar/plain-date'
import type { Portal } from './portal.server'

const keptMinutes = 24 * 60

/**
 * Keeps what was typed when a form arrives after its session has ended by itself, so that signing in again brings it back.
 * Only for somebody whose session we know; uploads are not kept.
 * @returns the id under which its owner finds it again, or undefined when there is nothing to keep
 */
export async function holdForm(portal: Portal, sessionId: string | undefined, request: Request): Promise<string | undefined> {
  const isPlainForm = request.headers.get('Content-Type')?.startsWith('application/x-www-form-urlencoded') === true
  const accountId = await portal.sessions.findFormerAccount(sessionId)
  if (!isPlainForm || accountId === undefined) return undefined
  const form = await request.clone().formData()
  const fields = [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string' && !/^_token$|password/i.test(entry[0]))
  const { pathname, search } = new URL(request.url)
  const id = portal.newId()
  const now = portal.now()
  await portal.unit.inTransaction((tx) =>
    tx.drafts.holdForm({ id, account_id: accountId, action: pathname + search, fields, created_at: now }, addMinutes(now, -keptMinutes)),
  )
  return id
}

/** The form kept for this account, or undefined. */
export async function findHeldForm(portal: Portal, id: string, accountId: string) {
  const held = await portal.read.drafts.findHeldForm(id)
  return held?.account_id === accountId ? held : undefined
}
