import { DateInput, TextArea } from '#app/components/field'
import { Inset } from '#app/components/inset'
import { DataTable } from '#app/components/table'
import type { BodyProps } from './bodies-intake'

const RoundRows = ({ facts }: Pick<BodyProps, 'facts'>) => (
  <DataTable
    caption="本批次的机构"
    rows={facts.roundRows}
    rowKey={(row) => row.id}
    empty={<p className="mb-6">本批次没有参加评估的机构。</p>}
    columns={[
      { key: 'title', header: '机构', rowHeader: true, cell: (row) => <a href={`/cases/${row.id}`}>{row.title}</a> },
      { key: 'result', header: '评估结果', cell: (row) => row.result },
    ]}
  />
)

export const ExtendRoundBody = ({ reply, facts }: BodyProps) => (
  <>
    <DateInput name="until" label="延长到" required min={facts.today} reply={reply} />
    <TextArea name="reason" label="延长理由" hint="不少于10个字，载入办理记录。" required reply={reply} maxLength={500} />
  </>
)

export const SubmitResultsBody = ({ facts }: BodyProps) => (
  <>
    <RoundRows facts={facts} />
    <Inset>
      <p>提交后由本机构负责人审批；审批人不能是提交人。</p>
    </Inset>
  </>
)

export const ReturnResultsBody = ({ reply, facts }: BodyProps) => (
  <>
    <RoundRows facts={facts} />
    <TextArea name="reason" label="退回理由" required reply={reply} maxLength={500} />
  </>
)

export const ApproveResultsBody = ({ reply, facts }: BodyProps) => (
  <>
    <RoundRows facts={facts} />
    <TextArea name="opinion" label="审批意见" required defaultValue="同意。" reply={reply} maxLength={500} />
  </>
)

export const PublishResultsBody = ({ facts }: BodyProps) => (
  <>
    <RoundRows facts={facts} />
    <Inset>
      <p>发布后立即对外公示5个工作日，期间任何人可以提出异议。公示文书自动生成并编号，不能撤回。</p>
    </Inset>
  </>
)

export const CloseEmptyRoundBody = ({ reply, facts }: BodyProps) => (
  <>
    <RoundRows facts={facts} />
    <TextArea name="reason" label="情况说明" required reply={reply} maxLength={500} />
  </>
)
