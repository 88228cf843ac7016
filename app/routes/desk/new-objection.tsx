import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { RadioGroup } from '#app/components/choice'
import { DateInput, TextArea, TextInput } from '#app/components/field'
import type { FormReply } from '#app/components/form-reply'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { Refused } from '#app/forms/command-form'
import { EvidenceField } from '#app/forms/evidence-field'
import type { CommandReply } from '#app/http/command-action.server'
import { COMMAND_ID_FIELD, commandIdOf, formReply } from '#app/http/form-input'
import { useTokenedAction } from '#app/http/form-token'
import { refusalView } from '#app/http/refusal'
import { faultsByField, readUploads } from '#app/http/upload.server'
import { requireViewer } from '#app/http/viewer.server'
import { withKept } from '#app/services/command-upload.server'
import { keepLateUpload, lostFaults } from '#app/services/late-uploads.server'
import { evidenceOwner, namelessFiles, takeEvidence } from '#app/services/notices/evidence.server'
import { postedSubject, receivePosted } from '#app/services/notices/posted-objection.server'
import { shellOf } from '#app/services/shell.server'
import { evidenceField, evidenceLimits } from '#app/services/uploads/limits'

export const meta: MetaFunction = () => [{ title: '登记来信异议' }]

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const viewer = await requireViewer({ request, context }, 'officer')
  const subject = await postedSubject(context.portal, viewer, params.caseId ?? '')
  if (subject === undefined) throw new Response(null, { status: 404 })
  return { shell: await shellOf({ request, context }, viewer), subject, commandId: context.portal.newId() }
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const { portal } = context
  const caseId = params.caseId ?? ''
  await keepLateUpload({ request, context }, evidenceOwner(caseId))
  const actor = await requireViewer({ request, context }, 'officer')
  if ((await postedSubject(portal, actor, caseId)) === undefined) throw new Response(null, { status: 404 })
  const uploads = await readUploads(request, evidenceLimits)
  const { form } = uploads
  const { kept, faults } = await takeEvidence(portal, caseId, uploads)
  const again = (errors: FormReply['errors'], words: Omit<CommandReply, 'reply'>, status: number) =>
    data<CommandReply>(withKept({ reply: formReply(form, errors), ...words }, kept), { status })
  const unfit = [...(uploads.ok ? [] : uploads.faults), ...faults, ...lostFaults(form, evidenceField)]
  const missing = kept.length > 0 ? {} : { [evidenceField]: ['请上传来信和信封（邮戳）的扫描件'] }
  const errors = { ...missing, ...faultsByField(unfit) }
  if (Object.keys(errors).length > 0)
    return again(errors, { title: '还没有登记', advice: '请按提示更正后重新提交。' }, unfit[0]?.status ?? 422)
  const text = (name: string) => String(form.get(name) ?? '')
  const letter = { name: text('name'), phone: text('phone'), statement: text('statement'), postmarkOn: text('postmarkOn') }
  const outcome = await receivePosted(portal, actor, {
    caseId,
    commandId: commandIdOf(form),
    isLead: text('kind') === 'lead',
    letter: { ...letter, evidence: namelessFiles(kept) },
  })
  if (outcome.ok) return redirect(outcome.value, 303)
  const { status, title, advice, issues } = refusalView(outcome.refusal)
  return again(issues, { title, advice }, status)
}

export default function NewObjection() {
  const { shell, subject, commandId } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const reply = refused?.reply
  return (
    <SignedInLayout shell={shell} current="/desk/rounds">
      <Refused refused={refused} />
      <h1>登记来信异议</h1>
      <p className="mb-6 max-w-measure">
        {subject.title}
        。邮寄的异议以邮戳日期为准，邮戳在公示期内的，公示期满以后寄到也作为异议办理；不留姓名的、邮戳在公示期以外的，登记为线索。
      </p>
      <form
        method="post"
        encType="multipart/form-data"
        noValidate
        action={useTokenedAction(`/desk/objections/${subject.id}/new`)}
        data-max-bytes={evidenceLimits.maxBytes}
      >
        <input type="hidden" name={COMMAND_ID_FIELD} value={commandId} />
        <RadioGroup
          name="kind"
          label="登记为"
          required
          defaultValue="objection"
          reply={reply}
          options={[
            { value: 'objection', label: '实名异议', hint: '核查期间该机构暂不签约；邮寄书面答复。' },
            { value: 'lead', label: '线索', hint: '不填写姓名、电话和邮戳日期。' },
          ]}
        />
        <TextInput name="name" label="异议人姓名或者单位名称" hint="只有核查人员可以看到" reply={reply} width="half" maxLength={60} />
        <TextInput name="phone" label="联系电话" reply={reply} width="half" type="tel" inputMode="tel" />
        <DateInput name="postmarkOn" label="信封上邮戳的日期" reply={reply} />
        <TextArea
          name="statement"
          label="异议的事实和理由"
          hint="照来信录入，不少于20个字；不写异议人的姓名和电话。"
          required
          rows={6}
          reply={reply}
          maxLength={3000}
        />
        <EvidenceField
          name={evidenceField}
          label="来信和信封的扫描件"
          hint={`PDF、JPG 或 PNG，最多 ${evidenceLimits.maxFiles} 个，每个不超过 ${evidenceLimits.maxBytes / 1024 / 1024} MB。`}
          isRequired
          reply={reply}
        />
        <ButtonRow>
          <Button>登记</Button>
          <LinkButton href={`/cases/${subject.id}`} tone="quiet">
            返回，不登记
          </LinkButton>
        </ButtonRow>
      </form>
    </SignedInLayout>
  )
}
