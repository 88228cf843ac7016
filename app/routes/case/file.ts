import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireViewer } from '#app/http/viewer.server'
import { findCaseFile } from '#app/services/case-files.server'

// Shown in the browser's own viewer; anything else is only ever saved.
const shown = new Set(['application/pdf', 'image/jpeg', 'image/png'])

/** A file that was handed in with a case, for those who may read the case. */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<Response> {
  const actor = await requireViewer({ request, context })
  const file = await findCaseFile(context.portal, actor, params.caseId ?? '', params.digest ?? '')
  if (file === undefined) throw new Response(null, { status: 404 })
  const isShown = shown.has(file.mediaType)
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      'Content-Type': isShown ? file.mediaType : 'application/octet-stream',
      'Content-Disposition': `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  })
}
