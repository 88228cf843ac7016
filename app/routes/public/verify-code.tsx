import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { LinkButton } from '#app/components/button'
import { NoticeBanner } from '#app/components/notice-banner'
import { PublicShell } from '#app/components/public-shell'
import { DocumentFacts } from '#app/components/verification-report'
import { findDocumentFacts } from '#app/services/public/verification.server'
import { publicShellOf } from '#app/services/shell.server'
import { formatInstant } from '#app/view/format'

export const meta: MetaFunction = () => [{ title: '文书核验结果 - 东营市医保定点协议管理平台' }, { name: 'robots', content: 'noindex' }]

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const code = params.code ?? ''
  const document = await findDocumentFacts(context.portal, code)
  // The search page says what to do about a code that is unknown, and answers 404 itself.
  if (document === undefined) throw redirect(`/verify?code=${encodeURIComponent(code)}`)
  return { shell: await publicShellOf({ request, context }), document }
}

export default function VerifyCode() {
  const { shell, document } = useLoaderData<typeof loader>()
  return (
    <PublicShell shell={shell} current="/verify">
      <h1 className="mb-4">文书核验结果</h1>
      <NoticeBanner tone="success" title="本平台签发过这份文书">
        请核对下列各项与您手中的文书是否一致；有一项不一致的，您手中的文书不是原件。
      </NoticeBanner>
      <DocumentFacts document={document} />
      <h2 className="mb-2 text-xl">留存的文件</h2>
      {document.versions.length === 0 ? (
        <p className="mb-6">文件正在生成。</p>
      ) : (
        <ol className="mb-6 max-w-measure divide-y divide-line-200 border-y border-line-200">
          {document.versions.map((version) => (
            <li key={version.version} className="py-2">
              <p>
                第 {version.version} 版{version.note === '' ? '' : `：${version.note}`}（{formatInstant(version.storedAt)}）
              </p>
              <p className="break-all font-mono text-sm text-ink-600">SHA-256 {version.digest}</p>
            </li>
          ))}
        </ol>
      )}
      <h2 className="mb-2 text-xl">没有核验什么</h2>
      <p className="mb-4 max-w-measure">
        编号一致不等于内容一致。要确认 PDF
        没有被改动，请上传文件核验；纸质件请与从本平台下载的原件逐字对照。文书内容只有当事人和经办人员登录后可以查看。
      </p>
      <LinkButton href="/verify">上传文件核验</LinkButton>
    </PublicShell>
  )
}
