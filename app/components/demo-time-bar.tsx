import type { ReactNode } from 'react'
import { Button } from '#app/components/button'
import { DateInput } from '#app/components/field'
import { FormToken } from '#app/http/form-token'
import { formatDateLong, formatDueInstant, formatTime, plainDateOfInstant } from '#app/view/format'

export type DemoTimeBarProps = {
  /** UTC instants, ISO with Z. */
  readonly now: string
  readonly nextDueAt: string | null
  readonly mayMove: boolean
  /** The page to come back to. */
  readonly returnTo: string
}

const MoveForm = ({ to, returnTo, children }: { to: string; returnTo: string; children: ReactNode }) => (
  <form method="post" action="/demo/time" noValidate className="contents">
    <FormToken />
    <input type="hidden" name="to" value={to} />
    <input type="hidden" name="next" value={returnTo} />
    {children}
  </form>
)

/** The ways to move the demonstration's present forward; the deadlines passed on the way fire, each at its own moment. */
export const DemoTimeControls = ({ now, nextDueAt, returnTo }: Omit<DemoTimeBarProps, 'mayMove'>) => (
  <div className="flex flex-wrap items-end gap-3">
    <MoveForm to="workingDay" returnTo={returnTo}>
      <Button tone="secondary">前进一个工作日</Button>
    </MoveForm>
    {nextDueAt === null ? null : (
      <MoveForm to="deadline" returnTo={returnTo}>
        <Button tone="secondary">到下一个期限（{formatDueInstant(nextDueAt)}）</Button>
      </MoveForm>
    )}
    <MoveForm to="date" returnTo={returnTo}>
      <div className="flex flex-wrap items-end gap-3 [&>div]:mb-0">
        <DateInput name="date" label="到指定日期" min={plainDateOfInstant(now)} defaultValue={plainDateOfInstant(now)} />
        <Button tone="secondary">前往</Button>
      </div>
    </MoveForm>
  </div>
)

/** Says that this is a demonstration and what its present is; signed-in visitors can move it forward. */
export const DemoTimeBar = ({ mayMove, ...time }: DemoTimeBarProps) => {
  const present = (
    <>
      演示环境，数据均为虚构。演示时间：
      <time dateTime={time.now} className="font-bold">
        {formatDateLong(plainDateOfInstant(time.now))} {formatTime(time.now)}
      </time>
    </>
  )
  return (
    <section aria-label="演示时间" className="border-b border-fix-200 bg-fix-50 px-4 text-sm sm:px-6">
      <div className="mx-auto max-w-wide">
        {mayMove ? (
          <details>
            <summary className="min-h-target py-2.5">
              {present}
              <span className="ml-3 whitespace-nowrap text-brand-600 underline underline-offset-4">移动时间</span>
            </summary>
            <div className="pb-4">
              <p className="mb-2">时间只能向前；途中到期的期限会依次生效。</p>
              <DemoTimeControls {...time} />
            </div>
          </details>
        ) : (
          <p className="py-2.5">{present}</p>
        )}
      </div>
    </section>
  )
}
