import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { Answers } from '#app/components/case/case-record'
import { ChangedMeanwhile, TypedText } from '#app/components/case/changed-meanwhile'
import { HolderLine } from '#app/components/desk/case-desk'
import { TextArea } from '#app/components/field'
import { hasErrors } from '#app/components/form-reply'
import { FourAnswers } from '#app/components/four-answers'
import { NoticeBanner } from '#app/components/notice-banner'
import { PageView } from '#app/components/page-view'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { Stat, StatRow } from '#app/components/stat'
import { SummaryList } from '#app/components/summary-list'
import { FormErrors, PlainForm } from '#app/forms/case/case-form'
import { ChecklistLine } from '#app/forms/case/intake-checklist'
import { requireViewer } from '#app/http/viewer.server'
import type { RouteHandle } from '#app/root'
import { caseDeskOf } from '#app/services/desk/case-desk.server'
import { intakeViewOf } from '#app/services/intake-view.server'
import { shellOf } from '#app/services/shell.server'
import { formatDate, formatHundredths } from '#app/view/format'
import { problemTemplates } from '#app/view/problem-templates'
import { intakeAction } from './intake-action.server'

export const handle = { islands: ['page-view'] } satisfies RouteHandle

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const actor = await requireViewer({ request, context }, 'officer')
  const view = await intakeViewOf(context.portal, actor, params.caseId ?? '')
  if (view === undefined) throw new Response(null, { status: 404 })
  const desk = (await caseDeskOf(context.portal, actor, view.caseId)) ?? null
  const isOpen = view.commands.includes('acceptApplication')
  const problems = problemTemplates.map(({ value, label }) => ({ value, label }))
  const shell = await shellOf({ request, context }, actor)
  return data({ shell, view, desk, problems, isOpen }, { status: isOpen ? 200 : 409 })
}

export const action = ({ request, context, params }: ActionFunctionArgs) => intakeAction({ request, context, caseId: params.caseId ?? '' })

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: `审查申请材料 - ${loaded?.view.title ?? ''}` }]

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

const Preview = ({ items }: { items: readonly { title: string; problem: string; remedy: string }[] }) => (
  <section id="preview" aria-labelledby="preview-title" className="mb-8 rounded border-2 border-brand-600 p-5">
    <h2 id="preview-title" className="text-xl">
      补正告知预览
    </h2>
    <p className="mb-3 text-ink-600">第九条（二）：只告知这一次。发出后，首次审查时已经能看到的问题不得再次要求补正。</p>
    <ol className="ml-6 list-decimal space-y-2">
      {items.map((item) => (
        <li key={item.title}>
          <span className="font-bold">{item.title}</span>：{item.problem}
          <span className="block">补正方法：{item.remedy}</span>
        </li>
      ))}
    </ol>
    <ButtonRow>
      <Button name="intent" value="issue">
        {`发出补正告知（${items.length} 项）`}
      </Button>
    </ButtonRow>
  </section>
)

const Side = ({ view }: { view: Loaded['view'] }) => (
  <section aria-labelledby="answers" className="mt-10">
    <h2 id="answers" className="mb-2 text-xl">
      申请表
    </h2>
    <StatRow>
      <Stat
        label="自评总分（折算百分）"
        value={formatHundredths(view.selfEvaluation.normalised)}
        unit="分"
        isLoss={!view.selfEvaluation.passed}
        note={view.selfEvaluation.passed ? '达到合格要求' : '未达到合格要求'}
      />
      <Stat label="合格线" value={formatHundredths(view.selfEvaluation.passMark)} unit="分" />
    </StatRow>
    <Answers sections={view.answers} isOpen />
  </section>
)

const Obstacle = ({ view }: { view: Loaded['view'] }) =>
  view.obstacle === undefined ? null : (
    <NoticeBanner tone="loss" title={`现在不能受理（${view.obstacle.article}）`}>
      <p>{view.obstacle.reason}</p>
      <p>
        <a href={`/cases/${view.caseId}/do/proposeRefusal`} className="inline-flex min-h-target items-center">
          办理不予受理
        </a>
      </p>
    </NoticeBanner>
  )

