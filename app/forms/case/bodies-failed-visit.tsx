import { choicesOf, RadioGroup } from '#app/components/choice'
import { DateInput, TextArea } from '#app/components/field'
import { Inset } from '#app/components/inset'
import { failedVisitCauses } from '#workflows/commands/visit'
import type { BodyProps } from './bodies-intake'
import { PresentMembers, TimeInput } from './visit-fields'

/** Dossier A13: the panel came, and there could be no visit. */
export const FailedVisitBody = ({ reply, facts: { visit, today } }: BodyProps) => (
  <>
    <Inset>
      <p>只登记已经按通知到场、但没有能够考查的情况。登记后生成《现场考查记录》，送达机构；再次考查须重新通知。</p>
      <p>两次都未能考查并有记录的，可以按无法评估作出结论。</p>
    </Inset>
    <DateInput
      name="visitedOn"
      label="到场日期"
      required
      min={visit.scheduled !== null && visit.scheduled.visitOn <= today ? visit.scheduled.visitOn : undefined}
      max={today}
      defaultValue={visit.scheduled !== null && visit.scheduled.visitOn <= today ? visit.scheduled.visitOn : today}
      reply={reply}
    />
    <TimeInput name="arrivedAt" label="到场时间" defaultValue={visit.scheduled?.arrivesAt ?? ''} reply={reply} />
    <PresentMembers reply={reply} panel={visit.panel} />
    <RadioGroup name="cause" label="未能考查的原因" required reply={reply} options={choicesOf(failedVisitCauses)} />
    <TextArea
      name="facts"
      label="现场情况"
      hint="写明经过、在场的人和证据（照片、通话记录等）。不少于10个字。"
      required
      rows={6}
      maxLength={2000}
      reply={reply}
    />
  </>
)
