import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { AccountTable } from '#app/components/admin/account-table'
import { CalendarYears, PolicyDeadlines } from '#app/components/admin/rule-tables'
import { Button, LinkButton } from '#app/components/button'
import { SealHead, verificationWord } from '#app/components/log-seal'
import { NoticeBanner } from '#app/components/notice-banner'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { Stat, StatRow } from '#app/components/stat'
import { FormToken } from '#app/http/form-token'
import { requireViewer } from '#app/http/viewer.server'
import { findPolicyView, listAccounts, listCalendarYears, logView, setAccountStatus } from '#app/services/admin.server'
import { shellOf } from '#app/services/shell.server'
import { verifyAndRecord } from '#app/services/verify-record.server'
import { formatInstant } from '#app/view/format'

export const meta: MetaFunction = () => [{ title: '系统管理 - 东营市医保定点协议管理平台' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireViewer({ request, context }, 'systemAdmin', 'securityAdmin', 'auditAdmin')
  const { portal } = context
  return {
    shell: await shellOf({ request, context }, actor),
    viewerId: actor.id,
    mayCreate: actor.roles.includes('systemAdmin'),
    maySwitch: actor.roles.includes('securityAdmin'),
    mayVerify: actor.roles.includes('auditAdmin'),
    accounts: await listAccounts(portal),
    years: await listCalendarYears(portal),
    policy: (await findPolicyView(portal)) ?? null,
    log: await logView(portal),
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  // Before the form is read: a session that has run out keeps what was typed.
  const actor = await requireViewer({ request, context }, 'securityAdmin', 'auditAdmin')
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '')
  const isVerification = text('task') === 'verifyLog'
  if (!actor.roles.includes(isVerification ? 'auditAdmin' : 'securityAdmin')) throw new Response(null, { status: 403 })
  if (isVerification) {
    const { faults } = await verifyAndRecord(context.portal)
    context.logger.info({ actor: actor.id, faults: faults.length }, 'event log verified')
    return data({ faults, at: context.portal.now() })
  }
  const status = text('status')
  if (status !== 'active' && status !== 'disabled') throw new Response(null, { status: 400 })
  if (!(await setAccountStatus(context.portal, actor, text('account'), status))) throw new Response(null, { status: 400 })
  context.logger.info({ actor: actor.id, account: text('account'), status }, 'account status changed')
  return redirect('/admin#accounts', 303)
}

export default function Admin() {
  const { shell, viewerId, mayCreate, maySwitch, mayVerify, accounts, years, policy, log } = useLoaderData<typeof loader>()
  const verified = useActionData<typeof action>()
  return (
    <SignedInLayout shell={shell} current="/admin">
      <h1 className="mb-4">系统管理</h1>
      {verified === undefined ? null : <LogVerdict {...verified} />}
      <section aria-labelledby="log">
        <h2 id="log" className="mb-3 text-xl">
          办理记录
        </h2>
        <StatRow>
          <Stat label="事项" value={String(log.cases)} unit="件" />
          <Stat label="办理记录" value={String(log.events)} unit="条" />
          <Stat
            label="已封存"
            value={String(log.checkpoints)}
            unit="次"
            note={log.lastSealedAt === null ? '尚未封存' : `最近一次 ${formatInstant(log.lastSealedAt)}`}
          />
          <Stat
            label="最近核验"
            value={verificationWord(log.verified)}
            note={log.verified === null ? '尚未核验' : formatInstant(log.verified.at)}
          />
        </StatRow>
        {log.head === null ? null : <SealHead {...log.head} />}
        {mayVerify ? (
          <form method="post" noValidate className="mb-8">
            <FormToken />
            <input type="hidden" name="task" value="verifyLog" />
            <Button tone="secondary" busyText="正在核验…">
              核验全部记录
            </Button>
          </form>
        ) : (
          <p className="mb-8 text-ink-600">核验全部记录由安全审计员办理。</p>
        )}
      </section>
      <section aria-labelledby="accounts">
        <h2 id="accounts" className="mb-3 text-xl">
          账号
        </h2>
        {mayCreate ? (
          <p className="mb-3">
            <LinkButton href="/admin/accounts/new" tone="secondary">
              新建账号
            </LinkButton>
          </p>
        ) : null}
        {maySwitch ? null : <p className="mb-3 text-ink-600">停用、启用账号由安全保密管理员办理。</p>}
        <AccountTable accounts={accounts} viewerId={viewerId} maySwitch={maySwitch} />
      </section>
      <section aria-labelledby="policy" className="mt-8">
        <h2 id="policy" className="mb-3 text-xl">
          现行规则
        </h2>
        {policy === null ? <NoticeBanner tone="warning" title="目前没有现行有效的管理办法版本" /> : <PolicyDeadlines policy={policy} />}
      </section>
      <section aria-labelledby="calendar" className="mt-8">
        <h2 id="calendar" className="mb-3 text-xl">
          工作日历
        </h2>
        <CalendarYears years={years} />
      </section>
    </SignedInLayout>
  )
}

const LogVerdict = ({ faults, at }: { faults: readonly { where: string; sentence: string }[]; at: string }) =>
  faults.length === 0 ? (
    <NoticeBanner tone="success" live title="核验通过">
      {formatInstant(at)} 逐条重算全部办理记录和封存，均与写入时一致。
    </NoticeBanner>
  ) : (
    <NoticeBanner tone="loss" live title={`核验发现 ${faults.length} 处不符`}>
      <ul className="list-disc pl-6">
        {faults.map(({ where, sentence }) => (
          <li key={where}>
            {where}：{sentence}
          </li>
        ))}
      </ul>
    </NoticeBanner>
  )
