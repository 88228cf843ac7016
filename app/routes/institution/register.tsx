import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button, ButtonRow } from '#app/components/button'
import { CheckboxGroup, RadioGroup } from '#app/components/choice'
import { EmailInput } from '#app/components/email-input'
import { ErrorSummary } from '#app/components/error-summary'
import { TextInput } from '#app/components/field'
import { FormSection } from '#app/components/field-parts'
import { NewPasswordFields } from '#app/components/new-password-fields'
import { PublicShell } from '#app/components/public-shell'
import { carriedChoices, carriedQuery } from '#app/http/carried-choices'
import { replyTo } from '#app/http/command-action.server'
import { formInput } from '#app/http/form-input'
import { FormToken } from '#app/http/form-token'
import { sessionCookie } from '#app/http/session-cookie.server'
import { findViewer } from '#app/http/viewer.server'
import { register } from '#app/services/institution-register.server'
import { publicShellOf } from '#app/services/shell.server'

export const meta: MetaFunction = () => [{ title: '单位登记 - 东营市医保定点协议管理平台' }]

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await findViewer(args)
  if (viewer?.roles.includes('applicant')) throw redirect('/my')
  return { shell: await publicShellOf(args), carried: carriedChoices(new URL(args.request.url).searchParams) }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const form = await request.formData()
  const outcome = await register(context.portal, formInput(form))
  if (!outcome.ok) return replyTo(form, outcome.refusal)
  const query = carriedQuery(carriedChoices(new URL(request.url).searchParams))
  const next = `/my/sites/new?welcome=1${query === '' ? '' : `&${query}`}`
  return redirect(next, { status: 303, headers: { 'Set-Cookie': sessionCookie(context, outcome.value.sessionId) } })
}

export default function Register() {
  const { shell, carried } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()?.reply
  const mustConfirmCode = reply?.errors.uscc !== undefined || reply?.values.usccConfirmed !== undefined
  return (
    <PublicShell shell={shell} current="/my/register">
      <ErrorSummary reply={reply} />
      <h1>单位登记</h1>
      <p className="mt-2 max-w-measure">
        登记一次，以后申请、补正、签约和续签都用这个账号。已经登记过的单位，请直接<a href="/sign-in">登录</a>。还不确定能不能申请的，先看
        <a href="/can-i-apply">我能申请吗</a>。
      </p>
      <form method="post" noValidate className="mt-8">
        <FormToken />
        <FormSection title="单位" hint="按营业执照或者法人登记证书填写。">
          <TextInput name="name" label="单位全称" required reply={reply} autoComplete="organization" />
          <TextInput
            name="uscc"
            label="统一社会信用代码"
            hint="18位，不含字母 I、O、S、V、Z。村卫生室没有自己的代码的，填举办单位的代码；没有法人资格的连锁门店，填总部的代码"
            required
            reply={reply}
            defaultValue={carried.uscc}
            width="half"
          />
          {mustConfirmCode ? (
            <CheckboxGroup
              name="usccConfirmed"
              label="代码与证书一致吗"
              hint="极少数证书上的代码通不过校验。逐位核对后确与证书一致的才勾选；受理时经办机构将查看证书扫描件。"
              reply={reply}
              options={[{ value: 'on', label: '已逐位核对，以证书为准' }]}
            />
          ) : null}
          <RadioGroup
            name="type"
            label="单位类别"
            required
            reply={reply}
            defaultValue={carried.type}
            options={[
              { value: 'medical', label: '医疗机构', hint: '诊所、门诊部、村卫生室、社区卫生服务机构、乡镇卫生院、医院、护理院等' },
              { value: 'pharmacy', label: '零售药店', hint: '单体药店、连锁门店' },
            ]}
          />
        </FormSection>
        <FormSection title="账号" hint="由法定代表人或者经办人本人设置，不要多人共用。">
          <TextInput name="ownName" label="您的姓名" required reply={reply} width="third" autoComplete="name" />
          <RadioGroup
            name="capacity"
            label="您的身份"
            required
            reply={reply}
            options={[
              { value: 'legalRepresentative', label: '法定代表人' },
              { value: 'handler', label: '经办人', hint: '申请时须上传法定代表人的授权委托书' },
            ]}
          />
          <EmailInput hint="填写后，期限提醒和轮到您办理的通知也发到这里；以后可以修改" reply={reply} autoComplete="email" />
          <TextInput
            name="login"
            label="登录账号"
            hint="4至40位小写字母、数字，可含点、横线、下划线；可以用手机号码"
            required
            reply={reply}
            width="half"
            autoComplete="username"
          />
          <NewPasswordFields label="密码" reply={reply} />
          <CheckboxGroup
            name="consent"
            label="个人信息处理"
            hint="您和本单位人员的姓名、身份证号码、电话、电子邮箱只用于办理协议管理事项，不对外公布，不作他用。"
            required
            reply={reply}
            options={[{ value: 'on', label: '我已了解并同意' }]}
          />
        </FormSection>
        <ButtonRow>
          <Button busyText="正在登记…">登记并登录</Button>
        </ButtonRow>
      </form>
    </PublicShell>
  )
}
