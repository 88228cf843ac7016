import type { ReactNode } from 'react'
import { CheckboxGroup, type Choice, RadioGroup, Select } from '#app/components/choice'
import { DateInput, NumberInput, TextArea, TextInput } from '#app/components/field'
import { FormSection } from '#app/components/field-parts'
import type { FormReply } from '#app/components/form-reply'
import type { AmendmentPart } from '#app/view/rules'

export type RuleValueProps = {
  readonly form: {
    readonly part: AmendmentPart
    readonly counts: boolean
    readonly texts: Readonly<Record<string, string>>
    readonly lists: Readonly<Record<string, readonly string[]>>
    readonly choices: Readonly<Record<string, readonly Choice[]>>
    readonly reminders: readonly { when: string; count: string; unit: string; to: string }[]
  }
  readonly reply: FormReply | undefined
}

const units: readonly Choice[] = [
  { value: 'workingDay', label: '工作日' },
  { value: 'day', label: '日' },
  { value: 'month', label: '个月' },
  { value: 'year', label: '年' },
]
const someUnits = (...wanted: readonly string[]): Choice[] => units.filter(({ value }) => wanted.includes(value))
const yesNo: readonly Choice[] = [
  { value: 'yes', label: '是' },
  { value: 'no', label: '否' },
]
const institutionTypes: readonly Choice[] = [
  { value: 'medical', label: '医疗机构' },
  { value: 'pharmacy', label: '零售药店' },
]
const months: readonly Choice[] = Array.from({ length: 12 }, (_, index) => ({ value: String(index + 1), label: `${index + 1}月` }))
const moments: readonly Choice[] = [
  { value: 'beforeDue', label: '届满前' },
  { value: 'afterStart', label: '开始后' },
]
const audiences: readonly Choice[] = [
  { value: 'institution', label: '机构' },
  { value: 'officer', label: '经办人员' },
  { value: 'windowHead', label: '窗口负责人' },
  { value: 'agencyHead', label: '经办机构负责人' },
]

type FieldOf = RuleValueProps & { readonly name: string; readonly label: string; readonly hint?: string }
/** Name, what was typed and what stands now, of a field of the change. */
const bound = ({ form, reply, name, label, hint }: FieldOf) => ({
  name: `change.${name}`,
  label,
  hint,
  reply,
  defaultValue: form.texts[name],
})

const Text = (props: FieldOf & { readonly max: number; readonly width?: 'full' | 'half' }) => (
  <TextInput {...bound(props)} required maxLength={props.max} width={props.width ?? 'half'} />
)
const Whole = (props: FieldOf & { readonly suffix?: string; readonly optional?: boolean }) => (
  <NumberInput {...bound(props)} required={props.optional !== true} optional={props.optional} suffix={props.suffix} />
)
const YesNo = (props: FieldOf) => <RadioGroup {...bound(props)} required inline options={yesNo} />
const Basis = (props: RuleValueProps) => (
  <Text {...props} name="basis" label="依据的条文" hint="例如“第十五条”“国家医疗保障局令第2号”" max={80} />
)
const Ticks = (props: FieldOf & { readonly options: readonly Choice[]; readonly inline?: boolean }) => {
  const { defaultValue: _none, ...field } = bound(props)
  return <CheckboxGroup {...field} defaultValues={props.form.lists[props.name] ?? []} options={props.options} inline={props.inline} />
}
const Version = (props: FieldOf) => <Select {...bound(props)} required width="full" options={props.form.choices[props.name] ?? []} />

const Count = (props: RuleValueProps & { readonly units: readonly Choice[] }) => (
  <>
    <Whole {...props} name="count" label="数值" />
    <RadioGroup {...bound({ ...props, name: 'unit', label: '单位' })} required inline options={props.units} />
  </>
)

const spareReminders = 2

const Reminders = ({ form, reply }: RuleValueProps) => (
  <FormSection title="提醒">
    <p className="mb-4 text-ink-600">数值留空的，不设这一次提醒；届满前0日是届满当日。</p>
    {Array.from({ length: form.reminders.length + spareReminders }, (_, index) => {
      const name = (field: string) => `change.reminders[${index}].${field}`
      const row = form.reminders[index]
      return (
        <fieldset key={name('row')} className="mb-2 border-b border-line-200">
          <legend className="font-bold">第{index + 1}次</legend>
          <div className="flex flex-wrap gap-x-4">
            <Select
              name={name('when')}
              label="何时"
              width="short"
              reply={reply}
              options={moments}
              defaultValue={row?.when ?? 'beforeDue'}
            />
            <TextInput name={name('count')} label="数值" width="short" inputMode="numeric" reply={reply} defaultValue={row?.count ?? ''} />
            <Select name={name('unit')} label="单位" width="short" reply={reply} options={units} defaultValue={row?.unit ?? 'day'} />
            <Select
              name={name('to')}
              label="提醒谁"
              width="third"
              reply={reply}
              options={audiences}
              defaultValue={row?.to ?? 'institution'}
            />
          </div>
        </fieldset>
      )
    })}
  </FormSection>
)

