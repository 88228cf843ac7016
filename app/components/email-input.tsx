import { TextInput, type TextInputProps } from './field'

/** Where notices go besides the platform; nobody has to have one. */
export const EmailInput = (props: Pick<TextInputProps, 'hint' | 'reply' | 'defaultValue' | 'autoComplete'>) => (
  <TextInput name="email" label="电子邮箱" type="email" inputMode="email" optional width="half" {...props} />
)
