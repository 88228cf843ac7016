import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { CheckboxGroup, RadioGroup, Select } from '#app/components/choice'
import { ErrorSummary } from '#app/components/error-summary'
import { TextInput } from '#app/components/field'
import type { FormReply } from '#app/components/form-reply'
import { PublicShell } from '#app/components/public-shell'
import { affiliationChoices, areaChoices, kindChoices, serviceChoices } from '#app/forms/application-draft-choices'
import { EligibilityAnswer } from '#app/forms/application-draft-eligibility'
import { findViewer } from '#app/http/viewer.server'
import { issuesOf } from '#app/services/input-words'
import { EligibilityQuestion, eligibilityOf } from '#app/services/institution-eligibility.server'
import { publicShellOf } from '#app/services/shell.server'
import { dateOf } from '#workflows/calendar/plain-date'

export const meta: MetaFunction = () => [{ title: '我能申请吗 - 东营市医保定点协议管理平台' }]

export const loader = async (args: LoaderFunctionArgs) => {
  const { portal } = args.context
  const { searchParams } = new URL(args.request.url)
  const shell = await publicShellOf(args)
  const asked = ['kind', 'admdvs', 'affiliation', 'uscc'].flatMap((name): [string, string][] => {
    const value = searchParams.get(name)
    return value === null || value === '' ? [] : [[name, value]]
  })
  const services = searchParams.getAll('services')
  const values = { ...Object.fromEntries(asked), services }
  if (searchParams.size === 0) return { shell, reply: { values, errors: {} } satisfies FormReply, answer: null }
  const question = EligibilityQuestion.safeParse(values)
  if (!question.success) {
    const reply: FormReply = { values, errors: issuesOf(question.error) }
    return data({ shell, reply, answer: null }, { status: 422 })
  }
  const answer = await eligibilityOf(portal.read, dateOf(portal.now()), question.data)
  const isRegistered = (await findViewer(args))?.roles.includes('applicant') === true
  const carried = new URLSearchParams([...asked, ...question.data.services.map((service) => ['services', service])])
  const links = {
    listHref: `/guide/materials?${carried}`,
    beginHref: `${isRegistered ? '/my/sites/new' : '/my/register'}?${carried}`,
    beginLabel: isRegistered ? '登记执业地点，开始申请' : '单位登记，开始申请',
  }
  return { shell, reply: { values, errors: {} } satisfies FormReply, answer: { ...links, answer } }
}

export default function CanIApply() {
  const { shell, reply, answer } = useLoaderData<typeof loader>()
  return (
    <PublicShell shell={shell} current="/can-i-apply">
      <ErrorSummary reply={reply} />
      <h1>我能申请吗</h1>
      <p className="mt-2 max-w-measure">不用注册。选好类别和地点，马上知道由谁受理、能申请哪些服务、要交什么、赶得上哪一批评估。</p>
      {answer === null ? null : <EligibilityAnswer {...answer} />}
      <form method="get" noValidate className="mt-8">
        {answer === null ? null : <h2 className="mb-4">换一种情况再查</h2>}
        <Select name="kind" label="机构类别" required reply={reply} emptyLabel="请选择" options={kindChoices(['medical', 'pharmacy'])} />
        <Select name="admdvs" label="执业（经营）地点所在县区（开发区）" required reply={reply} emptyLabel="请选择" options={areaChoices} />
        <RadioGroup name="affiliation" label="隶属关系" required reply={reply} options={affiliationChoices} />
        <CheckboxGroup
          name="services"
          label="想申请的服务类别"
          hint="选了的，一并列出要另交的材料；还没有想好的，可以不选"
          optional
          reply={reply}
          options={serviceChoices}
        />
        <TextInput
          name="uscc"
          label="统一社会信用代码"
          hint="填写后可以查有没有一年内不予受理的限制，只显示到哪一天为止"
          optional
          reply={reply}
          width="half"
        />
        <ButtonRow>
          <Button busyText="正在查询…">查询</Button>
          <LinkButton href="/my/register">单位登记</LinkButton>
        </ButtonRow>
      </form>
    </PublicShell>
  )
}
