import { Select } from '#app/components/choice'
import { TextArea } from '#app/components/field'
import { errorsOf, type FormReply, typedValue } from '#app/components/form-reply'
import { FileThumbnails } from '#app/components/page-view'
import { Tag } from '#app/components/tag'
import type { HandedInFile } from '#app/view/case-view'
import type { FormChoice } from '#app/view/command-form'

export type IntakeLine = {
  readonly id: string
  readonly title: string
  readonly hint: string
  readonly requirement: 'required' | 'ifApplicable'
  readonly files: readonly HandedInFile[]
  readonly supplementFiles: readonly HandedInFile[]
  readonly mayBeAsked: boolean
}

type LineProps = {
  readonly line: IntakeLine
  readonly index: number
  readonly problems: readonly FormChoice[]
  readonly reply: FormReply | undefined
}

const FORM = 'applicationForm'
const isAbsent = ({ files, supplementFiles, id }: IntakeLine) => files.length + supplementFiles.length === 0 && id !== FORM

const tickWords = (line: IntakeLine): string => (line.requirement === 'ifApplicable' && isAbsent(line) ? '不涉及，无须提交' : '符合')

const Tick = ({ line, index, reply }: Omit<LineProps, 'problems'>) => {
  const name = `items[${index}].ok`
  // Nothing is ticked for the officer, but what need not be handed in and was not is taken as not concerning them.
  const fallback = line.requirement === 'ifApplicable' && isAbsent(line)
  const isTicked = reply === undefined ? fallback : typedValue(reply, name) === 'yes'
  return (
    <label className="flex min-h-target shrink-0 items-center gap-2 font-bold">
      <input type="checkbox" name={name} value="yes" defaultChecked={isTicked} className="h-6 w-6" />
      {tickWords(line)}
      <span className="sr-only">：{line.title}</span>
    </label>
  )
}

const Problem = ({ line, index, problems, reply }: LineProps) => {
  const names = ['template', 'note', 'remedy'].map((part) => `items[${index}].${part}`)
  const [template = '', note = '', remedy = ''] = names
  const isOpen = names.some((name) => errorsOf(reply, name).length > 0 || typedValue(reply, name) !== '')
  return (
    <details open={isOpen}>
      <summary className="inline-flex min-h-target items-center text-brand-600 underline underline-offset-4">
        不符合，需要补正<span className="sr-only">：{line.title}</span>
      </summary>
      <div className="border-l-4 border-line-200 pl-4 pt-2">
        <Select name={template} label="问题" emptyLabel="请选择" reply={reply} options={problems} width="full" />
        <TextArea name={note} label="具体说明" optional rows={2} maxLength={200} reply={reply} />
        <TextArea name={remedy} label="怎样补正" hint="不填的，按所选问题的通用写法。" optional rows={2} maxLength={300} reply={reply} />
      </div>
    </details>
  )
}

/** One entry of the checklist: its files to open, a tick, and what is wrong when it is not ticked. */
export const ChecklistLine = (props: LineProps) => {
  const { line, index, reply } = props
  return (
    <li data-page-item="" tabIndex={-1} className="py-3">
      <input type="hidden" name={`items[${index}].materialId`} value={line.id} />
      <div className="flex flex-wrap items-start justify-between gap-x-4">
        <p className="min-w-0 flex-1 basis-56 pt-2">
          <span className="font-bold">{line.title}</span> {line.requirement === 'ifApplicable' ? <Tag>涉及的提交</Tag> : null}
          <span className="block text-sm text-ink-600">{line.hint}</span>
        </p>
        {line.mayBeAsked ? <Tick line={line} index={index} reply={reply} /> : <Tag tone="done">首次已审查</Tag>}
      </div>
      {isAbsent(line) ? <p className="text-ink-600">没有提交文件</p> : <FileThumbnails files={line.files} />}
      {line.supplementFiles.length === 0 ? null : (
        <div className="mt-1">
          <Tag tone="active">补正材料</Tag>
          <FileThumbnails files={line.supplementFiles} />
        </div>
      )}
      {line.mayBeAsked ? <Problem {...props} /> : null}
    </li>
  )
}
