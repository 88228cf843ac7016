import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '#app/components/button'
import { ErrorSummary } from '#app/components/error-summary'
import { TextInput } from '#app/components/field'
import { FileInput } from '#app/components/file-input'
import { PublicShell } from '#app/components/public-shell'
import { VerificationReport } from '#app/components/verification-report'
import { useTokenedAction } from '#app/http/form-token'
import { readUploads } from '#app/http/upload.server'
import { type FileVerdict, findDocumentCode, verifyFile } from '#app/services/public/verification.server'
import { publicShellOf } from '#app/services/shell.server'

export const meta: MetaFunction = () => [{ title: '文书核验 - 东营市医保定点协议管理平台' }]

const LIMIT_BYTES = 20 * 1024 * 1024
const LONGEST_QUERY = 100

export async function loader({ request, context }: LoaderFunctionArgs) {
  const shell = await publicShellOf({ request, context })
  const typed = new URL(request.url).searchParams.get('code')?.trim().slice(0, LONGEST_QUERY)
  if (typed === undefined) return { shell, lookup: null }
  if (typed === '') return data({ shell, lookup: { typed, error: '请输入文书编号或者核验码' } }, { status: 422 })
  const code = await findDocumentCode(context.portal, typed)
  if (code !== undefined) throw redirect(`/verify/${code}`)
  const error = '没有查到这份文书。请核对编号或者核验码；仍查不到的，它不是由本平台签发的'
  return data({ shell, lookup: { typed, error } }, { status: 404 })
}

type Answer = { verdict: FileVerdict | null; errors: Record<string, string[]> }

export async function action({ request, context }: ActionFunctionArgs) {
  const refuse = (message: string, status: number) => data<Answer>({ verdict: null, errors: { file: [message] } }, { status })
  const read = await readUploads(request, { allowed: ['pdf'], maxBytes: LIMIT_BYTES, maxFiles: 1 })
  if (!read.ok) return refuse(read.message, read.status)
  const [file] = read.files
  if (file === undefined) return refuse('请选择要核验的 PDF 文件', 422)
  return data<Answer>({ verdict: await verifyFile(context.portal, file), errors: {} })
}

export default function Verify() {
  const { shell, lookup } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const uploadAction = useTokenedAction('/verify')
  const lookupReply = lookup === null ? undefined : { values: { code: lookup.typed }, errors: { code: [lookup.error] } }
  const uploadReply = answer === undefined ? undefined : { values: {}, errors: answer.errors }
  return (
    <PublicShell shell={shell} current="/verify">
      <h1 className="mb-4">文书核验</h1>
      <ErrorSummary reply={uploadReply ?? lookupReply} title="未能核验" />
      {answer?.verdict ? <VerificationReport verdict={answer.verdict} /> : null}
      <section aria-labelledby="by-code">
        <h2 id="by-code" className="mb-3 text-xl">
          按编号或者核验码查询
        </h2>
        <form method="get" action="/verify" noValidate>
          <TextInput
            name="code"
            label="文书编号或者核验码"
            hint="核验码共12位，印在文书末页二维码旁边"
            reply={answer === undefined ? lookupReply : undefined}
            width="half"
            maxLength={LONGEST_QUERY}
          />
          <Button>查询</Button>
        </form>
      </section>
      <section aria-labelledby="by-file" className="mt-10">
        <h2 id="by-file" className="mb-3 text-xl">
          上传 PDF 文件核验
        </h2>
        <form method="post" encType="multipart/form-data" action={uploadAction} noValidate>
          <FileInput
            name="file"
            label="要核验的 PDF 文件"
            hint="从本平台下载的原件，不超过 20 MB。文件只用于核验，不保存"
            accept=".pdf,application/pdf"
            reply={uploadReply}
          />
          <Button busyText="正在核验…">核验文件</Button>
        </form>
      </section>
    </PublicShell>
  )
}
