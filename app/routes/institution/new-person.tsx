import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { RadioGroup } from '#app/components/choice'
import { ErrorSummary } from '#app/components/error-summary'
import { TextInput } from '#app/components/field'
import { FormSection } from '#app/components/field-parts'
import { InstitutionChoice } from '#app/components/institution-choice'
import { OneTimePassword, oneTimeAdvice } from '#app/components/one-time-password'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { LetterFields } from '#app/forms/institution/letter-fields'
import { formInput, formReply } from '#app/http/form-input'
import { useTokenedAction } from '#app/http/form-token'
import { refusalView } from '#app/http/refusal'
import { addMember } from '#app/services/people/change-members.server'
import { readLetterForm } from '#app/services/people/letter-form.server'
import { peopleOf } from '#app/services/people/members.server'
import { requireOwnInstitution } from '#app/services/people/own-institution.server'
import { shellOf } from '#app/services/shell.server'
import { dateOf } from '#workflows/calendar/plain-date'

export const meta: MetaFunction = () => [{ title: '添加经办人 - 东营市医保定点协议管理平台' }]

export const loader = async (args: LoaderFunctionArgs) => {
  const { actor, chosen } = await requireOwnInstitution(args)
  const { portal } = args.context
  const view = chosen && (await peopleOf(portal, actor, chosen.id))
  if (chosen === undefined || view === undefined || !(view.mayManage || view.mayBringLegalRepresentative))
    throw new Response(null, { status: 403 })
  return { shell: await shellOf(args, actor), chosen, isHandler: view.mayManage, today: dateOf(portal.now()) }
}

export const action = async (args: ActionFunctionArgs) => {
  const { actor, chosen } = await requireOwnInstitution(args)
  if (chosen === undefined) throw new Response(null, { status: 403 })
  const { form, file, faults } = await readLetterForm(args.request)
  const refuse = (errors: Readonly<Record<string, readonly string[]>>, title: string, status: number) =>
    data({ reply: formReply(form, errors), title, added: undefined }, { status })
  if (faults !== undefined) return refuse({ letter: faults.messages }, '没有添加', faults.status)
  const outcome = await addMember(args.context.portal, { actor, institutionId: chosen.id }, formInput(form), file)
  if (!outcome.ok) {
    const { status, title, issues } = refusalView(outcome.refusal)
    return refuse(issues, title, status)
  }
  const { login, name, password, lastDay } = outcome.value
  if (password === null) return redirect(`/my/people?institution=${encodeURIComponent(chosen.id)}&done=added`, 303)
  // Shown this once and stored nowhere in clear; a page of its own would have to keep it.
  return data({ reply: undefined, title: '', added: { login, name, password, lastDay } }, { headers: { 'Cache-Control': 'no-store' } })
}

/** A new handler with a letter of authority; where there is none yet, the legal representative. */
export default function NewPerson() {
  const { shell, chosen, isHandler, today } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const reply = answer?.reply
  const title = isHandler ? '添加经办人' : '添加法定代表人'
  const back = `/my/people?institution=${encodeURIComponent(chosen.id)}`
  const path = useTokenedAction(`/my/people/new?institution=${encodeURIComponent(chosen.id)}`)
  if (answer?.added !== undefined) {
    return (
      <SignedInLayout shell={shell} current="/my">
        <h1 className="mb-4">已添加{answer.added.name}</h1>
        <OneTimePassword account={answer.added}>{oneTimeAdvice}</OneTimePassword>
        <LinkButton href={back}>返回人员与授权</LinkButton>
      </SignedInLayout>
    )
  }
  return (
    <SignedInLayout shell={shell} current="/my">
      <ErrorSummary reply={reply} title={answer?.title === '' ? undefined : answer?.title} />
      <h1>{title}</h1>
      <InstitutionChoice path="/my/people/new" chosen={chosen} all={[chosen]} />
      <form method="post" encType="multipart/form-data" action={path} noValidate className="mt-8">
        <FormSection title="账号" hint="一个人可以为多家单位经办，用同一个账号，每家单位各有授权委托书。">
          <RadioGroup
            name="how"
            label="对方有没有本平台的账号"
            required
            reply={reply}
            options={[
              { value: 'existing', label: '已有账号' },
              { value: 'new', label: '没有账号，现在建立', hint: '保存后显示一次性密码' },
            ]}
          />
          <TextInput
            name="login"
            label="登录账号"
            hint="4至40位小写字母、数字，可含点、横线、下划线；可以用手机号码"
            required
            reply={reply}
            width="half"
          />
          <TextInput name="ownName" label="姓名" hint="没有账号的填写" optional reply={reply} width="third" />
        </FormSection>
        {isHandler ? (
          <FormSection title="授权">
            <LetterFields reply={reply} today={today} />
          </FormSection>
        ) : null}
        <ButtonRow>
          <Button busyText="正在保存…">保存</Button>
          <LinkButton href={back}>返回人员与授权</LinkButton>
        </ButtonRow>
      </form>
    </SignedInLayout>
  )
}
