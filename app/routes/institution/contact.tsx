import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { EmailInput } from '#app/components/email-input'
import { ErrorSummary } from '#app/components/error-summary'
import { TextInput } from '#app/components/field'
import { NoticeBanner } from '#app/components/notice-banner'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { replyTo } from '#app/http/command-action.server'
import { formInput } from '#app/http/form-input'
import { FormToken } from '#app/http/form-token'
import { requireViewer } from '#app/http/viewer.server'
import { contactOf, type Contact as OwnContact, saveContact } from '#app/services/delivery/contact.server'
import { shellOf } from '#app/services/shell.server'
import { closedChannels } from '#app/view/channels'

export const meta: MetaFunction = () => [{ title: '联系方式 - 东营市医保定点协议管理平台' }]

export const loader = async (args: LoaderFunctionArgs) => {
  const actor = await requireViewer(args)
  return {
    shell: await shellOf(args, actor),
    contact: await contactOf(args.context.portal, actor),
    isSaved: new URL(args.request.url).searchParams.has('saved'),
  }
}

export const action = async (args: ActionFunctionArgs) => {
  const actor = await requireViewer(args)
  const form = await args.request.formData()
  const outcome = await saveContact(args.context.portal, actor, formInput(form))
  if (!outcome.ok) return replyTo(form, outcome.refusal)
  return redirect('/my/contact?saved=1', 303)
}

function savedWords({ email, mobile }: Pick<OwnContact, 'email' | 'mobile'>): string {
  const places = [email, mobile].filter((place) => place !== null)
  return places.length === 0 ? '已保存：只在平台内接收通知' : `已保存：通知发送到 ${places.join('、')}`
}

/** The own addresses for notifications, of whoever is signed in. */
export default function Contact() {
  const { shell, contact, isSaved } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()?.reply
  const closed = closedChannels(contact)
  const hasSaved = isSaved && reply === undefined
  return (
    <SignedInLayout shell={shell} current="/messages">
      <ErrorSummary reply={reply} />
      {hasSaved ? <NoticeBanner tone="success" title={savedWords(contact)} live /> : null}
      <h1>联系方式</h1>
      <p className="mt-2 max-w-measure">
        期限提醒、轮到您办理的通知都在本平台内；填写电子邮箱、手机号码后，同时发邮件、短信。里面只写什么事、什么时候前办理，不写评分等内容。哪些要发、什么时候不发短信，在
        <a href="/my/notifications">通知设置</a>里选择。
      </p>
      {closed === '' ? null : (
        <div className="mt-6">
          <NoticeBanner title={`本平台还没有开通${closed}`}>
            <p>现在不会发送{closed}，通知请在平台内查看。可以先填好，开通以后自动启用。</p>
          </NoticeBanner>
        </div>
      )}
      <form method="post" noValidate className="mt-8">
        <FormToken />
        <EmailInput hint="留空就只在平台内通知。请填自己常看的邮箱" reply={reply} defaultValue={contact.email ?? ''} autoComplete="email" />
        <TextInput
          name="mobile"
          label="手机号码"
          type="tel"
          inputMode="tel"
          optional
          width="half"
          hint="留空就不发短信。请填本人的手机号码"
          reply={reply}
          defaultValue={contact.mobile ?? ''}
          autoComplete="tel"
        />
        <ButtonRow>
          <Button busyText="保存中…">保存</Button>
          <LinkButton href="/messages">返回消息</LinkButton>
        </ButtonRow>
      </form>
    </SignedInLayout>
  )
}
