import { Button, LinkButton } from '#app/components/button'
import { RadioGroup } from '#app/components/choice'
import { DateInput, TextArea } from '#app/components/field'
import { FormSection } from '#app/components/field-parts'
import { CommandForm, replyOf } from '#app/forms/command-form'
import type { CommandReply } from '#app/http/command-action.server'
import { formatDate } from '#app/view/format'
import type { RoundTask } from '#app/view/round'

type RoundTasksProps = {
  readonly round: {
    readonly id: string
    readonly revision: number
    readonly tasks: readonly RoundTask[]
    readonly panel: readonly unknown[]
    readonly institutions: readonly { readonly isConcluded: boolean }[]
    readonly waiting: readonly { readonly id: string; readonly title: string; readonly acceptedOn: string | null }[]
  }
  readonly commandId: string
  readonly refused: CommandReply | undefined
}

/** What the viewer may do with the round now: links to the pages of the larger tasks, forms of the small ones. */
export const RoundTasks = ({ round, commandId, refused }: RoundTasksProps) => {
  const base = `/desk/rounds/${round.id}`
  const stamp = { revision: round.revision, commandId }
  const may = (task: RoundTask) => round.tasks.includes(task)
  const concluded = round.institutions.filter(({ isConcluded }) => isConcluded).length
  const isComplete = concluded === round.institutions.length
  if (round.tasks.length === 0) return null
  return (
    <section aria-labelledby="tasks">
      <h2 id="tasks" className="text-xl">
        现在可以办理
      </h2>
      <div className="mb-6 mt-3 flex flex-wrap gap-3 empty:hidden">
        {may('approveResults') ? (
          <LinkButton tone="primary" href={`${base}/approval`}>
            审批评估结果
          </LinkButton>
        ) : null}
        {may('publishResults') ? (
          <LinkButton tone="primary" href={`${base}/publication`}>
            预览并公示
          </LinkButton>
        ) : null}
        {may('appointPanel') ? (
          <LinkButton tone={round.panel.length === 0 ? 'primary' : 'secondary'} href={`${base}/panel`}>
            {round.panel.length === 0 ? '确定评估小组' : '调整评估小组'}
          </LinkButton>
        ) : null}
      </div>
      {may('submitResults') ? (
        <CommandForm {...stamp} task="submitResults">
          <p className="mt-4">
            {isComplete
              ? '全部机构都有评估结论，可以提交负责人审批。'
              : `${round.institutions.length}家机构中${concluded}家有评估结论；全部有结论后才能提交审批。`}
          </p>
          <Button tone={isComplete ? 'primary' : 'secondary'}>提交负责人审批</Button>
        </CommandForm>
      ) : null}
      {may('extendRound') ? (
        <CommandForm {...stamp} task="extendRound">
          <FormSection title="延长评估期" hint="当月没有评估完的，写明理由，并确定延长到哪一天。">
            <DateInput name="until" label="延长到" reply={replyOf(refused, 'extendRound')} required />
            <TextArea
              name="reason"
              label="延长理由"
              hint="不少于10个字。"
              required
              reply={replyOf(refused, 'extendRound')}
              maxLength={500}
            />
            <Button>延长评估期</Button>
          </FormSection>
        </CommandForm>
      ) : null}
      {may('admitLateApplication') ? (
        <CommandForm {...stamp} task="admitLateApplication">
          <FormSection title="批准补列" hint="名单截止以后受理的申请归入下一批次；结果提交审批以前，可以说明理由批准列入本批次。">
            <RadioGroup
              name="applicationId"
              label="补列的申请"
              required
              reply={replyOf(refused, 'admitLateApplication')}
              options={round.waiting.map(({ id, title, acceptedOn }) => ({
                value: id,
                label: title,
                ...(acceptedOn === null ? {} : { hint: `${formatDate(acceptedOn)}受理` }),
              }))}
            />
            <TextArea
              name="reason"
              label="批准理由"
              hint="不少于10个字，载入办理记录。"
              required
              reply={replyOf(refused, 'admitLateApplication')}
              maxLength={500}
            />
            <Button tone="secondary">批准补列</Button>
          </FormSection>
        </CommandForm>
      ) : null}
      {may('closeEmptyRound') ? (
        <CommandForm {...stamp} task="closeEmptyRound">
          <FormSection title="空批次结束" hint="名单截止时没有已受理的申请，本批次可以直接结束。">
            <TextArea
              name="reason"
              label="情况说明"
              hint="不少于5个字。"
              required
              reply={replyOf(refused, 'closeEmptyRound')}
              maxLength={500}
            />
            <Button tone="secondary">作空批次结束</Button>
          </FormSection>
        </CommandForm>
      ) : null}
    </section>
  )
}
