import type { ActionFunctionArgs } from '@remix-run/node'
import { requireViewer } from '#app/http/viewer.server'
import { demoCertificate } from '#app/services/sign-view.server'

const shortest = 6

/** The demonstration certificate of the reader's own institution as a .p12 file. */
export async function action({ request, context, params }: ActionFunctionArgs): Promise<Response> {
  const actor = await requireViewer({ request, context }, 'applicant')
  const password = String((await request.formData()).get('filePassword') ?? '')
  const path = `/cases/${params.caseId ?? ''}/sign`
  if (password.length < shortest) return new Response(null, { status: 303, headers: { Location: `${path}?short=1#demo` } })
  const file = await demoCertificate(context.portal, actor, params.caseId ?? '', password)
  if (file === undefined) throw new Response(null, { status: 404 })
  return new Response(new Uint8Array(file), {
    headers: {
      'Content-Type': 'application/x-pkcs12',
      'Content-Disposition': 'attachment; filename="demo-certificate.p12"',
      'Cache-Control': 'no-store',
    },
  })
}
