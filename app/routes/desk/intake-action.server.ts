import { type AppLoadContext, data } from '@remix-run/node'
import { type CommandReply, commandAction } from '#app/http/command-action.server'
import { donePath, formInput, formReply } from '#app/http/form-input'
import { requireViewer } from '#app/http/viewer.server'
import { checkIntake, intakeViewOf } from '#app/services/intake-view.server'
import type { AskedItem } from '#app/view/command-form'
import type { CommandName } from '#workflows/commands/index'

type IntakeReply = { refused: CommandReply; preview?: AskedItem[] }

const again = (refused: CommandReply, status: number, preview?: AskedItem[]) =>
  data<IntakeReply>(preview === undefined ? { refused } : { refused, preview }, { status })

/** Accepts, previews the one notice, or sends it: three buttons of one form. */
export async function intakeAction({ request, context, caseId }: { request: Request; context: AppLoadContext; caseId: string }) {
  const actor = await requireViewer({ request, context }, 'officer')
  const view = await intakeViewOf(context.portal, actor, caseId)
  if (view === undefined) throw new Response(null, { status: 404 })
  const form = await request.formData()
  const { items, opinion } = formInput(form)
  const { gaps, unchecked, errors } = checkIntake(view.items, items)
  const refuse = (issues: Record<string, string[]>) => again({ reply: formReply(form, issues), title: '', advice: '' }, 422)
  const send = async (command: CommandName, input: unknown) => {
    const next = donePath(`/cases/${caseId}`, form)
    const answer = await commandAction({ context, actor, caseId, command, form, input, next })
    if (!('data' in answer)) return answer
    return data<IntakeReply>({ refused: answer.data }, answer.init ?? {})
  }

  if (form.get('intent') === 'accept') {
    if (unchecked.length > 0) return refuse({ '': [`还有 ${unchecked.length} 项没有勾选“符合”，不能受理：${unchecked.join('、')}`] })
    return send('acceptApplication', { opinion })
  }
  if (gaps.length === 0) return refuse({ '': ['全部材料都已勾选“符合”，没有需要补正的内容，请直接受理'] })
  if (Object.keys(errors).length > 0) return refuse(errors)
  const asked = gaps.map(({ cause: _, ...item }) => item)
  if (form.get('intent') === 'issue')
    return view.supplementGiven ? send('issueFollowUpNotice', { items: gaps }) : send('issueSupplementNotice', { items: asked })
  return again({ reply: formReply(form, {}), title: '', advice: '' }, 200, asked)
}
