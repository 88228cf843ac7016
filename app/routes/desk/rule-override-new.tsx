import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { EmptyState } from '#app/components/empty-state'
import { DateInput, TextArea, TextInput } from '#app/components/field'
import { HiddenFields } from '#app/components/field-parts'
import { Inset } from '#app/components/inset'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { CommandForm, Refused } from '#app/forms/command-form'
import { commandAction } from '#app/http/command-action.server'
import { commandIdOf, formInput } from '#app/http/form-input'
import { requireViewer } from '#app/http/viewer.server'
import { endingPack, mayDraftRules } from '#app/services/rules/packs-view.server'
import { shellOf } from '#app/services/shell.server'
import { formatDate } from '#app/view/format'
import { dateOf } from '#workflows/calendar/plain-date'

export const meta: MetaFunction = () => [{ title: '提出例外适用' }]

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const viewer = await requireViewer({ request, context }, 'officer', 'head')
  if (!mayDraftRules(viewer)) throw new Response(null, { status: 403 })
  return {
    shell: await shellOf({ request, context }, viewer),
    pack: await endingPack(context.portal),
    today: dateOf(context.portal.now()),
    commandId: context.portal.newId(),
  }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requireViewer({ request, context }, 'officer', 'head')
  if (!mayDraftRules(actor)) throw new Response(null, { status: 403 })
  const form = await request.formData()
  const caseId = `override-${commandIdOf(form) ?? ''}`
  return commandAction({
    context,
    actor,
    caseId,
    command: 'proposeOverride',
    form,
    input: formInput(form),
    next: `/cases/${caseId}?done=-1`,
  })
}

/** 第二十七条: the record by which new cases may begin on a version past its end. */
export default function NewOverridePage() {
  const { shell, pack, today, commandId } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const reply = refused?.reply
  return (
    <SignedInLayout shell={shell} current="/desk/rules">
      <Refused refused={refused} />
      <h1>提出例外适用（第二十七条）</h1>
      {pack === null ? (
        <EmptyState title="现行版本没有载明有效期，不需要例外适用">
          <a href="/desk/rules">返回规则版本</a>
        </EmptyState>
      ) : (
        <CommandForm revision={0} commandId={commandId}>
          <Inset>
            <p>
              “{pack.title}”有效期至{formatDate(pack.to)}。届满以后，新的事项不能按这个版本立卷，申请会被拒绝；已经立卷的事项不受影响。
            </p>
            <p>有文件依据、确需继续适用的，由一人提出、另一人批准；所定期间内立卷的每件事项，记录中都注明。</p>
          </Inset>
          <HiddenFields values={{ policyId: pack.id }} />
          <DateInput name="firstDay" label="第一日" required min={today} reply={reply} />
          <DateInput name="lastDay" label="最后一日" required min={today} reply={reply} />
          <TextInput name="basis" label="依据的文件" hint="写明机关、文号和日期" required maxLength={120} reply={reply} />
          <TextArea name="reason" label="理由" hint="不少于10个字" required maxLength={500} reply={reply} />
          <ButtonRow>
            <Button>提出，交另一人批准</Button>
            <LinkButton href="/desk/rules">返回</LinkButton>
          </ButtonRow>
        </CommandForm>
      )}
    </SignedInLayout>
  )
}
