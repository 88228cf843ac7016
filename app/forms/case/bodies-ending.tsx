import { CheckboxGroup, RadioGroup } from '#app/components/choice'
import { DateInput, TextArea, TextInput } from '#app/components/field'
import { Inset } from '#app/components/inset'
import { SummaryList } from '#app/components/summary-list'
import type { EndingRow } from '#app/view/ending-view'
import { formatDate } from '#app/view/format'
import type { BodyProps } from './bodies-intake'
import { CommandFile } from './kept-files'

const Rows = ({ title, rows }: { readonly title: string; readonly rows: readonly EndingRow[] }) =>
  rows.length === 0 ? null : (
    <>
      <h2 className="mb-2 text-xl">{title}</h2>
      <SummaryList rows={rows} />
    </>
  )

/** Ground and facts one by one, as the notice told them to the party. */
const Proposal = ({ facts: { ending } }: Pick<BodyProps, 'facts'>) =>
  ending === null ? null : (
    <>
      <Rows title="情形和依据" rows={ending.rows} />
      <h2 className="mb-2 text-xl">事实</h2>
      <ol className="mb-6 ml-6 max-w-measure list-decimal space-y-2">
        {ending.facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ol>
      <Rows title="陈述申辩" rows={ending.statement} />
    </>
  )

export const GiveStatementBody = ({ reply, facts }: BodyProps) => (
  <>
    <Proposal facts={facts} />
    <Inset>
      <p>可以说明事实有误、情节较轻、已经改正，或者不应当解除（终止）的其他理由，并附证据。陈述申辩不会加重处理。</p>
    </Inset>
    <TextArea name="statement" label="陈述申辩的内容" hint="不少于10个字" required rows={8} maxLength={5000} reply={reply} />
    <RadioGroup
      name="wantsHearing"
      label="是否要求听证"
      required
      defaultValue="no"
      reply={reply}
      options={[
        { value: 'no', label: '不要求' },
        { value: 'yes', label: '要求听证', hint: '由经办机构另行通知听证的时间和地点。' },
      ]}
    />
    <CommandFile name="files" label="证据材料" hint="PDF、JPG 或 PNG，可以选多个文件" isMany isOptional reply={reply} />
  </>
)

export const WaiveStatementBody = ({ reply, facts }: BodyProps) => (
  <>
    <Proposal facts={facts} />
    <Inset>
      <p>放弃后不能再提交陈述申辩，经办机构随即可以作出决定。不放弃的，不需要在这里办理。</p>
    </Inset>
    <CheckboxGroup
      name="confirmed"
      label="确认"
      required
      reply={reply}
      options={[{ value: 'yes', label: '我单位已知悉拟解除（终止）的事实、理由和依据，放弃陈述申辩' }]}
    />
  </>
)

/** Day, settlement and patients: of a decision and of a text that both sign. */
const TermsFields = ({ reply, facts: { ending } }: BodyProps) =>
  ending === null ? null : (
    <>
      <DateInput
        name="endsOn"
        label="协议到哪一天结束"
        hint={`当日 24:00 ${ending.kindTitle}；${formatDate(ending.earliest)}至${formatDate(ending.latest)}之间的一天`}
        required
        min={ending.earliest}
        max={ending.latest}
        defaultValue={ending.draft.endsOn}
        reply={reply}
      />
      <p className="mb-6 max-w-measure">{ending.barWords}</p>
      <TextArea
        name="settlement"
        label="费用结算的安排"
        hint="写明结算到哪一天、由谁核对、何时结清"
        required
        maxLength={1000}
        defaultValue={ending.draft.settlement}
        reply={reply}
      />
      <TextArea
        name="patients"
        label="在院病人的过渡和结算"
        hint={ending.needsPatients ? '逐人列出或者写明办法：转院或者结算至本次出院' : '没有住院、长期护理服务的不填'}
        required={ending.needsPatients}
        optional={!ending.needsPatients}
        maxLength={1000}
        defaultValue={ending.draft.patients}
        reply={reply}
      />
    </>
  )

export const DraftDecisionBody = ({ reply, facts }: BodyProps) => (
  <>
    <Proposal facts={facts} />
    {facts.ending?.hasStatement === true ? (
      <>
        <RadioGroup
          name="statementOutcome"
          label="陈述申辩是否采纳"
          required
          reply={reply}
          options={[
            { value: 'adopted', label: '采纳' },
            { value: 'partlyAdopted', label: '部分采纳' },
            { value: 'notAdopted', label: '不采纳' },
          ]}
        />
        <TextArea
          name="onStatement"
          label="采纳或者不采纳的理由"
          hint="载入决定书，不少于10个字。完全采纳、不应当解除（终止）的，请由负责人决定“不予解除（终止）”。"
          required
          maxLength={2000}
          reply={reply}
        />
      </>
    ) : null}
    <TermsFields reply={reply} facts={facts} />
  </>
)

export const ReturnDecisionBody = ({ reply }: BodyProps) => (
  <TextArea name="reason" label="退回的理由" hint="不少于5个字" required maxLength={1000} reply={reply} />
)

export const DecideEndingBody = ({ reply, facts }: BodyProps) => (
  <>
    <Proposal facts={facts} />
    <Rows title="拟定的决定" rows={facts.ending?.terms ?? []} />
    <Inset>
      <p>作出决定后向机构发出决定书，载明事实、理由、依据、生效日期和救济途径。{facts.ending?.barWords}</p>
    </Inset>
    <TextArea name="opinion" label="意见" required rows={2} maxLength={500} reply={reply} />
  </>
)

export const DropEndingBody = ({ reply, facts }: BodyProps) => (
  <>
    <Proposal facts={facts} />
    <Inset>
      <p>本件随即办结，协议照常履行；理由告知机构。</p>
    </Inset>
    <TextArea name="reason" label="不予解除（终止）的理由" hint="不少于5个字" required maxLength={1000} reply={reply} />
  </>
)

export const OfferRescissionBody = ({ reply, facts }: BodyProps) => (
  <>
    <Proposal facts={facts} />
    <TermsFields reply={reply} facts={facts} />
    <TextArea name="remark" label="给机构的说明" optional maxLength={1000} reply={reply} />
  </>
)

export const CommentRescissionBody = ({ reply, facts }: BodyProps) => (
  <>
    <Rows title="协议书的内容" rows={facts.ending?.terms ?? []} />
    <TextArea
      name="comment"
      label="意见"
      hint="提交后由经办机构答复，重新拟定协议书。不少于5个字。"
      required
      maxLength={1000}
      reply={reply}
    />
  </>
)

export const ContestEndingBody = ({ reply, facts }: BodyProps) => (
  <>
    <Inset>
      <p>复议、诉讼期间，决定不停止执行；收到停止执行的决定或者裁定的，由负责人登记。</p>
    </Inset>
    <RadioGroup
      name="kind"
      label="救济方式"
      required
      reply={reply}
      options={[
        { value: 'review', label: '行政复议' },
        { value: 'suit', label: '行政诉讼' },
      ]}
    />
    <DateInput name="filedOn" label="申请复议（起诉）的日期" required max={facts.today} reply={reply} />
    <TextArea name="note" label="说明" optional maxLength={500} reply={reply} />
  </>
)

export const EndContestBody = ({ reply }: BodyProps) => (
  <TextArea
    name="outcome"
    label="复议（诉讼）结果"
    hint="写明机关、文号、日期和结论。决定被撤销的，不要在这里登记，由负责人登记“决定撤销”。"
    required
    maxLength={1000}
    reply={reply}
  />
)

export const StayEndingBody = ({ reply }: BodyProps) => (
  <>
    <Inset>
      <p>登记后取消拟定的解除（终止）日，协议继续履行，直到复议（诉讼）有结果。</p>
    </Inset>
    <TextInput name="order" label="停止执行的决定（裁定）文号和机关" required maxLength={1000} reply={reply} />
    <TextArea name="reason" label="情况" hint="不少于5个字" required maxLength={1000} reply={reply} />
  </>
)

export const SetAsideEndingBody = ({ reply, facts }: BodyProps) => (
  <>
    <Inset>
      <p>登记后协议恢复履行，原决定形成的限制随即解除，不能撤回；原案卷保留备查。</p>
    </Inset>
    <TextInput name="number" label="撤销决定（判决）文号" required maxLength={80} width="half" reply={reply} />
    <TextInput name="authority" label="作出撤销决定的机关" required maxLength={80} width="half" reply={reply} />
    <DateInput name="decidedOn" label="撤销决定（判决）的日期" required max={facts.today} reply={reply} />
    <DateInput
      name="expiresOn"
      label="恢复后协议的期满日期"
      hint="不填的，仍为原来的期满日；原期限已经届满的必须填写。"
      optional
      min={facts.today}
      reply={reply}
    />
  </>
)
