import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DateExplained } from '#app/components/date-explained'
import { EmptyState } from '#app/components/empty-state'
import { FourAnswers } from '#app/components/four-answers'
import { JustDone } from '#app/components/just-done'
import { Progress } from '#app/components/progress'
import { RoundBrief } from '#app/components/round-brief'
import { RoundMatrix } from '#app/components/round-progress'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { Steps } from '#app/components/steps'
import { SummaryList } from '#app/components/summary-list'
import { Refused, TASK_FIELD } from '#app/forms/command-form'
import { RoundTasks } from '#app/forms/round-tasks'
import { commandAction, replyTo } from '#app/http/command-action.server'
import { donePath, formInput } from '#app/http/form-input'
import { requireViewer } from '#app/http/viewer.server'
import { findJustDone } from '#app/services/just-done.server'
import { findNoticeProof } from '#app/services/notices/notice-log.server'
import { findRound, type WaitingApplication } from '#app/services/round-view.server'
import { shellOf } from '#app/services/shell.server'
import { formatDate, formatDateLong, formatInstant } from '#app/view/format'
import type { RoundTask } from '#app/view/round'

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.round.title ?? '评估批次' }]

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const viewer = await requireViewer({ request, context }, 'officer', 'head', 'authority')
  const round = await findRound(context.portal, viewer, params.caseId ?? '')
  if (round === undefined) throw new Response(null, { status: 404 })
  const proof = await findNoticeProof(context.portal, viewer, round.id)
  const justDone = await findJustDone(context.portal, viewer, round.id, request.url)
  return { shell: await shellOf({ request, context }, viewer), round, proof, justDone, commandId: context.portal.newId() }
}

// The tasks whose form stands on this page; the others have pages of their own.
const ownTasks = ['submitResults', 'extendRound', 'closeEmptyRound', 'admitLateApplication'] as const satisfies readonly RoundTask[]

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = await requireViewer({ request, context }, 'officer', 'head')
  const form = await request.formData()
  const command = ownTasks.find((task) => task === form.get(TASK_FIELD))
  if (command === undefined) return replyTo(form, { code: 'notFound' })
  const caseId = params.caseId ?? ''
  return commandAction({ context, actor, caseId, command, form, input: formInput(form), next: donePath(`/desk/rounds/${caseId}`, form) })
}

export default function Round() {
  const { shell, round, proof, justDone, commandId } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const concluded = round.institutions.filter(({ isConcluded }) => isConcluded)
  const isExpected = round.stage === 'open'
  const passMark = concluded.find(({ result }) => result !== undefined)?.result?.passMark
  return (
    <SignedInLayout shell={shell} current="/desk/rounds">
      <Refused refused={refused} />
      <JustDone what={justDone} />
      <h1>{round.title}</h1>
      <p className="mb-6 text-ink-600">{round.agencyName}</p>
      <Steps steps={round.steps} label="批次进度" />
      <FourAnswers
        stage={round.stageTitle}
        actor={round.turn.actor}
        isViewersTurn={round.turn.isViewers}
        due={round.turn.due}
        consequence={round.turn.consequence}
      />

      <RoundTasks round={round} commandId={commandId} refused={refused} />

      <h2 className="mt-10 text-xl">{isExpected ? '预计列入的机构' : '参加评估的机构'}</h2>
      {round.institutions.length === 0 ? (
        <EmptyState title={isExpected ? '还没有已受理的申请' : '没有机构参加本批次'}>
          {isExpected ? '名单截止日以前受理的申请会出现在这里，截止时自动列入。' : '名单截止时没有已受理、等待评估的申请。'}
        </EmptyState>
      ) : (
        <>
          {isExpected ? null : <Progress label="已有评估结论" value={concluded.length} max={round.institutions.length} unit="家" />}
          <RoundMatrix rows={round.institutions} panel={isExpected ? [] : round.panel} />
          {isExpected ? null : (
            <p className="-mt-3 mb-6 text-sm text-ink-600">每家机构的评分在全部成员提交以前密封，这里只显示是否提交。</p>
          )}
        </>
      )}
      {round.waiting.length === 0 ? null : <WaitingList waiting={round.waiting} />}
      {concluded.length === 0 ? null : <RoundBrief caption="评估结果" rows={concluded} passMark={passMark} />}

      {round.decisions.length === 0 ? null : (
        <>
          <h2 className="mt-10 text-xl">对本批次的决定</h2>
          <SummaryList
            rows={round.decisions.map(({ title, text, by, at }) => ({ question: title, answer: `${text}（${by}，${formatInstant(at)}）` }))}
          />
        </>
      )}

      <h2 className="mt-10 text-xl">评估小组</h2>
      {round.panel.length === 0 ? (
        <EmptyState title="还没有确定评估小组">
          评估小组由经办机构工作人员、临床或护理等医疗专家、医院管理专家和参保人员代表组成，每类至少一人。（第九条（三））
        </EmptyState>
      ) : (
        <SummaryList rows={round.panel.map(({ name, roleTitle }) => ({ question: name, answer: roleTitle }))} />
      )}

      <h2 className="mt-10 text-xl">日期</h2>
      <SummaryList
        rows={round.dates.map(({ title, due }) => ({
          question: title,
          answer:
            due.time === '24:00' ? (
              <DateExplained due={due.due} time={due.time} explanation={due.explanation} />
            ) : (
              `${formatDateLong(due.due)} ${due.time}起`
            ),
        }))}
      />
      {proof === null ? null : (
        <>
          <h2 className="mt-10 text-xl">公示自查</h2>
          <p className="mb-2">
            {proof.days === 0
              ? '还没有自查记录。'
              : `已自查 ${proof.days} 天，${proof.failed === 0 ? '均正常' : `${proof.failed} 天没有通过`}。`}
            {proof.proposedDays > 0 ? `按自查记录，建议顺延 ${proof.proposedDays} 个工作日。` : ''}
          </p>
          <p>
            <a href={`/desk/rounds/${round.id}/notice`} className="inline-flex min-h-target items-center">
              自查记录和公示期顺延
            </a>
          </p>
        </>
      )}
      <p>
        <a href={`/cases/${round.id}`} className="inline-flex min-h-target items-center">
          办理记录和文书
        </a>
      </p>
    </SignedInLayout>
  )
}

/** Dossier §2.3: accepted after the lock; they go into the next round unless the head lets them in. */
const WaitingList = ({ waiting }: { waiting: readonly WaitingApplication[] }) => (
  <>
    <h2 className="mt-10 text-xl">名单截止以后受理的申请</h2>
    <SummaryList
      rows={waiting.map(({ title, acceptedOn }) => ({
        question: title,
        answer: acceptedOn === null ? '' : `${formatDate(acceptedOn)}受理`,
      }))}
    />
    <p className="-mt-3 mb-6 max-w-measure text-sm text-ink-600">
      归入下一批次。结果提交审批以前，经办机构负责人可以说明理由批准列入本批次，批准载入办理记录。
    </p>
  </>
)
