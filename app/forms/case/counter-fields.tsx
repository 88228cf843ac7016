import { RadioGroup } from '#app/components/choice'
import { TextInput } from '#app/components/field'
import type { FormReply } from '#app/components/form-reply'
import { Inset } from '#app/components/inset'
import { CommandFile } from './kept-files'

/** 第九条（一）: who stands at the window with which paper, when an officer enters a command for the institution. */
export const CounterFields = ({ reply }: { readonly reply: FormReply | undefined }) => (
  <fieldset className="mb-6 border-b border-line-200 pb-2">
    <legend className="mb-2 text-lg font-bold">到窗口办理的人和材料</legend>
    <Inset>
      <p>只按到场人签名的纸质材料录入。到场人不是法定代表人的，须有授权委托书。</p>
    </Inset>
    <TextInput name="counter.presentedBy" label="到场办理人姓名" required maxLength={40} reply={reply} />
    <RadioGroup
      name="counter.capacity"
      label="到场人的身份"
      required
      reply={reply}
      options={[
        { value: 'legalRepresentative', label: '法定代表人（负责人）' },
        { value: 'agent', label: '代理人', hint: '核对授权委托书和身份证件。' },
      ]}
    />
    <CommandFile name="counter.paper" label="签名的纸质材料（扫描件）" reply={reply} />
    <CommandFile
      name="counter.authorityLetter"
      label="授权委托书（扫描件）"
      hint="到场人是代理人的必须上传。PDF、JPG 或 PNG"
      isOptional
      reply={reply}
    />
  </fieldset>
)
