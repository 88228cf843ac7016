import { RadioGroup } from '#app/components/choice'
import { DateInput, TextArea, TextInput } from '#app/components/field'
import { Inset } from '#app/components/inset'
import { SummaryList } from '#app/components/summary-list'
import type { BodyProps } from './bodies-intake'

export const ConfirmBarFactBody = ({ reply, facts }: BodyProps) => (
  <>
    <SummaryList rows={facts.barFact} />
    <Inset>
      <p>请对照决定书或者查实材料逐项核对。确认后列入全市限制台账，各级经办机构审查时都能看到。</p>
      <p>登记人本人不能确认。有误的不要确认，请选择“不予登记”，由经办人员重新登记。</p>
    </Inset>
    <TextArea name="opinion" label="核对意见" required defaultValue="经核对，与决定书一致。" reply={reply} maxLength={500} />
  </>
)

export const DropBarFactBody = ({ reply, facts }: BodyProps) => (
  <>
    <SummaryList rows={facts.barFact} />
    <TextArea name="reason" label="不予登记的理由" hint="不少于5个字。" required reply={reply} maxLength={500} />
  </>
)

export const MarkUnderReviewBody = ({ reply, facts }: BodyProps) => (
  <>
    <Inset>
      <p>复议、诉讼期间，决定仍然有效，限制照常计算；平台会在每一处提示正在复议（诉讼）。</p>
    </Inset>
    <RadioGroup
      name="kind"
      label="救济方式"
      required
      reply={reply}
      options={[
        { value: 'review', label: '行政复议' },
        { value: 'suit', label: '行政诉讼' },
      ]}
    />
    <DateInput name="filedOn" label="申请复议（起诉）的日期" required max={facts.today} reply={reply} />
    <TextArea name="note" label="说明" optional reply={reply} maxLength={500} />
  </>
)

export const EndReviewBody = ({ reply }: BodyProps) => (
  <TextArea
    name="outcome"
    label="复议（诉讼）结果"
    hint="写明复议决定书或者判决书的机关、文号、日期和结论。决定被撤销的，不要在这里登记，由负责人登记“决定撤销”。"
    required
    reply={reply}
    maxLength={500}
  />
)

export const SetAsideBarFactBody = ({ reply, facts }: BodyProps) => (
  <>
    <SummaryList rows={facts.barFact} />
    <Inset>
      <p>登记后限制随即解除，不能撤回；原登记保留备查。曾据此不予受理的申请，平台通知办理的经办机构恢复办理。</p>
    </Inset>
    <TextInput name="number" label="撤销决定（判决）文号" required reply={reply} maxLength={80} width="half" />
    <TextInput name="authority" label="作出撤销决定的机关" required reply={reply} maxLength={80} width="half" />
    <DateInput name="decidedOn" label="撤销决定（判决）的日期" required max={facts.today} reply={reply} />
    <TextArea name="note" label="说明" optional reply={reply} maxLength={500} />
  </>
)
