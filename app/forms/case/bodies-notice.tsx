import { Select } from '#app/components/choice'
import { TextArea, TextInput } from '#app/components/field'
import { Inset } from '#app/components/inset'
import { SummaryList } from '#app/components/summary-list'
import type { BodyProps } from './bodies-intake'

export const CorrectNoticeBody = ({ reply, facts }: BodyProps) => (
  <>
    <Inset>
      <p>公示中这一机构的内容有误的，发布更正公告；从更正当日起，这一机构的公示期重新计算五个工作日，其他机构不受影响。（第九条（四））</p>
      <p>更正只改公示中写错的内容，不改变评估结论；结论有误的，由异议核查处理。</p>
    </Inset>
    {facts.published.length === 0 ? null : <SummaryList rows={facts.published} />}
    <Select
      name="field"
      label="更正的事项"
      required
      emptyLabel="请选择"
      reply={reply}
      options={[
        { value: 'name', label: '机构名称' },
        { value: 'address', label: '地址' },
        { value: 'services', label: '服务类别' },
        { value: 'result', label: '评估结果的文字' },
      ]}
    />
    <TextInput name="wrong" label="原公示内容" hint="照上面公示的内容填写写错的一项。" required reply={reply} maxLength={200} />
    <TextInput name="right" label="更正为" required reply={reply} maxLength={200} />
    <TextArea name="reason" label="更正的原因" hint="不少于5个字，写入更正公告。" required reply={reply} maxLength={500} />
  </>
)
