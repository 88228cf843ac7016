import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Button, LinkButton } from '#app/components/button'
import { NoticeBanner } from '#app/components/notice-banner'
import { Progress } from '#app/components/progress'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { DataTable } from '#app/components/table'
import { Tag } from '#app/components/tag'
import { FormToken } from '#app/http/form-token'
import { requireViewer } from '#app/http/viewer.server'
import type { RouteHandle } from '#app/root'
import { batchOf, continueBatch } from '#app/services/desk/batch.server'
import { shellOf } from '#app/services/shell.server'

export const handle = { islands: ['go-on'] } satisfies RouteHandle

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const actor = await requireViewer({ request, context }, 'officer', 'head')
  const batch = await batchOf(context.portal, actor, params.batchId ?? '')
  if (batch === undefined) throw new Response(null, { status: 404 })
  return { shell: await shellOf({ request, context }, actor), batch }
}

/** Works off the next portion. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const actor = await requireViewer({ request, context }, 'officer', 'head')
  const batchId = params.batchId ?? ''
  if (!(await continueBatch(context.portal, actor, batchId))) throw new Response(null, { status: 404 })
  return redirect(`/desk/batches/${batchId}`, 303)
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `批量${data?.batch.title ?? '办理'}结果 - 经办机构` }]

type Row = ReturnType<typeof useLoaderData<typeof loader>>['batch']['rows'][number]

const Outcome = ({ outcome, words }: Row) =>
  outcome === null ? (
    <Tag>等待办理</Tag>
  ) : (
    <>
      <Tag tone={outcome === 'done' ? 'done' : 'fix'}>{outcome === 'done' ? '已办理' : '没有办理'}</Tag> {words}
    </>
  )

/** What became of each case of a batch; while some wait, the page goes on by itself or with its button. */
export default function BatchPage() {
  const { shell, batch } = useLoaderData<typeof loader>()
  const { title, total, done, refused, waiting } = batch
  return (
    <SignedInLayout shell={shell} current="/desk">
      <h1 className="mb-6">{`批量${title}`}</h1>
      {waiting > 0 ? (
        <>
          <Progress label="办理进度" value={total - waiting} max={total} unit="件" />
          <form method="post" noValidate data-go-on="" className="mb-6">
            <FormToken />
            <Button busyText="正在继续办理…">{`继续办理其余 ${waiting} 件`}</Button>
          </form>
        </>
      ) : (
        <NoticeBanner
          tone={refused === 0 ? 'success' : 'warning'}
          title={refused === 0 ? `${done} 件全部办理` : `${done} 件已办理，${refused} 件没有办理`}
          live
        >
          {refused === 0 ? null : <p>没有办理的，原因写在下面；请打开事项单独处理。</p>}
        </NoticeBanner>
      )}
      <DataTable
        caption={`逐件结果（${total} 件）`}
        rows={batch.rows}
        rowKey={(row) => row.caseId}
        columns={[
          {
            key: 'title',
            header: '事项',
            rowHeader: true,
            cell: (row) => (
              <a href={`/cases/${row.caseId}`} className="inline-flex min-h-target items-center">
                {row.title}
              </a>
            ),
          },
          { key: 'outcome', header: '结果', cell: (row) => <Outcome {...row} /> },
        ]}
      />
      <LinkButton href="/desk">返回待办事项</LinkButton>
    </SignedInLayout>
  )
}
