import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { DateExplained } from '#app/components/date-explained'
import { NoticeBanner } from '#app/components/notice-banner'
import { RoundBrief } from '#app/components/round-brief'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { SummaryList } from '#app/components/summary-list'
import { CommandForm, Refused } from '#app/forms/command-form'
import { commandAction } from '#app/http/command-action.server'
import { donePath } from '#app/http/form-input'
import { requireViewer } from '#app/http/viewer.server'
import { findRound } from '#app/services/round-view.server'
import { shellOf } from '#app/services/shell.server'

export const meta: MetaFunction = () => [{ title: '公示评估结果' }]

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const viewer = await requireViewer({ request, context }, 'officer')
  const round = await findRound(context.portal, viewer, params.caseId ?? '')
  if (round === undefined) throw new Response(null, { status: 404 })
  return { shell: await shellOf({ request, context }, viewer), round, commandId: context.portal.newId() }
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = await requireViewer({ request, context }, 'officer')
  const form = await request.formData()
  const caseId = params.caseId ?? ''
  return commandAction({
    context,
    actor,
    caseId,
    command: 'publishResults',
    form,
    input: {},
    next: donePath(`/desk/rounds/${caseId}`, form),
  })
}

export default function RoundPublication() {
  const { shell, round, commandId } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const passMark = round.institutions.find(({ result }) => result !== undefined)?.result?.passMark
  const notice = round.noticePreview
  return (
    <SignedInLayout shell={shell} current="/desk/rounds">
      <Refused refused={refused} />
      <h1>公示评估结果</h1>
      <p className="mb-6 max-w-measure">{round.title}。公示后不能撤回或者更改；公示期由系统计算，到期自动结束。（第九条（四））</p>
      {round.tasks.includes('publishResults') && notice !== null ? (
        <>
          <SummaryList
            rows={[
              { question: '公示内容', answer: `${round.institutions.length}家机构的名称、地址、服务类别、结论和总分；不公示逐项得分` },
              {
                question: '现在公示，公示期到',
                answer: <DateExplained due={notice.due.due} time={notice.due.time} explanation={notice.due.explanation} />,
              },
              { question: '公示期内', answer: '任何人可以提出异议。有异议的机构待核查办结后再定，其他机构不受影响。' },
            ]}
          />
          <RoundBrief caption="将要公示的结果" rows={round.institutions} passMark={passMark} />
          <NoticeBanner title="自评得分、差异和否决项说明只供内部核对，不在公示中出现" />
          <CommandForm revision={round.revision} commandId={commandId}>
            <ButtonRow>
              <Button>现在公示</Button>
              <LinkButton tone="quiet" href={`/desk/rounds/${round.id}`}>
                返回批次
              </LinkButton>
            </ButtonRow>
          </CommandForm>
        </>
      ) : (
        <>
          <p>本批次现在没有等待公示的结果。</p>
          <p>
            <a href={`/desk/rounds/${round.id}`}>返回批次</a>
          </p>
        </>
      )}
    </SignedInLayout>
  )
}
