import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { HiddenFields } from '#app/components/field-parts'
import type { FormReply } from '#app/components/form-reply'
import { COMMAND_ID_FIELD } from '#app/http/form-input'
import { useTokenedAction } from '#app/http/form-token'
import { draftHref } from './application-draft-pages'
import { MATERIAL_MAX_BYTES } from './case/case-form'
import { CounterFields } from './case/counter-fields'
import { KeptFields } from './case/kept-files'

type CounterSubmissionProps = { readonly draftId: string; readonly commandId: string; readonly reply: FormReply | undefined }

/** The end of an application that was entered at the window: who came, and what they have signed. */
export const CounterSubmission = ({ draftId, commandId, reply }: CounterSubmissionProps) => (
  <form
    method="post"
    encType="multipart/form-data"
    noValidate
    action={useTokenedAction(draftHref(draftId, 'check'))}
    data-max-bytes={MATERIAL_MAX_BYTES}
    className="mt-10 border-t border-line-200 pt-6"
  >
    <HiddenFields values={{ [COMMAND_ID_FIELD]: commandId }} />
    <KeptFields reply={reply} />
    <p className="mb-4 max-w-measure">
      请打印本页，由到场人核对并签名（含真实性承诺），扫描后上传。提交后立即生成收件回执，当场交给到场人。
    </p>
    <CounterFields reply={reply} />
    <ButtonRow>
      <Button busyText="正在提交…">提交申请，打印收件回执</Button>
      <LinkButton href={draftHref(draftId)}>先不提交，返回目录</LinkButton>
    </ButtonRow>
  </form>
)
