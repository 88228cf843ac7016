import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { CheckboxGroup, RadioGroup } from '#app/components/choice'
import { ErrorSummary } from '#app/components/error-summary'
import { TextInput } from '#app/components/field'
import { HiddenFields } from '#app/components/field-parts'
import type { FormReply } from '#app/components/form-reply'
import { NoticeBanner } from '#app/components/notice-banner'
import { OneTimePassword } from '#app/components/one-time-password'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { draftHref } from '#app/forms/application-draft-pages'
import { Refused, replyOf, TASK_FIELD } from '#app/forms/command-form'
import { CounterSiteCard } from '#app/forms/counter-site'
import { SiteFields } from '#app/forms/institution/site-fields'
import { replyTo } from '#app/http/command-action.server'
import { formInput } from '#app/http/form-input'
import { FormToken } from '#app/http/form-token'
import { requireViewer } from '#app/http/viewer.server'
import {
  beginAtCounter,
  counterSubjectOf,
  openAccount,
  openCounterDrafts,
  takeInInstitution,
  takeInSite,
} from '#app/services/counter/counter-desk.server'
import { receiptOf } from '#app/services/counter/counter-submission.server'
import { shellOf } from '#app/services/shell.server'
import { formatInstant } from '#app/view/format'

export const meta: MetaFunction = () => [{ title: '窗口收件 - 东营市医保定点协议管理平台' }]

const usccOf = (request: Request): string => (new URL(request.url).searchParams.get('uscc') ?? '').trim().toUpperCase().slice(0, 40)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const viewer = await requireViewer({ request, context }, 'officer')
  const { portal } = context
  const uscc = usccOf(request)
  const subject = await counterSubjectOf(portal, viewer, uscc)
  const errors = uscc === '' || subject !== undefined ? {} : { uscc: ['统一社会信用代码应为18位，请按证书逐位核对'] }
  return {
    shell: await shellOf({ request, context }, viewer),
    asked: { values: { uscc }, errors } satisfies FormReply,
    subject: subject ?? null,
    drafts: subject === undefined ? await openCounterDrafts(portal, viewer) : [],
    received: await receiptOf(portal, viewer, new URL(request.url).searchParams.get('received') ?? ''),
  }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requireViewer({ request, context }, 'officer')
  const { portal } = context
  const form = await request.formData()
  const input = formInput(form)
  const task = form.get(TASK_FIELD)
  const subject = await counterSubjectOf(portal, actor, usccOf(request))
  if (subject === undefined) throw new Response(null, { status: 400 })
  const here = `/desk/counter?uscc=${subject.uscc}`
  if (task === 'institution') {
    const outcome = await takeInInstitution(portal, { ...input, uscc: subject.uscc })
    return outcome.ok ? redirect(here, 303) : replyTo(form, outcome.refusal)
  }
  if (subject.institution === null) throw new Response(null, { status: 400 })
  const place = { institutionId: subject.institution.id, form: input }
  if (task === 'site') {
    const outcome = await takeInSite(portal, actor, place)
    return outcome.ok ? redirect(here, 303) : replyTo(form, outcome.refusal)
  }
  if (task === 'account' && subject.institution.mayOpenAccount) {
    const outcome = await openAccount(portal, actor, place)
    if (!outcome.ok) return replyTo(form, outcome.refusal)
    // Shown this once and stored nowhere in clear.
    return data({ reply: undefined, opened: outcome.value }, { headers: { 'Cache-Control': 'no-store' } })
  }
  const siteId = subject.sites.find(({ id }) => id === form.get('siteId'))?.id
  const draftId = siteId === undefined ? undefined : await beginAtCounter(portal, actor, siteId)
  if (draftId === undefined) throw new Response(null, { status: 400 })
  return redirect(draftHref(draftId), 303)
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

const NewInstitution = ({ reply }: { reply: FormReply | undefined }) => (
  <form method="post" noValidate>
    <FormToken />
    <HiddenFields values={{ [TASK_FIELD]: 'institution' }} />
    <TextInput name="name" label="单位全称" hint="按营业执照或者法人登记证书填写" required reply={reply} />
    {reply?.errors.uscc === undefined ? null : (
      <CheckboxGroup
        name="usccConfirmed"
        label="代码与证书一致吗"
        reply={reply}
        options={[{ value: 'on', label: '已逐位核对，以证书为准' }]}
      />
    )}
    <RadioGroup
      name="type"
      label="单位类别"
      required
      reply={reply}
      options={[
        { value: 'medical', label: '医疗机构' },
        { value: 'pharmacy', label: '零售药店' },
      ]}
    />
    <ButtonRow>
      <Button busyText="正在登记…">登记单位</Button>
      <LinkButton href="/desk/counter">换一个代码</LinkButton>
    </ButtonRow>
  </form>
)

