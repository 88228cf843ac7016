import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow } from '#app/components/button'
import { TextArea } from '#app/components/field'
import { FormSection } from '#app/components/field-parts'
import { NoticeBanner } from '#app/components/notice-banner'
import { RoundBrief } from '#app/components/round-brief'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { Stat, StatRow } from '#app/components/stat'
import { CommandForm, Refused, replyOf, TASK_FIELD } from '#app/forms/command-form'
import { commandAction } from '#app/http/command-action.server'
import { donePath, formInput } from '#app/http/form-input'
import { requireViewer } from '#app/http/viewer.server'
import { findRound } from '#app/services/round-view.server'
import { shellOf } from '#app/services/shell.server'

export const meta: MetaFunction = () => [{ title: '审批评估结果' }]

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const viewer = await requireViewer({ request, context }, 'head')
  const round = await findRound(context.portal, viewer, params.caseId ?? '')
  if (round === undefined) throw new Response(null, { status: 404 })
  return { shell: await shellOf({ request, context }, viewer), round, commandId: context.portal.newId() }
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = await requireViewer({ request, context }, 'head')
  const form = await request.formData()
  const caseId = params.caseId ?? ''
  const command = form.get(TASK_FIELD) === 'returnResults' ? 'returnResults' : 'approveResults'
  return commandAction({ context, actor, caseId, command, form, input: formInput(form), next: donePath(`/desk/rounds/${caseId}`, form) })
}

export default function RoundApproval() {
  const { shell, round, commandId } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const stamp = { revision: round.revision, commandId }
  const results = round.institutions.flatMap(({ result }) => (result === undefined ? [] : [result]))
  const passed = results.filter((result) => result.passed).length
  const vetoed = results.filter(({ vetoes }) => vetoes.length > 0).length
  const impossible = round.institutions.filter((institution) => institution.impossible !== null).length
  const failed = results.length - passed + impossible
  const mayApprove = round.tasks.includes('approveResults')
  return (
    <SignedInLayout shell={shell} current="/desk/rounds">
      <Refused refused={refused} />
      <h1>审批评估结果</h1>
      <p className="mb-6 max-w-measure">
        {round.title}，由{round.submittedByName ?? '经办人员'}
        提交。审批通过后由经办人员公示；退回的，由经办人员核实后重新提交。（第九条（四））
      </p>
      {round.isOwnSubmission ? (
        <NoticeBanner tone="warning" title="结果由您提交，须由另一人审批">
          <p>提交和审批不能是同一人。请交由本机构另一名负责人办理。</p>
        </NoticeBanner>
      ) : null}
      <StatRow>
        <Stat label="参加机构" value={String(round.institutions.length)} unit="家" />
        <Stat label="评估合格" value={String(passed)} unit="家" />
        <Stat
          label="评估不合格"
          value={String(failed)}
          unit="家"
          isLoss={failed > 0}
          {...(impossible === 0 ? {} : { note: `其中无法评估${impossible}家` })}
        />
        <Stat label="有否决项未通过" value={String(vetoed)} unit="家" isLoss={vetoed > 0} />
      </StatRow>
      <RoundBrief caption="各机构评估结果" rows={round.institutions} passMark={results[0]?.passMark} />
      {mayApprove ? (
        <>
          <CommandForm {...stamp} task="approveResults">
            <FormSection title="审批通过">
              <TextArea
                name="opinion"
                label="审批意见"
                required
                reply={replyOf(refused, 'approveResults')}
                defaultValue="评估程序和结果符合规定，同意公示。"
                maxLength={500}
              />
              <Button>审批通过，交经办人员公示</Button>
            </FormSection>
          </CommandForm>
          <CommandForm {...stamp} task="returnResults">
            <FormSection title="退回" hint="写明哪家机构、哪个项目需要怎样更正。">
              <TextArea name="reason" label="退回理由" required reply={replyOf(refused, 'returnResults')} maxLength={500} />
              <Button tone="secondary">退回经办人员</Button>
            </FormSection>
          </CommandForm>
        </>
      ) : (
        <p>本批次现在没有等待您审批的结果。</p>
      )}
      <ButtonRow>
        <a href={`/desk/rounds/${round.id}`} className="inline-flex min-h-target items-center">
          返回批次
        </a>
      </ButtonRow>
    </SignedInLayout>
  )
}
