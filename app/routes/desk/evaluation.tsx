import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '#app/components/button'
import { EvaluationResult } from '#app/components/evaluation-result'
import { JustDone } from '#app/components/just-done'
import { NoticeBanner } from '#app/components/notice-banner'
import { ReEvaluationState } from '#app/components/re-evaluation-state'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { SummaryList } from '#app/components/summary-list'
import { DataTable } from '#app/components/table'
import { Tag } from '#app/components/tag'
import { VisitState } from '#app/components/visit-state'
import { CommandForm, Refused, replyOf, TASK_FIELD } from '#app/forms/command-form'
import { ReEvaluationApproval, UnableForm } from '#app/forms/evaluation-conclusion'
import { JointMinuteForm, jointMinuteInput } from '#app/forms/joint-minute'
import { commandAction, replyTo } from '#app/http/command-action.server'
import { donePath, formInput } from '#app/http/form-input'
import { requireViewer } from '#app/http/viewer.server'
import { findEvaluation } from '#app/services/evaluation-view.server'
import { findJustDone } from '#app/services/just-done.server'
import type { PriorityView } from '#app/services/priority.server'
import { shellOf } from '#app/services/shell.server'
import { formatInstant } from '#app/view/format'

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `评估：${data?.view.title ?? ''}` }]

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const viewer = await requireViewer({ request, context }, 'officer', 'head', 'authority')
  const view = await findEvaluation(context.portal, viewer, params.caseId ?? '')
  if (view === undefined) throw new Response(null, { status: 404 })
  const justDone = await findJustDone(context.portal, viewer, view.id, request.url)
  return { shell: await shellOf({ request, context }, viewer), view, justDone, commandId: context.portal.newId() }
}

// The tasks whose form is what was typed and nothing else.
const writtenTasks = ['concludeUnable', 'publishReEvaluation', 'returnReEvaluation'] as const

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = await requireViewer({ request, context }, 'officer', 'head')
  const form = await request.formData()
  const caseId = params.caseId ?? ''
  const next = donePath(`/desk/evaluations/${caseId}`, form)
  const command = writtenTasks.find((task) => task === form.get(TASK_FIELD))
  if (command !== undefined) return commandAction({ context, actor, caseId, command, form, input: formInput(form), next })
  if (form.get(TASK_FIELD) !== 'recordJointMinute') {
    return commandAction({ context, actor, caseId, command: 'concludeEvaluation', form, input: {}, next })
  }
  const { decisions, issues } = jointMinuteInput(form)
  if (Object.keys(issues).length > 0) return replyTo(form, { code: 'invalidInput', issues })
  return commandAction({ context, actor, caseId, command: 'recordJointMinute', form, input: { decisions }, next })
}

