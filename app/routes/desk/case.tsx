import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '#app/components/button'
import { HoldingHistory } from '#app/components/desk/case-desk'
import { HandOverForms, NewNoteForm, Notes } from '#app/components/desk/case-desk-forms'
import { EmptyState } from '#app/components/empty-state'
import { NoticeBanner } from '#app/components/notice-banner'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { SummaryList } from '#app/components/summary-list'
import { Refused } from '#app/forms/command-form'
import { replyTo } from '#app/http/command-action.server'
import { commandIdOf, formInput } from '#app/http/form-input'
import { FormToken } from '#app/http/form-token'
import { requireViewer } from '#app/http/viewer.server'
import { caseDeskOf, receiversOf } from '#app/services/desk/case-desk.server'
import { changeHolder, type HoldingTask } from '#app/services/desk/holding.server'
import { addNote, closeNote } from '#app/services/desk/notes.server'
import { shellOf } from '#app/services/shell.server'

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const actor = await requireViewer({ request, context }, 'officer', 'head')
  const { portal } = context
  const caseId = params.caseId ?? ''
  const desk = await caseDeskOf(portal, actor, caseId)
  if (desk === undefined) throw new Response(null, { status: 404 })
  return {
    shell: await shellOf({ request, context }, actor),
    desk,
    receivers: await receiversOf(portal, actor, caseId),
    commandId: portal.newId(),
    saved: new URL(request.url).searchParams.get('saved') ?? '',
  }
}

const said: Readonly<Record<string, string>> = {
  claim: '已领取，由您承办',
  release: '已交回，等待他人领取',
  handOver: '已移交，接手的人会收到消息',
  note: '已记下',
  close: '线索已办结',
}

const backTo: Readonly<Record<string, string>> = { case: '/cases/', intake: '/desk/intake/' }

export async function action({ request, context, params }: ActionFunctionArgs) {
  const actor = await requireViewer({ request, context }, 'officer', 'head')
  const { portal } = context
  const caseId = params.caseId ?? ''
  // Whoever is not on the desk of the case hears nothing of it, whatever the form says.
  if ((await caseDeskOf(portal, actor, caseId)) === undefined) throw new Response(null, { status: 404 })
  const form = await request.formData()
  const input = formInput(form)
  const text = (name: string) => String(form.get(name) ?? '')
  const id = commandIdOf(form) ?? portal.newId()
  const intent = text('intent')
  const outcome =
    intent === 'note'
      ? await addNote(portal, id, { actor, caseId, input })
      : intent === 'close'
        ? await closeNote(portal, text('noteId'), { actor, caseId, input })
        : await changeHolder(portal, { actor, caseId, id, task: taskOf(intent, text) })
  if (!outcome.ok) return replyTo(form, outcome.refusal)
  context.logger.info({ actor: actor.id, case: caseId, intent }, 'desk')
  const back = backTo[text('back')]
  return redirect(back === undefined ? `/desk/cases/${caseId}?saved=${intent}` : back + caseId, 303)
}

const taskOf = (intent: string, text: (name: string) => string): HoldingTask =>
  intent === 'handOver'
    ? { kind: 'handOver', toId: text('toId'), reason: text('reason') }
    : intent === 'release'
      ? { kind: 'release', reason: '' }
      : { kind: 'claim' }

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `承办与内部记录 - ${data?.desk.title ?? ''}` }]

/** Who holds a case and what the officers note among themselves: apart from the record, for nobody else. */
export default function CaseDeskPage() {
  const { shell, desk, receivers, commandId, saved } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const reply = refused?.reply
  return (
    <SignedInLayout shell={shell} current="/desk">
      <Refused refused={refused} />
      {refused === undefined && said[saved] !== undefined ? <NoticeBanner tone="success" title={said[saved]} live /> : null}
      <p className="text-ink-600">
        <a href={`/cases/${desk.caseId}`} className="inline-flex min-h-target items-center">
          {desk.title}
        </a>
      </p>
      <h1 className="mb-6">承办与内部记录</h1>
      <h2 className="mb-3 text-xl">由谁承办</h2>
      <SummaryList
        rows={[
          { question: '承办人', answer: desk.holder === null ? '还没有人领取' : `${desk.holder.name}${desk.isMine ? '（本人）' : ''}` },
          ...(desk.holder === null ? [] : [{ question: '自何时起', answer: desk.holder.since }]),
        ]}
      />
      {desk.may.claim ? (
        <form method="post" noValidate className="mb-6">
          <FormToken />
          <Button name="intent" value="claim" busyText="正在领取…">
            领取承办
          </Button>
        </form>
      ) : null}
      <HandOverForms desk={desk} receivers={receivers} commandId={commandId} reply={reply} />
      <h3 className="mb-2 mt-8 text-lg">承办经过</h3>
      <HoldingHistory history={desk.history} />
      <h2 className="mb-1 mt-10 text-xl">内部记录</h2>
      <p className="mb-4 max-w-measure text-ink-600">只有本机构的经办人员和负责人能看到，不进入案卷的办理记录；记下后不能修改。</p>
      <NewNoteForm commandId={commandId} reply={reply} />
      {desk.notes.length === 0 ? (
        <EmptyState title="还没有内部记录">电话沟通的情况、需要同事留意的地方和待核实的线索记在这里。</EmptyState>
      ) : (
        <Notes notes={desk.notes} commandId={commandId} reply={reply} />
      )}
    </SignedInLayout>
  )
}
