import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Button, ButtonRow } from '#app/components/button'
import { Select } from '#app/components/choice'
import { Diagram, Legend } from '#app/components/flow/diagram'
import { FlowStates } from '#app/components/flow/flow-states'
import { PublicShell } from '#app/components/public-shell'
import { flowPage, isMachineName } from '#app/services/flow/flow-page.server'
import { findPack, type PackStanding } from '#app/services/flow/packs.server'
import { publicShellOf } from '#app/services/shell.server'
import { formatDate } from '#app/view/format'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.flow.title ?? '办事流程'}的流程 - 东营市医保定点协议管理平台` },
]

export async function loader({ request, context, params: { machine = '' } }: LoaderFunctionArgs) {
  if (!isMachineName(machine)) throw new Response('没有这张流程图', { status: 404 })
  const asked = new URL(request.url).searchParams.get('pack')
  const found = await findPack(context.portal, asked)
  if (found === undefined) throw new Response('没有这个版本的管理办法', { status: 404 })
  const { pack, packs, policy } = found
  return { shell: await publicShellOf({ request, context }), flow: flowPage(machine, policy), pack, packs }
}

const standings = {
  governing: '现行',
  pinned: '仍有事项适用',
  published: '已公布',
  checked: '已核对，尚未公布施行',
} as const satisfies Record<PackStanding, string>

/** One chart: its drawing, and the same as a table. */
export default function Flow() {
  const { shell, flow, pack, packs } = useLoaderData<typeof loader>()
  const rules = `${pack.title}（${pack.version}，${standings[pack.standing]}，${formatDate(pack.effectiveFrom)}起施行）`
  const source = `由平台正在运行的流程第${flow.version}版画出；期限和限制按${rules}。`
  return (
    <PublicShell shell={shell} current="/guide/flow">
      <p>
        <a href="/guide/flow" className="inline-flex min-h-target items-center">
          全部流程
        </a>
      </p>
      <h1>{flow.title}的流程</h1>
      <p className="mt-2 max-w-measure">{flow.summary}</p>
      <p className="mt-2 max-w-measure text-sm text-ink-600">{source}</p>
      {flow.remarks.map((remark) => (
        <p key={remark} className="mt-2 max-w-measure text-sm text-ink-600">
          {remark}
        </p>
      ))}
      {packs.length < 2 ? null : (
        <form method="get" noValidate className="no-print mt-4">
          <Select
            name="pack"
            label="按哪个版本的规则"
            reply={{ values: { pack: pack.id }, errors: {} }}
            options={packs.map(({ id, title, version, standing }) => ({
              value: id,
              label: `${title}（${version}，${standings[standing]}）`,
            }))}
          />
          <ButtonRow>
            <Button tone="secondary">换一个版本</Button>
          </ButtonRow>
        </form>
      )}
      <h2 className="mb-2 mt-8">流程图</h2>
      <Legend />
      <Diagram drawing={flow.diagram} label={`${flow.title}的流程图；下面的“逐项说明”是同样内容的文字`} />
      <h2 className="mb-2 mt-10">逐项说明</h2>
      <p className="max-w-measure">每个阶段可以发生哪些事项、谁可以办、什么时候以前办、依据哪一条、随后怎样。</p>
      <FlowStates states={flow.states} />
    </PublicShell>
  )
}
