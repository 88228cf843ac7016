import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { LinkButton } from '#app/components/button'
import { EmptyState } from '#app/components/empty-state'
import { NoticeBanner } from '#app/components/notice-banner'
import { NewestNotices } from '#app/components/notice-list'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { CaseCard, ClosedCases, DraftCard } from '#app/forms/application-draft-dashboard'
import { draftHref } from '#app/forms/application-draft-pages'
import { SiteList } from '#app/forms/application-draft-sites'
import { carriedChoices } from '#app/http/carried-choices'
import { authorityWords } from '#app/http/refusal'
import { requireViewer } from '#app/http/viewer.server'
import { openDraft } from '#app/services/drafts.server'
import { dashboardOf } from '#app/services/institution-dashboard.server'
import { stateOf } from '#app/services/institution-sites.server'
import { authorityGaps } from '#app/services/people/authority.server'
import { shellOf } from '#app/services/shell.server'
import { formatDate } from '#app/view/format'
import { dateOf } from '#workflows/calendar/plain-date'

export const meta: MetaFunction = () => [{ title: '我的事项 - 东营市医保定点协议管理平台' }]

export const loader = async (args: LoaderFunctionArgs) => {
  const actor = await requireViewer(args, 'applicant')
  const { portal } = args.context
  const { searchParams } = new URL(args.request.url)
  const account = await portal.read.people.find(actor.id)
  if (account?.hasOneTimePassword === true) throw redirect('/my/password')
  const gaps = await authorityGaps(portal.read, actor, dateOf(portal.now()))
  return {
    shell: await shellOf(args, actor),
    newSite: searchParams.get('site'),
    services: carriedChoices(searchParams).services,
    hasNewPassword: searchParams.has('password'),
    dashboard: await dashboardOf(portal, actor),
    gaps: gaps.map(({ name, until }) => ({ name, ...authorityWords({ reason: 'ended', until }) })),
  }
}

/** Begins an application for one practice site, or goes on with the one that was begun (第八条). */
export const action = async (args: ActionFunctionArgs) => {
  const actor = await requireViewer(args, 'applicant')
  const { portal } = args.context
  const form = await args.request.formData()
  const siteId = String(form.get('siteId') ?? '')
  const site = await portal.read.institutions.findSite(siteId)
  if (site === undefined || !actor.institutionIds.includes(site.institution_id)) throw new Response(null, { status: 404 })
  const institution = await portal.read.institutions.get(site.institution_id)
  const state = await stateOf(portal.read, { id: site.id, institutionId: institution.id, uscc: institution.uscc }, dateOf(portal.now()))
  if (state.is !== 'free' && state.is !== 'drafted') return data({ refused: site.name }, { status: 409 })
  const services = form.getAll('services').filter((value) => typeof value === 'string')
  const draftId = await openDraft(portal, actor, siteId, services)
  if (draftId === undefined) throw new Response(null, { status: 404 })
  return redirect(state.is === 'drafted' ? draftHref(draftId) : draftHref(draftId, 'licences'), 303)
}

const ownAffairs = [
  { href: '/my/people', label: '人员与授权', hint: '法定代表人、经办人和授权委托书，交接' },
  { href: '/my/papers', label: '共用材料', hint: '单位的证照和文件，交一次，各执业地点共用' },
  { href: '/guide/materials', label: '材料清单', hint: '按机构类别和服务类别查' },
  { href: '/my/contact', label: '联系方式', hint: '用电子邮件接收通知' },
  { href: '/my/password', label: '修改密码', hint: '' },
] as const

