import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '#app/components/button'
import { RadioGroup } from '#app/components/choice'
import { EvidenceList } from '#app/components/evidence-list'
import { TextArea } from '#app/components/field'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { SummaryList } from '#app/components/summary-list'
import { Refused } from '#app/forms/command-form'
import { replyTo } from '#app/http/command-action.server'
import { formInput } from '#app/http/form-input'
import { FormToken } from '#app/http/form-token'
import { requireViewer } from '#app/http/viewer.server'
import { findLead, handleLead } from '#app/services/notices/leads.server'
import { shellOf } from '#app/services/shell.server'
import { formatInstant } from '#app/view/format'
import { leadStates } from '#app/view/notice-words'

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `线索 ${data?.lead.code ?? ''}` }]

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const viewer = await requireViewer({ request, context }, 'officer', 'head')
  const lead = await findLead(context.portal, viewer, params.leadId ?? '')
  if (lead === undefined) throw new Response(null, { status: 404 })
  return { shell: await shellOf({ request, context }, viewer), lead }
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = await requireViewer({ request, context }, 'officer', 'head')
  const form = await request.formData()
  const id = params.leadId ?? ''
  const outcome = await handleLead(context.portal, actor, { id, input: formInput(form) })
  if (outcome.ok) return redirect(`/desk/leads/${id}`, 303)
  if (outcome.refusal.code === 'notFound') throw new Response(null, { status: 404 })
  return replyTo(form, outcome.refusal)
}

export default function LeadPage() {
  const { shell, lead } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { handled } = lead
  return (
    <SignedInLayout shell={shell} current="/desk/rounds">
      <Refused refused={refused} />
      <h1 className="mb-6">线索 {lead.code}</h1>
      <SummaryList
        rows={[
          { question: '涉及的机构', answer: <a href={`/cases/${lead.caseId}`}>{lead.title}</a> },
          { question: '收到时间', answer: `${formatInstant(lead.receivedAt)}${lead.channel === 'post' ? '（来信）' : ''}` },
          { question: '事实和理由', answer: <p className="whitespace-pre-line">{lead.statement}</p> },
          { question: '证明材料', answer: <EvidenceList files={lead.evidence} base={`/desk/leads/${lead.id}/files`} /> },
          { question: '状态', answer: leadStates[lead.status].label },
          ...(handled === null
            ? []
            : [
                { question: '处理情况', answer: <p className="whitespace-pre-line">{handled.result}</p> },
                { question: '办理', answer: `${handled.by}，${formatInstant(handled.at)}` },
              ]),
        ]}
      />
      {handled === null ? (
        <form method="post" noValidate className="mb-8">
          <FormToken />
          <RadioGroup
            name="status"
            label="怎样处理"
            required
            reply={refused?.reply}
            options={[
              { value: 'pursued', label: '转为依职权核查', hint: '有可以查证的事实；在该申请的内部记录中登记线索，由另一人核实。' },
              { value: 'closed', label: '不作处理，办结', hint: '没有可以查证的事实，或者已经查过。' },
            ]}
          />
          <TextArea
            name="result"
            label="处理情况"
            hint="写明核对了什么、为什么这样处理，不少于6个字。"
            required
            reply={refused?.reply}
            maxLength={1000}
          />
          <Button>保存处理结果</Button>
        </form>
      ) : null}
      <p>
        <a href="/desk/leads" className="inline-flex min-h-target items-center">
          返回线索
        </a>
      </p>
    </SignedInLayout>
  )
}
