import type { ActionFunctionArgs } from '@remix-run/node'
import { scoreEntriesOf } from '#app/forms/score-entries'
import { findViewer } from '#app/http/viewer.server'
import { findFieldFile, saveScores } from '#app/services/field-view.server'
import { formatTime } from '#app/view/format'

/** Keeps an unfinished sheet while it is being filled in; answers with the sentence for the total bar. */
export async function action({ request, context, params }: ActionFunctionArgs): Promise<Response> {
  // A script asks, not a person: nobody would resume a sheet that is held at every attempt after the session has run out.
  const actor = await findViewer({ request, context })
  if (actor === undefined) return new Response(null, { status: 401 })
  const caseId = params.caseId ?? ''
  const file = await findFieldFile(context.portal, actor, caseId)
  if (file?.state !== 'cleared') return new Response(null, { status: 409 })
  const { entries, issues } = scoreEntriesOf(await request.formData(), file.facts.items)
  await saveScores(context.portal, caseId, actor.id, entries)
  const unread = Object.keys(issues).length
  const text = `${formatTime(context.portal.now())} 已自动保存${unread === 0 ? '' : `，${unread}处无法识别`}`
  return new Response(text, { headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' } })
}
