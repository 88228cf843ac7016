import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { CheckboxGroup } from '#app/components/choice'
import { DateExplained } from '#app/components/date-explained'
import { ErrorSummary } from '#app/components/error-summary'
import { TextArea, TextInput } from '#app/components/field'
import { NoticeBanner } from '#app/components/notice-banner'
import { PublicShell } from '#app/components/public-shell'
import { SummaryList } from '#app/components/summary-list'
import { replyTo } from '#app/http/command-action.server'
import { COMMAND_ID_FIELD, commandIdOf, formReply } from '#app/http/form-input'
import { FormToken } from '#app/http/form-token'
import { findObjectable } from '#app/services/public/notices.server'
import { fileObjection } from '#app/services/public/objections.server'
import { publicShellOf } from '#app/services/shell.server'

export const meta: MetaFunction = () => [{ title: '提出异议 - 东营市医保定点协议管理平台' }, { name: 'robots', content: 'noindex' }]

async function getObjectable({ context, params }: Pick<LoaderFunctionArgs, 'context' | 'params'>) {
  const { documentId = '', caseId = '' } = params
  const found = await findObjectable(context.portal, documentId, caseId)
  if (found === undefined) throw new Response(null, { status: 404 })
  return { ...found, documentId, caseId }
}

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { notice, name, address, isOpen, documentId } = await getObjectable({ context, params })
  return {
    shell: await publicShellOf({ request, context }),
    subject: { documentId, round: notice.round, agency: notice.agency, due: notice.due, name, address, isOpen },
    commandId: context.portal.newId(),
  }
}

const over = {
  title: '公示期已满，没有提交',
  advice: '公示期满后不再接收异议。发现机构有违规行为的，可以向经办机构举报投诉；您填写的内容仍在下面，可以复制留存。',
}

const tooMany = { title: '提交过于频繁，没有提交', advice: '请一小时后再试，或者将书面异议送至经办机构；您填写的内容仍在下面。' }

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { documentId, caseId } = await getObjectable({ context, params })
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '')
  if (text('confirmed') !== 'yes') {
    const errors = { confirmed: ['请核对所填内容，并勾选确认'] }
    return data(
      { reply: formReply(form, errors), title: '还没有提交', advice: '请按提示更正后重新提交，已填写的内容没有丢失。' },
      { status: 422 },
    )
  }
  const commandId = commandIdOf(form)
  if (commandId === undefined) return replyTo(form, { code: 'commandIdReused' })
  if (!(await context.portal.limits.mayTry('objectionByAddress', context.clientAddress)))
    return data({ reply: formReply(form, {}), ...tooMany }, { status: 429 })
  const input = { name: text('name'), phone: text('phone'), statement: text('statement') }
  const outcome = await fileObjection(context.portal, caseId, commandId, input)
  if (outcome.ok) return redirect(`/notices/${documentId}/object/${caseId}/receipt/${commandId}`, 303)
  const { code } = outcome.refusal
  if (code === 'notAllowedNow' || code === 'ended') return data({ reply: formReply(form, {}), ...over }, { status: 409 })
  return replyTo(form, outcome.refusal)
}

export default function ObjectionPage() {
  const { shell, subject, commandId } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const reply = refused?.reply
  return (
    <PublicShell shell={shell} current="/notices">
      <h1 className="mb-4">对评估结果提出异议</h1>
      {refused === undefined ? null : <Refusal {...refused} />}
      <SummaryList
        rows={[
          { question: '被提出异议的机构', answer: `${subject.name}（${subject.address}）` },
          { question: '公示', answer: `${subject.agency} ${subject.round}集中评估结果公示` },
          ...(subject.due === null ? [] : [{ question: '截止时间', answer: <DateExplained {...subject.due} /> }]),
        ]}
      />
      {subject.isOpen || refused !== undefined ? (
        <form method="post" noValidate>
          <FormToken />
          <input type="hidden" name={COMMAND_ID_FIELD} value={commandId} />
          <TextInput
            name="name"
            label="真实姓名或者单位名称"
            hint="依法保密，不向被提出异议的机构透露"
            reply={reply}
            width="half"
            autoComplete="name"
            maxLength={60}
            required
          />
          <TextInput
            name="phone"
            label="联系电话"
            hint="核查时可能与您联系。手机号码，或者带区号的座机"
            reply={reply}
            width="half"
            type="tel"
            inputMode="tel"
            autoComplete="tel"
            required
          />
          <TextArea
            name="statement"
            label="事实和理由"
            hint="写明时间、地点、人员和您知道的情况，不少于20个字。请不要写出他人的身份证号、病情等个人信息"
            reply={reply}
            rows={8}
            maxLength={3000}
            required
          />
          <CheckboxGroup
            name="confirmed"
            label="提交前核对"
            reply={reply}
            options={[{ value: 'yes', label: '上面的姓名、电话、事实和理由已核对无误，本人对其真实性负责' }]}
            required
          />
          <ButtonRow>
            <Button>提交异议</Button>
            <LinkButton href={`/notices/${subject.documentId}`} tone="quiet">
              返回公示
            </LinkButton>
          </ButtonRow>
        </form>
      ) : (
        <NoticeBanner tone="warning" title="公示期已满，不再接收异议">
          <p>
            发现机构有违规行为的，可以向经办机构举报投诉。<a href={`/notices/${subject.documentId}`}>返回公示</a>
          </p>
        </NoticeBanner>
      )}
    </PublicShell>
  )
}

const Refusal = ({ reply, title, advice }: { reply: Parameters<typeof ErrorSummary>[0]['reply']; title: string; advice: string }) => (
  <>
    {Object.keys(reply?.errors ?? {}).length > 0 ? (
      <ErrorSummary reply={reply} title={title} />
    ) : (
      <NoticeBanner tone="warning" title={title} live>
        {advice}
      </NoticeBanner>
    )}
  </>
)
