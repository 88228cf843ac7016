import { Tag, type TagTone } from '#app/components/tag'

export type TaskState = 'empty' | 'filled' | 'fix' | 'locked'

export type Task = {
  readonly label: string
  readonly state: TaskState
  /** Without it the task cannot be opened yet. */
  readonly href?: string | undefined
  readonly hint?: string | undefined
}

const STATES = {
  empty: { word: '未填', tone: 'neutral' },
  filled: { word: '已填', tone: 'done' },
  fix: { word: '需修改', tone: 'fix' },
  locked: { word: '暂不能填', tone: 'neutral' },
} satisfies Record<TaskState, { word: string; tone: TagTone }>

/** The sections of a long form and how far each has come. */
export const TaskList = ({ tasks, label }: { tasks: readonly Task[]; label: string }) => (
  <ol aria-label={label} className="mb-6 divide-y divide-line-200 border-y border-line-200">
    {tasks.map((task) => {
      const { word, tone } = STATES[task.state]
      return (
        <li key={task.label} className="flex items-center justify-between gap-4 py-2">
          <div className="min-w-0">
            {task.href === undefined ? (
              <span className="inline-flex min-h-target items-center text-ink-600">{task.label}</span>
            ) : (
              <a href={task.href} className="inline-flex min-h-target items-center">
                {task.label}
              </a>
            )}
            {task.hint === undefined ? null : <p className="text-sm text-ink-600">{task.hint}</p>}
          </div>
          <Tag tone={tone}>{word}</Tag>
        </li>
      )
    })}
  </ol>
)
