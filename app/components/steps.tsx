import { cx } from '#app/components/cx'
import { Icon } from '#app/components/icon'

export type StepState = 'done' | 'current' | 'upcoming' | 'stopped'

export type Step = {
  readonly label: string
  readonly state: StepState
  /** A date or a word, for example 「4月29日」. */
  readonly note?: string | undefined
}

const WORDS = { done: '已完成', current: '正在进行', upcoming: '未开始', stopped: '已终止' } satisfies Record<StepState, string>

const MARKS = {
  done: 'border-brand-600 bg-brand-600 text-white',
  current: 'border-brand-600 bg-white text-brand-600',
  upcoming: 'border-line-500 bg-white text-ink-600',
  stopped: 'border-loss-600 bg-loss-600 text-white',
} satisfies Record<StepState, string>

const MarkContent = ({ state, number }: { state: StepState; number: number }) => {
  if (state === 'done') return <Icon name="check" />
  if (state === 'stopped') return <Icon name="cross" />
  return <>{number}</>
}

/** Where a case stands on its path: side by side on a wide page, one below the other on a phone. */
export const Steps = ({ steps, label = '办理进度' }: { steps: readonly Step[]; label?: string | undefined }) => (
  <ol aria-label={label} className="mb-6 flex flex-col sm:flex-row">
    {steps.map((step, index) => {
      const isReached = step.state !== 'upcoming'
      return (
        <li
          key={step.label}
          aria-current={step.state === 'current' ? 'step' : undefined}
          className="relative flex gap-3 pb-4 last:pb-0 sm:flex-1 sm:flex-col sm:items-center sm:gap-1 sm:pb-0 sm:text-center"
        >
          {index === 0 ? null : (
            <span
              aria-hidden="true"
              className={cx(
                'absolute bottom-full left-4 -mb-0.5 elder:left-5 h-4 w-0.5 sm:bottom-auto sm:left-0 sm:right-1/2 sm:mb-0 sm:top-4 elder:sm:top-5 sm:mr-5 sm:h-0.5 sm:w-auto sm:-translate-x-1/2',
                isReached ? 'bg-brand-600' : 'bg-line-200',
              )}
            />
          )}
          <span
            aria-hidden="true"
            className={cx(
              'step-mark relative flex h-8 w-8 elder:h-10 elder:w-10 shrink-0 items-center justify-center rounded-full border-2 text-sm font-bold',
              MARKS[step.state],
            )}
          >
            <MarkContent state={step.state} number={index + 1} />
          </span>
          <span className="min-w-0 pt-0.5 sm:px-1 sm:pt-0">
            <span className={cx('block', step.state === 'current' && 'font-bold text-brand-700', !isReached && 'text-ink-600')}>
              {step.label}
            </span>
            <span className="sr-only">（{WORDS[step.state]}）</span>
            {step.note === undefined ? null : <span className="block text-sm text-ink-600">{step.note}</span>}
          </span>
        </li>
      )
    })}
  </ol>
)

const MEASURE_PATH = ['申请', '受理', '评估', '公示', '协商签约', '履行', '期满'] as const

export type MeasureStage = (typeof MEASURE_PATH)[number]

/**
 * The path of the Measure (第八至十三条) with the stage reached.
 * `notes` are dates by stage; `isStopped` marks the stage at which the case ended against the applicant;
 * `isOver` marks all as done (期满).
 */
export const measureSteps = (
  stage: MeasureStage,
  options: {
    readonly notes?: Partial<Record<MeasureStage, string>> | undefined
    readonly isStopped?: boolean | undefined
    readonly isOver?: boolean | undefined
  } = {},
): readonly Step[] => {
  const reached = MEASURE_PATH.indexOf(stage)
  const stateOf = (index: number): StepState => {
    if (index < reached || options.isOver === true) return 'done'
    if (index > reached) return 'upcoming'
    return options.isStopped === true ? 'stopped' : 'current'
  }
  return MEASURE_PATH.map((label, index) => ({ label, state: stateOf(index), note: options.notes?.[label] }))
}
