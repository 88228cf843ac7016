import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { CheckboxGroup } from '#app/components/choice'
import { DateInput, TextArea } from '#app/components/field'
import { NoticeBanner } from '#app/components/notice-banner'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { SummaryList } from '#app/components/summary-list'
import { CommandForm, Refused } from '#app/forms/command-form'
import { commandAction } from '#app/http/command-action.server'
import { commandIdOf, formInput } from '#app/http/form-input'
import { requireViewer } from '#app/http/viewer.server'
import { endingStartOf } from '#app/services/ending/start.server'
import { shellOf } from '#app/services/shell.server'

const command = 'requestRescission' as const

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = await requireViewer({ request, context }, 'applicant')
  const page = await endingStartOf(context.portal, actor, params.caseId ?? '', { command, ground: null })
  if (page === undefined) throw new Response(null, { status: 404 })
  return { shell: await shellOf({ request, context }, actor), page }
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = await requireViewer({ request, context }, 'applicant')
  // To others the agreement is unknown, whatever they send.
  const page = await endingStartOf(context.portal, actor, params.caseId ?? '', { command, ground: null })
  if (page === undefined) throw new Response(null, { status: 404 })
  const form = await request.formData()
  // A second click means the same request: its case bears the name of the command.
  const caseId = `ending-${commandIdOf(form) ?? ''}`
  const input = { ...formInput(form), agreementId: params.caseId ?? '' }
  return commandAction({ context, actor, caseId, command, form, input, next: `/cases/${caseId}?done=-1` })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `申请协商解除 - ${data?.page.title ?? ''}` }]

/** 第十六条: the institution itself wishes to end the agreement; it is told first what it loses. */
export default function RescissionPage() {
  const { shell, page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const reply = refused?.reply
  return (
    <SignedInLayout shell={shell} current={shell.home}>
      <Refused refused={refused} />
      <p className="text-ink-600">
        <a href={`/cases/${page.agreementId}`} className="inline-flex min-h-target items-center">
          {page.title}
        </a>
      </p>
      <h1 className="mb-6">申请协商解除协议</h1>
      {page.running === null ? null : (
        <NoticeBanner tone="warning" title="这份协议已经有正在办理的解除（终止）">
          <p>
            请在<a href={`/cases/${page.running.id}`}>{page.running.title}</a>中办理，不要重复申请。
          </p>
        </NoticeBanner>
      )}
      <SummaryList rows={page.agreement} />
      <NoticeBanner tone="loss" title="解除后会失去什么">
        <p>协议解除后，参保人员在本单位发生的费用不再由医疗保险结算，机构退出公布的名单。</p>
        <p>{page.step?.barWords}只是暂时停业或者变更地点、名称的，不需要解除，请申请变更。</p>
      </NoticeBanner>
      <p className="mb-6 max-w-measure">
        申请后由经办机构与您商定解除日期、费用结算和在院病人的安排，双方签署协商解除协议书后生效（第十六条）；签署以前，协议照常履行。
      </p>
      <CommandForm revision={0} commandId={page.commandId}>
        <TextArea name="reason" label="申请解除的理由" hint="不少于10个字" required maxLength={1000} reply={reply} />
        <DateInput
          name="plannedEndsOn"
          label="希望解除的日期"
          hint="可以不填，由双方商定"
          optional
          min={page.today}
          max={page.latest}
          reply={reply}
        />
        <CheckboxGroup
          name="understood"
          label="知悉后果"
          required
          reply={reply}
          options={[{ value: 'yes', label: '我单位已知悉：协议解除后一年内不能重新申请（第十条（二））' }]}
        />
        <ButtonRow>
          <Button tone="danger">申请协商解除</Button>
          <LinkButton href={`/cases/${page.agreementId}`}>返回，不申请</LinkButton>
        </ButtonRow>
      </CommandForm>
    </SignedInLayout>
  )
}
