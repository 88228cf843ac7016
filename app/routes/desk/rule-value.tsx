import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { HiddenFields } from '#app/components/field-parts'
import { Inset } from '#app/components/inset'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { CommandForm, Refused } from '#app/forms/command-form'
import { RuleValueFields } from '#app/forms/rule-value'
import { commandAction } from '#app/http/command-action.server'
import { donePath } from '#app/http/form-input'
import { ruleValueInput } from '#app/http/rule-value-input'
import { requireViewer } from '#app/http/viewer.server'
import { mayDraftRules } from '#app/services/rules/packs-view.server'
import { valueFormOf } from '#app/services/rules/value-form.server'
import { shellOf } from '#app/services/shell.server'

export const meta: MetaFunction = () => [{ title: '修改规则' }]

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const viewer = await requireViewer({ request, context }, 'officer', 'head')
  const key = new URL(request.url).searchParams.get('key') ?? ''
  const form = await valueFormOf(context.portal, viewer, { caseId: params.caseId ?? '', part: params.part ?? '', key })
  if (form === undefined) throw new Response(null, { status: 404 })
  return { shell: await shellOf({ request, context }, viewer), form, commandId: context.portal.newId() }
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = await requireViewer({ request, context }, 'officer', 'head')
  if (!mayDraftRules(actor)) throw new Response(null, { status: 404 })
  const form = await request.formData()
  const caseId = params.caseId ?? ''
  const next = donePath(`/desk/rules/${caseId}`, form)
  return commandAction({ context, actor, caseId, command: 'amendRules', form, input: ruleValueInput(form), next })
}

/** The form of one value of a version; it states all that belongs to the value, so nothing is half applied. */
export default function RuleValuePage() {
  const { shell, form, commandId } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const back = `/desk/rules/${form.caseId}`
  const keyField = form.key === '' ? {} : { [form.part === 'bar' ? 'change.cause' : 'change.key']: form.key }
  return (
    <SignedInLayout shell={shell} current="/desk/rules">
      <Refused refused={refused} />
      <h1>修改规则：{form.title}</h1>
      <p className="mb-4 font-mono text-sm text-ink-600">{form.policyId}</p>
      {form.now === '' ? null : (
        <Inset>
          <p>现在是：{form.now}</p>
        </Inset>
      )}
      <CommandForm revision={form.revision} commandId={commandId}>
        <HiddenFields values={{ 'change.part': form.part, ...keyField }} />
        <RuleValueFields form={form} reply={refused?.reply} />
        <ButtonRow>
          <Button>保存修改</Button>
          <LinkButton href={back}>返回，不修改</LinkButton>
        </ButtonRow>
      </CommandForm>
    </SignedInLayout>
  )
}
