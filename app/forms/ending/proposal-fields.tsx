import { DateInput, TextArea, TextInput } from '#app/components/field'
import { FormSection } from '#app/components/field-parts'
import type { FormReply } from '#app/components/form-reply'
import { Inset } from '#app/components/inset'
import { CommandFile } from '#app/forms/case/kept-files'
import type { GroundStep } from '#app/services/ending/start.server'

type Props = {
  readonly step: GroundStep
  readonly today: string
  /** The last day that may be planned. */
  readonly latest: string
  readonly lines: number
  readonly reply: FormReply | undefined
}

const ways = {
  consensual: '提出后由经办人员与机构商定生效日期、结算和在院病人的安排，拟定协商解除协议书，双方签署后生效（第十六条）。',
  noticeFirst: '提出后先向机构发出告知书，写明事实、理由和依据；机构在期限内可以陈述申辩。此后由一人拟定决定，另一人（负责人）决定。',
  direct: '有关机关的文书或者证明已经确定，提出后直接拟定决定，由另一人（负责人）决定，决定书送达机构。',
} satisfies Record<GroundStep['path'], string>

/** What happens after the proposal on this ground, and what it means for a new application. */
export const WayOf = ({ step }: Pick<Props, 'step'>) => (
  <Inset>
    <p>
      {step.title}（{step.article}）：{ways[step.path]}
    </p>
    <p>{step.barWords}</p>
  </Inset>
)

/** Facts one by one, what they are measured by, and the papers that show them. */
export const ProposalFields = ({ step, today, latest, lines, reply }: Props) => (
  <>
    <FormSection title="事实" hint={`${step.hint}每行写一项事实，不少于10个字，没有的行不填。`}>
      {Array.from({ length: lines }, (_, line) => (
        <TextArea
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          key={line}
          name={`facts[${line}]`}
          label={`事实${line + 1}`}
          required={line === 0}
          optional={line > 0}
          rows={2}
          maxLength={1000}
          reply={reply}
        />
      ))}
      {step.path === 'direct' ? <DateInput name="eventOn" label="有关文书或者证明上的日期" required max={today} reply={reply} /> : null}
      <CommandFile
        name="evidence"
        label="证明事实的材料"
        hint="检查笔录、处罚决定书、协商记录等，PDF、JPG 或 PNG，可以选多个文件"
        isMany
        isOptional={step.path === 'consensual'}
        reply={reply}
      />
    </FormSection>
    <FormSection title="依据">
      <TextInput
        name="basis"
        label="所依据的条款、规定或者文书"
        hint="写明文件名称、文号和条款，例如协议第几条"
        required
        defaultValue={step.basis}
        maxLength={500}
        reply={reply}
      />
      {step.ground === 'lawChanged' ? (
        <TextArea
          name="talks"
          label="变化的规定和协商变更的经过"
          hint="写明何时、怎样提出变更，为什么没有达成一致，不少于10个字"
          required
          maxLength={1000}
          reply={reply}
        />
      ) : null}
      {step.path === 'direct' ? null : (
        <DateInput
          name="plannedEndsOn"
          label={`拟${step.kindTitle}的日期`}
          hint="可以不填，拟定决定时再定"
          optional
          min={today}
          max={latest}
          reply={reply}
        />
      )}
    </FormSection>
  </>
)
