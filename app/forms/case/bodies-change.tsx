import { RadioGroup } from '#app/components/choice'
import { DateInput, TextArea } from '#app/components/field'
import { Inset } from '#app/components/inset'
import { SummaryList } from '#app/components/summary-list'
import { type BodyProps, SupplementRow } from './bodies-intake'
import { CommandFile } from './kept-files'

type Facts = Pick<BodyProps, 'facts'>

/** What was reported, before the words of whoever decides about it. */
const Reported = ({ facts: { change } }: Facts) =>
  change === null ? null : (
    <SummaryList
      rows={[
        ...change.items.map(({ title, before, after }) => ({ question: title, answer: before === '' ? after : `${before} → ${after}` })),
        ...change.remarks,
      ]}
    />
  )

export const DismissNoteBody = ({ reply, facts }: BodyProps) => (
  <>
    <Reported facts={facts} />
    <Inset>
      <p>只有登记有误（证照没有变更、不是这个机构）的，才能撤销。撤销后不再计算申请期限。</p>
    </Inset>
    <TextArea name="reason" label="登记有误的理由" hint="不少于5个字" required reply={reply} maxLength={1000} />
  </>
)

export const AdmitLateBody = ({ reply, facts }: BodyProps) => (
  <>
    <Reported facts={facts} />
    <Inset>
      <p>第十五条：超过一个月未申请的，服务协议终止。逾期的原因正当、机构仍然符合条件的，可以准予继续办理；理由记入案卷。</p>
    </Inset>
    <TextArea name="reason" label="准予继续办理的理由" hint="不少于10个字" required reply={reply} maxLength={1000} />
  </>
)

export const EndForLatenessBody = ({ reply, facts }: BodyProps) => (
  <>
    <Reported facts={facts} />
    <Inset>
      <p>这一步不终止协议：另行立件办理终止，事先告知、听取陈述申辩，由另一人决定，送达后到所载日期生效。</p>
    </Inset>
    <TextArea
      name="facts"
      label="逾期未申请变更的事实"
      hint="写明证照变更的日期、期限的最后一天、已经怎样提醒。不少于10个字"
      required
      reply={reply}
      maxLength={2000}
    />
  </>
)

const MOST_ROWS = 4

export const ChangeSupplementBody = ({ reply, facts }: BodyProps) => (
  <>
    <Inset>
      <p>需要补正的内容一次告知。逾期未补正的，按已有的材料继续审查；补正期间，原协议照常履行。</p>
    </Inset>
    {Array.from({ length: Math.min(MOST_ROWS, facts.materials.length) }, (_, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
      <SupplementRow key={index} index={index} facts={facts} reply={reply} isFollowUp={false} />
    ))}
  </>
)

export const AnswerChangeSupplementBody = ({ reply, facts }: BodyProps) => (
  <>
    <SummaryList
      rows={facts.asked.map(({ title, problem, remedy }) => ({
        question: title,
        answer: (
          <>
            <p>{problem}</p>
            <p>怎样补正：{remedy}</p>
          </>
        ),
      }))}
    />
    <CommandFile name="files" label="补正的材料" isMany reply={reply} />
    <TextArea name="explanation" label="补正的情况" hint="不少于5个字" required reply={reply} maxLength={1000} />
  </>
)

export const ConcludeCheckBody = ({ reply, facts }: BodyProps) => (
  <>
    <Reported facts={facts} />
    <TextArea name="opinion" label="核对意见" required defaultValue="材料齐全，与变更后的证照一致。" reply={reply} maxLength={1000} />
  </>
)

export const ConfirmSmallBody = ({ reply, facts }: BodyProps) => (
  <>
    <Reported facts={facts} />
    <Inset>
      <p>涉及结算的变更由两人核对（账户须与开户证明一致）。确认后按新的内容办理。</p>
    </Inset>
    <TextArea name="opinion" label="复核意见" required reply={reply} maxLength={1000} />
  </>
)

export const ConfirmEvaluationBody = ({ reply, facts }: BodyProps) => (
  <>
    <SummaryList rows={facts.change?.evaluation ?? []} />
    <TextArea name="opinion" label="复核意见" required reply={reply} maxLength={1000} />
  </>
)

export const ReturnBody = ({ reply }: BodyProps) => (
  <TextArea name="reason" label="退回的理由" hint="不少于5个字" required reply={reply} maxLength={1000} />
)

export const OfferSupplementBody = ({ reply, facts }: BodyProps) => (
  <>
    <Reported facts={facts} />
    <Inset>
      <p>以上变更的内容写入补充协议，协议的其他内容不变。发出后由乙方、甲方先后签章，签订后变更生效（第十四条）。</p>
    </Inset>
    <DateInput name="effectiveOn" label="补充协议的生效日期" required min={facts.today} defaultValue={facts.today} reply={reply} />
    <TextArea name="remark" label="给乙方的说明" optional reply={reply} maxLength={1000} />
  </>
)

export const CommentSupplementBody = ({ reply, facts }: BodyProps) => (
  <>
    <Reported facts={facts} />
    <SummaryList rows={facts.change?.offer ?? []} />
    <TextArea
      name="comment"
      label="对补充协议的意见"
      hint="提交后由经办机构答复、重新拟定。不少于5个字"
      required
      reply={reply}
      maxLength={1000}
    />
  </>
)

export const ProposeRefusalBody = ({ reply, facts }: BodyProps) => (
  <>
    <Reported facts={facts} />
    <Inset>
      <p>第十五条：协商不成的，服务协议终止。材料不齐的应当先告知补正；新的地点、服务达不到标准的，应当先给整改、再次核查的机会。</p>
    </Inset>
    <TextArea name="facts" label="不同意变更的事实和理由" hint="载入书面通知。不少于10个字" required reply={reply} maxLength={2000} />
    <TextArea name="talks" label="协商的经过" hint="写明时间、双方的意见。不少于5个字" required reply={reply} maxLength={1000} />
  </>
)

export const RefuseChangeBody = ({ reply, facts }: BodyProps) => (
  <>
    <SummaryList rows={facts.change?.refusal ?? []} />
    <Inset>
      <p>批准后发出不同意变更的通知，另行立件办理终止：事先告知、听取陈述申辩后再决定。</p>
    </Inset>
    <TextArea name="opinion" label="审批意见" required reply={reply} maxLength={500} />
  </>
)

export const WithdrawChangeBody = ({ reply }: BodyProps) => (
  <>
    <Inset>
      <p>撤回不停止期限：证照确已变更的，仍应当在变更之日起一个月内重新提出，逾期的协议可能终止（第十五条）。</p>
    </Inset>
    <TextArea name="reason" label="撤回的理由" hint="不少于5个字" required reply={reply} maxLength={1000} />
  </>
)

export const MergeChangeBody = ({ reply, facts }: BodyProps) => (
  <>
    <Reported facts={facts} />
    <Inset>
      <p>并入后，两件变更写在同一份补充协议中；本件到此结束，材料和记录保留。</p>
    </Inset>
    <RadioGroup name="into" label="并入哪一件变更" required reply={reply} options={facts.change?.mergeable ?? []} />
  </>
)