const OpenAccount = ({ reply }: { reply: FormReply | undefined }) => (
  <details open={reply !== undefined} className="mt-8 border-t border-line-200 pt-2">
    <summary className="min-h-target py-2 font-bold">为法定代表人开通网上账号</summary>
    <p className="mb-4 max-w-measure">
      这个单位还没有能用的账号，文书送达和期限只能通过纸质方式告知。核对法定代表人本人的身份证件后才能开通。原来的一次性密码没有用过就过期的，填写原来的登录账号，重新发放。
    </p>
    <form method="post" noValidate>
      <FormToken />
      <HiddenFields values={{ [TASK_FIELD]: 'account' }} />
      <TextInput name="ownName" label="法定代表人姓名" required width="third" reply={reply} />
      <TextInput name="login" label="登录账号" hint="4至40位小写字母、数字；可以用手机号码" required width="half" reply={reply} />
      <Button busyText="正在开通…">开通，生成一次性密码</Button>
    </form>
  </details>
)

const Subject = ({ subject, answer }: { subject: NonNullable<Loaded['subject']>; answer: Parameters<typeof replyOf>[0] }) => {
  const { institution, sites } = subject
  if (institution === null)
    return (
      <>
        <p className="mb-6">
          统一社会信用代码 <span className="font-mono">{subject.uscc}</span> 还没有登记。请按证书登记单位。
        </p>
        <NewInstitution reply={replyOf(answer, 'institution')} />
      </>
    )
  const siteReply = replyOf(answer, 'site')
  const accountReply = replyOf(answer, 'account')
  return (
    <>
      <p className="mb-6">
        <strong>{institution.name}</strong>（<span className="font-mono">{subject.uscc}</span>）{' '}
        <a href="/desk/counter" className="inline-flex min-h-target items-center">
          换一个代码
        </a>
      </p>
      <h2 className="mb-4">执业地点</h2>
      {sites.length === 0 ? <p>还没有登记执业地点。</p> : sites.map((site) => <CounterSiteCard key={site.id} site={site} />)}
      <details open={sites.length === 0 || siteReply !== undefined} className="mt-8 border-t border-line-200 pt-2">
        <summary className="min-h-target py-2 font-bold">登记{sites.length === 0 ? '' : '另一个'}执业地点</summary>
        <form method="post" noValidate>
          <FormToken />
          <HiddenFields values={{ [TASK_FIELD]: 'site' }} />
          <SiteFields reply={siteReply} types={[institution.type]} suggested={sites.length === 0 ? { name: institution.name } : {}} />
          <Button busyText="保存中…">登记执业地点</Button>
        </form>
      </details>
      {institution.mayOpenAccount || accountReply !== undefined ? <OpenAccount reply={accountReply} /> : null}
    </>
  )
}

/** Those who come with paper (第九条（一）): institution and site are found or taken in, then the application is entered. */
export default function CounterPage() {
  const { shell, asked, subject, drafts, received } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer?.reply === undefined ? undefined : answer
  const opened = answer !== undefined && 'opened' in answer ? answer.opened : undefined
  return (
    <SignedInLayout shell={shell} current="/desk/counter">
      {refused === undefined ? null : <Refused refused={refused} />}
      {subject === null ? <ErrorSummary reply={asked} /> : null}
      <h1>窗口收件</h1>
      <p className="mb-6 max-w-measure">
        第九条（一）：当事人带纸质材料到窗口的，由工作人员代为录入。录入的内容以当事人签名的纸质材料为准，扫描件随申请一并存入案卷。
      </p>
      {received === null ? null : (
        <NoticeBanner tone="success" title={`已收件：${received.title}`} live>
          <p>
            {received.href === null ? '收件回执正在生成，请在申请页面打印。' : <a href={received.href}>打印收件回执，当场交给到场人</a>}　
            <a href={`/cases/${received.caseId}`}>查看申请</a>
          </p>
        </NoticeBanner>
      )}
      {opened === undefined ? null : (
        <OneTimePassword account={opened}>请当面交给{opened.name}本人。首次登录后须先换成自己的密码。</OneTimePassword>
      )}
      {subject === null ? (
        <>
          <form method="get" noValidate>
            <TextInput
              name="uscc"
              label="统一社会信用代码"
              hint="18位，按证书录入。村卫生室没有自己的代码的，用举办单位的代码"
              required
              reply={asked}
              maxLength={40}
              width="half"
            />
            <Button busyText="正在查询…">查询</Button>
          </form>
          {drafts.length === 0 ? null : (
            <>
              <h2 className="mb-2 mt-10">本机构正在录入的申请</h2>
              <ul className="divide-y divide-line-200 border-y border-line-200">
                {drafts.map((draft) => (
                  <li key={draft.id} className="py-1">
                    <a href={draftHref(draft.id)} className="inline-flex min-h-target items-center">
                      {draft.title}
                    </a>
                    <span className="ml-3 text-sm text-ink-600">最近保存于 {formatInstant(draft.updatedAt)}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      ) : (
        <Subject subject={subject} answer={refused} />
      )}
    </SignedInLayout>
  )
}
