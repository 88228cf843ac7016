import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DemoSignIn } from '#app/components/demo-sign-in-button'
import { DemoTourList } from '#app/components/demo-tour-list'
import { PublicShell } from '#app/components/public-shell'
import { safePath } from '#app/http/safe-path'
import { type DemoPerson, demoGuideOf } from '#app/services/demo-guide.server'
import { publicShellOf } from '#app/services/shell.server'

export const meta: MetaFunction = () => [{ title: '演示指南 - 东营市医保定点协议管理平台' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const guide = await demoGuideOf(context.portal)
  if (guide === undefined) throw new Response(null, { status: 404 })
  const next = safePath(new URL(request.url).searchParams.get('next'), '')
  return { shell: await publicShellOf({ request, context }), guide, next: next === '' ? null : next }
}

const personClass = 'h-full min-h-target w-full rounded border border-line-500 bg-white px-3 py-2 text-left hover:bg-brand-50'

type PeopleProps = { readonly people: readonly DemoPerson[]; readonly label: string; readonly next: string | null }

const People = ({ people, label, next }: PeopleProps) => (
  <ul aria-label={label} className="mb-6 grid gap-2 sm:grid-cols-2 lg:grid-cols-3 elder:lg:grid-cols-2">
    {people.map(({ login, name, role, shows }) => (
      <li key={login}>
        <DemoSignIn login={login} next={next} className={personClass}>
          <span className="block text-ink-900">{role}</span>
          <span className="font-bold text-brand-600">{name}</span>
          <span className="ml-2 font-mono text-sm text-ink-600"> {login}</span>
          <span className="block text-sm text-ink-700">{shows}</span>
        </DemoSignIn>
      </li>
    ))}
  </ul>
)

/** Who is who in the demonstration, what each can show, and where to begin. */
export default function DemoGuidePage() {
  const { shell, guide, next } = useLoaderData<typeof loader>()
  const { tour, agencies, administrators, newcomers } = guide
  return (
    <PublicShell shell={shell} current="/demo">
      <h1 className="mb-4">演示指南</h1>
      <p className="mb-6 max-w-measure">
        这里的机构、人员和事项都是虚构的。先按顺序看下面十处；也可以从人员名单里任选一人，按一下就以该身份登录，再回到本页换人不用退出。登录以后，页面顶部可以把演示时间向前移，期限会依次到期生效。
      </p>
      <h2 className="mb-3">先看这十处</h2>
      <DemoTourList steps={tour} />
      <h2 className="mb-3 mt-10">谁是谁</h2>
      <p className="mb-2 max-w-measure">
        八个经办机构各有经办人员、负责人和评估小组；备案由同级行政部门接收，两个开发区的由市级部门接收。每张卡片写着此刻登录能看到什么。
      </p>
      <nav aria-label="按经办机构" className="mb-6 flex flex-wrap gap-x-5">
        {[...agencies.map(({ id, name }) => ({ id, name })), { id: 'administrators', name: '系统管理' }].map(({ id, name }) => (
          <a key={id} href={`#agency-${id}`} className="inline-flex min-h-target items-center">
            {name}
          </a>
        ))}
      </nav>
      {agencies.map(({ id, name, rounds, staff, institutions }) => (
        <section key={id} aria-labelledby={`agency-${id}`}>
          <h3 id={`agency-${id}`} className="mb-1 mt-8 border-t border-line-200 pt-4 text-xl">
            {name}
          </h3>
          <p className="mb-3 text-ink-700">{rounds === '' ? '没有正在进行的评估批次' : rounds}</p>
          <h4 className="mb-2">工作人员、评估小组和行政部门</h4>
          <People people={staff} next={next} label={`${name}的人员`} />
          <h4 className="mb-2">医药机构（{institutions.length} 家）</h4>
          <People people={institutions} next={next} label={`${name}办理的机构`} />
        </section>
      ))}
      <section aria-labelledby="agency-administrators">
        <h3 id="agency-administrators" className="mb-3 mt-8 border-t border-line-200 pt-4 text-xl">
          系统管理
        </h3>
        <People people={administrators} next={next} label="系统管理" />
      </section>
      {newcomers.length === 0 ? null : (
        <section aria-labelledby="newcomers">
          <h3 id="newcomers" className="mb-3 mt-8 border-t border-line-200 pt-4 text-xl">
            新注册的机构
          </h3>
          <People people={newcomers} next={next} label="新注册的机构" />
        </section>
      )}
    </PublicShell>
  )
}
