import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { ErrorSummary } from '#app/components/error-summary'
import { TextInput } from '#app/components/field'
import { NewPasswordFields } from '#app/components/new-password-fields'
import { NoticeBanner } from '#app/components/notice-banner'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { replyTo } from '#app/http/command-action.server'
import { formInput } from '#app/http/form-input'
import { FormToken } from '#app/http/form-token'
import { sessionCookie } from '#app/http/session-cookie.server'
import { requireViewer } from '#app/http/viewer.server'
import { changePassword } from '#app/services/people/password.server'
import { shellOf } from '#app/services/shell.server'

export const meta: MetaFunction = () => [{ title: '修改密码 - 东营市医保定点协议管理平台' }]

export const loader = async (args: LoaderFunctionArgs) => {
  const actor = await requireViewer(args, 'applicant')
  const account = await args.context.portal.read.people.find(actor.id)
  return { shell: await shellOf(args, actor), isOneTime: account?.hasOneTimePassword ?? false }
}

export const action = async (args: ActionFunctionArgs) => {
  const actor = await requireViewer(args, 'applicant')
  const form = await args.request.formData()
  const outcome = await changePassword(args.context.portal, actor, formInput(form))
  if (!outcome.ok) return replyTo(form, outcome.refusal)
  return redirect('/my?password=1', { status: 303, headers: { 'Set-Cookie': sessionCookie(args.context, outcome.value.sessionId) } })
}

/** One's own password, of somebody who acts for an institution. */
export default function Password() {
  const { shell, isOneTime } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()?.reply
  return (
    <SignedInLayout shell={shell} current="/my">
      <ErrorSummary reply={reply} />
      <h1 className="mb-4">{isOneTime ? '先设置自己的密码' : '修改密码'}</h1>
      {isOneTime ? (
        <NoticeBanner title="您用的是一次性密码">
          <p>换成只有自己知道的密码以后，才能查看和办理单位的事项。</p>
        </NoticeBanner>
      ) : null}
      <form method="post" noValidate>
        <FormToken />
        <TextInput
          name="currentPassword"
          label={isOneTime ? '一次性密码' : '现在的密码'}
          type="password"
          required
          reply={reply}
          width="half"
          autoComplete="current-password"
        />
        <NewPasswordFields label="新密码" reply={reply} />
        <ButtonRow>
          <Button busyText="正在保存…">保存新密码</Button>
          {isOneTime ? null : <LinkButton href="/my">返回我的事项</LinkButton>}
        </ButtonRow>
      </form>
    </SignedInLayout>
  )
}
