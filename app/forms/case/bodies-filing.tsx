import { TextArea } from '#app/components/field'
import { Inset } from '#app/components/inset'
import { SummaryList } from '#app/components/summary-list'
import type { BodyProps } from './bodies-intake'

const Reported = ({ facts, title }: Pick<BodyProps, 'facts'> & { title: string }) => (
  <>
    <h2 className="mb-2 text-xl">{title}</h2>
    <SummaryList rows={facts.filing.rows} />
  </>
)

const Remarks = ({ facts: { filing } }: Pick<BodyProps, 'facts'>) =>
  filing.remarks === '' ? null : (
    <>
      <h2 className="mb-2 text-xl">备案意见</h2>
      <p className="mb-6 max-w-measure whitespace-pre-line border-l-4 border-line-200 pl-4">{filing.remarks}</p>
    </>
  )

export const FileAgreementBody = ({ reply, facts }: BodyProps) => (
  <>
    <Reported facts={facts} title="报送的内容" />
    <Inset>
      <p>报送后生成《服务协议备案表》，连同协议文本送{facts.filing.authority}。备案不是审批，不影响协议的效力（第十一条）。</p>
    </Inset>
    <TextArea name="remark" label="需要说明的情况" optional reply={reply} maxLength={500} />
  </>
)

export const AcknowledgeFilingBody = ({ reply, facts }: BodyProps) => (
  <>
    <Reported facts={facts} title="报送备案的协议" />
    <Remarks facts={facts} />
    <Inset>
      <p>出具回执即登记备案。提出意见的，经办机构应当研究并答复；意见不影响协议的效力（第十一条）。</p>
    </Inset>
    <TextArea name="remarks" label="备案意见" hint="没有意见的，请留空。每条意见一行。" optional rows={5} reply={reply} maxLength={1000} />
  </>
)

export const AnswerRemarksBody = ({ reply, facts }: BodyProps) => (
  <>
    <Remarks facts={facts} />
    <Reported facts={facts} title="已报送的协议" />
    <TextArea
      name="answer"
      label="办理情况和答复"
      hint="写明采纳哪些意见、怎样办理，不采纳的说明理由。提交后，备案部门据此出具回执。"
      required
      reply={reply}
      maxLength={1000}
    />
  </>
)
