import { requireViewer } from '#app/http/viewer.server'
import { mayWordMessages } from '#app/services/messages/template-desk.server'
import type { Asked } from '#app/services/shell.server'
import type { Actor } from '#workflows/access/authorise'

/** Somebody who words the messages; 403 for everybody else who has signed in. */
export async function requireWording(asked: Asked): Promise<Actor> {
  const actor = await requireViewer(asked, 'officer', 'head')
  if (!mayWordMessages(actor)) throw new Response(null, { status: 403 })
  return actor
}
