import { RadioGroup, Select } from '#app/components/choice'
import { DateInput, TextArea, TextInput } from '#app/components/field'
import { FileInput } from '#app/components/file-input'
import type { FormReply } from '#app/components/form-reply'
import { Inset } from '#app/components/inset'
import type { CommandFormFacts } from '#app/view/command-form'
import { problemTemplates } from '#app/view/problem-templates'
import { keptOf } from './kept-files'

export type BodyProps = { readonly reply: FormReply | undefined; readonly facts: CommandFormFacts }

export const AcceptBody = ({ reply }: BodyProps) => (
  <TextArea name="opinion" label="受理意见" required defaultValue="材料齐全，符合受理条件。" reply={reply} maxLength={500} />
)

export const RefuseBody = ({ reply, facts }: BodyProps) => (
  <>
    <Inset>
      <p>只有第十条列出的情形可以不予受理。材料不齐的，应当一次性告知补正，不能以此不予受理。</p>
    </Inset>
    <Select name="ground" label="不予受理的情形" required emptyLabel="请选择" width="full" reply={reply} options={facts.grounds} />
    <TextArea
      name="facts"
      label="认定的事实"
      hint="写明查明的事实和证据，将载入不予受理通知书。不少于10个字。"
      required
      reply={reply}
      maxLength={1000}
    />
    <DateInput
      name="eventOn"
      label="事实发生（查实、处罚决定）的日期"
      hint="第（二）（三）（四）项必填，限制期自这一天起算1年。"
      optional
      max={facts.today}
      reply={reply}
    />
    <TextInput
      name="rule"
      label="所依据的医疗保险政策规定"
      hint="第（五）项必填：写明文件名称、文号和条款。"
      optional
      reply={reply}
      maxLength={200}
    />
  </>
)

/** The officer's proposal, which the head decides. */
export const DecideRefusalBody = ({ reply, facts }: BodyProps) => (
  <>
    {facts.proposal === null ? null : (
      <Inset>
        <p className="font-bold">{facts.proposal.title}</p>
        <p>认定的事实：{facts.proposal.facts}</p>
        {facts.proposal.rule === '' ? null : <p>所依据的规定：{facts.proposal.rule}</p>}
        <p>批准后向申请人发出不予受理通知书，写明理由、最早可以重新申请的日期和救济途径。</p>
      </Inset>
    )}
    <TextArea name="opinion" label="审批意见" required reply={reply} maxLength={500} />
  </>
)

const ROWS = 4

const causes = problemTemplates.map(({ value, label }) => ({ value, label }))

/** One entry of a notice: what is missing and how to mend it. */
export const SupplementRow = ({ index, facts, reply, isFollowUp }: BodyProps & { index: number; isFollowUp: boolean }) => (
  <fieldset className="mb-6 border-t border-line-200 pt-4">
    <legend className="font-bold">第 {index + 1} 项</legend>
    <Select
      name={`items[${index}].materialId`}
      label="材料"
      required={index === 0}
      optional={index > 0}
      emptyLabel={index === 0 ? '请选择' : '不再列其他材料'}
      width="full"
      reply={reply}
      options={facts.materials}
    />
    {isFollowUp ? (
      <Select
        name={`items[${index}].cause`}
        label="补正材料本身的问题"
        required={index === 0}
        optional={index > 0}
        emptyLabel="请选择"
        reply={reply}
        options={causes}
      />
    ) : null}
    <TextArea name={`items[${index}].problem`} label="缺少什么，或者哪里不符合要求" rows={2} reply={reply} maxLength={300} />
    <TextArea
      name={`items[${index}].remedy`}
      label="怎样补正"
      rows={2}
      reply={reply}
      maxLength={300}
      hint="例如：补交副本全部页次并加盖公章。"
    />
  </fieldset>
)

const NoticeRows = ({ isFollowUp, reply, facts }: BodyProps & { isFollowUp: boolean }) => (
  <>
    <Inset>
      <p>第九条（二）：需要补正的内容应当一次告知。发出以后，首次审查时已经能看到的问题，不得再次要求补正。</p>
    </Inset>
    {Array.from({ length: Math.min(ROWS, Math.max(1, facts.materials.length)) }, (_, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
      <SupplementRow key={index} index={index} facts={facts} reply={reply} isFollowUp={isFollowUp} />
    ))}
  </>
)

export const SupplementBody = (props: BodyProps) => <NoticeRows {...props} isFollowUp={false} />

/** Edge case 12: what the answer itself brought, each with its reason. */
export const FollowUpBody = (props: BodyProps) => <NoticeRows {...props} isFollowUp />

export const AnswerSupplementBody = ({ reply, facts }: BodyProps) => (
  <>
    {facts.asked.map((item, index) => (
      <section key={item.materialId} aria-label={item.title} className="mb-6 border-t border-line-200 pt-5">
        <h2 className="text-lg">
          {index + 1}. {item.title}
        </h2>
        <dl className="mb-4 mt-2 max-w-measure">
          <div className="sm:flex sm:gap-4">
            <dt className="shrink-0 text-ink-600">存在的问题</dt>
            <dd>{item.problem}</dd>
          </div>
          <div className="sm:flex sm:gap-4">
            <dt className="shrink-0 text-ink-600">怎样补正　</dt>
            <dd>{item.remedy}</dd>
          </div>
        </dl>
        <FileInput
          name={`material.${item.materialId}`}
          label={`补正材料：${item.title}`}
          hint="PDF、JPG 或 PNG，可以选多个文件"
          required
          multiple
          accept=".pdf,.jpg,.jpeg,.png"
          reply={reply}
          files={keptOf(reply, item.materialId)}
        />
      </section>
    ))}
    <TextArea name="explanation" label="需要说明的情况" optional reply={reply} maxLength={1000} />
  </>
)

export const TransferBody = ({ reply, facts }: BodyProps) => (
  <>
    <Inset>
      <p>申请不属于本机构管辖的，移送有管辖权的经办机构（第四条）。收件日期和受理时限连续计算，不重新开始。</p>
      <p>移送后，《移送告知书》送达申请人；本机构不再办理，也不再能查看这件申请。</p>
    </Inset>
    <RadioGroup name="toAgencyId" label="接收的经办机构" required reply={reply} options={facts.agencies} />
    <TextArea
      name="reason"
      label="移送的理由"
      hint="写明为什么由接收机构管辖，例如执业地点所在的行政区域。不少于10个字。"
      required
      reply={reply}
      maxLength={500}
    />
  </>
)

export const WithdrawBody = ({ reply }: BodyProps) => (
  <>
    <Inset>
      <p>撤回后本次申请结束，不影响以后重新申请，也不受一年限制。</p>
    </Inset>
    <TextArea name="reason" label="撤回理由" optional reply={reply} maxLength={500} />
  </>
)
