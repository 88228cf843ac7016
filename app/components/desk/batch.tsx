import { Select } from '#app/components/choice'
import { TextArea, TextInput } from '#app/components/field'
import { FieldErrors } from '#app/components/field-parts'
import { errorsOf, type FormReply, fieldId, typedValues } from '#app/components/form-reply'
import { DataTable } from '#app/components/table'
import { Tag } from '#app/components/tag'
import type { BatchTaskName } from '#app/view/worklist'

export type BatchRow = { id: string; title: string; revision: number; stage: string; holder: string; obstacle: string }

type RowsProps = { readonly rows: readonly BatchRow[]; readonly title: string; readonly reply: FormReply | undefined }

const Tick = ({ row, isTicked }: { row: BatchRow; isTicked: boolean }) =>
  row.obstacle === '' ? (
    <label className="flex items-baseline gap-3 py-2">
      <input type="hidden" name={`revision.${row.id}`} value={row.revision} />
      <input type="checkbox" name="case" value={row.id} defaultChecked={isTicked} className="h-6 w-6 shrink-0 translate-y-1" />
      <span>{row.title}</span>
    </label>
  ) : (
    <span className="block py-2 pl-9 text-ink-600">{row.title}</span>
  )

/** The chosen cases, each ticked unless something stands in its way. */
export const BatchRows = ({ rows, title, reply }: RowsProps) => {
  const ticked = typedValues(
    reply,
    'case',
    rows.map(({ id }) => id),
  )
  return (
    <div id={fieldId('case')}>
      <FieldErrors id={fieldId('case')} errors={errorsOf(reply, 'case')} />
      <DataTable
        caption={`要${title}的事项`}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          { key: 'title', header: '事项', rowHeader: true, cell: (row) => <Tick row={row} isTicked={ticked.includes(row.id)} /> },
          { key: 'stage', header: '到哪一步了', cell: (row) => row.stage },
          { key: 'holder', header: '承办人', cell: (row) => row.holder || '—' },
          ...(rows.every(({ obstacle }) => obstacle === '')
            ? []
            : [
                {
                  key: 'obstacle',
                  header: '说明',
                  cell: (row: BatchRow) => (row.obstacle === '' ? '' : <Tag tone="fix">{`不能${title}：${row.obstacle}`}</Tag>),
                },
              ]),
        ]}
      />
    </div>
  )
}

type FieldsProps = {
  readonly task: BatchTaskName
  readonly receivers: readonly { value: string; label: string }[]
  readonly reply: FormReply | undefined
}

/** What a task asks beside the cases. */
export const BatchFields = ({ task, receivers, reply }: FieldsProps) => {
  if (task === 'handOver')
    return (
      <>
        <Select name="toId" label="移交给" emptyLabel="请选择" options={receivers} required reply={reply} />
        <TextInput name="reason" label="原因" hint="接手的人每件都会收到消息；各项期限不变。" required maxLength={300} reply={reply} />
      </>
    )
  if (task !== 'accept') return null
  const errors = errorsOf(reply, 'checked')
  return (
    <>
      <TextArea
        name="opinion"
        label="受理意见"
        hint="勾选的每件申请都用这条意见。"
        defaultValue="材料齐全，符合受理条件。"
        rows={2}
        maxLength={500}
        required
        reply={reply}
      />
      <FieldErrors id={fieldId('checked')} errors={errors} />
      <label className="mb-6 flex min-h-target items-center gap-3">
        <input
          id={fieldId('checked')}
          type="checkbox"
          name="checked"
          value="yes"
          aria-invalid={errors.length > 0 ? true : undefined}
          className="h-6 w-6 shrink-0"
        />
        <span>勾选的申请已经逐件核对材料，全部符合要求</span>
      </label>
    </>
  )
}
