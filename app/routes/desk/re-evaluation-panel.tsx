import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { NoticeBanner } from '#app/components/notice-banner'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { Refused } from '#app/forms/command-form'
import { PanelForm, panelInput } from '#app/forms/panel'
import { commandAction } from '#app/http/command-action.server'
import { donePath } from '#app/http/form-input'
import { requireViewer } from '#app/http/viewer.server'
import { findReEvaluationPanel } from '#app/services/re-evaluation-panel.server'
import { shellOf } from '#app/services/shell.server'

export const meta: MetaFunction = () => [{ title: '确定重新评估小组' }]

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const viewer = await requireViewer({ request, context }, 'officer')
  const view = await findReEvaluationPanel(context.portal, viewer, params.caseId ?? '')
  if (view === undefined) throw new Response(null, { status: 404 })
  const page = { shell: await shellOf({ request, context }, viewer), view, commandId: context.portal.newId() }
  return data(page, { status: view.isOrdered ? 200 : 409 })
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = await requireViewer({ request, context }, 'officer')
  const form = await request.formData()
  const caseId = params.caseId ?? ''
  const next = donePath(`/desk/evaluations/${caseId}`, form)
  return commandAction({ context, actor, caseId, command: 'appointReEvaluationPanel', form, input: panelInput(form), next })
}

export default function ReEvaluationPanel() {
  const { shell, view, commandId } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const backHref = `/desk/evaluations/${view.id}`
  return (
    <SignedInLayout shell={shell} current="/desk/rounds">
      <Refused refused={refused} />
      <h1>确定重新评估小组</h1>
      <p className="mb-2 max-w-measure">{view.title}。评估小组由四类人员组成，每类至少一人；同一人只能以一种身份参加。（第九条（三））</p>
      {view.isOpen ? <p className="mb-6 max-w-measure">参加过原评估的不能再参加，没有列在下面：{view.excluded.join('、')}。</p> : null}
      {view.members.some(({ state }) => state === 'scored') ? (
        <NoticeBanner tone="warning" title="已有成员提交评分表">
          <p>已提交评分表的成员不能移出；新增的成员也须评分，否则不能作出结论。</p>
        </NoticeBanner>
      ) : null}
      {view.isOpen ? (
        <PanelForm
          candidates={view.candidates}
          reply={refused?.reply}
          revision={view.revision}
          commandId={commandId}
          backHref={backHref}
          backText="返回评估"
        />
      ) : (
        <>
          <p>{view.isOrdered ? '现在不能调整重新评估小组。' : '没有决定重新评估：异议成立并决定重新评估的，才另行组成评估小组。'}</p>
          <p>
            <a href={backHref}>返回评估</a>
          </p>
        </>
      )}
    </SignedInLayout>
  )
}
