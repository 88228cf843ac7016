import { CheckboxGroup } from '#app/components/choice'
import { TextInput } from '#app/components/field'
import type { FormChoice } from '#app/view/command-form'
import type { BodyProps } from './bodies-intake'

/** A time of day on the form of a visit, made or not. */
export const TimeInput = ({
  name,
  label,
  reply,
  defaultValue = '',
}: Pick<BodyProps, 'reply'> & { name: string; label: string; defaultValue?: string }) => (
  <TextInput
    name={name}
    label={label}
    hint="24小时制，例如 09:30"
    required
    width="short"
    inputMode="text"
    maxLength={5}
    defaultValue={defaultValue}
    reply={reply}
  />
)

/** Who of the panel was there; all of them unless somebody unticks. */
export const PresentMembers = ({ reply, panel }: Pick<BodyProps, 'reply'> & { panel: readonly FormChoice[] }) => (
  <CheckboxGroup
    name="present"
    label="到场的评估小组成员"
    hint="至少两名。没有到场的，请取消勾选。"
    required
    reply={reply}
    defaultValues={panel.map(({ value }) => value)}
    options={panel}
  />
)
