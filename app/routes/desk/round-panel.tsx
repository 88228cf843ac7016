import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { NoticeBanner } from '#app/components/notice-banner'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { Refused } from '#app/forms/command-form'
import { PanelForm, panelInput } from '#app/forms/panel'
import { commandAction, replyTo } from '#app/http/command-action.server'
import { requireViewer } from '#app/http/viewer.server'
import { findRound } from '#app/services/round-view.server'
import { shellOf } from '#app/services/shell.server'

export const meta: MetaFunction = () => [{ title: '确定评估小组' }]

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
  const input = panelInput(form)
  const round = await findRound(context.portal, actor, caseId)
  const dropped = (round?.panel ?? []).filter(
    ({ accountId }) =>
      !input.members.some((member) => member.accountId === accountId) &&
      round?.institutions.some(({ states }) => states[accountId]?.state === 'scored'),
  )
  if (dropped.length > 0) {
    // Results that rest on the sheet would lose it.
    const names = dropped.map(({ name }) => name).join('、')
    return replyTo(form, { code: 'invalidInput', issues: { members: [`${names}已经提交评分表，不能移出评估小组，请重新勾选`] } })
  }
  return commandAction({ context, actor, caseId, command: 'appointPanel', form, input, next: `/desk/rounds/${caseId}` })
}

export default function RoundPanel() {
  const { shell, round, commandId } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const isUnderWay = round.institutions.some(({ scored }) => scored > 0)
  const backHref = `/desk/rounds/${round.id}`
  return (
    <SignedInLayout shell={shell} current="/desk/rounds">
      <Refused refused={refused} />
      <h1>确定评估小组</h1>
      <p className="mb-6 max-w-measure">
        {round.title}。评估小组由四类人员组成，每类至少一人，可以多选；同一人只能以一种身份参加。（第九条（三））
      </p>
      {isUnderWay ? (
        <NoticeBanner tone="warning" title="已有成员提交评分表">
          <p>已提交评分表的成员不能移出；新增的成员须对尚无结论的每家机构评分，否则不能作出结论。</p>
        </NoticeBanner>
      ) : null}
      {round.tasks.includes('appointPanel') ? (
        <PanelForm
          candidates={round.candidates}
          reply={refused?.reply}
          revision={round.revision}
          commandId={commandId}
          backHref={backHref}
        />
      ) : (
        <>
          <p>本批次现在不能调整评估小组。</p>
          <p>
            <a href={backHref}>返回批次</a>
          </p>
        </>
      )}
    </SignedInLayout>
  )
}
