import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { BatchFields, BatchRows } from '#app/components/desk/batch'
import { EmptyState } from '#app/components/empty-state'
import { HiddenFields } from '#app/components/field-parts'
import { NoticeBanner } from '#app/components/notice-banner'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { Refused } from '#app/forms/command-form'
import { replyTo } from '#app/http/command-action.server'
import { COMMAND_ID_FIELD, commandIdOf } from '#app/http/form-input'
import { FormToken } from '#app/http/form-token'
import { requireViewer } from '#app/http/viewer.server'
import { continueBatch, mostInBatch, newBatchOf, startBatch } from '#app/services/desk/batch.server'
import { shellOf } from '#app/services/shell.server'
import { batchTitles } from '#app/view/worklist'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireViewer({ request, context }, 'officer', 'head')
  const batch = await newBatchOf(context.portal, actor, new URL(request.url).searchParams)
  if (batch === undefined) throw redirect('/desk')
  return { shell: await shellOf({ request, context }, actor), batch, most: mostInBatch }
}

/** Writes the batch down and works off its first portion. */
export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireViewer({ request, context }, 'officer', 'head')
  const { portal } = context
  const form = await request.formData()
  const id = commandIdOf(form)
  if (id === undefined) return replyTo(form, { code: 'commandIdReused' })
  const ticked = form
    .getAll('case')
    .map((value) => ({ caseId: String(value), revision: Number(form.get(`revision.${String(value)}`) ?? -1) }))
  const input = Object.fromEntries(['task', 'toId', 'reason', 'opinion', 'checked'].map((name) => [name, form.get(name) ?? undefined]))
  const started = await startBatch(portal, actor, { id, input, ticked })
  if (!started.ok) return replyTo(form, started.refusal)
  await continueBatch(portal, actor, id)
  return redirect(`/desk/batches/${id}`, 303)
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `批量${data === undefined ? '办理' : batchTitles[data.batch.task]} - 经办机构` },
]

/** What is about to be done with the ticked cases, one after the other. */
export default function NewBatchPage() {
  const { shell, batch, most } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const reply = refused?.reply
  const title = batchTitles[batch.task]
  return (
    <SignedInLayout shell={shell} current="/desk">
      <Refused refused={refused} />
      <h1 className="mb-6">{`批量${title}`}</h1>
      {batch.isCut ? (
        <NoticeBanner tone="warning" title={`一次最多办理 ${most} 件`}>
          <p>下面是期限最近的 {most} 件，其余的请办完后再选。</p>
        </NoticeBanner>
      ) : null}
      {batch.rows.length === 0 ? (
        <EmptyState title="没有勾选事项" action={<LinkButton href="/desk">返回待办事项</LinkButton>}>
          <p>请在待办事项里勾选后再办理。</p>
        </EmptyState>
      ) : (
        <form method="post" noValidate>
          <FormToken />
          <HiddenFields values={{ [COMMAND_ID_FIELD]: batch.commandId, task: batch.task }} />
          <BatchRows rows={batch.rows} title={title} reply={reply} />
          <BatchFields task={batch.task} receivers={batch.receivers} reply={reply} />
          <ButtonRow>
            {batch.rows.some(({ obstacle }) => obstacle === '') ? <Button busyText="正在逐件办理…">{`逐件${title}`}</Button> : null}
            <LinkButton href="/desk">返回，不办理</LinkButton>
          </ButtonRow>
        </form>
      )}
    </SignedInLayout>
  )
}
