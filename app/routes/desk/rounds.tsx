import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { EmptyState } from '#app/components/empty-state'
import { FormSection } from '#app/components/field-parts'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { DataTable } from '#app/components/table'
import { Refused } from '#app/forms/command-form'
import { OpenRoundForm, roundMonthOf } from '#app/forms/open-round'
import { commandAction, replyTo } from '#app/http/command-action.server'
import { requireViewer } from '#app/http/viewer.server'
import { roundIdOf } from '#app/services/round-dates.server'
import { roundListOf } from '#app/services/round-list.server'
import { shellOf } from '#app/services/shell.server'
import { formatDateLong } from '#app/view/format'

export const meta: MetaFunction = () => [{ title: '评估批次' }]

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const viewer = await requireViewer({ request, context }, 'officer', 'head', 'authority')
  return {
    shell: await shellOf({ request, context }, viewer),
    list: await roundListOf(context.portal, viewer),
    commandId: context.portal.newId(),
  }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requireViewer({ request, context }, 'officer')
  const form = await request.formData()
  const chosen = roundMonthOf(form)
  if (chosen === undefined) return replyTo(form, { code: 'invalidInput', issues: { month: ['请选择哪一次集中评估'] } })
  const { year, month } = chosen
  const caseId = roundIdOf(actor.agencyId ?? '', year, month)
  if ((await context.portal.read.caseFiles.find(caseId)) !== undefined) {
    const issues = { month: [`${year}年${month}月的评估批次已经设立，不能重复设立，请在上面的列表中打开`] }
    return replyTo(form, { code: 'invalidInput', issues })
  }
  return commandAction({ context, actor, caseId, command: 'openRound', form, input: { year, month }, next: `/desk/rounds/${caseId}` })
}

export default function Rounds() {
  const { shell, list, commandId } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return (
    <SignedInLayout shell={shell} current="/desk/rounds">
      <Refused refused={refused} />
      <h1>评估批次</h1>
      <p className="mb-6 max-w-measure">
        集中评估每年在{list.months.join('月、')}
        月组织。名单在评估月前的最后一个工作日截止；评估结果经审批后公示，公示期由系统按工作日计算，到期自动结束。（第九条（三）、（四））
      </p>
      <p>
        <a href="/desk/objections" className="inline-flex min-h-target items-center">
          对评估结果的异议
        </a>
      </p>
      <DataTable
        caption="本机构的评估批次"
        rows={list.rounds}
        rowKey={(row) => row.id}
        empty={<EmptyState title="还没有评估批次">设立批次后，这里显示名单截止日、参加机构和评估进度。</EmptyState>}
        columns={[
          { key: 'title', header: '批次', rowHeader: true, cell: (row) => <a href={`/desk/rounds/${row.id}`}>{row.title}</a> },
          { key: 'stage', header: '状态', cell: (row) => row.stageTitle },
          { key: 'lock', header: '名单截止日', cell: (row) => (row.lockOn === null ? '放假安排未公布' : formatDateLong(row.lockOn)) },
          { key: 'panel', header: '评估小组', cell: (row) => (row.hasPanel ? '已确定' : row.isOver ? '' : '未确定') },
          { key: 'count', header: '机构', numeric: true, cell: (row) => `${row.institutions}家` },
          { key: 'done', header: '已有结论', numeric: true, cell: (row) => `${row.concluded}家` },
        ]}
      />
      {list.mayOpen ? (
        <FormSection title="设立评估批次" hint="每次集中评估设立一个批次。已受理、等待评估的申请在名单截止日自动列入，不需要逐件操作。">
          {list.openable.length === 0 ? (
            <p>近两年的批次都已设立。</p>
          ) : (
            <OpenRoundForm openable={list.openable} commandId={commandId} reply={refused?.reply} />
          )}
        </FormSection>
      ) : null}
    </SignedInLayout>
  )
}
