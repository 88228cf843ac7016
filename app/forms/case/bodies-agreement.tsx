import { CheckboxGroup, RadioGroup, Select } from '#app/components/choice'
import { DateInput, TextArea } from '#app/components/field'
import { Inset } from '#app/components/inset'
import { SummaryList } from '#app/components/summary-list'
import type { BodyProps } from './bodies-intake'

export const OfferTermsBody = ({ reply, facts }: BodyProps) => (
  <>
    <CheckboxGroup
      name="services"
      label="服务类别"
      hint="只列评估通过的服务类别（第六条）。"
      required
      reply={reply}
      defaultValues={facts.chosenServices}
      options={facts.services}
    />
    <TermTypeField reply={reply} facts={facts} />
    <DateInput
      name="startsOn"
      label="约定的生效日期"
      hint="不填的，自甲方签章之日起生效。固定期限的届满日期按第十三条计算。"
      optional
      min={facts.today}
      defaultValue={facts.startsOn}
      reply={reply}
    />
    <TextArea name="remark" label="给申请人的说明" optional reply={reply} maxLength={1000} />
  </>
)

// 第十三条: where there is nothing to choose, nothing is asked.
const TermTypeField = ({ reply, facts }: BodyProps) =>
  facts.termTypes.length < 2 ? (
    <input type="hidden" name="termType" value="fixed" />
  ) : (
    <RadioGroup name="termType" label="协议期限" required reply={reply} defaultValue={facts.termType} options={facts.termTypes} />
  )

const Terms = ({ facts }: Pick<BodyProps, 'facts'>) => (
  <>
    <h2 className="mb-2 text-xl">协议内容</h2>
    <SummaryList rows={facts.terms} />
  </>
)

export const CommentTermsBody = ({ reply, facts }: BodyProps) => (
  <>
    <Terms facts={facts} />
    <Select name="clauseId" label="对哪一条有意见" optional emptyLabel="对协议整体" width="full" reply={reply} options={facts.clauses} />
    <TextArea
      name="comment"
      label="意见"
      hint="提交后由经办机构答复并重新提出协议内容，您的签约期限重新起算。"
      required
      reply={reply}
      maxLength={1000}
    />
  </>
)

export const AgreeTermsBody = ({ reply, facts }: BodyProps) => (
  <>
    <Terms facts={facts} />
    <Inset>
      <p>确认后，系统按以上内容生成协议文本，由双方先后签章。有意见的，请不要确认，先提出意见。</p>
    </Inset>
    <CheckboxGroup
      name="confirmed"
      label="确认"
      required
      reply={reply}
      options={[{ value: 'yes', label: '我单位已核对以上协议内容，同意按此签订' }]}
    />
  </>
)

type NoteWords = { readonly label: string; readonly hint: string }

/** A closing duty of 第十九条（一）: what was done, in words. */
export const noteBody =
  ({ label, hint }: NoteWords) =>
  ({ reply }: BodyProps) => <TextArea name="note" label={label} hint={hint} required reply={reply} maxLength={500} />
