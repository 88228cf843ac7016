import { Select } from '#app/components/choice'
import { TextArea, TextInput } from '#app/components/field'
import { Inset } from '#app/components/inset'
import { areaChoices } from '#app/forms/application-draft-choices'
import type { BodyProps } from './bodies-intake'
import { CommandFile } from './kept-files'

/** Edge case 6: the site moved while its application runs. */
export const ChangeAddressBody = ({ reply, facts }: BodyProps) => (
  <>
    <Inset>
      <p>现在登记的地址：{facts.site.address}</p>
      <p>新地址属于其他县区的，申请连同全部材料移送新地址的经办机构，收到时间不变；已列入评估批次的，改列新经办机构的批次。</p>
      <p>评估开始以后不能在这里变更：请撤回申请，按新地址重新提交。</p>
    </Inset>
    <TextInput name="address" label="新地址" hint="与新的证照一致，写到门牌号" required reply={reply} maxLength={120} />
    <Select
      name="admdvs"
      label="所在县区"
      required
      emptyLabel="请选择"
      defaultValue={facts.site.admdvs}
      reply={reply}
      options={areaChoices}
    />
    <TextArea name="reason" label="变更的原因" hint="不少于5个字" required reply={reply} maxLength={500} />
    <CommandFile name="licence" label="载明新地址的证照（备案凭证）" reply={reply} />
  </>
)
