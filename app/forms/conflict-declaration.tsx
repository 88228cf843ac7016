import { Button } from '#app/components/button'
import { RadioGroup } from '#app/components/choice'
import { TextArea } from '#app/components/field'
import type { FormReply } from '#app/components/form-reply'
import { Inset } from '#app/components/inset'
import { CommandForm, type CommandStamp } from '#app/forms/command-form'

type ConflictDeclarationProps = CommandStamp & { readonly task: string; readonly reply: FormReply | undefined }

/** 回避: every member declares before the file opens. */
export const ConflictDeclaration = ({ reply, ...form }: ConflictDeclarationProps) => (
  <CommandForm {...form}>
    <h2 className="text-xl">申明有无应当回避的情形</h2>
    <p className="max-w-measure">申明以后才能打开申请材料和评分表。申明的内容和时间记入办理记录。</p>
    <Inset>
      <p>有下列情形之一的，应当回避：</p>
      <ul className="list-disc pl-6">
        <li>本人或者近亲属在该机构任职、兼职、持股或者提供有偿服务</li>
        <li>与该机构法定代表人、主要负责人有近亲属关系</li>
        <li>与该机构有债权债务、诉讼或者同业竞争关系</li>
        <li>其他可能影响公正评分的情形</li>
      </ul>
    </Inset>
    <RadioGroup
      name="hasConflict"
      label="我与该机构"
      required
      reply={reply}
      options={[
        { value: 'no', label: '没有应当回避的情形' },
        { value: 'yes', label: '有应当回避的情形', hint: '选择后不再打开该机构的材料，也不需要评分' },
      ]}
    />
    <TextArea
      name="note"
      label="应当回避的情形"
      hint="有应当回避的情形的，写明是哪一种。"
      optional
      rows={2}
      reply={reply}
      maxLength={300}
    />
    <Button>提交申明</Button>
  </CommandForm>
)