export default function Evaluation() {
  const { shell, view, justDone, commandId } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const stamp = { revision: view.revision, commandId }
  const undecided = view.disputed.filter(({ decided }) => decided === undefined).length
  const minuteForm = (
    <JointMinuteForm {...stamp} task="recordJointMinute" disputes={view.disputed} reply={replyOf(refused, 'recordJointMinute')} />
  )
  return (
    <SignedInLayout shell={shell} current="/desk/rounds">
      <Refused refused={refused} />
      <JustDone what={justDone} />
      <h1>{view.title}：评估</h1>
      <p className="mb-4 flex flex-wrap items-center gap-x-4">
        <Tag tone="active">{view.stageTitle}</Tag>
        {view.roundId === null ? null : (
          <a href={`/desk/rounds/${view.roundId}`} className="inline-flex min-h-target items-center">
            返回批次
          </a>
        )}
        <a href={`/cases/${view.id}`} className="inline-flex min-h-target items-center">
          申请材料和办理记录
        </a>
      </p>
      <SummaryList
        rows={[
          ...view.facts,
          ...(view.priority === null ? [] : [{ question: '优先情形（第五条（二））', answer: <PriorityEvidence {...view.priority} /> }]),
        ]}
      />
      {view.again === null ? null : <ReEvaluationState caseId={view.id} again={view.again} />}
      <VisitState visit={view.visit} isConcluded={view.isConcluded} />
      {view.mayAct && view.visit.isImpossible ? <UnableForm {...stamp} refused={refused} /> : null}
      <DataTable
        caption="评分表"
        rows={view.members}
        rowKey={(row) => row.accountId}
        empty={<p>还没有确定评估小组。</p>}
        columns={[
          { key: 'name', header: '成员', rowHeader: true, cell: (row) => row.name },
          { key: 'role', header: '身份', cell: (row) => row.roleTitle },
          {
            key: 'state',
            header: '进度',
            cell: (row) => <Tag tone={row.state === 'scored' ? 'done' : row.state === 'recused' ? 'fix' : 'neutral'}>{row.stateTitle}</Tag>,
          },
          { key: 'at', header: '提交时间', cell: (row) => (row.submittedAt === null ? '' : formatInstant(row.submittedAt)) },
        ]}
      />
      {view.isWithheld ? (
        <NoticeBanner title="结果尚未公示">
          <p>评分和评估结果在公示以前，只有负责评估的经办机构可以查看。</p>
        </NoticeBanner>
      ) : null}
      {view.isSealed && !view.isWithheld ? (
        <NoticeBanner title="评分密封">
          <p>应当评分的成员全部提交以前，任何人都看不到得分。成员申明回避的，不再等待；四类人员每类至少要有一份有效评分表。</p>
        </NoticeBanner>
      ) : null}

      {view.disputed.length === 0 ? null : (
        <section aria-labelledby="joint">
          <h2 id="joint" className="mt-8 text-xl">
            评估小组合议
          </h2>
          <p className="mb-4 max-w-measure">
            有成员认定否决项不通过，或者对项目是否适用意见不一致的，由评估小组一同讨论决定并记入笔录，不按平均分处理。
          </p>
          {undecided > 0 && view.mayAct ? minuteForm : null}
          {undecided > 0 && view.mayAct ? null : (
            <SummaryList
              rows={view.disputed.map(({ itemId, title, decided }) => ({
                question: `${itemId} ${title}`,
                answer: decided === undefined ? '尚未合议' : `${decided.outcome}。${decided.minute}`,
              }))}
            />
          )}
          {undecided === 0 && view.mayAct ? (
            <details open={refused !== undefined} className="mb-6">
              <summary className="inline-flex min-h-target items-center text-brand-600 underline underline-offset-4">
                重新记录合议结论
              </summary>
              <p>以最后一次记录为准，以前的记录保留在办理记录中。</p>
              {minuteForm}
            </details>
          ) : null}
        </section>
      )}

      {view.problems.length === 0 ? null : (
        <NoticeBanner tone="warning" title="还不能作出评估结论">
          <ul>
            {view.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </NoticeBanner>
      )}
      {view.result === undefined ? null : (
        <section aria-labelledby="result">
          <h2 id="result" className="mt-8 text-xl">
            {view.isConcluded ? '评估结果' : '计算结果（尚未作出结论）'}
          </h2>
          {view.mayAct && view.visit.isRecorded && !view.visit.isImpossible ? (
            <CommandForm {...stamp} task="concludeEvaluation">
              <p className="max-w-measure">
                结果由系统按各成员评分的平均值计算。确认后作出评估结论，评分表和合议结论不能再更改，
                {view.again === null ? '等待整个批次提交审批。' : '等待负责人审批并单独公示。'}
              </p>
              <p className="my-4">
                <Button>按此结果作出评估结论：{view.result.conclusion}</Button>
              </p>
            </CommandForm>
          ) : null}
          {view.selfGap === null ? null : (
            <NoticeBanner tone="warning" title={`自评得分比评估得分高${view.selfGap.points}分`}>
              <p>
                相差超过{view.selfGap.limit}分的，请对照原件核实自评所填内容是否属实。差异本身不是弄虚作假；有证据的，另行
                <a href={`/cases/${view.id}`}>报告涉嫌弄虚作假</a>，由另一人查实（第十条（三））。
              </p>
            </NoticeBanner>
          )}
          <EvaluationResult {...view.result} />
        </section>
      )}
      {view.impossible === null ? null : (
        <NoticeBanner tone="loss" title="结论：评估不合格（无法评估）">
          <p>{view.impossible}</p>
        </NoticeBanner>
      )}
      {view.again?.mayApprove === true ? (
        <ReEvaluationApproval {...stamp} refused={refused} isOwnConclusion={view.again.isOwnConclusion} />
      ) : null}
    </SignedInLayout>
  )
}

const PriorityEvidence = ({ title, files }: PriorityView) => (
  <>
    <span className="block">{title}：只在得分相同时排列在前，不改变得分、否决项和结论。</span>
    {files.map(({ name, href, material }) => (
      <a key={href} href={href} className="mr-4 inline-flex min-h-target items-center">
        {material}：{name}
      </a>
    ))}
  </>
)
