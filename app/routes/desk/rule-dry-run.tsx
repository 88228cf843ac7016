import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { LinkButton } from '#app/components/button'
import { NoticeBanner } from '#app/components/notice-banner'
import { Pager } from '#app/components/pager'
import { MovedDeadlines } from '#app/components/rule-change/moved-deadlines'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { Stat, StatRow } from '#app/components/stat'
import { SummaryList } from '#app/components/summary-list'
import { requireViewer } from '#app/http/viewer.server'
import { isCityStaff } from '#app/services/rule-change/calendar-import.server'
import { effectFilter, findDryRun } from '#app/services/rule-change/dry-run.server'
import { shellOf } from '#app/services/shell.server'
import { formatDate } from '#app/view/format'
import { pageNumber } from '#app/view/page-number'
import { ruleChangeStates } from '#app/view/rule-change'

export const meta: MetaFunction = () => [{ title: '规则变化的影响' }]

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args, 'officer', 'head')
  // The list names cases of every county.
  if (!isCityStaff(viewer)) throw new Response(null, { status: 403 })
  const { searchParams } = new URL(args.request.url)
  const asked = { effect: effectFilter(searchParams.get('effect')), page: pageNumber(searchParams) }
  const run = await findDryRun(args.context.portal, args.params.caseId ?? '', asked)
  if (run === undefined) throw new Response(null, { status: 404 })
  return { shell: await shellOf(args, viewer), run }
}

type Run = Awaited<ReturnType<typeof loader>>['run']

/** Which open cases a version of the rules would change, before it is published; and which it has changed, after that. */
export default function RuleDryRun() {
  const { shell, run } = useLoaderData<typeof loader>()
  const { caseId, title, counts, total, effect, moves, shown, page, pageCount, keptTables, unchanged } = run
  const isPlanned = unchanged !== null
  return (
    <SignedInLayout shell={shell} current="/desk/rules">
      <h1>{isPlanned ? '公布前试算' : '对在办事项的影响'}</h1>
      <p className="mb-4 font-bold">{title}</p>
      <Standing run={run} />
      <StatRow>
        <Stat label="顺延" value={String(counts.later)} unit="个" href={`/desk/rules/${caseId}/dry-run?effect=later`} />
        <Stat label="会提前而不变" value={String(counts.kept)} unit="个" href={`/desk/rules/${caseId}/dry-run?effect=kept`} />
        {run.adopting === null ? null : (
          <Stat label="转入新版本" value={String(run.adopting)} unit="件" note={`其中 ${unchanged} 个期限没有变化`} />
        )}
        {run.drafts === null ? null : (
          <Stat label="没有提交的申请" value={String(run.drafts)} unit="份" note="提交之日新版本已经施行的，按新版本办理" />
        )}
      </StatRow>
      {effect === 'all' ? null : (
        <p className="mb-3">
          <a href={`/desk/rules/${caseId}/dry-run`} className="inline-flex min-h-target items-center">
            显示全部 {total} 个
          </a>
        </p>
      )}
      <MovedDeadlines caption={`受影响的期限（${shown} 个）`} rows={moves} />
      <Pager
        page={page}
        pageCount={pageCount}
        hrefOf={(number) => `?${effect === 'all' ? '' : `effect=${effect}&`}page=${number}`}
        total={`共 ${shown} 个`}
      />
      {keptTables.length === 0 ? null : (
        <section aria-labelledby="kept-tables" className="mb-6">
          <h2 id="kept-tables">按原版本办完的申请（{keptTables.length} 件）</h2>
          <p className="max-w-measure">
            新版本改动了评估规则。这些申请正在评估或者已经评估，按开始评估时的评估标准得出结论，不转入新版本。
          </p>
          <ul className="list-disc pl-6">
            {keptTables.map((kept) => (
              <li key={kept.caseId}>
                <a href={`/cases/${kept.caseId}`}>{kept.title}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p>
        <LinkButton href={`/desk/rules/${caseId}`}>返回这个版本</LinkButton>
      </p>
    </SignedInLayout>
  )
}

const Standing = ({ run }: { run: Run }) => (
  <>
    {run.unchanged !== null ? (
      <NoticeBanner title={`公布时选择“适用于在办事项”的，自${formatDate(run.adoptsOn)}起按下列清单变化`}>
        <p>不选择的，正在办理的事项全部按各自开始时的版本办完，没有变化。已经起算的期限只会顺延，不会缩短。</p>
      </NoticeBanner>
    ) : null}
    {run.unchanged === null && run.change === null ? (
      <NoticeBanner title="这个版本没有适用于在办事项">
        <p>{run.stage === 'published' ? '在办事项按各自开始时的版本办完。' : '这个版本没有公布。'}</p>
      </NoticeBanner>
    ) : null}
    <SummaryList
      rows={[
        { question: '版本', answer: <span className="break-all font-mono text-sm">{run.policyId}</span> },
        { question: '更正的版本', answer: <span className="break-all font-mono text-sm">{run.basedOn}</span> },
        { question: '施行日期', answer: formatDate(run.from) },
        ...(run.change === null
          ? []
          : [{ question: '适用于在办事项', answer: `${ruleChangeStates[run.change.status].word}，公布人${run.change.decidedBy}` }]),
      ]}
    />
  </>
)
