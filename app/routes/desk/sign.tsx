import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow } from '#app/components/button'
import { EmptyState } from '#app/components/empty-state'
import { HiddenFields } from '#app/components/field-parts'
import { NoticeBanner } from '#app/components/notice-banner'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { DataTable } from '#app/components/table'
import { FormToken } from '#app/http/form-token'
import { requireViewer } from '#app/http/viewer.server'
import { shellOf } from '#app/services/shell.server'
import { type Chosen, type SignBrief, signChosen, signQueueOf } from '#app/services/sign-queue.server'
import { formatHundredths, formatInstant } from '#app/view/format'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireViewer({ request, context }, 'head')
  return { shell: await shellOf({ request, context }, actor), rows: await signQueueOf(context.portal, actor) }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireViewer({ request, context }, 'head')
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '')
  const chosen = form.getAll('chosen').map((value): Chosen => {
    const caseId = String(value)
    return {
      caseId,
      revision: Number(text(`revision.${caseId}`)),
      commandId: text(`commandId.${caseId}`),
      digest: text(`digest.${caseId}`),
    }
  })
  if (chosen.length === 0) return data({ signed: [], error: '请至少勾选一份协议' }, { status: 422 })
  return data({ signed: await signChosen(context.portal, actor, chosen), error: '' })
}

export const meta: MetaFunction = () => [{ title: '集中签章 - 经办机构' }]

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number]

const Choose = ({ row }: { row: Row }) => (
  <label className="flex min-h-target items-center gap-2 font-bold">
    <input type="checkbox" name="chosen" value={row.caseId} className="h-6 w-6 shrink-0" />
    <span>
      <span className="sr-only">选择</span>
      {row.title}
    </span>
  </label>
)

const Brief = (brief: SignBrief) =>
  brief.kind === 'later' ? (
    brief.says
  ) : (
    <>
      {brief.services}；自评 {formatHundredths(brief.selfScore)} 分，评估 {formatHundredths(brief.officialScore)} 分，异议{' '}
      {brief.objections} 件
    </>
  )

/** All agreements that wait for the head's seal, with a brief of each; every text is still signed singly. */
export default function BatchSignPage() {
  const { shell, rows } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const done = answer?.signed.filter(({ ok }) => ok) ?? []
  const failed = answer?.signed.filter(({ ok }) => !ok) ?? []
  return (
    <SignedInLayout shell={shell} current="/desk">
      <h1 className="mb-6">集中签章</h1>
      {answer === undefined || answer.error === '' ? null : (
        <NoticeBanner tone="warning" title={answer.error} live>
          <p>勾选后再按“加盖电子签章”。</p>
        </NoticeBanner>
      )}
      {done.length === 0 ? null : (
        <NoticeBanner tone="success" title={`已签章 ${done.length} 份`} live>
          {done.map(({ caseId, title }) => (
            <p key={caseId}>
              <a href={`/cases/${caseId}`}>{title}</a>
            </p>
          ))}
        </NoticeBanner>
      )}
      {failed.length === 0 ? null : (
        <NoticeBanner tone="warning" title={`${failed.length} 份没有签章`} live>
          {failed.map(({ caseId, title, sentence }) => (
            <p key={caseId}>
              <a href={`/cases/${caseId}`}>{title}</a>：{sentence}
            </p>
          ))}
        </NoticeBanner>
      )}
      <form method="post" noValidate>
        <FormToken />
        {rows.map((row) => (
          <HiddenFields
            key={row.caseId}
            values={{
              [`revision.${row.caseId}`]: row.revision,
              [`commandId.${row.caseId}`]: row.commandId,
              [`digest.${row.caseId}`]: row.digest,
            }}
          />
        ))}
        <DataTable
          caption={`等待甲方签章的协议（${rows.length} 份）`}
          rows={rows}
          rowKey={(row) => row.caseId}
          empty={
            <EmptyState title="没有等待签章的协议">
              <p>乙方签章后的协议会列在这里。</p>
            </EmptyState>
          }
          columns={[
            { key: 'title', header: '医药机构', rowHeader: true, cell: (row) => <Choose row={row} /> },
            {
              key: 'number',
              header: '协议',
              cell: (row) => (
                <a href={row.href} className="inline-flex min-h-target items-center">
                  {row.number}
                </a>
              ),
            },
            { key: 'text', header: '文本', cell: (row) => row.text },
            { key: 'brief', header: '内容', cell: ({ brief }) => <Brief {...brief} /> },
            { key: 'signed', header: '乙方签章', cell: (row) => formatInstant(row.signedByInstitutionAt) },
          ]}
        />
        {rows.length === 0 ? null : (
          <ButtonRow>
            <Button busyText="正在逐份签章…">对勾选的协议加盖电子签章</Button>
          </ButtonRow>
        )}
      </form>
    </SignedInLayout>
  )
}
