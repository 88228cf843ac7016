import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '#app/components/button'
import { NoticeBanner } from '#app/components/notice-banner'
import { ScoreComparison } from '#app/components/score-comparison'
import { ScoreMeter } from '#app/components/score-meter'
import { ScoreTotalBar } from '#app/components/score-total-bar'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { SummaryList } from '#app/components/summary-list'
import { Refused, replyOf, TASK_FIELD } from '#app/forms/command-form'
import { ConflictDeclaration } from '#app/forms/conflict-declaration'
import { FieldSheet, INTENT_FIELD, SHEET_FORM } from '#app/forms/field-sheet'
import { impossibleScores, scoreEntriesOf, scoreErrors, scoreSheetCategories } from '#app/forms/score-entries'
import { replyTo } from '#app/http/command-action.server'
import { formInput } from '#app/http/form-input'
import { memberAction } from '#app/http/member-action.server'
import { requireViewer } from '#app/http/viewer.server'
import type { RouteHandle } from '#app/root'
import { type FieldFile, findFieldFile, ownSheetBesideSelf, saveScores } from '#app/services/field-view.server'
import { shellOf } from '#app/services/shell.server'
import { formatDateLong, formatInstant } from '#app/view/format'
import { validateScores } from '#workflows/policy/item-scores'

export const handle = { islands: ['score-total', 'score-autosave'] } satisfies RouteHandle

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `现场评估：${data?.file.title ?? ''}` }]

/** What of the file this member may see in the present state; nothing else leaves the server. */
function opened({ state, facts, saved, total, materials }: FieldFile) {
  return {
    sheet: state === 'cleared' ? { categories: scoreSheetCategories(facts.standard, facts.items, saved), materials } : null,
    own: state === 'scored' ? ownSheetBesideSelf(facts, saved) : null,
    total: {
      passMark: total.passMark,
      saved: { answered: total.answered, applicable: total.expected, total: total.normalised, failedVetoes: total.failedVetoes.length },
    },
  }
}

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const viewer = await requireViewer({ request, context }, 'evaluator')
  const found = await findFieldFile(context.portal, viewer, params.caseId ?? '')
  if (found === undefined) throw new Response(null, { status: 404 })
  const { id, title, revision, state, roleTitle, about, submittedAt, due, opensOn, mayRecordVisit } = found
  return {
    shell: await shellOf({ request, context }, viewer),
    file: { id, title, revision, state, roleTitle, about, submittedAt, due, opensOn, mayRecordVisit, ...opened(found) },
    hasJustSaved: new URL(request.url).searchParams.has('saved'),
    memberName: viewer.name,
    commandId: context.portal.newId(),
  }
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = await requireViewer({ request, context }, 'evaluator')
  const caseId = params.caseId ?? ''
  const next = `/field/${caseId}`
  const form = await request.formData()
  if (form.get(TASK_FIELD) === 'declareConflict') {
    return memberAction({ context, actor, caseId, command: 'declareConflict', form, input: formInput(form), next })
  }
  const file = await findFieldFile(context.portal, actor, caseId)
  if (file === undefined) return replyTo(form, { code: 'notFound' })
  if (file.state !== 'cleared') return replyTo(form, { code: 'notAllowedNow', stage: file.state })
  const { items } = file.facts
  const { entries, issues } = scoreEntriesOf(form, items)
  await saveScores(context.portal, caseId, actor.id, entries)
  const isChecked = form.get(INTENT_FIELD) === 'check'
  const found = isChecked ? scoreErrors(validateScores(items, entries)) : impossibleScores(items, entries)
  const errors = { ...found, ...issues }
  if (Object.keys(errors).length > 0) return replyTo(form, { code: 'invalidInput', issues: errors })
  return redirect(isChecked ? `${next}/check` : `${next}?saved`, 303)
}

export default function FieldFilePage() {
  const { shell, file, hasJustSaved, memberName, commandId } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { state, total, sheet, own } = file
  return (
    <SignedInLayout
      shell={shell}
      current="/field"
      totalBar={
        sheet === null ? undefined : (
          <ScoreTotalBar passMark={total.passMark} saved={total.saved}>
            <p role="status" data-autosave-status="" className="self-center text-sm text-ink-600 empty:hidden stack:col-span-2" />
            <Button tone="secondary" form={SHEET_FORM} name={INTENT_FIELD} value="save" busyText="正在保存…">
              保存
            </Button>
            <Button form={SHEET_FORM} name={INTENT_FIELD} value="check">
              检查并提交
            </Button>
          </ScoreTotalBar>
        )
      }
    >
      <Refused refused={refused} />
      <h1>{file.title}</h1>
      <p>
        <a href="/field" className="inline-flex min-h-target items-center">
          返回机构列表
        </a>
        {file.mayRecordVisit ? (
          <a href={`/cases/${file.id}/do/recordVisit`} className="ml-6 inline-flex min-h-target items-center">
            登记现场考查
          </a>
        ) : null}
      </p>
      {hasJustSaved && refused === undefined && sheet !== null ? (
        <NoticeBanner tone="success" title="已保存，还没有提交" live>
          <p>可以随时回来继续填写；提交以前别人看不到。</p>
        </NoticeBanner>
      ) : null}
      {state === 'cleared' ? null : <SummaryList rows={file.about} />}
      {state === 'waiting' ? (
        <ConflictDeclaration
          task="declareConflict"
          revision={file.revision}
          commandId={commandId}
          reply={replyOf(refused, 'declareConflict')}
        />
      ) : null}
      {state === 'notOpen' ? (
        <NoticeBanner title="评估尚未开始">
          <p>{file.opensOn === null ? '评估月开始后可以评分。' : `${formatDateLong(file.opensOn)}起可以申明回避情况并评分。`}</p>
        </NoticeBanner>
      ) : null}
      {state === 'paused' ? (
        <NoticeBanner tone="warning" title="评估月已过，等待延长">
          <p>由经办机构负责人确定延长到哪一天以后，可以继续评分。您已保存的内容仍在。</p>
        </NoticeBanner>
      ) : null}
      {state === 'recused' ? (
        <NoticeBanner title="您已申明回避">
          <p>该机构的材料和评分表不再对您打开，也不需要您评分。如申明有误，请联系经办机构。</p>
        </NoticeBanner>
      ) : null}
      {state === 'closed' ? (
        <NoticeBanner title="该机构的评估已经结束">
          <p>不需要再评分。</p>
        </NoticeBanner>
      ) : null}
      {sheet === null ? null : (
        <FieldSheet
          caseId={file.id}
          categories={sheet.categories}
          materials={sheet.materials}
          passMark={total.passMark}
          reply={refused?.reply}
        />
      )}
      {own === null || file.submittedAt === null ? null : (
        <>
          <NoticeBanner tone="success" title={`已提交：${memberName}，${formatInstant(file.submittedAt)}`}>
            <p>评分表已经封存，不能更改。全部成员提交以前，其他人看不到您的评分。</p>
          </NoticeBanner>
          <ScoreMeter label="我的评分" total={total.saved.total} passMark={total.passMark} hasVeto={total.saved.failedVetoes > 0} />
          <ScoreComparison caption="申请人自评与我的评分" items={own} />
        </>
      )}
    </SignedInLayout>
  )
}
