import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { FormToken } from '#app/http/form-token'
import { requireViewer } from '#app/http/viewer.server'
import { homeOf, shellOf } from '#app/services/shell.server'

export const meta: MetaFunction = () => [{ title: '继续提交 - 东营市医保定点协议管理平台' }]

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer({ request, context })
  const held = await context.portal.sessions.findHeldForm(params.heldId ?? '', viewer.id)
  if (held === undefined) throw new Response(null, { status: 404 })
  return {
    shell: await shellOf({ request, context }, viewer),
    home: homeOf(viewer),
    action: held.action,
    fields: held.fields.map(([name, value], index) => ({ key: `${index}-${name}`, name, value })),
  }
}

/** What was typed before the sign-in ran out, ready to be sent again with one press. */
export default function ResumePage() {
  const { shell, home, action, fields } = useLoaderData<typeof loader>()
  return (
    <SignedInLayout shell={shell} current="">
      <h1>您填写的内容已保留</h1>
      <p className="mt-4">
        登录过期时提交的表单没有生效，填写的内容保留在这里。点“继续提交”即按原样提交；如有需要更正的，系统会回到原页面提示。
      </p>
      <form method="post" action={action} noValidate className="mt-6">
        <FormToken />
        {fields.map(({ key, name, value }) => (
          <input key={key} type="hidden" name={name} value={value} />
        ))}
        <ButtonRow>
          <Button>继续提交</Button>
          <LinkButton href={home} tone="secondary">
            不提交，返回首页
          </LinkButton>
        </ButtonRow>
      </form>
    </SignedInLayout>
  )
}
