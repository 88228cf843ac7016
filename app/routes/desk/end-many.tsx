import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData, useLocation } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { EmptyState } from '#app/components/empty-state'
import { FieldErrors } from '#app/components/field-parts'
import { errorsOf, type FormReply, fieldId, hasErrors, typedValues } from '#app/components/form-reply'
import { NoticeBanner } from '#app/components/notice-banner'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { DataTable } from '#app/components/table'
import { Tag } from '#app/components/tag'
import { FileForm, FormErrors, MATERIAL_MAX_BYTES } from '#app/forms/case/case-form'
import { KeptFields } from '#app/forms/case/kept-files'
import { ProposalFields, WayOf } from '#app/forms/ending/proposal-fields'
import { replyTo } from '#app/http/command-action.server'
import { withFieldNames } from '#app/http/field-paths'
import { commandIdOf, formInput } from '#app/http/form-input'
import { requireViewer } from '#app/http/viewer.server'
import type { RouteHandle } from '#app/root'
import { withFiles } from '#app/services/command-files.server'
import { faultyUpload, readCommandUpload, withKept } from '#app/services/command-upload.server'
import { continueBatch } from '#app/services/desk/batch.server'
import { endManyOf, proposeMany } from '#app/services/ending/end-many.server'
import { atLines, factLines, proposalInput } from '#app/services/ending/start.server'
import { keepLateUpload } from '#app/services/late-uploads.server'
import { shellOf } from '#app/services/shell.server'

export const handle = { islands: ['upload'] } satisfies RouteHandle

const fields = { evidence: 'many' } as const
// The evidence belongs to no case yet.
const ownerId = 'endings'

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireViewer({ request, context }, 'officer')
  const page = await endManyOf(context.portal, actor)
  if (page === undefined) throw new Response(null, { status: 404 })
  return { shell: await shellOf({ request, context }, actor), page, lines: factLines }
}

/** Writes the batch down and works off its first portion; its own page goes on. */
export const action = async ({ request, context }: ActionFunctionArgs) => {
  await keepLateUpload({ request, context }, ownerId, Object.keys(fields))
  const actor = await requireViewer({ request, context }, 'officer')
  const { portal } = context
  const upload = await readCommandUpload(request, context, { ownerId, fields, mayStore: true })
  const { form, kept } = upload
  const faulty = faultyUpload(upload)
  if (faulty !== undefined) return faulty
  const id = commandIdOf(form)
  if (id === undefined) return replyTo(form, { code: 'commandIdReused' })
  const typed = formInput(form)
  const { input, lines } = proposalInput({ facts: typed.facts, basis: typed.basis, talks: typed.talks, plannedEndsOn: typed.plannedEndsOn })
  const ticked = form
    .getAll('case')
    .map((value) => ({ caseId: String(value), revision: Number(form.get(`revision.${String(value)}`) ?? -1) }))
  const started = await proposeMany(portal, actor, { id, input: withFiles(input, fields, kept), ticked })
  if (!started.ok) {
    const refused = replyTo(form, started.refusal)
    const { reply, ...words } = withKept(refused.data, kept)
    const { errors } = withFieldNames(reply)
    return data({ ...words, reply: { ...reply, errors: atLines(errors, lines) } }, refused.init ?? {})
  }
  await continueBatch(portal, actor, id)
  return redirect(`/desk/batches/${id}`, 303)
}

export const meta: MetaFunction = () => [{ title: '批量提出解除 - 经办机构' }]

type Row = ReturnType<typeof useLoaderData<typeof loader>>['page']['rows'][number]

const Choose = ({ row, isTicked }: { readonly row: Row; readonly isTicked: boolean }) =>
  row.obstacle === '' ? (
    <label className="flex min-h-target items-baseline gap-3 py-2">
      <input type="hidden" name={`revision.${row.id}`} value={row.revision} />
      <input type="checkbox" name="case" value={row.id} defaultChecked={isTicked} className="h-6 w-6 shrink-0 translate-y-1" />
      <span>{row.title}</span>
    </label>
  ) : (
    <span className="block py-2 pl-9 text-ink-600">{row.title}</span>
  )

const Agreements = ({ rows, reply }: { readonly rows: readonly Row[]; readonly reply: FormReply | undefined }) => {
  const ticked = typedValues(reply, 'case')
  return (
    <div id={fieldId('case')} className="mb-8">
      <FieldErrors id={fieldId('case')} errors={errorsOf(reply, 'case')} />
      <DataTable
        caption="没有同意变更的机构（逐份勾选）"
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { key: 'title', header: '机构', rowHeader: true, cell: (row) => <Choose row={row} isTicked={ticked.includes(row.id)} /> },
          { key: 'number', header: '协议编号', cell: ({ number }) => number },
          { key: 'obstacle', header: '说明', cell: ({ obstacle }) => (obstacle === '' ? '' : <Tag tone="fix">{obstacle}</Tag>) },
        ]}
      />
    </div>
  )
}

/** 第十八条: the rules have changed, and some did not agree to the supplement; one proposal, an ending of its own for each. */
export default function EndManyPage() {
  const { shell, page, lines } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { pathname } = useLocation()
  const reply = refused?.reply
  return (
    <SignedInLayout shell={shell} current={shell.home}>
      <FormErrors reply={reply} />
      <h1 className="mb-6">批量提出解除</h1>
      {refused === undefined || hasErrors(refused.reply) ? null : (
        <NoticeBanner tone="warning" title={refused.title} live>
          <p>{refused.advice}</p>
        </NoticeBanner>
      )}
      <WayOf step={page.step} />
      <p className="mb-6 max-w-measure">
        勾选的每份协议各立一件，各自告知、各自听取陈述申辩、各自决定；同意变更的机构请签补充协议，不在这里勾选。
      </p>
      {page.rows.length === 0 ? (
        <EmptyState title="没有履行中的协议" action={<LinkButton href="/desk">返回待办事项</LinkButton>}>
          <p>本机构签订的协议生效后列在这里。</p>
        </EmptyState>
      ) : (
        <FileForm page={{ revision: 0, commandId: page.commandId }} path={pathname} maxBytes={MATERIAL_MAX_BYTES}>
          <KeptFields reply={reply} />
          <Agreements rows={page.rows} reply={reply} />
          <ProposalFields step={page.step} today={page.today} latest={page.latest} lines={lines} reply={reply} />
          <ButtonRow>
            <Button tone="danger" busyText="正在逐件提出…">
              逐件提出，并发出告知书
            </Button>
            <LinkButton href="/desk">返回，不办理</LinkButton>
          </ButtonRow>
        </FileForm>
      )}
    </SignedInLayout>
  )
}
