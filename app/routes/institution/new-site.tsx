import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { Select } from '#app/components/choice'
import { ErrorSummary } from '#app/components/error-summary'
import { NoticeBanner } from '#app/components/notice-banner'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { SiteFields } from '#app/forms/institution/site-fields'
import { carriedChoices, carriedQuery } from '#app/http/carried-choices'
import { replyTo } from '#app/http/command-action.server'
import { formInput } from '#app/http/form-input'
import { FormToken } from '#app/http/form-token'
import { requireViewer } from '#app/http/viewer.server'
import { addSite } from '#app/services/institution-sites.server'
import { shellOf } from '#app/services/shell.server'

export const meta: MetaFunction = () => [{ title: '登记执业地点 - 东营市医保定点协议管理平台' }]

export const loader = async (args: LoaderFunctionArgs) => {
  const actor = await requireViewer(args, 'applicant')
  const { read } = args.context.portal
  const { searchParams } = new URL(args.request.url)
  const institutions = await Promise.all(actor.institutionIds.map((id) => read.institutions.get(id)))
  return {
    shell: await shellOf(args, actor),
    isWelcome: searchParams.has('welcome'),
    carried: carriedChoices(searchParams),
    institutions: institutions.map(({ id, name, institution_type }) => ({ id, name, type: institution_type })),
  }
}

export const action = async (args: ActionFunctionArgs) => {
  const actor = await requireViewer(args, 'applicant')
  const form = await args.request.formData()
  const outcome = await addSite(args.context.portal, actor, formInput(form))
  if (!outcome.ok) return replyTo(form, outcome.refusal)
  const { services } = carriedChoices(new URL(args.request.url).searchParams)
  const query = carriedQuery({ services })
  return redirect(`/my?site=${outcome.value.siteId}${query === '' ? '' : `&${query}`}`, 303)
}

export default function NewSite() {
  const { shell, isWelcome, carried, institutions } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()?.reply
  const [first] = institutions
  const types = [...new Set(institutions.map(({ type }) => type))]
  return (
    <SignedInLayout shell={shell} current="/my">
      <ErrorSummary reply={reply} />
      {isWelcome && reply === undefined ? (
        <NoticeBanner tone="success" title="单位已登记，您已登录" live>
          <p>下一步：登记要申请的执业地点。登记后马上知道由哪个经办机构受理。</p>
        </NoticeBanner>
      ) : null}
      <h1>登记执业地点</h1>
      <p className="mt-2 max-w-measure">
        有多个执业地点的，每个地点登记一次，各自单独申请（第八条）。下属的村卫生室、没有法人资格的连锁门店，以举办单位、总部的代码登记，名称、地址和登记号用自己的。
      </p>
      <form method="post" noValidate className="mt-8">
        <FormToken />
        {institutions.length > 1 ? (
          <Select
            name="institutionId"
            label="所属单位"
            required
            reply={reply}
            emptyLabel="请选择"
            options={institutions.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
        <SiteFields reply={reply} types={types} suggested={{ ...carried, name: institutions.length === 1 ? first?.name : undefined }} />
        <ButtonRow>
          <Button busyText="保存中…">保存</Button>
          <LinkButton href="/my">返回我的事项</LinkButton>
        </ButtonRow>
      </form>
    </SignedInLayout>
  )
}