const Notes = ({ notes }: { notes: Loaded['view']['notes'] }) =>
  notes.length === 0 ? null : (
    <NoticeBanner tone="warning" title={`请留意（${notes.length} 处，不影响受理）`}>
      <ul className="ml-5 list-disc">
        {notes.map(({ place, message, href }) => (
          <li key={`${place}:${message}`}>
            <span className="font-bold">{place}</span>：{href === undefined ? message : <a href={href}>{message}</a>}
          </li>
        ))}
      </ul>
    </NoticeBanner>
  )

/** Checklist and form side by side: all ticked is an acceptance, what is not ticked becomes the one notice. */
export default function IntakePage() {
  const { shell, view, desk, problems, isOpen } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer?.refused
  const preview = answer?.preview
  const reply = answer?.refused.reply
  return (
    <SignedInLayout shell={shell} current="/desk">
      <p className="text-ink-600">
        <a href={`/cases/${view.caseId}`} className="inline-flex min-h-target items-center">
          {view.title}
        </a>{' '}
        · {view.stage}
      </p>
      <h1 className="mb-6">审查申请材料</h1>
      {refused !== undefined && refused.title !== '' && !hasErrors(refused.reply) ? (
        <ChangedMeanwhile refused={refused} timeline={view.timeline} />
      ) : null}
      <FormErrors reply={reply} />
      <FourAnswers {...view.position} />
      {desk === null ? null : <HolderLine desk={desk} back="intake" />}
      {isOpen ? (
        <>
          <Obstacle view={view} />
          <Notes notes={view.notes} />
          {view.supplementGiven ? (
            <NoticeBanner title="已经告知过一次补正">
              <p>只能审查申请人补正时提交的材料；首次审查时已经能看到的内容，不得再次要求补正。</p>
            </NoticeBanner>
          ) : null}
          <div className="gap-8 lg:grid lg:grid-cols-2">
            <div>
              <PlainForm page={view}>
                {preview === undefined ? null : <Preview items={preview} />}
                <h2 className="text-xl">材料清单</h2>
                <p className="text-ink-600">逐项打开核对，符合的打勾；没有打勾的，写明问题，汇成一次补正告知。</p>
                {view.materialsList === null ? null : (
                  <p className="text-sm text-ink-600">
                    提交时所依据的清单：{view.materialsList.id} 版，{formatDate(view.materialsList.effectiveFrom)}
                    起施行；清单以外的不得要求补交。
                  </p>
                )}
                <ol className="mb-6 mt-2 divide-y divide-line-200 border-y border-line-200">
                  {view.items.map((line, index) => (
                    <ChecklistLine key={line.id} line={line} index={index} problems={problems} reply={reply} />
                  ))}
                </ol>
                <TextArea name="opinion" label="受理意见" defaultValue="材料齐全，符合受理条件。" rows={2} maxLength={500} reply={reply} />
                <ButtonRow>
                  <Button name="intent" value="accept">
                    全部符合，受理
                  </Button>
                  <Button name="intent" value="preview" tone="secondary" busyText="正在生成预览…">
                    有不符合，预览补正告知
                  </Button>
                  <LinkButton href={`/cases/${view.caseId}/do/proposeRefusal`} tone="quiet">
                    不予受理…
                  </LinkButton>
                </ButtonRow>
              </PlainForm>
            </div>
            <div className="lg:sticky lg:top-4 lg:max-h-screen lg:self-start lg:overflow-y-auto">
              <PageView />
              <Side view={view} />
            </div>
          </div>
        </>
      ) : (
        <>
          <NoticeBanner tone="warning" title="这件申请现在不在受理审查阶段">
            <p>现在的状态是“{view.stage}”。</p>
          </NoticeBanner>
          {refused === undefined ? null : <TypedText refused={refused} />}
          <SummaryList rows={view.items.map(({ title, files }) => ({ question: title, answer: `${files.length} 个文件` }))} />
          <LinkButton href={`/cases/${view.caseId}`}>返回事项页面</LinkButton>
        </>
      )}
    </SignedInLayout>
  )
}
