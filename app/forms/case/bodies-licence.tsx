import { DateInput } from '#app/components/field'
import { Inset } from '#app/components/inset'
import type { BodyProps } from './bodies-intake'
import { CommandFile } from './kept-files'

/** Edge case 11: the licence that ends before the evaluation, renewed. */
export const HandInLicenceBody = ({ reply, facts }: BodyProps) => (
  <>
    <Inset>
      <p>现场考查当天，执业（经营）许可证须在有效期内；已经过期的，不能作出合格的结论。请在考查以前提交换发的证照。</p>
    </Inset>
    <DateInput name="expiresOn" label="新证照有效期至" required min={facts.today} reply={reply} />
    <CommandFile name="licence" label="换发的执业（经营）许可证" reply={reply} />
  </>
)
