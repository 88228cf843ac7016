import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Button } from '#app/components/button'
import { DateExplained } from '#app/components/date-explained'
import { ErrorSummary } from '#app/components/error-summary'
import { DateInput, NumberInput } from '#app/components/field'
import type { FormReply } from '#app/components/form-reply'
import { NoticeBanner } from '#app/components/notice-banner'
import { PublicShell } from '#app/components/public-shell'
import { CalendarDays } from '#app/components/rule-change/calendar-days'
import { issuesOf } from '#app/services/input-words'
import { CountQuestion, countedDays } from '#app/services/public/calendar-guide.server'
import { loadedYears } from '#app/services/rule-change/calendar-view.server'
import { publicShellOf } from '#app/services/shell.server'
import { dateOf, yearOf } from '#workflows/calendar/plain-date'

export const meta: MetaFunction = () => [{ title: '工作日怎样计算 - 东营市医保定点协议管理平台' }]

export const loader = async (args: LoaderFunctionArgs) => {
  const { portal } = args.context
  const { searchParams } = new URL(args.request.url)
  const today = dateOf(portal.now())
  const base = { shell: await publicShellOf(args), years: await loadedYears(portal.read), thisYear: yearOf(today) }
  const values = { from: searchParams.get('from') ?? today, count: searchParams.get('count') ?? '' }
  if (!searchParams.has('count')) return { ...base, reply: { values, errors: {} } satisfies FormReply, answer: null, missingYear: null }
  const question = CountQuestion.safeParse(values)
  if (!question.success) {
    const reply: FormReply = { values, errors: issuesOf(question.error) }
    return data({ ...base, reply, answer: null, missingYear: null }, { status: 422 })
  }
  const answer = await countedDays(portal.read, question.data)
  const reply: FormReply = { values, errors: {} }
  return answer.ok
    ? { ...base, reply, answer: answer.value, missingYear: null }
    : { ...base, reply, answer: null, missingYear: answer.refusal.year }
}

/** Holidays and make-up days of every loaded year, and a count of working days that shows each day. */
export default function CalendarGuide() {
  const { shell, years, thisYear, reply, answer, missingYear } = useLoaderData<typeof loader>()
  return (
    <PublicShell shell={shell} current="/guide/calendar">
      <ErrorSummary reply={reply} />
      <h1>工作日怎样计算</h1>
      <p className="mt-2 max-w-measure">
        工作日不含周末和放假的日子，含调休上班的周末。当天不算，从第二天起算；最后一天到24:00。安排以国务院办公厅每年公布的为准，没有公布的年份不推算。
      </p>
      <form method="get" noValidate className="mt-6">
        <DateInput name="from" label="从哪一天" required reply={reply} />
        <NumberInput name="count" label="几个工作日" min={1} max={250} required reply={reply} />
        <Button busyText="正在计算…">算一算</Button>
      </form>
      {missingYear === null ? null : (
        <div className="mt-6">
          <NoticeBanner tone="warning" title={`${missingYear}年的放假安排还没有公布或者载入`}>
            <p>这个期限要算到{missingYear}年，现在不能推算，不按猜测的日期答复。</p>
          </NoticeBanner>
        </div>
      )}
      {answer === null ? null : (
        <section aria-labelledby="answer" className="mt-6 border-t-4 border-brand-600 pt-4">
          <h2 id="answer">结果</h2>
          <DateExplained due={answer.due} explanation={answer.explanation} />
        </section>
      )}
      <section aria-labelledby="years" className="mt-10">
        <h2 id="years" className="mb-3">
          放假和调休上班
        </h2>
        {years.map((year) => (
          <details key={year.year} open={year.year === thisYear}>
            <summary className="min-h-target py-2 font-bold">
              {year.year}年：放假 {year.daysOff} 天，调休上班 {year.makeUpDays} 天
            </summary>
            <CalendarDays {...year} />
          </details>
        ))}
      </section>
    </PublicShell>
  )
}
