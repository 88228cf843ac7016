import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Card } from '#app/components/card'
import { PublicShell } from '#app/components/public-shell'
import { flowList } from '#app/services/flow/flow-page.server'
import { publicShellOf } from '#app/services/shell.server'

export const meta: MetaFunction = () => [{ title: '办事流程 - 东营市医保定点协议管理平台' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  return { shell: await publicShellOf({ request, context }), flows: flowList() }
}

/** Every chart that the portal works by. */
export default function FlowList() {
  const { shell, flows } = useLoaderData<typeof loader>()
  return (
    <PublicShell shell={shell} current="/guide/flow">
      <h1>办事流程</h1>
      <p className="mb-6 mt-2 max-w-measure">
        下面每一张流程图都由平台正在运行的规则直接画出：图上怎样写，平台就怎样办。每一步写明谁可以办、什么时候以前办、依据哪一条、办完以后怎样。
      </p>
      {flows.map(({ machine, title, summary, version }) => (
        <Card key={machine} title={title} href={`/guide/flow/${machine}`}>
          <p className="max-w-measure">{summary}</p>
          <p className="text-sm text-ink-600">流程第{version}版</p>
        </Card>
      ))}
    </PublicShell>
  )
}
