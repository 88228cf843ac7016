import { choicesOf, RadioGroup } from '#app/components/choice'
import { DateInput } from '#app/components/field'
import { FileInput } from '#app/components/file-input'
import type { FormReply } from '#app/components/form-reply'
import { authorityScopeTitles } from '#workflows/access/authority'

/** What a letter of authority says, and its scan. */
export const LetterFields = ({ reply, today }: { reply: FormReply | undefined; today: string }) => (
  <>
    <FileInput
      name="letter"
      label="授权委托书"
      hint="法定代表人签字并加盖公章；PDF、JPG 或者 PNG，不超过 20 MB"
      required
      accept=".pdf,.jpg,.jpeg,.png"
      reply={reply}
    />
    <RadioGroup name="scope" label="授权范围" required reply={reply} options={choicesOf(authorityScopeTitles)} />
    <DateInput name="validUntil" label="授权有效期至" hint="到期后只能查看，不能办理；可以换发" required min={today} reply={reply} />
  </>
)
