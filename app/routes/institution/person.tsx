import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { Select } from '#app/components/choice'
import { ErrorSummary } from '#app/components/error-summary'
import { TextInput } from '#app/components/field'
import { FormSection } from '#app/components/field-parts'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { LetterFields } from '#app/forms/institution/letter-fields'
import { PersonFacts, StandingTag } from '#app/forms/institution/person-list'
import { formInput, formReply } from '#app/http/form-input'
import { FormToken, useTokenedAction } from '#app/http/form-token'
import { refusalView } from '#app/http/refusal'
import { endAuthority, renewLetter, successors } from '#app/services/people/change-members.server'
import { readLetterForm } from '#app/services/people/letter-form.server'
import { mayGiveLetter, peopleOf } from '#app/services/people/members.server'
import { requireOwnInstitution } from '#app/services/people/own-institution.server'
import { shellOf } from '#app/services/shell.server'
import { dateOf } from '#workflows/calendar/plain-date'

export const meta: MetaFunction = () => [{ title: '经办人授权 - 东营市医保定点协议管理平台' }]

type Asked = LoaderFunctionArgs | ActionFunctionArgs

/** The handler of the address, as far as the viewer may change their authority: 404 for others, 403 for a fellow handler. */
async function requirePerson(args: Asked) {
  const { actor, chosen } = await requireOwnInstitution(args)
  const view = chosen && (await peopleOf(args.context.portal, actor, chosen.id))
  const person = view?.people.find(({ accountId }) => accountId === args.params.accountId)
  if (chosen === undefined || view === undefined || person === undefined) throw new Response(null, { status: 404 })
  if (!mayGiveLetter(view, actor, person.accountId)) throw new Response(null, { status: 403 })
  return { actor, institutionId: chosen.id, view, person }
}

export const loader = async (args: LoaderFunctionArgs) => {
  const { actor, institutionId, view, person } = await requirePerson(args)
  return {
    shell: await shellOf(args, actor),
    institutionId,
    person,
    mayEnd: view.mayManage,
    successors: successors(view, person.accountId).map(({ accountId, name }) => ({ value: accountId, label: name })),
    today: dateOf(args.context.portal.now()),
  }
}

export const action = async (args: ActionFunctionArgs) => {
  const { actor, institutionId, person } = await requirePerson(args)
  const { portal } = args.context
  const asked = { actor, institutionId, accountId: person.accountId }
  const { form, file, faults } = await readLetterForm(args.request)
  const refuse = (errors: Readonly<Record<string, readonly string[]>>, title: string, status: number) =>
    data({ reply: formReply(form, errors), title }, { status })
  const isEnding = form.get('intent') === 'end'
  if (faults !== undefined) return refuse({ letter: faults.messages }, '没有保存', faults.status)
  const outcome = isEnding ? await endAuthority(portal, asked, formInput(form)) : await renewLetter(portal, asked, formInput(form), file)
  if (!outcome.ok) {
    const { status, title, issues } = refusalView(outcome.refusal)
    return refuse(issues, title, status)
  }
  return redirect(`/my/people?institution=${encodeURIComponent(institutionId)}&done=${isEnding ? 'ended' : 'letter'}`, 303)
}

/** One handler: a new letter of authority, or the end of it with the hand-over to somebody else. */
export default function PersonPage() {
  const { shell, institutionId, person, mayEnd, successors: candidates, today } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const reply = answer?.reply
  const path = `/my/people/${person.accountId}?institution=${encodeURIComponent(institutionId)}`
  return (
    <SignedInLayout shell={shell} current="/my">
      <ErrorSummary reply={reply} title={answer?.title} />
      <h1 className="mb-2">{person.name}的授权</h1>
      <p className="mb-4">
        <StandingTag standing={person.standing} />
      </p>
      <PersonFacts person={person} />
      <form method="post" encType="multipart/form-data" action={useTokenedAction(path)} noValidate className="mt-8">
        <FormSection title="换发授权委托书" hint="保存后，原来的授权委托书停止使用，留在记录里。">
          <LetterFields reply={reply} today={today} />
        </FormSection>
        <Button busyText="正在保存…">保存新的授权委托书</Button>
      </form>
      {mayEnd ? (
        <form method="post" action={path} noValidate className="mt-10 border-t border-line-200 pt-6">
          <FormToken />
          <input type="hidden" name="intent" value="end" />
          <FormSection
            title="结束授权，交接工作"
            hint="立即生效：对方马上退出登录，不能再查看本单位的事项。草稿、上传的文件和办理中的事项都留在单位。"
          >
            <TextInput name="reason" label="原因" hint="例如：离职、岗位调整" required reply={reply} maxLength={200} />
            <Select
              name="successorId"
              label="由谁接手"
              hint="只用于记录；单位的其他人员本来就能看到全部事项"
              emptyLabel="暂不指定"
              options={candidates}
              reply={reply}
            />
          </FormSection>
          <Button tone="danger" busyText="正在办理…">
            结束{person.name}的授权
          </Button>
        </form>
      ) : null}
      <ButtonRow>
        <LinkButton href={`/my/people?institution=${encodeURIComponent(institutionId)}`}>返回人员与授权</LinkButton>
      </ButtonRow>
    </SignedInLayout>
  )
}
