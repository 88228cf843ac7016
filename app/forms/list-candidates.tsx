import { FieldErrors } from '#app/components/field-parts'
import { errorsOf, type FormReply, fieldId, typedValues } from '#app/components/form-reply'
import { type Column, DataTable } from '#app/components/table'
import { Tag } from '#app/components/tag'
import { TermText } from '#app/components/term-text'
import { formatDate } from '#app/view/format'

type Candidate = {
  readonly id: string
  readonly title: string
  readonly agency: string
  readonly number: string
  readonly services: string
  readonly term: string
  readonly filing: string
  readonly changes: readonly string[]
  readonly since: string
  readonly days: number
  readonly isDrafted: boolean
  readonly mayStand: boolean
}

type Desk = {
  readonly isCity: boolean
  readonly mayDraft: boolean
  readonly toAdd: readonly Candidate[]
  readonly toChange: readonly Candidate[]
  readonly toDrop: readonly Candidate[]
}

const words = {
  additions: {
    caption: '新增：已签约未公布',
    empty: '没有已签约未公布的机构。',
    since: (since: string) => `${formatDate(since)}签订`,
  },
  changes: {
    caption: '变更：已经公布，公布后有变更',
    empty: '没有公布后有变更的机构。',
    since: (since: string) => `${formatDate(since)}最近一次签订`,
  },
  exits: {
    caption: '退出：协议已终止，仍在名单上',
    empty: '没有已终止仍在名单上的机构。',
    since: (since: string) => `${formatDate(since)}终止`,
  },
} as const

type ListCandidatesProps = { readonly name: keyof typeof words; readonly desk: Desk; readonly reply: FormReply | undefined }

const candidatesOf = (desk: Desk) => ({ additions: desk.toAdd, changes: desk.toChange, exits: desk.toDrop })

const changed: Column<Candidate> = {
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

/** Who waits to come on the list, to be said anew or to go off it; ticked to begin with, because the list is to be complete. */
export const ListCandidates = ({ name, desk, reply }: ListCandidatesProps) => {
  const candidates = candidatesOf(desk)[name]
  const { caption, empty, since } = words[name]
  const free = candidates.filter(({ mayStand }) => mayStand).map(({ id }) => id)
  const ticked = reply === undefined ? free : typedValues(reply, name)
  const errors = errorsOf(reply, name)
  const box = (row: Candidate, isFirst: boolean) =>
    desk.mayDraft && row.mayStand ? (
      <label className="inline-flex min-h-target items-baseline gap-3 py-2">
        <input
          id={isFirst ? fieldId(name) : undefined}
          type="checkbox"
          name={name}
          value={row.id}
          defaultChecked={ticked.includes(row.id)}
          className="relative top-1.5 h-6 w-6 shrink-0"
        />
        {row.title}
      </label>
    ) : (
      // In line with the names that have a box before them.
      <span className={desk.mayDraft ? 'inline-block pl-9' : undefined}>{row.title}</span>
    )
  const columns: readonly Column<Candidate>[] = [
    { key: 'title', header: '机构', rowHeader: true, cell: (row) => box(row, row.id === free[0]) },
    ...(name === 'changes' ? [changed] : []),
    { key: 'agency', header: '经办地', cell: ({ agency }) => agency },
    { key: 'services', header: '服务类别', cell: ({ services }) => services },
    { key: 'number', header: '协议', cell: ({ id, number }) => <a href={`/cases/${id}`}>{number}</a> },
    { key: 'term', header: '有效期', cell: ({ term }) => <TermText term={term} /> },
    { key: 'filing', header: '备案', cell: ({ filing }) => filing },
    {
      key: 'waits',
      header: '已等待',
      cell: (row) => (
        <>
          {row.days} 天<span className="block text-sm text-ink-600">{since(row.since)}</span>
          {row.isDrafted && desk.isCity ? <Tag>已在待审批的名单中</Tag> : null}
          {row.isDrafted || row.mayStand ? null : <Tag>信息系统联调未通过</Tag>}
        </>
      ),
    },
  ]
  return (
    <div className="mb-6">
      <FieldErrors id={fieldId(name)} errors={errors} />
      <DataTable
        caption={`${caption}（${candidates.length} 家）`}
        columns={columns}
        rows={candidates}
        rowKey={({ id }) => id}
        empty={<p className="mb-6 text-ink-600">{empty}</p>}
      />
    </div>
  )
}
