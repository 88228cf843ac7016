import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { Select } from '#app/components/choice'
import { DateInput, TextInput } from '#app/components/field'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { CommandForm, Refused } from '#app/forms/command-form'
import { commandAction } from '#app/http/command-action.server'
import { commandIdOf, formInput } from '#app/http/form-input'
import { requireViewer } from '#app/http/viewer.server'
import { mayDraftRules, packsDesk } from '#app/services/rules/packs-view.server'
import { shellOf } from '#app/services/shell.server'
import { packStates } from '#app/view/rules'
import { dateOf } from '#workflows/calendar/plain-date'

export const meta: MetaFunction = () => [{ title: '起草规则版本' }]

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const viewer = await requireViewer({ request, context }, 'officer', 'head')
  if (!mayDraftRules(viewer)) throw new Response(null, { status: 403 })
  const { lines } = await packsDesk(context.portal, viewer)
  return {
    shell: await shellOf({ request, context }, viewer),
    packs: lines.map(({ id, title, state }) => ({ value: id, label: `${title}（${id}，${packStates[state].label}）` })),
    current: lines.find(({ state }) => state === 'governing')?.id ?? '',
    today: dateOf(context.portal.now()),
    commandId: context.portal.newId(),
  }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requireViewer({ request, context }, 'officer', 'head')
  if (!mayDraftRules(actor)) throw new Response(null, { status: 403 })
  const form = await request.formData()
  // A second click means the same draft: its case bears the name of the command.
  const caseId = `rules-${commandIdOf(form) ?? ''}`
  return commandAction({
    context,
    actor,
    caseId,
    command: 'draftRules',
    form,
    input: formInput(form),
    next: `/desk/rules/${caseId}?done=-1`,
  })
}

/** A new version begins as a copy of another; what is changed is shown against that one. */
export default function NewRulesPage() {
  const { shell, packs, current, today, commandId } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const reply = refused?.reply
  return (
    <SignedInLayout shell={shell} current="/desk/rules">
      <Refused refused={refused} />
      <h1>起草规则版本</h1>
      <p className="mb-6 max-w-measure">新版本先照抄一个已有的版本，再逐项修改。另一人核对、公布以前，各事项仍按现行版本办理。</p>
      <CommandForm revision={0} commandId={commandId}>
        <Select name="basedOn" label="以哪个版本为基础" required width="full" reply={reply} defaultValue={current} options={packs} />
        <TextInput name="title" label="名称" hint="公开显示，写明文件的全称" required maxLength={80} reply={reply} />
        <TextInput
          name="code"
          label="版本代码"
          hint="小写字母、数字和短横线，例如 dongying-2026"
          required
          maxLength={31}
          width="half"
          reply={reply}
        />
        <TextInput name="version" label="版本号" hint="例如 2026.1；用过的不能再用" required maxLength={31} width="third" reply={reply} />
        <DateInput name="effectiveFrom" label="施行日期" hint="公布之日或者以后" required min={today} reply={reply} />
        <ButtonRow>
          <Button>建立草稿</Button>
          <LinkButton href="/desk/rules">返回</LinkButton>
        </ButtonRow>
      </CommandForm>
    </SignedInLayout>
  )
}
