import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { CheckboxGroup } from '#app/components/choice'
import { NoticeBanner } from '#app/components/notice-banner'
import { ScoreMeter } from '#app/components/score-meter'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { SummaryList } from '#app/components/summary-list'
import { DataTable } from '#app/components/table'
import { Tag } from '#app/components/tag'
import { CommandForm, Refused } from '#app/forms/command-form'
import { replyTo } from '#app/http/command-action.server'
import { memberAction } from '#app/http/member-action.server'
import { requireViewer } from '#app/http/viewer.server'
import { findFieldFile, ownSheetOf } from '#app/services/field-view.server'
import { shellOf } from '#app/services/shell.server'
import { formatTenths } from '#app/view/format'
import { validateScores } from '#workflows/policy/item-scores'

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `提交评分表：${data?.file.title ?? ''}` }]

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const viewer = await requireViewer({ request, context }, 'evaluator')
  const found = await findFieldFile(context.portal, viewer, params.caseId ?? '')
  if (found === undefined) throw new Response(null, { status: 404 })
  const { id, title, revision, state, roleTitle, facts, saved, total } = found
  if (state !== 'cleared' || validateScores(facts.items, saved).length > 0) throw redirect(`/field/${id}`)
  return {
    shell: await shellOf({ request, context }, viewer),
    file: {
      id,
      title,
      revision,
      roleTitle,
      normalised: total.normalised,
      passMark: total.passMark,
      vetoes: total.failedVetoes.length,
      rows: ownSheetOf(facts, saved),
    },
    memberName: viewer.name,
    commandId: context.portal.newId(),
  }
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = await requireViewer({ request, context }, 'evaluator')
  const caseId = params.caseId ?? ''
  const form = await request.formData()
  const file = await findFieldFile(context.portal, actor, caseId)
  if (file === undefined) return replyTo(form, { code: 'notFound' })
  if (file.state === 'paused') return replyTo(form, { code: 'notAllowedNow', stage: file.state })
  if (form.get('confirmed') !== 'yes') return replyTo(form, { code: 'invalidInput', issues: { confirmed: ['请勾选确认后再提交'] } })
  return memberAction({
    context,
    actor,
    caseId,
    command: 'submitScoreSheet',
    form,
    input: { entries: file.saved },
    next: `/field/${caseId}`,
  })
}

export default function FieldCheck() {
  const { shell, file, memberName, commandId } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return (
    <SignedInLayout shell={shell} current="/field">
      <Refused refused={refused} />
      <h1 className="mb-4">检查并提交评分表</h1>
      <SummaryList
        rows={[
          { question: '机构', answer: file.title },
          { question: '评分人', answer: `${memberName}（${file.roleTitle}）` },
        ]}
      />
      <ScoreMeter label="折算得分" total={file.normalised} passMark={file.passMark} hasVeto={file.vetoes > 0} />
      {file.vetoes > 0 ? (
        <NoticeBanner tone="warning" title={`您认定${file.vetoes}项否决项不通过`}>
          <p>否决项由评估小组合议决定，不因一人认定而生效。请确认事实写得清楚。</p>
        </NoticeBanner>
      ) : null}
      <DataTable
        caption="我的评分"
        rows={file.rows}
        rowKey={(row) => row.id}
        columns={[
          { key: 'item', header: '评估项目', rowHeader: true, cell: (row) => `${row.id} ${row.title}` },
          { key: 'max', header: '满分', numeric: true, cell: (row) => (row.max === 0 ? '否决项' : formatTenths(row.max)) },
          {
            key: 'score',
            header: '得分',
            numeric: true,
            cell: (row) => (
              <>
                {row.score === null ? null : formatTenths(row.score)}
                {row.veto === null ? null : row.veto === 'pass' ? ' 通过' : <Tag tone="loss">不通过</Tag>}
              </>
            ),
          },
          { key: 'reason', header: '说明', cell: (row) => row.reason },
        ]}
      />
      <CommandForm revision={file.revision} commandId={commandId}>
        <CheckboxGroup
          name="confirmed"
          label="本人确认"
          required
          reply={refused?.reply}
          options={[
            {
              value: 'yes',
              label: `以上评分由本人（${memberName}）独立作出，事实清楚`,
              hint: '提交时记录姓名和时间，作为本人的确认；提交后封存，不能更改',
            },
          ]}
        />
        <ButtonRow>
          <Button>提交评分表</Button>
          <LinkButton tone="quiet" href={`/field/${file.id}`}>
            返回修改
          </LinkButton>
        </ButtonRow>
      </CommandForm>
    </SignedInLayout>
  )
}
