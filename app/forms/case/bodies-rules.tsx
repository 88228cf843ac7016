import { RadioGroup } from '#app/components/choice'
import { TextArea } from '#app/components/field'
import { Inset } from '#app/components/inset'
import { SummaryList } from '#app/components/summary-list'
import type { BodyProps } from './bodies-intake'

const Opinion = ({ reply, label, text }: Pick<BodyProps, 'reply'> & { label: string; text: string }) => (
  <TextArea name="opinion" label={label} required defaultValue={text} reply={reply} maxLength={500} />
)

export const CheckRulesBody = ({ reply, facts }: BodyProps) => (
  <>
    <SummaryList rows={facts.rules} />
    <Inset>
      <p>请对照文件逐项核对数值、依据和施行日期。起草、修改过的人不能核对。核对以后再有修改的，须重新核对。</p>
    </Inset>
    <Opinion label="核对意见" text="经逐项核对，与文件一致。" reply={reply} />
  </>
)

export const PublishRulesBody = ({ reply, facts }: BodyProps) => (
  <>
    <SummaryList rows={facts.rules} />
    <Inset>
      <p>公布后不能修改、不能撤回。自施行日期起，新的事项按这个版本办理。</p>
    </Inset>
    <RadioGroup
      name="openCases"
      label="正在办理的事项"
      required
      defaultValue="keep"
      reply={reply}
      options={[
        { value: 'keep', label: '继续适用立卷时的版本', hint: '一般情形。' },
        { value: 'adopt', label: '作为更正，适用于以基础版本立卷的在办事项', hint: '只延长、不缩短已经开始的期限。' },
      ]}
    />
    <Opinion label="公布意见" text="同意公布。" reply={reply} />
  </>
)

export const DropRulesBody = ({ reply, facts }: BodyProps) => (
  <>
    <SummaryList rows={facts.rules} />
    <TextArea name="reason" label="理由" hint="不少于5个字。" required reply={reply} maxLength={500} />
  </>
)

export const ApproveOverrideBody = ({ reply, facts }: BodyProps) => (
  <>
    <SummaryList rows={facts.rules} />
    <Inset>
      <p>批准后，所定期间内新的事项可以按这个版本立卷，每件事项的记录都注明。提出人本人不能批准。</p>
    </Inset>
    <Opinion label="审批意见" text="同意。" reply={reply} />
  </>
)
