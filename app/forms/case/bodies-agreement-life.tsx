import { CheckboxGroup, RadioGroup } from '#app/components/choice'
import { DateInput, TextArea, TextInput } from '#app/components/field'
import { Inset } from '#app/components/inset'
import { SummaryList } from '#app/components/summary-list'
import type { BodyProps } from './bodies-intake'
import { CommandFile } from './kept-files'

const Standing = ({ facts }: Pick<BodyProps, 'facts'>) => <SummaryList rows={facts.terms} />

/** 第七条（一）: the renewed licence; what is registered starts the watch anew. */
export const RecordLicenceBody = ({ reply, facts }: BodyProps) => (
  <>
    <Standing facts={facts} />
    <Inset>
      <p>只登记换发后的有效期。许可证上的名称、负责人、地点等内容有变化的，请提出变更申请（第十五条）。</p>
    </Inset>
    <DateInput
      name="expiresOn"
      label="新许可证有效期至"
      hint="许可证没有截止日期的，不填，勾选下一项。"
      optional
      min={facts.today}
      reply={reply}
    />
    <CheckboxGroup
      name="hasNoEnd"
      label="没有截止日期的"
      optional
      reply={reply}
      options={[{ value: 'on', label: '许可证（备案凭证）上没有有效期截止日期' }]}
    />
    <CommandFile name="scan" label="换发的许可证（扫描件）" reply={reply} />
  </>
)

/** Edge case 37: asked for in time at the authority, not yet issued. */
export const NoteLicenceProofBody = ({ reply, facts }: BodyProps) => (
  <>
    <Standing facts={facts} />
    <Inset>
      <p>已在有效期内向原发证机关申请延续、新证还没有发下来的，登记受理证明后有宽限期，宽限期内照常结算。</p>
    </Inset>
    <TextArea name="note" label="向哪个机关申请延续、受理文号" required rows={2} maxLength={500} reply={reply} />
    <CommandFile name="proof" label="发证机关的受理证明（扫描件）" reply={reply} />
  </>
)

/** Edge cases 37 and 38: payment waits, the agreement stands. */
export const HoldSettlementBody = ({ reply, facts }: BodyProps) => (
  <>
    <Standing facts={facts} />
    <Inset>
      <p>暂缓结算不是终止：协议照常有效，原因消除后恢复。许可证届满的，系统自动暂缓，不用登记。</p>
    </Inset>
    <TextArea
      name="reason"
      label="暂缓结算的事实和依据"
      hint="例如：校验逾期或者暂缓校验、正在核查的违规事实。乙方可以看到。"
      required
      maxLength={500}
      reply={reply}
    />
    <CommandFile name="files" label="依据的文件" isMany isOptional reply={reply} />
  </>
)

export const ReleaseSettlementBody = ({ reply, facts }: BodyProps) => (
  <>
    <Standing facts={facts} />
    <TextArea name="reason" label="恢复结算的理由" required maxLength={500} reply={reply} />
  </>
)

export const RequestSuspensionBody = ({ reply }: BodyProps) => (
  <TextArea name="reason" label="申请中止的理由和预计恢复的日期" required maxLength={500} reply={reply} />
)

export const ApproveSuspensionBody = ({ reply, facts }: BodyProps) => (
  <>
    <Standing facts={facts} />
    <DateInput name="from" label="中止的第一天" required min={facts.today} reply={reply} />
    <TextArea name="opinion" label="意见" required maxLength={500} reply={reply} />
  </>
)

export const DeclineSuspensionBody = ({ reply, facts }: BodyProps) => (
  <>
    <Standing facts={facts} />
    <TextArea name="reason" label="不同意的理由" required maxLength={500} reply={reply} />
  </>
)

/** 第二十二条: entered by hand, with its source, until yearly assessments run here. */
export const RecordGradeBody = ({ reply, facts }: BodyProps) => (
  <>
    <Standing facts={facts} />
    <TextInput name="year" label="年度" inputMode="numeric" required width="short" maxLength={4} suffix="年" reply={reply} />
    <RadioGroup
      name="grade"
      label="考核等次"
      required
      inline
      reply={reply}
      options={['A', 'B', 'C', 'D'].map((grade) => ({ value: grade, label: grade === 'D' ? 'D（不合格）' : grade }))}
    />
    <RadioGroup
      name="isFinal"
      label="考核结果是否已经生效"
      required
      reply={reply}
      options={[
        { value: 'yes', label: '已经生效' },
        { value: 'no', label: '尚未生效', hint: '续签审核等待生效；期满未办结的，协议书面延续。' },
      ]}
    />
    <TextArea
      name="source"
      label="考核结果的文件"
      hint="文件名称、文号和日期。同一年度再次登记的，以后一次为准。"
      required
      rows={2}
      maxLength={500}
      reply={reply}
    />
  </>
)
