import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ButtonRow, LinkButton } from '#app/components/button'
import { HowToApply } from '#app/components/how-to-apply'
import { InstitutionSearch } from '#app/components/institution-search'
import { NoticeBanner } from '#app/components/notice-banner'
import { NoticeList } from '#app/components/notice-summary'
import { PublicShell } from '#app/components/public-shell'
import { guideOf } from '#app/services/public/guide.server'
import { listNotices } from '#app/services/public/notices.server'
import { publicShellOf } from '#app/services/shell.server'

export const meta: MetaFunction = () => [{ title: '东营市医保定点协议管理平台' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const notices = await listNotices(context.portal)
  return {
    shell: await publicShellOf({ request, context }),
    running: notices.filter(({ due }) => due !== null),
    guide: await guideOf(context.portal),
    isDemo: context.portal.mode === 'demo',
  }
}

export default function Home() {
  const { shell, running, guide, isDemo } = useLoaderData<typeof loader>()
  return (
    <PublicShell shell={shell} current="/">
      <h1 className="mb-4">查询医保协议管理医药机构</h1>
      <InstitutionSearch />
      {isDemo ? (
        <NoticeBanner title="这是演示环境">
          <p>
            <a href="/demo">演示指南</a>说明谁是谁、先看哪些，并可以一键登录。
          </p>
        </NoticeBanner>
      ) : null}
      <section aria-labelledby="running-notices">
        <h2 id="running-notices" className="mb-3 mt-10">
          正在公示
        </h2>
        {running.length === 0 ? (
          <p className="mb-2">目前没有正在公示的评估结果。</p>
        ) : (
          <>
            <p className="mb-3 max-w-measure">公示期内，任何单位和个人都可以实名提出异议，不需要注册账号。</p>
            <NoticeList notices={running} label="正在公示" />
          </>
        )}
        <p>
          <a href="/notices" className="inline-flex min-h-target items-center">
            查看全部公示
          </a>
        </p>
      </section>
      <section aria-labelledby="how-to-apply">
        <h2 id="how-to-apply" className="mb-3 mt-10">
          申请协议管理
        </h2>
        <HowToApply guide={guide} />
        <ButtonRow>
          <LinkButton href="/can-i-apply" tone="primary">
            先看能否申请
          </LinkButton>
          <LinkButton href="/guide/materials">材料清单</LinkButton>
          <LinkButton href="/guide/flow">办事流程</LinkButton>
          <LinkButton href="/guide/calendar">工作日怎样计算</LinkButton>
          <LinkButton href="/my">登录后申请</LinkButton>
          <LinkButton href="/my/register" tone="quiet">
            注册机构账号
          </LinkButton>
        </ButtonRow>
      </section>
      <section aria-labelledby="check-document">
        <h2 id="check-document" className="mb-3 mt-10">
          核验文书真伪
        </h2>
        <p className="max-w-measure">
          输入文书上的编号或者核验码，或者上传 PDF 文件，即可<a href="/verify">核验文书</a>是否由本平台签发、有没有被改动。
        </p>
      </section>
    </PublicShell>
  )
}
