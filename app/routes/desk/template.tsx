import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '#app/components/button'
import { MessagePreview } from '#app/components/desk/message-preview'
import { MessageVersions } from '#app/components/desk/message-versions'
import { HiddenFields } from '#app/components/field-parts'
import { NoticeBanner } from '#app/components/notice-banner'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { Refused, TASK_FIELD } from '#app/forms/command-form'
import { DraftDecision, TemplateForm, VariableTable } from '#app/forms/messages/template-form'
import { replyTo } from '#app/http/command-action.server'
import { formInput, formReply } from '#app/http/form-input'
import { FormToken } from '#app/http/form-token'
import { requireWording } from '#app/routes/desk/wording.server'
import {
  decideDraft,
  findTemplateView,
  restoreBundled,
  saveDraft,
  typedIssues,
  typedText,
} from '#app/services/messages/template-desk.server'
import { shellOf } from '#app/services/shell.server'
import { smsSignatureOf } from '#app/services/sms/signature.server'
import { channelTitles, findTemplate, kindTitles, partsOfTemplate } from '#templates/messages/message-texts'

export const meta: MetaFunction = () => [{ title: '消息文字 - 经办机构' }]

const said: Readonly<Record<string, string>> = {
  draft: '已提交，等待另一人复核',
  restore: '平台自带的文字已提交，等待另一人复核',
  publish: '已发布，以后的通知用这份文字',
  return: '已退回',
}

export const loader = async (args: LoaderFunctionArgs) => {
  const actor = await requireWording(args)
  const { portal } = args.context
  const view = await findTemplateView(portal, actor, args.params.template ?? '')
  if (view === undefined) throw new Response(null, { status: 404 })
  return {
    shell: await shellOf(args, actor),
    view,
    signature: await smsSignatureOf(portal.read),
    done: said[new URL(args.request.url).searchParams.get('done') ?? ''] ?? null,
  }
}

export const action = async (args: ActionFunctionArgs) => {
  const actor = await requireWording(args)
  const template = findTemplate(args.params.template ?? '')
  if (template === undefined) throw new Response(null, { status: 404 })
  const { portal, logger } = args.context
  const form = await args.request.formData()
  const input = formInput(form)
  const task = String(form.get(TASK_FIELD) ?? '')
  const text = typedText(input)
  if (task === 'preview') {
    const issues = typedIssues(template, text)
    if (Object.keys(issues).length > 0) return replyTo(form, { code: 'invalidInput', issues })
    return data({ reply: formReply(form, {}), title: '', advice: '' })
  }
  const decision = {
    actor,
    template,
    draftId: String(input.draftId ?? ''),
    draftedAt: String(input.draftedAt ?? ''),
    note: String(input.note ?? ''),
  }
  const outcome =
    task === 'publish' || task === 'return'
      ? await decideDraft(portal, { ...decision, decision: task === 'publish' ? 'published' : 'returned' })
      : task === 'restore'
        ? await restoreBundled(portal, actor, template)
        : await saveDraft(portal, { actor, template, text })
  if (!outcome.ok) return replyTo(form, outcome.refusal)
  logger.info({ actor: actor.id, template, task }, 'text of messages changed')
  return redirect(`/desk/templates/${template}?done=${task in said ? task : 'draft'}`, 303)
}

/** One text: in force, waiting for its second person, and as it was before. */
export default function Template() {
  const { shell, view, signature, done } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { template, inForce, isBundled, draft, versions } = view
  const { kind, channel } = partsOfTemplate(template)
  const reply = answer?.reply
  const isPreview = answer !== undefined && answer.title === ''
  const first = (value: string | readonly string[] | undefined) => (typeof value === 'string' ? value : '')
  return (
    <SignedInLayout shell={shell} current="/desk/templates">
      {isPreview ? null : <Refused refused={answer} />}
      {done === null || answer !== undefined ? null : <NoticeBanner tone="success" title={done} live />}
      <p>
        <a href="/desk/templates" className="inline-flex min-h-target items-center">
          消息文字
        </a>
      </p>
      <h1 className="mb-4">
        {kindTitles[kind]} · {channelTitles[channel]}
      </h1>
      <h2 className="text-xl">现在的文字{isBundled ? '（平台自带）' : ''}</h2>
      <MessagePreview {...{ template, text: inForce, signature }} />
      {draft === null ? null : (
        <section aria-labelledby="draft" className="mt-8">
          <h2 id="draft" className="text-xl">
            待复核的文字
          </h2>
          <MessagePreview {...{ template, text: draft.text, signature }} />
          <DraftDecision draft={draft} reply={reply} />
        </section>
      )}
      <section aria-labelledby="edit" className="mt-8">
        <h2 id="edit" className="mb-4 text-xl">
          {draft === null ? '拟定新的文字' : '修改待复核的文字'}
        </h2>
        {isPreview ? (
          <>
            <p className="font-bold">预览（还没有提交）</p>
            <MessagePreview
              {...{ template, text: { subject: first(reply?.values.subject), body: first(reply?.values.body) }, signature }}
            />
          </>
        ) : null}
        <TemplateForm {...{ template, text: draft?.text ?? inForce, reply }} />
        <div className="mt-8">
          <VariableTable template={template} />
        </div>
        {isBundled ? null : (
          <form method="post" noValidate className="mt-6">
            <FormToken />
            <HiddenFields values={{ [TASK_FIELD]: 'restore' }} />
            <Button tone="quiet" busyText="正在提交…">
              恢复平台自带的文字（提交复核）
            </Button>
          </form>
        )}
      </section>
      <MessageVersions versions={versions} />
    </SignedInLayout>
  )
}
