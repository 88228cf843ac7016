import { Button } from '#app/components/button'
import { RadioGroup } from '#app/components/choice'
import { TextArea } from '#app/components/field'
import { HiddenFields } from '#app/components/field-parts'
import type { FormReply } from '#app/components/form-reply'
import { Inset } from '#app/components/inset'
import { CommandForm, type CommandStamp } from '#app/forms/command-form'

export type Dispute = {
  readonly itemId: string
  readonly title: string
  readonly criterion: string
  /** Whether the item was passed, or whether it applies at all. */
  readonly asks: 'veto' | 'applies'
  readonly opinions: readonly { readonly member: string; readonly answer: string; readonly reason: string }[]
  readonly decided?: { readonly outcome: string; readonly minute: string } | undefined
}

const nameOf = (index: number, field: 'itemId' | 'outcome' | 'minute'): string => `decisions.${index}.${field}`

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** A minute as `recordJointMinute` takes it, or the fields in which the outcome was not chosen. */
export function jointMinuteInput(form: FormData): { decisions: object[]; issues: Record<string, string[]> } {
  const issues: Record<string, string[]> = {}
  const decisions: object[] = []
  for (let index = 0; form.has(nameOf(index, 'itemId')); index += 1) {
    const outcome = textOf(form, nameOf(index, 'outcome'))
    if (!['pass', 'fail', 'applies', 'leftOut'].includes(outcome)) issues[nameOf(index, 'outcome')] = ['请选择合议结论']
    decisions.push({
      itemId: textOf(form, nameOf(index, 'itemId')),
      veto: outcome === 'pass' || outcome === 'fail' ? outcome : null,
      applies: outcome === 'applies' ? true : outcome === 'leftOut' ? false : null,
      minute: textOf(form, nameOf(index, 'minute')),
    })
    if (textOf(form, nameOf(index, 'minute')).trim().length < 5) issues[nameOf(index, 'minute')] = ['请写明合议情况，至少5个字']
  }
  return { decisions, issues }
}

const outcomes = {
  veto: [
    { value: 'pass', label: '认定通过' },
    { value: 'fail', label: '认定不通过（否决，评估不合格）' },
  ],
  applies: [
    { value: 'applies', label: '认定适用' },
    { value: 'leftOut', label: '认定不适用，不计入满分' },
  ],
} as const

type JointMinuteFormProps = CommandStamp & {
  readonly disputes: readonly Dispute[]
  readonly reply: FormReply | undefined
  readonly task: string
}

/** What the panel agreed on, item by item, each with its minute; a veto is never decided by a mean. */
export const JointMinuteForm = ({ disputes, reply, ...form }: JointMinuteFormProps) => (
  <CommandForm {...form}>
    {disputes.map((dispute, index) => (
      <section key={dispute.itemId} aria-labelledby={`dispute-${dispute.itemId}`} className="mt-6">
        <h3 id={`dispute-${dispute.itemId}`} className="text-lg">
          <span className="mr-2 text-sm font-normal text-ink-600">{dispute.itemId}</span>
          {dispute.title}
        </h3>
        <p className="max-w-measure">{dispute.criterion}</p>
        <Inset>
          <ul>
            {dispute.opinions.map(({ member, answer, reason }) => (
              <li key={member}>
                {member}：{answer}
                {reason === '' ? null : `。${reason}`}
              </li>
            ))}
          </ul>
        </Inset>
        <HiddenFields values={{ [nameOf(index, 'itemId')]: dispute.itemId }} />
        <RadioGroup name={nameOf(index, 'outcome')} label="合议结论" required reply={reply} options={outcomes[dispute.asks]} />
        <TextArea
          name={nameOf(index, 'minute')}
          label="合议情况"
          hint="写明讨论了哪些事实、依据哪条标准、怎样形成一致意见。"
          required
          reply={reply}
          defaultValue={dispute.decided?.minute}
          maxLength={1000}
        />
      </section>
    ))}
    <Button>记录合议结论</Button>
  </CommandForm>
)
