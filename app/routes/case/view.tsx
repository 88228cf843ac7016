import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { CaseDuties } from '#app/components/case/case-duties'
import { CaseHead } from '#app/components/case/case-head'
import { Record } from '#app/components/case/case-record'
import { CaseTimeline } from '#app/components/case/case-timeline'
import { ChangeRecord } from '#app/components/case/change-record'
import { EndingRecord } from '#app/components/case/ending-record'
import { RenewalRecord } from '#app/components/case/renewal-record'
import { HolderLine } from '#app/components/desk/case-desk'
import { DocumentList } from '#app/components/document-list'
import { NoticeBanner } from '#app/components/notice-banner'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { SummaryList } from '#app/components/summary-list'
import { requireViewer } from '#app/http/viewer.server'
import { caseViewOf } from '#app/services/case-view.server'
import { caseDeskOf } from '#app/services/desk/case-desk.server'
import { shellOf } from '#app/services/shell.server'

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const actor = await requireViewer({ request, context })
  const view = await caseViewOf(context.portal, actor, params.caseId ?? '')
  if (view === undefined) throw new Response(null, { status: 404 })
  // The form was made on this revision; what it did is the next line of the record.
  const revision = Number(new URL(request.url).searchParams.get('done') ?? Number.NaN)
  const justDone = view.timeline.find((line) => line.revision === revision + 1)?.what
  const desk = (await caseDeskOf(context.portal, actor, view.id)) ?? null
  return { shell: await shellOf({ request, context }, actor), view, desk, justDone }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.view.title ?? '事项'} - ${data?.view.machineTitle ?? ''}` },
]

/** One case for everybody who may read it: position, action, record, documents, what has happened. */
export default function CasePage() {
  const { shell, view, desk, justDone } = useLoaderData<typeof loader>()
  return (
    <SignedInLayout shell={shell} current={shell.home}>
      <p className="text-ink-600">
        {view.machineTitle} · {view.agencyName}
      </p>
      <h1 className="mb-6">{view.title}</h1>
      {justDone === undefined ? null : (
        <NoticeBanner tone="success" title={`已办理：${justDone}`} live>
          <p>办理结果已经记入下方的办理记录。</p>
        </NoticeBanner>
      )}
      <CaseHead {...view} />
      {desk === null ? null : <HolderLine desk={desk} back="case" />}
      {view.duties.length === 0 ? null : <CaseDuties duties={view.duties} />}
      {view.notice === undefined ? null : (
        <NoticeBanner tone={view.notice.tone} title={view.notice.title}>
          <p>{view.notice.text}</p>
        </NoticeBanner>
      )}
      {view.links.length === 0 ? null : (
        <ul aria-label="相关事项" className="no-print mb-6 flex flex-wrap gap-x-6">
          {view.links.map((link) => (
            <li key={link.href}>
              <a href={link.href} className="inline-flex min-h-target items-center">
                {link.label}
              </a>
            </li>
          ))}
        </ul>
      )}
      {view.change === undefined ? null : <ChangeRecord change={view.change} />}
      {view.facts.length === 0 ? null : (
        <>
          <h2 className="mb-4 mt-10">基本情况</h2>
          <SummaryList rows={view.facts} />
          <h2 className="mb-4 mt-10">文书</h2>
          <DocumentList documents={view.documents} emptyText="通知书、评估表和协议生成后列在这里，可以下载和核验。" />
        </>
      )}
      {view.renewal === undefined ? null : <RenewalRecord renewal={view.renewal} />}
      {view.ending === undefined ? null : <EndingRecord ending={view.ending} />}
      {view.record === undefined ? null : <Record record={view.record} />}
      {view.timeline.length === 0 ? null : (
        <>
          <h2 className="mb-4 mt-10">办理记录</h2>
          <CaseTimeline lines={view.timeline} />
        </>
      )}
    </SignedInLayout>
  )
}
