import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, LinkButton } from '#app/components/button'
import { TextArea } from '#app/components/field'
import { HiddenFields } from '#app/components/field-parts'
import type { FormReply } from '#app/components/form-reply'
import { NoticeBanner } from '#app/components/notice-banner'
import { Pager } from '#app/components/pager'
import { CalendarDays } from '#app/components/rule-change/calendar-days'
import { MovedDeadlines } from '#app/components/rule-change/moved-deadlines'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { Stat, StatRow } from '#app/components/stat'
import { SummaryList } from '#app/components/summary-list'
import { Tag } from '#app/components/tag'
import { Refused } from '#app/forms/command-form'
import { replyTo } from '#app/http/command-action.server'
import { formInput } from '#app/http/form-input'
import { FormToken } from '#app/http/form-token'
import { requireViewer } from '#app/http/viewer.server'
import { confirmCalendar, dropCalendar, isCityStaff } from '#app/services/rule-change/calendar-import.server'
import { findCalendarImport } from '#app/services/rule-change/calendar-view.server'
import { shellOf } from '#app/services/shell.server'
import { formatInstant } from '#app/view/format'
import { pageNumber } from '#app/view/page-number'
import { ruleChangeStates } from '#app/view/rule-change'

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.found.year ?? ''}年放假安排` }]

const viewerOf = async (args: LoaderFunctionArgs | ActionFunctionArgs) => {
  const viewer = await requireViewer(args, 'officer', 'head')
  if (!isCityStaff(viewer)) throw new Response(null, { status: 403 })
  return viewer
}

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await viewerOf(args)
  const page = pageNumber(new URL(args.request.url).searchParams)
  const found = await findCalendarImport(args.context.portal, viewer, args.params.changeId ?? '', page)
  if (found === undefined) throw new Response(null, { status: 404 })
  return { shell: await shellOf(args, viewer), found }
}

export const action = async (args: ActionFunctionArgs) => {
  const actor = await viewerOf(args)
  const { portal, logger } = args.context
  const form = await args.request.formData()
  const id = args.params.changeId ?? ''
  const input = formInput(form)
  const decide = form.get('_task') === 'drop' ? dropCalendar : confirmCalendar
  const outcome = await decide(portal, actor, id, input)
  if (outcome.ok) {
    logger.info({ actor: actor.id, change: id, task: form.get('_task') }, 'calendar decided')
    return redirect(`/desk/calendar/${id}`, 303)
  }
  if (outcome.refusal.code === 'notFound') throw new Response(null, { status: 404 })
  return replyTo(form, outcome.refusal)
}

type Found = Awaited<ReturnType<typeof loader>>['found']

const headings = { proposed: '确认后会变化的期限', confirmed: '受影响的期限', applied: '受影响的期限', dropped: '受影响的期限' } as const

/** One year's notice on its way: what is in it, every running period that it touches, and the second person's decision. */
export default function CalendarImport() {
  const { shell, found } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { year, status, days, differences, isCorrection, counts, cases, unchanged, moves, page, pageCount } = found
  const total = counts.later + counts.kept + counts.settled
  return (
    <SignedInLayout shell={shell} current="/desk/calendar">
      <Refused refused={refused} />
      <h1>
        {year}年放假安排 <Tag tone={ruleChangeStates[status].tone}>{ruleChangeStates[status].word}</Tag>
      </h1>
      <Standing found={found} />
      {isCorrection ? (
        <section aria-labelledby="differences" className="mb-6">
          <h2 id="differences">与现在的安排相比</h2>
          <ul className="list-disc pl-6">
            {differences.map((difference) => (
              <li key={difference}>{difference}</li>
            ))}
          </ul>
        </section>
      ) : null}
      <details className="mb-4" open={!isCorrection && status === 'proposed'}>
        <summary className="min-h-target py-2">
          全年：放假 {days.daysOff} 天，调休上班 {days.makeUpDays} 天
        </summary>
        <CalendarDays {...days} />
      </details>
      {status === 'dropped' ? null : (
        <section aria-labelledby="moves">
          <h2 id="moves" className="mb-3">
            {headings[status]}
          </h2>
          <StatRow>
            <Stat label="顺延" value={String(counts.later)} unit="个" />
            <Stat label="会提前而不变" value={String(counts.kept)} unit="个" />
            <Stat label="暂定转为确定" value={String(counts.settled)} unit="个" />
            <Stat
              label="涉及事项"
              value={String(cases)}
              unit="件"
              note={unchanged === null ? undefined : `另有 ${unchanged} 个期限没有变化`}
            />
          </StatRow>
          <MovedDeadlines caption={`${headings[status]}（${total} 个）`} rows={moves} />
          <Pager page={page} pageCount={pageCount} hrefOf={(number) => `?page=${number}`} total={`共 ${total} 个`} />
        </section>
      )}
      {status === 'proposed' ? <Decision found={found} reply={refused?.reply} /> : null}
      <p>
        <LinkButton href="/desk/calendar">返回工作日历</LinkButton>
      </p>
    </SignedInLayout>
  )
}

const Standing = ({ found: { proposedBy, proposedAt, decidedBy, decidedAt, reason, status } }: { found: Found }) => (
  <>
    {status === 'confirmed' ? (
      <NoticeBanner title="正在逐件处理">各事项逐件顺延；没有处理到的事项，在它的期限届满以前会先处理。</NoticeBanner>
    ) : null}
    {status === 'applied' ? <NoticeBanner tone="success" title="已经生效，下列事项都已处理，并已通知当事人" /> : null}
    <SummaryList
      rows={[
        { question: '提交', answer: `${proposedBy}，${formatInstant(proposedAt)}` },
        ...(decidedAt === null
          ? []
          : [{ question: status === 'dropped' ? '退回' : '核对确认', answer: `${decidedBy ?? ''}，${formatInstant(decidedAt)}` }]),
        ...(reason === '' ? [] : [{ question: '退回的原因', answer: reason }]),
      ]}
    />
  </>
)

const Decision = ({ found: { isOwn, seen, counts }, reply }: { found: Found; reply: FormReply | undefined }) => (
  <section aria-labelledby="decision" className="mt-8">
    <h2 id="decision" className="mb-3">
      核对
    </h2>
    {isOwn ? (
      <NoticeBanner title="请由另一人核对确认">您提交的安排，由本机构另一名经办人员或者负责人对照公布的文件核对后确认。</NoticeBanner>
    ) : (
      <form method="post" noValidate className="mb-8">
        <FormToken />
        <HiddenFields values={{ _task: 'confirm', seen }} />
        <p className="mb-3 max-w-measure">
          请对照公布的文件逐日核对。确认后立即生效：
          {counts.later === 0 ? '没有期限顺延。' : `${counts.later} 个期限顺延，当事人收到通知，办理记录各记一条。`}
        </p>
        <Button busyText="正在处理…">核对无误，确认生效</Button>
      </form>
    )}
    <details>
      <summary className="min-h-target py-2">退回这份安排</summary>
      <form method="post" noValidate className="mb-8">
        <FormToken />
        <HiddenFields values={{ _task: 'drop' }} />
        <TextArea
          name="reason"
          label="退回的原因"
          required
          rows={2}
          maxLength={300}
          reply={reply?.values._task === 'drop' ? reply : undefined}
        />
        <Button tone="secondary">退回</Button>
      </form>
    </details>
  </section>
)
