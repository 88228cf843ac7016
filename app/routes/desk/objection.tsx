import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Card } from '#app/components/card'
import { EvidenceList } from '#app/components/evidence-list'
import { FourAnswers } from '#app/components/four-answers'
import { JustDone } from '#app/components/just-done'
import { NoticeBanner } from '#app/components/notice-banner'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { SummaryList } from '#app/components/summary-list'
import { Tag } from '#app/components/tag'
import { Refused } from '#app/forms/command-form'
import { ObjectionDecisionForm } from '#app/forms/objection-decision'
import { commandAction } from '#app/http/command-action.server'
import { donePath, formInput } from '#app/http/form-input'
import { requireViewer } from '#app/http/viewer.server'
import { findJustDone } from '#app/services/just-done.server'
import { findObjections, type ObjectionView } from '#app/services/objection-view.server'
import { shellOf } from '#app/services/shell.server'
import { formatDate, formatInstant } from '#app/view/format'

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `异议：${data?.view.title ?? ''}` }]

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const viewer = await requireViewer({ request, context }, 'officer', 'head', 'authority')
  const view = await findObjections(context.portal, viewer, params.caseId ?? '')
  if (view === undefined) throw new Response(null, { status: 404 })
  const revealed = view.objections.filter(({ objector }) => objector !== undefined).map(({ id }) => id)
  if (revealed.length > 0) context.logger.info({ account: viewer.id, caseId: view.caseId, objections: revealed }, 'objector shown')
  const justDone = await findJustDone(context.portal, viewer, view.caseId, request.url)
  return { shell: await shellOf({ request, context }, viewer), view, justDone, commandId: context.portal.newId() }
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = await requireViewer({ request, context }, 'officer')
  const form = await request.formData()
  const caseId = params.caseId ?? ''
  return commandAction({
    context,
    actor,
    caseId,
    command: 'decideObjection',
    form,
    input: formInput(form),
    next: donePath(`/desk/objections/${caseId}`, form),
  })
}

const receivedOf = ({ filedAt, channel, postmarkOn }: ObjectionView): string =>
  channel === 'portal'
    ? formatInstant(filedAt)
    : `${formatInstant(filedAt)}登记的来信，邮戳 ${postmarkOn === null ? '不详' : formatDate(postmarkOn)}`

const outcomeOf = ({ upheld, measure }: NonNullable<ObjectionView['decision']>): string => {
  if (!upheld) return '异议不成立'
  return measure === 'reEvaluate' ? '异议成立，重新评估' : '异议成立，按评估未通过处理'
}

const EvidenceOf = ({ caseId, objection: { id, evidence, evidenceCount } }: { caseId: string; objection: ObjectionView }) =>
  evidence.length === 0 && evidenceCount > 0 ? (
    `${evidenceCount} 个文件，只有核查人员可以查看`
  ) : (
    <EvidenceList files={evidence} base={`/desk/objections/${caseId}/evidence/${id}`} />
  )

const rowsOf = (caseId: string, objection: ObjectionView) => {
  const { statement, objector, decision, isOwnReview } = objection
  return [
    { question: '收到时间', answer: receivedOf(objection) },
    ...(isOwnReview ? [{ question: '提出人', answer: '该机构自己（结果复核）' }] : []),
    { question: '异议的事实和理由', answer: <p className="whitespace-pre-line">{statement}</p> },
    { question: '证明材料', answer: <EvidenceOf caseId={caseId} objection={objection} /> },
    ...(objector === undefined ? [] : [{ question: '异议人（不得向被异议机构透露）', answer: `${objector.name}，电话 ${objector.phone}` }]),
    ...(decision === undefined
      ? []
      : [
          { question: '核查结论', answer: outcomeOf(decision) },
          { question: '核查的事实和理由', answer: <p className="whitespace-pre-line">{decision.finding}</p> },
          { question: '办结', answer: `${decision.by}，${formatInstant(decision.at)}` },
        ]),
  ]
}

export default function Objection() {
  const { shell, view, justDone, commandId } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const open = view.objections.filter(({ isOpen }) => isOpen)
  const [first] = open
  return (
    <SignedInLayout shell={shell} current="/desk/rounds">
      <Refused refused={refused} />
      <JustDone what={justDone} />
      <h1 className="mb-6">{view.title}：异议</h1>
      {open.length === 0 ? null : (
        <FourAnswers
          stage={view.stageTitle}
          actor="经办人员（未参加本次评估的两名工作人员）"
          isViewersTurn={view.mayDecide}
          due={view.due ?? '处理时限已过，请立即办结'}
          consequence={view.consequence === '' ? '已提醒经办机构负责人督办；办结以前，该机构不签约。' : view.consequence}
        />
      )}
      {view.obstacle === null ? null : <NoticeBanner tone="warning" title={view.obstacle} />}
      {view.objections.length === 0 ? <p>没有对该机构评估结果的异议。</p> : null}
      {view.objections.map((objection, index) => (
        <Card
          key={objection.id}
          title={`异议${index + 1}`}
          aside={<Tag tone={objection.isOpen ? 'active' : 'done'}>{objection.isOpen ? '核查中' : '已办结'}</Tag>}
          isMarked={objection.isOpen}
        >
          <SummaryList rows={rowsOf(view.caseId, objection)} />
          {view.mayDecide && objection.id === first?.id ? (
            <ObjectionDecisionForm
              objectionId={objection.id}
              institution={view.title}
              hasPassed={view.hasPassed}
              mayReEvaluate={view.mayReEvaluate}
              colleagues={view.colleagues}
              reply={refused?.reply}
              revision={view.revision}
              commandId={commandId}
            />
          ) : null}
          {view.mayDecide && objection.isOpen && objection.id !== first?.id ? <p>请先办结前一件异议。</p> : null}
        </Card>
      ))}
      <p className="flex flex-wrap gap-x-6">
        <a href={`/desk/evaluations/${view.caseId}`} className="inline-flex min-h-target items-center">
          查看评估结果
        </a>
        {view.mayDecide ? (
          <a href={`/desk/objections/${view.caseId}/new`} className="inline-flex min-h-target items-center">
            登记来信异议
          </a>
        ) : null}
      </p>
    </SignedInLayout>
  )
}
