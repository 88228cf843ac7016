import { Button } from '#app/components/button'
import { RadioGroup, Select } from '#app/components/choice'
import { TextArea } from '#app/components/field'
import { HiddenFields } from '#app/components/field-parts'
import type { FormReply } from '#app/components/form-reply'
import { NoticeBanner } from '#app/components/notice-banner'
import { CommandForm, type CommandStamp } from '#app/forms/command-form'

type ObjectionDecisionFormProps = CommandStamp & {
  readonly objectionId: string
  readonly institution: string
  /** The result under objection. */
  readonly hasPassed: boolean
  /** Not a second time. */
  readonly mayReEvaluate: boolean
  readonly colleagues: readonly { readonly id: string; readonly name: string }[]
  readonly reply: FormReply | undefined
}

/** The outcome of an objection, found by two persons outside the panel. */
export const ObjectionDecisionForm = ({
  objectionId,
  institution,
  hasPassed,
  mayReEvaluate,
  colleagues,
  reply,
  ...stamp
}: ObjectionDecisionFormProps) => {
  if (colleagues.length === 0) {
    return (
      <NoticeBanner tone="warning" title="本机构没有可以一同核查的人员">
        <p>异议须由未参加本次评估的两名工作人员核查。请联系系统管理员，为本机构增加经办人员账号后再办理。</p>
      </NoticeBanner>
    )
  }
  return (
    <CommandForm {...stamp}>
      <HiddenFields values={{ objectionId }} />
      <TextArea
        name="finding"
        label="核查的事实和理由"
        hint="逐项回应异议；写明查看了什么、问了谁、依据什么，不少于20个字。请勿写入异议人的姓名和电话。"
        required
        rows={6}
        maxLength={3000}
        reply={reply}
      />
      <RadioGroup
        name="upheld"
        label="核查结论"
        required
        reply={reply}
        options={[
          { value: 'no', label: '异议不成立', hint: `公示期满后，${institution}${hasPassed ? '继续办理协商签约' : '按评估未通过结案'}` },
          {
            value: 'yes',
            label: '异议成立',
            hint: '请在下一项选择怎样处理',
          },
        ]}
      />
      <RadioGroup
        name="measure"
        label="异议成立的，怎样处理"
        reply={reply}
        options={[
          ...(mayReEvaluate
            ? [{ value: 'reEvaluate', label: '重新评估', hint: '公示期满后另行组成评估小组重新评估，结果另行公示；原小组成员不参加。' }]
            : []),
          {
            value: 'notPassed',
            label: hasPassed ? '取消评估合格的结论' : '维持评估不合格的结论',
            hint: hasPassed
              ? `${institution}不进入协商签约，公示期满后按评估未通过结案`
              : `本次申请仍按评估未通过结案；${institution}可以随时重新申请，参加下一次评估`,
          },
        ]}
      />
      <Select
        name="secondHandlerId"
        label="另一名核查人员"
        hint="须是本机构未参加本次评估的工作人员。"
        required
        emptyLabel="请选择"
        reply={reply}
        options={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Button>办结这件异议</Button>
    </CommandForm>
  )
}
