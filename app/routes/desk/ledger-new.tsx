import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { ErrorSummary } from '#app/components/error-summary'
import { TextInput } from '#app/components/field'
import { HiddenFields } from '#app/components/field-parts'
import type { FormReply } from '#app/components/form-reply'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { CommandForm, Refused } from '#app/forms/command-form'
import { LedgerEntryFields } from '#app/forms/ledger-entry'
import { commandAction } from '#app/http/command-action.server'
import { commandIdOf, formInput } from '#app/http/form-input'
import { requireViewer } from '#app/http/viewer.server'
import { ledgerSubjectOf } from '#app/services/ledger.server'
import { shellOf } from '#app/services/shell.server'
import { dateOf } from '#workflows/calendar/plain-date'

export const meta: MetaFunction = () => [{ title: '登记查实的事实 - 限制台账' }]

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const viewer = await requireViewer({ request, context }, 'officer')
  const uscc = (new URL(request.url).searchParams.get('uscc') ?? '').slice(0, 40)
  const subject = await ledgerSubjectOf(context.portal.read, uscc)
  const errors = uscc === '' || subject !== undefined ? {} : { uscc: ['统一社会信用代码应为18位，请按决定书逐位核对'] }
  return {
    shell: await shellOf({ request, context }, viewer),
    subject: subject ?? null,
    asked: { values: { uscc }, errors } satisfies FormReply,
    today: dateOf(context.portal.now()),
    commandId: context.portal.newId(),
  }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requireViewer({ request, context }, 'officer')
  const form = await request.formData()
  // A second click means the same entry: its case bears the name of the command.
  const caseId = `ledger-${commandIdOf(form) ?? ''}`
  return commandAction({ context, actor, caseId, command: 'recordBarFact', form, input: formInput(form), next: `/cases/${caseId}?done=-1` })
}

/** One fact for the ledger: first whom it is about, then what was found. */
export default function LedgerEntryPage() {
  const { shell, subject, asked, today, commandId } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return (
    <SignedInLayout shell={shell} current="/desk/ledger">
      <Refused refused={refused} />
      {subject === null ? <ErrorSummary reply={asked} /> : null}
      <h1>登记查实的事实</h1>
      <p className="mb-6 max-w-measure">登记后由本机构另一人对照决定书核对，确认后列入全市台账。确认以前不限制申请。</p>
      {subject === null ? (
        <form method="get" noValidate>
          <TextInput name="uscc" label="统一社会信用代码" hint="按决定书填写，18位" required reply={asked} maxLength={40} width="half" />
          <ButtonRow>
            <Button busyText="正在查询…">下一步</Button>
            <LinkButton href="/desk/ledger">返回台账</LinkButton>
          </ButtonRow>
        </form>
      ) : (
        <CommandForm revision={0} commandId={commandId}>
          <HiddenFields values={{ uscc: subject.uscc }} />
          <p className="mb-6">
            统一社会信用代码 <span className="font-mono">{subject.uscc}</span>
            {subject.name === '' ? '（平台没有登记这个单位）' : `（平台登记为“${subject.name}”）`}{' '}
            <a href="/desk/ledger/new" className="inline-flex min-h-target items-center">
              换一个代码
            </a>
          </p>
          <LedgerEntryFields subject={subject} today={today} reply={refused?.reply} />
          <ButtonRow>
            <Button>登记，交另一人核对</Button>
            <LinkButton href="/desk/ledger">返回，不登记</LinkButton>
          </ButtonRow>
        </CommandForm>
      )}
    </SignedInLayout>
  )
}
