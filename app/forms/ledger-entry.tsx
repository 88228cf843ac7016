import { choicesOf, RadioGroup, Select } from '#app/components/choice'
import { DateInput, TextArea, TextInput } from '#app/components/field'
import { FormSection } from '#app/components/field-parts'
import type { FormReply } from '#app/components/form-reply'
import { barScopeTitles } from '#workflows/policy/bar-scope'
import { penaltyMatterTitles } from '#workflows/policy/penalty-matter'

export type LedgerEntryProps = {
  readonly subject: {
    readonly uscc: string
    readonly name: string
    readonly sites: readonly { value: string; label: string; hint: string }[]
  }
  readonly today: string
  readonly reply: FormReply | undefined
}

const scopeHints: Readonly<Record<string, string>> = {
  entity: '决定针对整个单位。',
  headquarters: '对连锁总部的处罚，不因此限制各门店。',
  site: '只针对其中一个门店（执业地点）。',
}

/** The fields of a fact that 第十条（三）、（四） look at; the credit code was asked for before. */
export const LedgerEntryFields = ({ subject, today, reply }: LedgerEntryProps) => (
  <>
    <FormSection title="单位">
      <TextInput
        name="name"
        label="单位全称"
        hint="按决定书上的文字填写"
        required
        defaultValue={subject.name}
        reply={reply}
        maxLength={80}
      />
      <RadioGroup
        name="scope"
        label="决定针对谁"
        required
        defaultValue="entity"
        reply={reply}
        options={choicesOf(barScopeTitles).map((choice) => ({ ...choice, hint: scopeHints[choice.value] }))}
      />
      {subject.sites.length === 0 ? null : (
        <Select
          name="siteId"
          label="涉及的执业（经营）地点"
          optional
          emptyLabel="不限于一个地点，或者不在其中"
          width="full"
          reply={reply}
          options={subject.sites.map(({ value, label, hint }) => ({ value, label: `${label}（${hint}）` }))}
        />
      )}
      <TextInput
        name="siteAddress"
        label="地址"
        hint="上面没有列出的地点，按决定书填写；同一地址的其他申请会提示核对"
        optional
        reply={reply}
        maxLength={120}
      />
      <TextInput name="licenceNumber" label="许可证（备案）编号" optional reply={reply} maxLength={40} width="half" />
      <TextInput name="personName" label="责任人姓名" hint="只供经办机构核对，不公开" optional reply={reply} maxLength={40} width="third" />
    </FormSection>
    <FormSection title="事实">
      <RadioGroup
        name="cause"
        label="登记的事实"
        required
        reply={reply}
        options={[
          { value: 'administrativePenalty', label: '受到行政处罚', hint: '第十条（四）' },
          { value: 'falseApplication', label: '以不正当手段申请，被查实', hint: '第十条（三）；确认后向该单位发出查实认定书' },
        ]}
      />
      <DateInput name="decidedOn" label="处罚决定（查实）日期" hint="限制期自这一天起算1年" required max={today} reply={reply} />
      <TextInput name="decisionNumber" label="决定书（查实文书）文号" hint="行政处罚必填" reply={reply} maxLength={80} width="half" />
      <TextInput name="authority" label="作出决定的机关" hint="行政处罚必填" reply={reply} maxLength={80} width="half" />
      <Select
        name="matter"
        label="处罚涉及的事项"
        hint="行政处罚必填。是否构成限制由政策版本规定：与医药服务无关的、仅给予警告的，只登记备查"
        emptyLabel="请选择"
        reply={reply}
        options={choicesOf(penaltyMatterTitles)}
      />
      <TextArea
        name="facts"
        label="查明的事实"
        hint="写明时间、行为和证据，不少于10个字；虚假申请的，载入查实认定书"
        required
        reply={reply}
        maxLength={1000}
      />
    </FormSection>
  </>
)