const Deadline = (props: RuleValueProps) => (
  <>
    {props.form.counts ? <Count {...props} units={units} /> : null}
    <YesNo {...props} name="excludeFirstDay" label="起算的当日不计入" />
    <YesNo {...props} name="rollsToWorkingDay" label="届满日遇休息日顺延" />
    <Basis {...props} />
    <YesNo {...props} name="draft" label="是否草案" hint="条文没有写明数值、由平台建议的，选“是”" />
    <TextArea {...bound({ ...props, name: 'consequence', label: '逾期的后果' })} required maxLength={300} />
    <Reminders {...props} />
  </>
)

const fieldsOf: Readonly<Record<AmendmentPart, (props: RuleValueProps) => ReactNode>> = {
  validity: (props) => (
    <>
      <Text {...props} name="title" label="名称" max={80} width="full" />
      <DateInput {...bound({ ...props, name: 'effectiveFrom', label: '施行日期' })} required />
      <DateInput {...bound({ ...props, name: 'effectiveTo', label: '有效期的最后一日', hint: '文件没有载明的，留空' })} optional />
    </>
  ),
  deadline: Deadline,
  rounds: (props) => (
    <>
      <RadioGroup
        {...bound({ ...props, name: 'kind', label: '组织方式' })}
        required
        options={[
          { value: 'fixedMonths', label: '集中评估', hint: '只在下列月份组织。' },
          { value: 'rolling', label: '随时评估', hint: '下列各月都可以组织，每件申请在受理后一定时间内完成。' },
        ]}
      />
      <Ticks {...props} name="months" label="月份" options={months} inline />
      <Whole {...props} name="withinMonths" label="受理之日起几个月内完成评估" hint="随时评估的必填" suffix="个月" optional />
      <Basis {...props} />
    </>
  ),
  term: (props) => (
    <>
      <Count {...props} units={someUnits('month', 'year')} />
      <Ticks {...props} name="longTermAllowedFor" label="可以签订长期协议的" options={institutionTypes} inline />
      <Basis {...props} />
    </>
  ),
  renewal: (props) => (
    <>
      <Whole {...props} name="formOpensDaysBefore" label="期满前多少日可以填写续签申请" suffix="日" />
      <Whole {...props} name="continuationMaxDays" label="到期未作决定的，书面延续最多多少日" suffix="日" />
      <Basis {...props} />
      <YesNo {...props} name="draft" label="是否草案" />
    </>
  ),
  bar: (props) => (
    <>
      <Count {...props} units={someUnits('day', 'month', 'year')} />
      <Basis {...props} />
    </>
  ),
  barScope: (props) => (
    <>
      <YesNo {...props} name="includeNoFaultEnd" label="期满或者协商终止的，也限制再次申请" />
      <YesNo {...props} name="headquartersPenaltyCounts" label="连锁总部受到处罚的，限制各门店申请" />
      <Ticks {...props} name="countingMatters" label="限制申请的处罚事项" options={props.form.choices.countingMatters ?? []} />
    </>
  ),
  suspension: (props) => (
    <>
      <Whole {...props} name="maxDays" label="最多中止多少日" hint="没有规定中止的，留空" suffix="日" optional />
      <TextInput
        {...bound({ ...props, name: 'basis', label: '依据的条文', hint: '规定了中止的必填' })}
        optional
        maxLength={80}
        width="half"
      />
    </>
  ),
  evaluation: (props) => (
    <>
      <Version {...props} name="medical" label="医疗机构评分表" />
      <Version {...props} name="pharmacy" label="零售药店评分表" />
      <Ticks {...props} name="switchedOffItems" label="不适用的项目" options={props.form.choices.switchedOffItems ?? []} inline />
      <Whole {...props} name="visitAttempts" label="几次未能考查的，按无法评估作结论" suffix="次" />
      <Whole {...props} name="selfGapPoints" label="自评高出多少分，提示核对" suffix="分" />
      <Basis {...props} />
    </>
  ),
  clauses: (props) => <Version {...props} name="clauseSetVersion" label="服务协议文本的版本" />,
  parties: (props) => (
    <>
      <Text {...props} name="agency" label="经办机构的名称" hint="文书中写在地名之后" max={40} />
      <Text {...props} name="authority" label="行政部门的名称" hint="文书中写在地名之后" max={40} />
      <Basis {...props} />
    </>
  ),
}

/** The fields of one part of a version of the rules, filled with what stands now. */
export const RuleValueFields = (props: RuleValueProps) => fieldsOf[props.form.part](props)
