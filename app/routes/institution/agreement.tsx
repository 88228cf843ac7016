import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { AgreementView } from '#app/components/agreement/agreement-view'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { requireViewer } from '#app/http/viewer.server'
import { agreementPageOf } from '#app/services/renewal/agreement-page.server'
import { shellOf } from '#app/services/shell.server'

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = await requireViewer({ request, context }, 'applicant')
  const page = await agreementPageOf(context.portal, actor, params.caseId ?? '')
  if (page === undefined) throw new Response(null, { status: 404 })
  return { shell: await shellOf({ request, context }, actor), page }
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: `服务协议 - ${loaded?.page.title ?? ''}` }]

/** One's own agreement with every change laid over it. */
export default function OwnAgreementPage() {
  const { shell, page } = useLoaderData<typeof loader>()
  return (
    <SignedInLayout shell={shell} current="/my">
      <AgreementView page={page} />
    </SignedInLayout>
  )
}
