import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '#app/components/button'
import { EmptyState } from '#app/components/empty-state'
import { TextArea, TextInput } from '#app/components/field'
import { NoticeBanner } from '#app/components/notice-banner'
import { CalendarDays } from '#app/components/rule-change/calendar-days'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { DataTable } from '#app/components/table'
import { Tag } from '#app/components/tag'
import { Refused } from '#app/forms/command-form'
import { replyTo } from '#app/http/command-action.server'
import { formInput } from '#app/http/form-input'
import { FormToken } from '#app/http/form-token'
import { requireViewer } from '#app/http/viewer.server'
import { isCityStaff, proposeCalendar } from '#app/services/rule-change/calendar-import.server'
import { calendarDesk } from '#app/services/rule-change/calendar-view.server'
import { shellOf } from '#app/services/shell.server'
import { formatInstant } from '#app/view/format'
import { ruleChangeStates } from '#app/view/rule-change'

export const meta: MetaFunction = () => [{ title: '工作日历' }]

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args, 'officer', 'head', 'systemAdmin', 'securityAdmin', 'auditAdmin')
  // One calendar for all counties is the city agency's business; the administrators look on.
  if (viewer.agencyId !== null && !isCityStaff(viewer)) throw new Response(null, { status: 403 })
  return { shell: await shellOf(args, viewer), ...(await calendarDesk(args.context.portal, viewer)) }
}

export const action = async (args: ActionFunctionArgs) => {
  const actor = await requireViewer(args, 'officer', 'head')
  if (!isCityStaff(actor)) throw new Response(null, { status: 403 })
  const form = await args.request.formData()
  const outcome = await proposeCalendar(args.context.portal, actor, formInput(form))
  return outcome.ok ? redirect(`/desk/calendar/${outcome.value}`, 303) : replyTo(form, outcome.refusal)
}

const example = '2027-01-01 休 元旦\n2027-01-02 班 元旦'

/** What working days are counted by, and the way in which a year's notice comes in. */
export default function CalendarDesk() {
  const { shell, years, missingYear, imports, mayPropose } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return (
    <SignedInLayout shell={shell} current="/desk/calendar">
      <Refused refused={refused} />
      <h1>工作日历</h1>
      <p className="mb-6 max-w-measure">
        工作日按国务院办公厅每年公布的放假安排计算，全市一份。新的安排先预览受影响的期限，由另一人核对确认后生效：已经起算的期限只会顺延，不会缩短。
      </p>
      {missingYear === null ? null : (
        <NoticeBanner tone="warning" title={`${missingYear}年的放假安排还没有载入`}>
          <p>届满日在{missingYear}年的工作日期限不能起算，涉及的办理会被拒绝，不会按猜测的日期计算。公布后请尽快载入。</p>
        </NoticeBanner>
      )}
      <DataTable
        caption="载入记录"
        rows={imports}
        rowKey={({ id }) => id}
        empty={<EmptyState title="没有载入记录">平台自带的年份不在这里列出。</EmptyState>}
        columns={[
          {
            key: 'year',
            header: '年份',
            rowHeader: true,
            cell: ({ id, year }) => (mayPropose ? <a href={`/desk/calendar/${id}`}>{year}年</a> : `${year}年`),
          },
          {
            key: 'status',
            header: '状态',
            cell: ({ status }) => <Tag tone={ruleChangeStates[status].tone}>{ruleChangeStates[status].word}</Tag>,
          },
          { key: 'proposed', header: '提交', cell: ({ proposedBy, proposedAt }) => `${proposedBy}，${formatInstant(proposedAt)}` },
          {
            key: 'decided',
            header: '核对',
            cell: ({ decidedBy, decidedAt }) => (decidedAt === null ? '' : `${decidedBy ?? ''}，${formatInstant(decidedAt)}`),
          },
        ]}
      />
      {mayPropose ? (
        <section aria-labelledby="propose">
          <h2 id="propose" className="mb-3">
            载入或者更正一年的安排
          </h2>
          <form method="post" noValidate className="mb-8">
            <FormToken />
            <TextInput
              name="year"
              label="年份"
              required
              width="short"
              inputMode="numeric"
              maxLength={4}
              reply={refused?.reply}
              defaultValue={missingYear === null ? undefined : String(missingYear)}
            />
            <TextInput
              name="source"
              label="公布文件的网址或者文号"
              hint="如“国办发明电〔2026〕1号”；文件内容里已经写明的可以不填。"
              reply={refused?.reply}
              maxLength={200}
            />
            <TextArea
              name="days"
              label="放假和调休上班的日期"
              hint={
                <>
                  每行一天，写日期、休或者班、节日；也可以粘贴整份 JSON 文件。例如：
                  <span className="mt-1 block whitespace-pre-line font-mono text-sm">{example}</span>
                </>
              }
              required
              rows={12}
              reply={refused?.reply}
              maxLength={20_000}
            />
            <Button busyText="正在检查…">检查并预览</Button>
          </form>
        </section>
      ) : null}
      <section aria-labelledby="years">
        <h2 id="years" className="mb-3">
          已经载入的年份
        </h2>
        {years.map((year) => (
          <details key={year.year}>
            <summary className="min-h-target py-2">
              {year.year}年：放假 {year.daysOff} 天，调休上班 {year.makeUpDays} 天
            </summary>
            <CalendarDays {...year} />
          </details>
        ))}
      </section>
    </SignedInLayout>
  )
}
