import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '#app/components/button'
import { EmptyState } from '#app/components/empty-state'
import { NumberInput, TextArea } from '#app/components/field'
import { FormSection } from '#app/components/field-parts'
import { JustDone } from '#app/components/just-done'
import { NoticeBanner } from '#app/components/notice-banner'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { SummaryList } from '#app/components/summary-list'
import { type Column, DataTable } from '#app/components/table'
import { Tag } from '#app/components/tag'
import { CommandForm, Refused } from '#app/forms/command-form'
import { commandAction } from '#app/http/command-action.server'
import { donePath, formInput } from '#app/http/form-input'
import { requireViewer } from '#app/http/viewer.server'
import { findJustDone } from '#app/services/just-done.server'
import { findRoundNotices, type NoticeLog, type NoticeLogEntry } from '#app/services/notices/notice-log.server'
import { shellOf } from '#app/services/shell.server'
import { formatDate, formatDateRange, formatInstant, shortDigest } from '#app/view/format'

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `公示自查：${data?.round.title ?? ''}` }]

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const viewer = await requireViewer({ request, context }, 'officer', 'head', 'authority')
  const round = await findRoundNotices(context.portal, viewer, params.caseId ?? '')
  if (round === undefined) throw new Response(null, { status: 404 })
  const justDone = await findJustDone(context.portal, viewer, round.id, request.url)
  return { shell: await shellOf({ request, context }, viewer), round, justDone, commandId: context.portal.newId() }
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = await requireViewer({ request, context }, 'head')
  const form = await request.formData()
  const caseId = params.caseId ?? ''
  const input = formInput(form)
  const next = donePath(`/desk/rounds/${caseId}/notice`, form)
  return commandAction({ context, actor, caseId, command: 'extendPublicNotice', form, input, next })
}

const logColumns: readonly Column<NoticeLogEntry>[] = [
  { key: 'at', header: '时间', rowHeader: true, cell: ({ at }) => formatInstant(at) },
  { key: 'state', header: '结果', cell: ({ isOk }) => <Tag tone={isOk ? 'done' : 'fix'}>{isOk ? '正常' : '没有通过'}</Tag> },
  { key: 'status', header: '应答', cell: ({ status }) => status ?? '没有应答' },
  {
    key: 'digest',
    header: '文书校验码',
    cell: ({ digest }) => (digest === null ? '' : <span className="font-mono">{shortDigest(digest)}</span>),
  },
  { key: 'note', header: '说明', cell: ({ note }) => note },
]

const datesOf = (dates: readonly string[]): string => (dates.length === 0 ? '无' : dates.map(formatDate).join('、'))

export default function RoundNotice() {
  const { shell, round, justDone, commandId } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return (
    <SignedInLayout shell={shell} current="/desk/rounds">
      <Refused refused={refused} />
      <JustDone what={justDone} />
      <h1>{round.title}：公示自查</h1>
      <p className="mb-6 max-w-measure">
        平台在公示期内每天多次打开自己的公示网页、下载公示文书并核对校验码。没有通过的，记录在案并通知经办人员。
      </p>
      {round.notices.length === 0 ? <EmptyState title="本批次还没有公示">公示以后，自查记录会出现在这里。</EmptyState> : null}
      {round.notices.map((notice) => (
        <Log key={notice.documentId} notice={notice} />
      ))}
      {round.extensions.length === 0 ? null : (
        <>
          <h2 className="mt-10 text-xl">已决定的顺延</h2>
          <SummaryList
            rows={round.extensions.map(({ lostDays, reason, decidedAt }) => ({
              question: formatInstant(decidedAt),
              answer: `顺延 ${lostDays} 个工作日：${reason}`,
            }))}
          />
        </>
      )}
      {round.isRunning && !round.mayExtend && round.proposedDays > 0 ? (
        <NoticeBanner tone="warning" title={`建议顺延 ${round.proposedDays} 个工作日`}>
          <p>请核实中断的起止时间和原因，报本机构负责人决定。</p>
        </NoticeBanner>
      ) : null}
      {round.mayExtend ? (
        <CommandForm revision={round.revision} commandId={commandId}>
          <FormSection
            title="顺延公示期"
            hint={`公示中断的，按中断的工作日数顺延，本批次公示期内的机构一并顺延（第九条（四））。${round.proposedDays > 0 ? `按自查记录，建议 ${round.proposedDays} 个工作日。` : '按自查记录，没有需要顺延的工作日。'}`}
          >
            <NumberInput
              name="lostDays"
              label="中断的工作日数"
              width="short"
              min={1}
              required
              reply={refused?.reply}
              defaultValue={round.proposedDays > 0 ? String(round.proposedDays) : ''}
            />
            <TextArea
              name="reason"
              label="中断的情况"
              hint="写明起止时间和原因，不少于10个字。将在公示网页上公布。"
              required
              reply={refused?.reply}
              maxLength={500}
            />
            <Button>决定顺延</Button>
          </FormSection>
        </CommandForm>
      ) : null}
      <p>
        <a href={`/desk/rounds/${round.id}`} className="inline-flex min-h-target items-center">
          返回批次
        </a>
      </p>
    </SignedInLayout>
  )
}

const Log = ({ notice }: { notice: NoticeLog }) => (
  <section aria-label={notice.number} className="mb-8">
    <h2 className="mb-2 text-xl">{notice.institution === null ? '本批次公示' : `重新评估结果公示：${notice.institution}`}</h2>
    <SummaryList
      rows={[
        { question: '公示', answer: <a href={`/notices/${notice.documentId}`}>{notice.number}</a> },
        { question: '公示期', answer: formatDateRange(notice.from, notice.to) },
        {
          question: '每日自查',
          answer:
            notice.days.length === 0 ? (
              '还没有自查'
            ) : (
              <ul>
                {notice.days.map(({ date, ok, failed }) => (
                  <li key={date}>{`${formatDate(date)}：正常 ${ok} 次${failed === 0 ? '' : `，没有通过 ${failed} 次`}`}</li>
                ))}
              </ul>
            ),
        },
        { question: '发现中断的工作日（公示当日不计）', answer: datesOf(notice.lost.failed) },
        { question: '没有自查记录的工作日', answer: datesOf(notice.lost.silent) },
      ]}
    />
    <details>
      <summary className="min-h-target py-2">全部自查记录（{notice.checks.length} 条）</summary>
      <DataTable
        caption="自查记录"
        captionHidden
        rows={notice.checks}
        rowKey={({ id }) => id}
        columns={logColumns}
        empty={<p>没有记录。</p>}
      />
    </details>
  </section>
)
