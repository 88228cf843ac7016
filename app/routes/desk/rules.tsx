import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ButtonRow, LinkButton } from '#app/components/button'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { type Column, DataTable } from '#app/components/table'
import { Tag } from '#app/components/tag'
import { requireViewer } from '#app/http/viewer.server'
import { packsDesk } from '#app/services/rules/packs-view.server'
import { shellOf } from '#app/services/shell.server'
import { formatDate } from '#app/view/format'
import { type PackLine, packStates } from '#app/view/rules'
import { stageTitle } from '#app/view/stages'

export const meta: MetaFunction = () => [{ title: '规则版本' }]

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const viewer = await requireViewer({ request, context }, 'officer', 'head')
  return { shell: await shellOf({ request, context }, viewer), desk: await packsDesk(context.portal, viewer) }
}

const columns: readonly Column<PackLine>[] = [
  {
    key: 'title',
    header: '版本',
    rowHeader: true,
    cell: ({ id, href, title }) => (
      <>
        <a href={href}>{title}</a>
        <span className="block break-all font-mono text-sm text-ink-600">{id}</span>
      </>
    ),
  },
  { key: 'state', header: '状态', cell: ({ state }) => <Tag tone={packStates[state].tone}>{packStates[state].label}</Tag> },
  {
    key: 'dates',
    header: '施行日期',
    cell: ({ from, to }) => `${formatDate(from)}起${to === null ? '' : `，至${formatDate(to)}`}`,
  },
  { key: 'cases', header: '在办事项', numeric: true, cell: ({ openCases }) => `${openCases} 件` },
]

const overrideColumns: readonly Column<{ id: string; title: string; stage: string }>[] = [
  { key: 'title', header: '例外适用', rowHeader: true, cell: ({ id, title }) => <a href={`/cases/${id}`}>{title}</a> },
  { key: 'stage', header: '状态', cell: ({ stage }) => stageTitle('ruleOverride', stage) },
]

/** The versions of the rules: which one governs, which are coming, and how much work stands on each. */
export default function RulesPage() {
  const { shell, desk } = useLoaderData<typeof loader>()
  return (
    <SignedInLayout shell={shell} current="/desk/rules">
      <h1>规则版本</h1>
      <p className="mb-6 max-w-measure">
        期限、限制期、评估和协议期限都按规则版本办理，每个数值都写明依据。每件事项始终适用立卷时的版本。
        {desk.mayDraft
          ? '规则由市经办机构起草，另一人核对后公布；公布后不能再改，需要更正的另行起草新版本（第四条）。'
          : '规则由市经办机构起草、公布（第四条），本页列出已经公布的版本。'}
      </p>
      {desk.mayDraft ? (
        <ButtonRow>
          <LinkButton href="/desk/rules/new" tone="primary">
            起草新版本
          </LinkButton>
          {desk.mayOverride ? <LinkButton href="/desk/rules/overrides/new">提出例外适用（第二十七条）</LinkButton> : null}
        </ButtonRow>
      ) : null}
      <div className="mt-8">
        <DataTable caption="版本" columns={columns} rows={desk.lines} rowKey={({ id }) => id} />
      </div>
      {desk.overrides.length === 0 ? null : (
        <DataTable caption="有效期届满后的例外适用" columns={overrideColumns} rows={desk.overrides} rowKey={({ id }) => id} />
      )}
      <p>
        现行规则同时向社会公开：<a href="/guide/rules">现行规则</a>
      </p>
    </SignedInLayout>
  )
}
