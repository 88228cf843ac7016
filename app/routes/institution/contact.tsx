import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { EmailInput } from '#app/components/email-input'
import { ErrorSummary } from '#app/components/error-summary'
import { NoticeBanner } from '#app/components/notice-banner'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { replyTo } from '#app/http/command-action.server'
import { formInput } from '#app/http/form-input'
import { FormToken } from '#app/http/form-token'
import { requireViewer } from '#app/http/viewer.server'
import { contactOf, saveContact } from '#app/services/mail/contact.server'
import { shellOf } from '#app/services/shell.server'

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

/** The own address for notifications, of whoever is signed in. */
export default function Contact() {
  const { shell, contact, isSaved } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()?.reply
  const hasSaved = isSaved && reply === undefined
  return (
    <SignedInLayout shell={shell} current="/messages">
      <ErrorSummary reply={reply} />
      {hasSaved ? (
        <NoticeBanner
          tone="success"
          title={contact.email === null ? '已保存：不用电子邮件接收通知' : `已保存：通知发送到 ${contact.email}`}
          live
        />
      ) : null}
      <h1>联系方式</h1>
      <p className="mt-2 max-w-measure">
        期限提醒、轮到您办理的通知都在本平台内；填写电子邮箱后，同时发一封邮件。邮件里只写什么事、什么时候前办理，不写评分等内容。
      </p>
      {contact.isMailSetUp ? null : (
        <div className="mt-6">
          <NoticeBanner title="本平台还没有开通电子邮件">
            <p>现在不会发送邮件，通知请在平台内查看。邮箱可以先填好，开通以后自动启用。</p>
          </NoticeBanner>
        </div>
      )}
      <form method="post" noValidate className="mt-8">
        <FormToken />
        <EmailInput hint="留空就只在平台内通知。请填自己常看的邮箱" reply={reply} defaultValue={contact.email ?? ''} autoComplete="email" />
        <ButtonRow>
          <Button busyText="保存中…">保存</Button>
          <LinkButton href="/messages">返回消息</LinkButton>
        </ButtonRow>
      </form>
    </SignedInLayout>
  )
}
