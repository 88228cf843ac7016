import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { CheckboxGroup, Select } from '#app/components/choice'
import { DateInput, TextArea, TextInput } from '#app/components/field'
import type { FormReply } from '#app/components/form-reply'
import { Inset } from '#app/components/inset'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { CommandForm, Refused } from '#app/forms/command-form'
import { commandAction } from '#app/http/command-action.server'
import { commandIdOf, formInput } from '#app/http/form-input'
import { requireViewer } from '#app/http/viewer.server'
import { type NotePage, noteInput, notePageOf } from '#app/services/change/note.server'
import { shellOf } from '#app/services/shell.server'
import { named } from './command-actions.server'

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = await requireViewer({ request, context }, 'applicant', 'officer')
  const page = await notePageOf(context.portal, actor, params.caseId ?? '')
  if (page === undefined) throw new Response(null, { status: 404 })
  return { shell: await shellOf({ request, context }, actor), page }
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = await requireViewer({ request, context }, 'applicant', 'officer')
  if ((await notePageOf(context.portal, actor, params.caseId ?? '')) === undefined) throw new Response(null, { status: 404 })
  const form = await request.formData()
  // A second click means the same note: its case bears the name of the command.
  const caseId = `change-${commandIdOf(form) ?? ''}`
  const input = noteInput(params.caseId ?? '', formInput(form))
  const next = `/cases/${caseId}?done=-1`
  const answer = named(await commandAction({ context, actor, caseId, command: 'noteLicenceChange', form, input, next }))
  if ('data' in answer) {
    const { licences, ...errors } = answer.data.reply.errors
    const reply = { ...answer.data.reply, errors: licences === undefined ? errors : { ...errors, 'licences[0].licence': licences } }
    return { ...answer, data: { ...answer.data, reply } }
  }
  return answer
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `登记证照变更 - ${data?.page.title ?? ''}` }]

type RowProps = { readonly page: NotePage; readonly reply: FormReply | undefined; readonly index: number }

const LicenceRow = ({ page, reply, index }: RowProps) => {
  const name = `licences[${index}]`
  const isFirst = index === 0
  return (
    <fieldset className="mb-6 border-t border-line-200 pt-4">
      <legend className="font-bold">{isFirst ? '变更的证照' : '另一个变更的证照（没有的不填）'}</legend>
      <Select
        name={`${name}.licence`}
        label="证照"
        required={isFirst}
        optional={!isFirst}
        emptyLabel="请选择"
        options={page.licences}
        reply={reply}
      />
      <TextInput
        name={`${name}.number`}
        label="证照编号"
        required={isFirst}
        optional={!isFirst}
        width="half"
        maxLength={60}
        reply={reply}
      />
      <DateInput
        name={`${name}.changedOn`}
        label="证照上的变更日期"
        required={isFirst}
        optional={!isFirst}
        max={page.today}
        reply={reply}
      />
      <DateInput name={`${name}.expiresOn`} label="新证照有效期至" optional reply={reply} />
    </fieldset>
  )
}

/** A licence was seen to have changed before anybody applied: the month runs, and the institution is told what it loses. */
export default function NoteChangePage() {
  const { shell, page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const reply = refused?.reply
  return (
    <SignedInLayout shell={shell} current={shell.home}>
      <Refused refused={refused} />
      <p className="text-ink-600">
        <a href={`/cases/${page.caseId}`} className="inline-flex min-h-target items-center">
          {page.title}
        </a>{' '}
        · 协议编号 {page.agreementNumber}
      </p>
      <h1 className="mb-6">登记证照变更</h1>
      <Inset>
        <p>发现机构的证照已经变更、尚未申请变更协议的，在这里登记。登记后提醒机构在证照变更之日起一个月内申请（第十五条）。</p>
        <p>材料已经齐备的，不用登记，请直接申请变更。</p>
      </Inset>
      <CommandForm revision={0} commandId={page.commandId}>
        <CheckboxGroup name="items" label="变更的事项" required options={page.items} reply={reply} />
        <LicenceRow page={page} reply={reply} index={0} />
        <LicenceRow page={page} reply={reply} index={1} />
        <TextArea
          name="note"
          label="怎样得知"
          hint="例如：在登记机关的公示系统中查到。不少于5个字"
          required
          maxLength={500}
          reply={reply}
        />
        <ButtonRow>
          <Button>登记</Button>
          <LinkButton href={`/cases/${page.caseId}`}>返回，不登记</LinkButton>
        </ButtonRow>
      </CommandForm>
    </SignedInLayout>
  )
}
