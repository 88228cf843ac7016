import { TextInput, type TextInputProps } from './field'

/** A password that somebody chooses, twice: nobody sees what was typed. */
export const NewPasswordFields = ({ label, reply }: Pick<TextInputProps, 'label' | 'reply'>) => (
  <>
    <TextInput
      name="password"
      label={label}
      type="password"
      hint="至少12位，可以用一句自己好记的话；不能包含登录账号"
      required
      reply={reply}
      width="half"
      autoComplete="new-password"
    />
    <TextInput
      name="passwordAgain"
      label={`再输入一次${label}`}
      type="password"
      required
      reply={reply}
      width="half"
      autoComplete="new-password"
    />
  </>
)
