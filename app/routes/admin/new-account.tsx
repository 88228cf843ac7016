import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { choicesOf, Select } from '#app/components/choice'
import { EmailInput } from '#app/components/email-input'
import { ErrorSummary } from '#app/components/error-summary'
import { TextInput } from '#app/components/field'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { replyTo } from '#app/http/command-action.server'
import { formInput } from '#app/http/form-input'
import { FormToken } from '#app/http/form-token'
import { requireViewer } from '#app/http/viewer.server'
import { createAccount, givenRoles } from '#app/services/account-admin.server'
import { shellOf } from '#app/services/shell.server'
import { roleTitles } from '#app/view/labels'
import { panelRoleTitles } from '#workflows/policy/score-sheet'

export const meta: MetaFunction = () => [{ title: '新建账号 - 东营市医保定点协议管理平台' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireViewer({ request, context }, 'systemAdmin')
  return {
    shell: await shellOf({ request, context }, actor),
    roles: givenRoles.map((role) => ({ value: role, label: roleTitles[role] })),
    agencies: (await context.portal.read.institutions.agencies()).map(({ id, name }) => ({ value: id, label: name })),
    panelRoles: choicesOf(panelRoleTitles),
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireViewer({ request, context }, 'systemAdmin')
  const form = await request.formData()
  const outcome = await createAccount(context.portal, formInput(form))
  if (!outcome.ok) return replyTo(form, outcome.refusal)
  context.logger.info({ actor: actor.id, account: outcome.value }, 'account created')
  return redirect('/admin#accounts', 303)
}

export default function NewAccountPage() {
  const { shell, roles, agencies, panelRoles } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const reply = refused?.reply
  return (
    <SignedInLayout shell={shell} current="/admin">
      <h1 className="mb-4">新建账号</h1>
      <ErrorSummary reply={reply} />
      <form method="post" noValidate>
        <FormToken />
        <TextInput name="name" label="姓名" reply={reply} width="half" maxLength={40} required />
        <TextInput name="login" label="登录账号" hint="4至40位小写字母、数字，可含点、横线、下划线" reply={reply} width="half" required />
        <EmailInput hint="填写后，提醒也发到这里" reply={reply} />
        <TextInput
          name="password"
          type="password"
          label="初始密码"
          hint="至少12位；请当面或者通过其他可靠方式告知本人"
          autoComplete="new-password"
          reply={reply}
          width="half"
          required
        />
        <Select name="role" label="角色" options={roles} emptyLabel="请选择" reply={reply} width="half" required />
        <Select
          name="agencyId"
          label="所属经办机构"
          hint="经办人员、负责人和行政部门人员须选择"
          options={agencies}
          emptyLabel="不适用"
          reply={reply}
          width="half"
        />
        <Select
          name="panelRole"
          label="评估小组人员类别"
          hint="只有评估小组成员须选择"
          options={panelRoles}
          emptyLabel="不适用"
          reply={reply}
          width="half"
        />
        <ButtonRow>
          <Button>新建账号</Button>
          <LinkButton href="/admin" tone="quiet">
            返回
          </LinkButton>
        </ButtonRow>
      </form>
    </SignedInLayout>
  )
}
