import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { ErrorSummary } from '#app/components/error-summary'
import { type FormReply, fieldId } from '#app/components/form-reply'
import { NoticeBanner } from '#app/components/notice-banner'
import { ScoreSheet } from '#app/components/score-sheet'
import { StickyTotalBar } from '#app/components/score-total-bar'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { DraftHead, EnterSaves } from '#app/forms/application-draft-frame'
import { draftHref, draftPages } from '#app/forms/application-draft-pages'
import { SelfEvaluationVerdict } from '#app/forms/application-draft-verdict'
import { scoreSheetCategories } from '#app/forms/score-entries'
import { formReply } from '#app/http/form-input'
import { FormToken } from '#app/http/form-token'
import type { RouteHandle } from '#app/root'
import { chosenServices, itemsOf, reloadDraft, requireDraft, saveScores } from '#app/services/drafts.server'
import { judgeScores, scoreLines, typedScores } from '#app/services/institution-scores.server'
import { shellOf } from '#app/services/shell.server'
import { formatHundredths } from '#app/view/format'
import { serviceTitles } from '#workflows/domain/institution-kinds'

export const handle = { islands: ['score-total'] } satisfies RouteHandle

export const meta: MetaFunction = () => [{ title: '按评估标准自评 - 东营市医保定点协议管理平台' }]

const step = draftPages.length + 1

export const loader = async (args: LoaderFunctionArgs) => {
  const { actor, draft } = await requireDraft(args, args.params.draftId)
  const judged = judgeScores(draft)
  const reply: FormReply = { values: draft.data.scores, errors: judged.errors }
  const { answered, expected, normalised, passMark, failedVetoes } = judged.total
  return {
    shell: await shellOf(args, actor),
    draftId: draft.id,
    siteName: draft.site.name,
    services: chosenServices(draft).map((service) => serviceTitles[service]),
    table: { title: draft.standard.title, attachment: draft.standard.attachment, isDraft: draft.standard.status === 'draft' },
    categories: [...scoreSheetCategories(draft.standard, itemsOf(draft), [])],
    total: { answered, applicable: expected, total: normalised, passMark, failedVetoes: [...failedVetoes] },
    wasSaved: new URL(args.request.url).searchParams.has('saved'),
    reply,
    lines: scoreLines(draft, judged.errors),
  }
}

export const action = async (args: ActionFunctionArgs) => {
  const { draft } = await requireDraft(args, args.params.draftId)
  const { portal } = args.context
  const form = await args.request.formData()
  await saveScores(portal, draft.id, typedScores(form, draft), itemsOf(draft))
  const saved = await reloadDraft(portal, draft)
  const judged = judgeScores(saved)
  const errors = form.get('intent') === 'continue' ? judged.missing : judged.errors
  if (Object.keys(errors).length > 0) return data({ reply: formReply(form, errors), lines: scoreLines(saved, errors) }, { status: 422 })
  if (form.get('intent') === 'continue') return redirect(draftHref(draft.id, 'materials'), 303)
  return redirect(`${draftHref(draft.id, 'self-evaluation')}?saved=1`, 303)
}

export default function ApplySelfEvaluation() {
  const { shell, draftId, siteName, services, table, categories, total, wasSaved, ...loaded } = useLoaderData<typeof loader>()
  const posted = useActionData<typeof action>()
  const reply = posted?.reply ?? loaded.reply
  const lines = posted?.lines ?? loaded.lines
  const head = (
    <DraftHead draftId={draftId} siteName={siteName} step={step} title="按评估标准自评">
      <p>
        依据第八条，申请前先按《{table.title}》（{table.attachment}
        {table.isDraft ? '，本表为设计稿' : ''}）逐项自评。评估小组到现场用同一张表评分，两栏将逐项对照。
      </p>
    </DraftHead>
  )
  if (services.length === 0) {
    return (
      <SignedInLayout shell={shell} current="/my">
        {head}
        <NoticeBanner tone="warning" title="请先选择服务类别">
          <p>不同的服务类别适用不同的评估项目。选择后再来自评。</p>
        </NoticeBanner>
        <LinkButton href={`${draftHref(draftId, 'licences')}#${fieldId('services.services')}`} tone="primary">
          选择服务类别
        </LinkButton>
      </SignedInLayout>
    )
  }
  return (
    <SignedInLayout shell={shell} current="/my">
      <ErrorSummary
        reply={{ values: {}, errors: lines }}
        title={posted === undefined ? '有的项目需要更正' : '已保存，还有项目需要填写或者更正'}
      />
      {wasSaved && posted === undefined ? (
        <NoticeBanner tone="success" title="已保存" live>
          <p>
            已填 {total.answered} 项，共 {total.applicable} 项。可以继续填写，也可以以后再来。
          </p>
        </NoticeBanner>
      ) : null}
      {head}
      <p className="mb-2">申请的服务类别：{services.join('、')}。以下只列出适用于本机构的项目，总分按这些项目折算成百分制。</p>
      <SelfEvaluationVerdict total={total} />
      <form method="post" id="sheet" noValidate>
        <FormToken />
        <EnterSaves value="save" />
        <ScoreSheet categories={categories} passMark={total.passMark} reply={reply} />
        <StickyTotalBar passMark={total.passMark} saved={{ ...total, failedVetoes: total.failedVetoes.length }}>
          <Button name="intent" value="save" tone="secondary" busyText="保存中…">
            保存
          </Button>
          <Button name="intent" value="continue" busyText="保存中…">
            保存并继续
          </Button>
        </StickyTotalBar>
        <p className="mt-4 text-sm text-ink-600">
          合格线 {formatHundredths(total.passMark)} 分，并且否决项全部通过。没有脚本的浏览器，点“保存”后更新得分。
        </p>
      </form>
      <ButtonRow>
        <LinkButton href={draftHref(draftId)}>返回申请目录</LinkButton>
      </ButtonRow>
    </SignedInLayout>
  )
}
