import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { RadioGroup } from '#app/components/choice'
import { DateInput, TextArea, TextInput } from '#app/components/field'
import { Inset } from '#app/components/inset'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { CommandForm, Refused } from '#app/forms/command-form'
import { commandAction } from '#app/http/command-action.server'
import { commandIdOf, formInput } from '#app/http/form-input'
import { requireViewer } from '#app/http/viewer.server'
import { reopeningOf } from '#app/services/reopening.server'
import { shellOf } from '#app/services/shell.server'

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `恢复办理 - ${data?.reopening.title ?? '申请'}` }]

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const actor = await requireViewer({ request, context }, 'head')
  const reopening = await reopeningOf(context.portal, actor, params.caseId ?? '')
  if (reopening === undefined) throw new Response(null, { status: 404 })
  return { shell: await shellOf({ request, context }, actor), reopening }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const actor = await requireViewer({ request, context }, 'head')
  const formerCaseId = params.caseId ?? ''
  if ((await reopeningOf(context.portal, actor, formerCaseId)) === undefined) throw new Response(null, { status: 404 })
  const form = await request.formData()
  // A second click means the same new case.
  const caseId = `reopened-${commandIdOf(form) ?? ''}`
  const input = { ...formInput(form), formerCaseId }
  return commandAction({ context, actor, caseId, command: 'reopenApplication', form, input, next: `/cases/${caseId}?done=-1` })
}

const bases = [
  { value: 'penaltySetAside', label: '所依据的行政处罚被撤销' },
  { value: 'reviewDecision', label: '行政复议决定' },
  { value: 'courtRuling', label: '人民法院的裁判' },
  { value: 'ownCorrection', label: '本机构自行纠正' },
]

/** A refusal or a failed result that has lost its ground: the application comes back as a new case with the same papers. */
export default function ReopenPage() {
  const { shell, reopening } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const reply = refused?.reply
  return (
    <SignedInLayout shell={shell} current={shell.home}>
      <Refused refused={refused} />
      <p className="text-ink-600">
        <a href={`/cases/${reopening.caseId}`} className="inline-flex min-h-target items-center">
          {reopening.title}
        </a>{' '}
        · {reopening.stage}
      </p>
      <h1>恢复办理</h1>
      <Inset>
        <p>原申请已经办结，不再改动。恢复办理的，以原来的申请表、自评和材料另立新的申请，从受理审查开始，收到时间为今天。</p>
        <p>申请人不需要重新提交；新的申请与原申请互相可以查到。</p>
      </Inset>
      <CommandForm revision={0} commandId={reopening.commandId}>
        <RadioGroup name="basis" label="恢复办理的依据" required reply={reply} options={bases} />
        <TextInput name="decisionNumber" label="文书名称和文号" required reply={reply} maxLength={120} />
        <DateInput name="decidedOn" label="文书日期" required max={reopening.today} reply={reply} />
        <TextArea name="reason" label="恢复办理的理由" hint="不少于10个字" required reply={reply} maxLength={1000} />
        <ButtonRow>
          <Button>恢复办理</Button>
          <LinkButton href={`/cases/${reopening.caseId}`}>返回，不恢复</LinkButton>
        </ButtonRow>
      </CommandForm>
    </SignedInLayout>
  )
}
