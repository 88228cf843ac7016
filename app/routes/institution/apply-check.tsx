import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { CheckboxGroup } from '#app/components/choice'
import { ErrorSummary } from '#app/components/error-summary'
import type { FormReply } from '#app/components/form-reply'
import { NoticeBanner } from '#app/components/notice-banner'
import { CategoryScores, ScoreMeter } from '#app/components/score-meter'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { SummaryList } from '#app/components/summary-list'
import { CounterSubmission } from '#app/forms/application-draft-counter'
import { DraftHead } from '#app/forms/application-draft-frame'
import { draftHref, draftStepCount } from '#app/forms/application-draft-pages'
import { type Problem, ProblemList } from '#app/forms/application-draft-problems'
import { SelfEvaluationVerdict } from '#app/forms/application-draft-verdict'
import { counterFiles } from '#app/forms/case/registry'
import { COMMAND_ID_FIELD, commandIdOf, formInput, formReply } from '#app/http/form-input'
import { FormToken } from '#app/http/form-token'
import { authorityWords } from '#app/http/refusal'
import { faultsByField } from '#app/http/upload.server'
import type { RouteHandle } from '#app/root'
import { withFiles } from '#app/services/command-files.server'
import { readCommandUpload, withKept } from '#app/services/command-upload.server'
import { judgeCounter } from '#app/services/counter/counter-submission.server'
import { type Draft, requireDraft } from '#app/services/drafts.server'
import { checkView } from '#app/services/institution-check.server'
import { submitDraft } from '#app/services/institution-submit.server'
import { keepLateUpload } from '#app/services/late-uploads.server'
import { gapOf } from '#app/services/people/authority.server'
import { shellOf } from '#app/services/shell.server'
import { formatDate } from '#app/view/format'
import type { Actor } from '#workflows/access/authorise'

export const handle = { islands: ['upload'] } satisfies RouteHandle

export const meta: MetaFunction = () => [{ title: '核对并提交 - 东营市医保定点协议管理平台' }]

export const loader = async (args: LoaderFunctionArgs) => {
  const { actor, draft, isAtCounter } = await requireDraft(args, args.params.draftId)
  const { portal } = args.context
  const place = { institutionId: draft.institution.id, command: 'submitApplication', on: draft.today }
  const gap = await gapOf(portal.read, actor, place)
  return {
    shell: await shellOf(args, actor),
    draftId: draft.id,
    siteName: draft.site.name,
    institutionName: draft.institution.name,
    commandId: portal.newId(),
    isAtCounter,
    gap: gap === undefined ? null : authorityWords(gap),
    ...(await checkView(portal, draft)),
  }
}

const declaration = 'truthful'
const noReply: FormReply = { values: {}, errors: {} }

/** An officer sends what was entered at the window, with the paper that the person there has signed. */
async function sendFromCounter({ request, context }: ActionFunctionArgs, actor: Actor, draft: Draft) {
  const upload = await readCommandUpload(request, context, { ownerId: draft.id, fields: counterFiles, mayStore: true })
  const { form, kept, faults } = upload
  const judged = judgeCounter(actor, draft, withFiles(formInput(form), counterFiles, kept).counter)
  const errors = { ...(judged.ok ? {} : judged.errors), ...faultsByField(faults) }
  const refuse = (words: { title: string; advice: string; problems: readonly Problem[] }, status: number) => {
    const { reply } = withKept({ reply: formReply(form, errors), title: '', advice: '' }, kept)
    return data({ reply, ...words, problems: [...words.problems] }, { status })
  }
  if (!judged.ok || faults.length > 0) return refuse({ title: '', advice: '', problems: [] }, faults[0]?.status ?? 422)
  const outcome = await submitDraft(context.portal, actor, draft, commandIdOf(form), judged.counter)
  return outcome.ok ? redirect(`/desk/counter?received=${outcome.caseId}`, 303) : refuse(outcome, outcome.status)
}

export const action = async (args: ActionFunctionArgs) => {
  await keepLateUpload(args, args.params.draftId ?? '', Object.keys(counterFiles))
  const { actor, draft, isAtCounter } = await requireDraft(args, args.params.draftId)
  if (isAtCounter) return sendFromCounter(args, actor, draft)
  const form = await args.request.formData()
  if (form.get(declaration) !== 'on') {
    const reply: FormReply = { values: {}, errors: { [declaration]: ['请阅读并勾选真实性承诺，再提交'] } }
    return data({ reply, title: '', advice: '', problems: [] as Problem[] }, { status: 422 })
  }
  const outcome = await submitDraft(args.context.portal, actor, draft, commandIdOf(form))
  if (outcome.ok) return redirect(`/cases/${outcome.caseId}?received=1`, 303)
  const { status, title, advice, problems } = outcome
  return data({ reply: { values: { [declaration]: 'on' }, errors: {} } as FormReply, title, advice, problems: [...problems] }, { status })
}