export default function MyDashboard() {
  const { shell, newSite, services, hasNewPassword, dashboard, gaps } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()?.refused
  const { myTurn, running, closed, drafts, institutions, notices } = dashboard
  const sites = institutions.flatMap((institution) => institution.sites)
  const added = sites.find(({ id }) => id === newSite)
  const isEmpty = myTurn.length + running.length + drafts.length + closed.length === 0
  return (
    <SignedInLayout shell={shell} current="/my">
      <h1 className="mb-4">我的事项</h1>
      {refused === undefined ? null : (
        <NoticeBanner tone="warning" title={`现在不能为“${refused}”提出新的申请`} live>
          <p>原因和可以申请的日期见下方该执业地点。</p>
        </NoticeBanner>
      )}
      {added === undefined ? null : (
        <NoticeBanner tone="success" title={`已登记“${added.name}”`} live>
          <p>它的申请由{added.agencyName}受理（第四条）。现在可以为它申请。</p>
        </NoticeBanner>
      )}
      {hasNewPassword ? <NoticeBanner tone="success" title="新密码已经保存" live /> : null}
      {gaps.map(({ name, title, advice }) => (
        <NoticeBanner key={name} tone="warning" title={`${name}：${title}`}>
          <p>{advice}</p>
        </NoticeBanner>
      ))}
      {institutions.map(({ id, name, bars }) =>
        bars[0] === undefined ? null : (
          <NoticeBanner key={id} tone="loss" title={`${name}：${formatDate(bars[0].until)}以前（含当日）不予受理新的申请`}>
            {bars.map(({ reason }) => (
              <p key={reason}>{reason}</p>
            ))}
          </NoticeBanner>
        ),
      )}
      {myTurn.length === 0 ? null : (
        <section aria-labelledby="my-turn">
          <h2 id="my-turn" className="mb-3">
            轮到您办理
          </h2>
          {myTurn.map((line) => (
            <CaseCard key={line.id} line={line} />
          ))}
        </section>
      )}
      {drafts.length === 0 ? null : (
        <section aria-labelledby="drafts" className="mt-6">
          <h2 id="drafts" className="mb-3">
            没有提交的申请
          </h2>
          {drafts.map((draft) => (
            <DraftCard key={draft.id} draft={draft} />
          ))}
        </section>
      )}
      {running.length === 0 ? null : (
        <section aria-labelledby="running" className="mt-6">
          <h2 id="running" className="mb-3">
            正在办理
          </h2>
          {running.map((line) => (
            <CaseCard key={line.id} line={line} />
          ))}
        </section>
      )}
      <section aria-labelledby="sites" className="mt-6">
        <h2 id="sites" className="mb-3">
          执业地点
        </h2>
        {institutions.length === 0 ? (
          <EmptyState title="您现在不代表任何单位">
            <p>请法定代表人在“人员与授权”中添加您为经办人；您的登录账号不变。</p>
          </EmptyState>
        ) : sites.length === 0 ? (
          <EmptyState
            title="还没有登记执业地点"
            action={
              <LinkButton href="/my/sites/new" tone="primary">
                登记执业地点
              </LinkButton>
            }
          >
            <p>登记后马上知道由哪个经办机构受理，并可以开始申请。</p>
          </EmptyState>
        ) : (
          <>
            {institutions.map((institution) => (
              <SiteList
                key={institution.id}
                institution={institution}
                showName={institutions.length > 1}
                chosen={newSite === null ? undefined : { siteId: newSite, services }}
              />
            ))}
            <LinkButton href="/my/sites/new">再登记一个执业地点</LinkButton>
          </>
        )}
      </section>
      {isEmpty && sites.length > 0 ? (
        <p className="mt-6 text-ink-600">提交申请后，办理到哪一步、轮到谁、什么时候前，都显示在本页最上方。</p>
      ) : null}
      <NewestNotices notices={notices} />
      <ClosedCases cases={closed} />
      <section aria-labelledby="own-affairs" className="mt-8">
        <h2 id="own-affairs" className="mb-3">
          单位和账号
        </h2>
        <ul className="divide-y divide-line-200 border-y border-line-200">
          {ownAffairs.map(({ href, label, hint }) => (
            <li key={href} className="flex flex-wrap items-center gap-x-4 py-1">
              <a href={href} className="inline-flex min-h-target items-center">
                {label}
              </a>
              <span className="text-sm text-ink-600">{hint}</span>
            </li>
          ))}
        </ul>
      </section>
    </SignedInLayout>
  )
}
