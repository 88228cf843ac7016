import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData, useLocation } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { ChangedMeanwhile } from '#app/components/case/changed-meanwhile'
import { Select } from '#app/components/choice'
import { DateInput, TextArea } from '#app/components/field'
import { hasErrors } from '#app/components/form-reply'
import { Inset } from '#app/components/inset'
import { ScoreSheet } from '#app/components/score-sheet'
import { StickyTotalBar } from '#app/components/score-total-bar'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { SummaryList } from '#app/components/summary-list'
import { FileForm, FormErrors, MATERIAL_MAX_BYTES } from '#app/forms/case/case-form'
import { CommandFile, KeptFields } from '#app/forms/case/kept-files'
import { scoreEntriesOf, scoreErrors, scoreSheetCategories } from '#app/forms/score-entries'
import { commandAction, replyTo } from '#app/http/command-action.server'
import { commandIdOf, donePath } from '#app/http/form-input'
import { requireViewer } from '#app/http/viewer.server'
import type { RouteHandle } from '#app/root'
import { emptyTotal, targetedEvaluationOf } from '#app/services/change/evaluation.server'
import { withFiles } from '#app/services/command-files.server'
import { faultyUpload, readCommandUpload, withKept } from '#app/services/command-upload.server'
import { keepLateUpload } from '#app/services/late-uploads.server'
import { shellOf } from '#app/services/shell.server'
import type { StandardItem } from '#workflows/policy/evaluation-standard'
import { type ItemScore, validateScores } from '#workflows/policy/item-scores'

export const handle = { islands: ['score-total', 'upload'] } satisfies RouteHandle

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: `现场核查 - ${loaded?.title ?? ''}` }]

const fields = { files: 'many' } as const

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = await requireViewer({ request, context }, 'officer')
  const found = await targetedEvaluationOf(context.portal, actor, params.caseId ?? '')
  if (found === undefined) throw new Response(null, { status: 404 })
  const { opened, table, about, colleagues, today } = found
  return {
    shell: await shellOf({ request, context }, actor),
    caseId: opened.file.id,
    title: opened.file.title,
    page: { revision: opened.file.revision, commandId: context.portal.newId() },
    tableTitle: table.standard.title,
    categories: [...scoreSheetCategories(table.standard, table.items, [])],
    total: emptyTotal(table),
    about,
    colleagues,
    today,
  }
}

const text = (form: FormData, name: string): string => String(form.get(name) ?? '')

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const caseId = params.caseId ?? ''
  await keepLateUpload({ request, context }, caseId, Object.keys(fields))
  const actor = await requireViewer({ request, context }, 'officer')
  const found = await targetedEvaluationOf(context.portal, actor, caseId)
  const upload = await readCommandUpload(request, context, { ownerId: caseId, fields, mayStore: found !== undefined })
  const { form, kept } = upload
  if (found === undefined) {
    const known = await context.portal.read.eventLog.findByCommandId(commandIdOf(form) ?? '')
    if (known?.case_id === caseId && known.actor_id === actor.id) return redirect(donePath(`/cases/${caseId}`, form), 303)
    throw new Response(null, { status: 404 })
  }
  const faulty = faultyUpload(upload)
  if (faulty !== undefined) return faulty
  const { entries, issues } = scoreEntriesOf(form, found.table.items)
  const typed = {
    visitedOn: text(form, 'visitedOn'),
    secondPersonId: text(form, 'secondPersonId'),
    finding: text(form, 'finding'),
  }
  const errors = { ...sheetFaults(found.table.items, entries), ...issues }
  const answer =
    Object.keys(errors).length > 0
      ? replyTo(form, { code: 'invalidInput', issues: { ...missingOf(typed), ...errors } })
      : await commandAction({
          context,
          actor,
          caseId,
          command: 'recordTargetedEvaluation',
          form,
          input: withFiles({ ...typed, entries }, fields, kept),
          next: donePath(`/cases/${caseId}`, form),
        })
  return 'data' in answer ? data(withKept(answer.data, kept), answer.init ?? {}) : answer
}

const fewOpen = 5

/** The faults of the sheet; a long row of items that nobody has touched is one line, because forty help nobody. */
function sheetFaults(items: readonly StandardItem[], entries: readonly ItemScore[]): Record<string, string[]> {
  const open = items.filter(({ id }) => !entries.some(({ itemId }) => itemId === id))
  const [first] = open
  if (first === undefined || open.length <= fewOpen) return scoreErrors(validateScores(items, entries))
  const touched = items.filter((item) => !open.includes(item))
  const field = first.veto ? 'veto' : 'score'
  return { ...scoreErrors(validateScores(touched, entries)), [`${field}.${first.id}`]: [`还有${open.length}项没有评分，从这一项填起`] }
}

/** What is empty beside the sheet, so that one answer names everything that is missing. */
const missingOf = (typed: { visitedOn: string; secondPersonId: string; finding: string }): Record<string, string[]> => ({
  ...(typed.visitedOn === '' ? { visitedOn: ['请填写现场核查的日期'] } : {}),
  ...(typed.secondPersonId === '' ? { secondPersonId: ['请选择同去的另一名工作人员'] } : {}),
  ...(typed.finding.trim() === '' ? { finding: ['请写明现场查看的情况'] } : {}),
})

/** 第七条（二）: two persons score what is new by the table of the pack; another person confirms it. */
export default function ChangeEvaluation() {
  const { shell, caseId, title, page, tableTitle, categories, total, about, colleagues, today } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { pathname } = useLocation()
  const reply = refused?.reply
  return (
    <SignedInLayout shell={shell} current="/desk">
      <p className="text-ink-600">
        <a href={`/cases/${caseId}`} className="inline-flex min-h-target items-center">
          {title}
        </a>
      </p>
      <h1 className="mb-6">登记现场核查评分</h1>
      {refused !== undefined && !hasErrors(reply) ? <ChangedMeanwhile refused={refused} timeline={[]} /> : null}
      <FormErrors reply={reply} />
      <SummaryList rows={about} />
      <Inset>
        <p>新的地点、增加的服务在签补充协议以前，由两名工作人员到现场，按《{tableTitle}》逐项评分；登记后由另一人复核。</p>
      </Inset>
      <FileForm page={page} path={pathname} maxBytes={MATERIAL_MAX_BYTES}>
        <KeptFields reply={reply} />
        <DateInput name="visitedOn" label="现场核查日期" required max={today} reply={reply} />
        <Select name="secondPersonId" label="同去的另一名工作人员" required emptyLabel="请选择" options={colleagues} reply={reply} />
        <TextArea name="finding" label="现场查看的情况" hint="不少于10个字" required maxLength={3000} reply={reply} />
        <CommandFile name="files" label="现场照片和笔录" isMany isOptional reply={reply} />
        <ScoreSheet categories={categories} passMark={total.passMark} reply={reply} />
        <StickyTotalBar passMark={total.passMark} saved={total.saved}>
          <Button>登记，交另一人复核</Button>
        </StickyTotalBar>
      </FileForm>
      <ButtonRow>
        <LinkButton href={`/cases/${caseId}`}>返回，不登记</LinkButton>
      </ButtonRow>
    </SignedInLayout>
  )
}
