import { TextArea } from '#app/components/field'
import { Inset } from '#app/components/inset'
import { type Column, DataTable } from '#app/components/table'
import type { ListFormRow } from '#app/view/command-form'
import { formatInstant } from '#app/view/format'
import { listCounts } from '#app/view/list-words'
import type { BodyProps } from './bodies-intake'

const common: readonly Column<ListFormRow>[] = [
  { key: 'title', header: '机构', rowHeader: true, cell: ({ id, title }) => <a href={`/cases/${id}`}>{title}</a> },
  { key: 'agency', header: '经办地', cell: ({ agency }) => agency },
  { key: 'services', header: '服务类别', cell: ({ services }) => services },
  { key: 'number', header: '协议编号', cell: ({ number }) => number },
  { key: 'term', header: '有效期', cell: ({ term }) => term },
]

const changed: Column<ListFormRow> = {
  key: 'changes',
  header: '变更事项',
  cell: ({ changes }) => (
    <ul>
      {changes.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  ),
}

type EntriesProps = { title: string; rows: readonly ListFormRow[]; columns?: readonly Column<ListFormRow>[] }

const Entries = ({ title, rows, columns = common }: EntriesProps) => (
  <DataTable
    caption={`${title}（${rows.length} 家）`}
    columns={columns}
    rows={rows}
    rowKey={({ id }) => id}
    empty={<p className="mb-6">{title}：没有</p>}
  />
)

const countsOf = ({ additions, changes, exits }: BodyProps['facts']['list']) => ({
  additions: additions.length,
  changes: changes.length,
  exits: exits.length,
})

const FullList = ({ facts: { list } }: Pick<BodyProps, 'facts'>) => (
  <>
    <p className="mb-4">{`${list.draftedBy}于${formatInstant(list.draftedAt)}拟定：${listCounts(countsOf(list))}。`}</p>
    <Entries title="新增" rows={list.additions} />
    <Entries title="变更" rows={list.changes} columns={[...common, changed]} />
    <Entries title="退出" rows={list.exits} />
  </>
)

export const PublishListBody = ({ reply, facts }: BodyProps) => (
  <>
    <FullList facts={facts} />
    <Inset>
      <p>
        公布后生成名单公告并编号，对外公开，不能撤回；新增的机构即可被公众查询，变更的按新的内容公布，退出的列入已退出名单（第九条（五））。
      </p>
      <p>名单有误的，请不要公布，先撤回，由经办人员重新拟定。</p>
    </Inset>
    <TextArea name="opinion" label="审批意见" required defaultValue="同意公布。" reply={reply} maxLength={500} />
  </>
)

export const WithdrawListBody = ({ reply, facts }: BodyProps) => (
  <>
    <FullList facts={facts} />
    <Inset>
      <p>撤回的是还没有公布的名单；名单中的机构可以列入重新拟定的名单。</p>
    </Inset>
    <TextArea name="reason" label="撤回理由" required reply={reply} maxLength={500} />
  </>
)
