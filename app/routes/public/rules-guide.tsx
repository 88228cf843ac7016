import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { NoticeBanner } from '#app/components/notice-banner'
import { PublicShell } from '#app/components/public-shell'
import { PackGroups } from '#app/components/rules/pack-groups'
import { governingPack } from '#app/services/rules/packs-view.server'
import { publicShellOf } from '#app/services/shell.server'
import { formatDate } from '#app/view/format'

export const meta: MetaFunction = () => [{ title: '现行规则 - 东营市医保定点协议管理平台' }]

export const loader = async (args: LoaderFunctionArgs) => ({
  shell: await publicShellOf(args),
  pack: await governingPack(args.context.portal),
})

/** The rules in force, for everybody: every value with its article and what follows when nothing is done. */
export default function RulesGuide() {
  const { shell, pack } = useLoaderData<typeof loader>()
  return (
    <PublicShell shell={shell} current="/guide/rules">
      <h1>现行规则</h1>
      {pack === null ? (
        <NoticeBanner tone="warning" title="目前没有现行有效的管理办法版本">
          <p>暂停接收申请。请向经办机构咨询。</p>
        </NoticeBanner>
      ) : (
        <>
          <p className="mt-2 mb-6 max-w-measure">
            {pack.title}，{formatDate(pack.from)}起施行{pack.to === null ? '' : `，有效期至${formatDate(pack.to)}`}。
            每件事项始终适用立卷时的规则，以后的修改不缩短已经开始的期限。标“草案”的，管理办法没有写明具体数值，采用平台建议值，待经办机构确认。
          </p>
          <PackGroups groups={pack.groups} />
        </>
      )}
    </PublicShell>
  )
}
