import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '#app/components/button'
import { ConnectionStates } from '#app/components/connection-states'
import { EmptyState } from '#app/components/empty-state'
import { PublishedLists } from '#app/components/published-lists'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { type Column, DataTable } from '#app/components/table'
import { CommandForm, Refused } from '#app/forms/command-form'
import { ListCandidates } from '#app/forms/list-candidates'
import { commandAction } from '#app/http/command-action.server'
import { commandIdOf } from '#app/http/form-input'
import { requireViewer } from '#app/http/viewer.server'
import { type ListDraft, listDeskOf, mayDraftList } from '#app/services/list/desk.server'
import { shellOf } from '#app/services/shell.server'
import { formatInstant } from '#app/view/format'

export const meta: MetaFunction = () => [{ title: '名单公布' }]

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const viewer = await requireViewer({ request, context }, 'officer', 'head')
  return {
    shell: await shellOf({ request, context }, viewer),
    desk: await listDeskOf(context.portal, viewer),
    commandId: context.portal.newId(),
  }
}

const chosen = (form: FormData, name: string): string[] => form.getAll(name).filter((value) => typeof value === 'string')

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requireViewer({ request, context }, 'officer')
  const form = await request.formData()
  if (!mayDraftList(actor)) throw new Response(null, { status: 403 })
  // A second click means the same draft: its case bears the name of the command.
  const caseId = `list-${commandIdOf(form) ?? ''}`
  const input = { additions: chosen(form, 'additions'), changes: chosen(form, 'changes'), exits: chosen(form, 'exits') }
  return commandAction({ context, actor, caseId, command: 'draftList', form, input, next: `/cases/${caseId}?done=-1` })
}

const draftColumns: readonly Column<ListDraft>[] = [
  { key: 'title', header: '名单', rowHeader: true, cell: ({ id, title }) => <a href={`/cases/${id}`}>{title}</a> },
  { key: 'additions', header: '新增', numeric: true, cell: ({ additions }) => `${additions} 家` },
  { key: 'changes', header: '变更', numeric: true, cell: ({ changes }) => `${changes} 家` },
  { key: 'exits', header: '退出', numeric: true, cell: ({ exits }) => `${exits} 家` },
  { key: 'by', header: '拟定人', cell: ({ draftedBy }) => draftedBy },
  { key: 'at', header: '拟定时间', cell: ({ at }) => formatInstant(at) },
]

/** The city's list of institutions under an agreement: who is to come on, what changed, who is to go off, what has been announced. */
export default function ListDeskPage() {
  const { shell, desk, commandId } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const free = [...desk.toAdd, ...desk.toChange, ...desk.toDrop].filter(({ mayStand }) => mayStand)
  const lists = (
    <>
      <ListCandidates name="additions" desk={desk} reply={refused?.reply} />
      <ListCandidates name="changes" desk={desk} reply={refused?.reply} />
      <ListCandidates name="exits" desk={desk} reply={refused?.reply} />
    </>
  )
  return (
    <SignedInLayout shell={shell} current="/desk/list">
      <Refused refused={refused} />
      <h1>名单公布</h1>
      <p className="mb-6 max-w-measure">
        协议管理医药机构名单由市经办机构统一公布（第九条（五））。
        {desk.isCity
          ? '经办人员拟定，负责人审批后公布；列入名单的机构即可被公众查询。'
          : '县（区）经办机构不公布名单；本页列出本机构已签约未公布、公布后有变更、已终止待退出的机构。'}
      </p>
      {desk.drafts.length === 0 ? null : (
        <DataTable caption="等待负责人审批的名单" columns={draftColumns} rows={desk.drafts} rowKey={({ id }) => id} />
      )}
      {desk.mayDraft && free.length > 0 ? (
        <CommandForm revision={0} commandId={commandId}>
          {lists}
          <Button>按勾选拟定名单</Button>
        </CommandForm>
      ) : (
        lists
      )}
      {desk.connections.length === 0 ? null : <ConnectionStates connections={desk.connections} />}
      <h2 className="mb-3 mt-10">已经公布的名单</h2>
      {desk.published.length === 0 ? (
        <EmptyState title="还没有公布过名单">名单公布后，公告和 PDF 列在这里，也列在网站的“公示公告”中。</EmptyState>
      ) : (
        <PublishedLists lists={desk.published} label="已经公布的名单" />
      )}
    </SignedInLayout>
  )
}