export default function ApplyCheck() {
  const loaded = useLoaderData<typeof loader>()
  const {
    shell,
    draftId,
    siteName,
    institutionName,
    commandId,
    sections,
    warnings,
    score,
    materials,
    agency,
    round,
    bar,
    busy,
    gap,
    isAtCounter,
  } = loaded
  const posted = useActionData<typeof action>()
  const reply = posted?.reply ?? noReply
  const problems = posted !== undefined && posted.problems.length > 0 ? posted.problems : loaded.problems
  const isRefused = posted !== undefined && posted.title !== ''
  const isComplete = loaded.problems.length === 0
  return (
    <SignedInLayout shell={shell} current="/my">
      <ErrorSummary reply={reply} title="没有提交" />
      <DraftHead draftId={draftId} siteName={siteName} step={draftStepCount} title="核对并提交" />
      {isRefused || !isComplete ? (
        <div
          role={isRefused ? 'alert' : undefined}
          tabIndex={-1}
          data-error-summary={isRefused ? '' : undefined}
          className="mb-8 max-w-measure rounded border-4 border-fix-600 p-5"
        >
          <h2 className="text-xl">{isRefused ? posted.title : `还有 ${problems.length} 处没有填好，填好后才能提交`}</h2>
          {isRefused ? <p className="mt-1">{posted.advice}</p> : null}
          {problems.length === 0 ? null : <ProblemList draftId={draftId} problems={problems} />}
        </div>
      ) : null}
      {busy === null || isRefused ? null : (
        <NoticeBanner tone="warning" title="这个执业地点已有申请正在办理">
          <p>
            一个执业地点一次只能办理一件申请（第八条）。<a href={`/cases/${busy}`}>查看正在办理的申请</a>，办结后可以提交这份草稿。
          </p>
        </NoticeBanner>
      )}
      {gap === null || isRefused ? null : (
        <NoticeBanner tone="warning" title={gap.title}>
          <p>{gap.advice}</p>
        </NoticeBanner>
      )}
      {bar === null ? null : (
        <NoticeBanner tone="loss" title={`${formatDate(bar.until)}以前（含当日）不予受理`}>
          <p>{bar.reason}</p>
          <p>草稿会一直保留。现在提交的，经办机构只能书面不予受理，并告知救济途径。</p>
        </NoticeBanner>
      )}
      {warnings.length === 0 ? null : (
        <NoticeBanner tone="warning" title="请再看一眼，不影响提交">
          <ProblemList draftId={draftId} problems={warnings} />
        </NoticeBanner>
      )}
      <h2 className="mb-3 mt-8">交给谁，什么时候评估</h2>
      <SummaryList
        rows={[
          { question: '受理的经办机构', answer: `${agency.name}：${agency.reason}（${agency.basis}）` },
          {
            question: '预计参加的评估',
            answer:
              round === null
                ? '放假安排尚未公布，暂时不能确定批次'
                : `${round.year}年${round.month}月批次${round.lockOn === null ? '' : `；须在 ${formatDate(round.lockOn)} 24:00 前受理，此后受理的进入下一批次`}`,
          },
          { question: '提交以后', answer: agency.nextStep },
        ]}
      />
      {sections.map((section) => (
        <section key={section.title} className="mt-8">
          <h2 className="mb-3 text-xl">{section.title}</h2>
          <SummaryList
            rows={section.rows.map(({ question, answer, href }) => ({
              question,
              answer: answer.includes('\n') ? <span className="whitespace-pre-line">{answer}</span> : answer,
              ...(href === null ? {} : { changeHref: href }),
            }))}
          />
        </section>
      ))}
      {score === null ? null : (
        <section className="mt-8">
          <h2 className="mb-3 text-xl">自评</h2>
          <ScoreMeter label="自评折算得分" total={score.total} passMark={score.passMark} hasVeto={score.failedVetoes.length > 0} />
          <CategoryScores label="各类自评得分" categories={score.categories} />
          <SelfEvaluationVerdict total={score} />
          <p>
            <a href={draftHref(draftId, 'self-evaluation')} className="inline-flex min-h-target items-center">
              修改自评
            </a>
          </p>
        </section>
      )}
      {materials.length === 0 ? null : (
        <section className="mt-8">
          <h2 className="mb-3 text-xl">材料</h2>
          <SummaryList
            rows={materials.map(({ title, files, href }) => ({
              question: title,
              answer: files.length === 0 ? '' : <span className="whitespace-pre-line">{files.join('\n')}</span>,
              changeHref: href,
            }))}
          />
        </section>
      )}
      {isComplete && busy === null && isAtCounter ? (
        <CounterSubmission draftId={draftId} commandId={commandId} reply={posted?.reply} />
      ) : isComplete && busy === null && gap === null ? (
        <form method="post" noValidate className="mt-10 border-t border-line-200 pt-6">
          <FormToken />
          <input type="hidden" name={COMMAND_ID_FIELD} value={commandId} />
          <CheckboxGroup
            name={declaration}
            label="真实性承诺"
            hint="采取虚构、篡改等不正当手段申请，被查实的，一年内不再受理（第十条（三））。"
            required
            reply={reply}
            options={[{ value: 'on', label: `${institutionName}承诺：所填内容和所交材料真实、完整，愿意承担不实的后果` }]}
          />
          <ButtonRow>
            <Button busyText="正在提交…">提交申请</Button>
            <LinkButton href={draftHref(draftId)}>先不提交，返回目录</LinkButton>
          </ButtonRow>
        </form>
      ) : (
        <ButtonRow>
          <LinkButton href={draftHref(draftId)}>返回申请目录</LinkButton>
        </ButtonRow>
      )}
    </SignedInLayout>
  )
}
