import { Button } from '#app/components/button'
import { CheckboxGroup } from '#app/components/choice'
import { DateInput } from '#app/components/field'
import { FileInput } from '#app/components/file-input'
import { type FormReply, hasErrors } from '#app/components/form-reply'
import { FileThumbnail } from '#app/components/page-view'
import { Tag } from '#app/components/tag'
import { EnterSaves } from '#app/forms/application-draft-frame'
import { useTokenedAction } from '#app/http/form-token'
import { formatDate, formatInstant } from '#app/view/format'

type Paper = {
  readonly id: string
  readonly name: string
  readonly size: string
  readonly addedAt: string
  readonly validUntil: string | null
  readonly isExpired: boolean
}

type PaperFormProps = {
  readonly institutionId: string
  readonly entry: { readonly id: string; readonly title: string; readonly hint: string; readonly papers: readonly Paper[] }
  readonly reply: FormReply | undefined
  readonly limits: { readonly maxBytes: number; readonly totalBytes: number }
  readonly isReadOnly: boolean
}

const validityOf = ({ validUntil, isExpired }: Paper): string => {
  if (validUntil === null) return ''
  return isExpired ? `，${formatDate(validUntil)}已过期` : `，有效期至${formatDate(validUntil)}`
}

const tags = {
  none: { tone: 'neutral', word: '没有' },
  expired: { tone: 'fix', word: '已过期' },
  held: { tone: 'done', word: '已有' },
} as const

/** One entry of the library: what is held, and the form that adds to it or takes its place. */
export const PaperForm = ({ institutionId, entry, reply, limits, isReadOnly }: PaperFormProps) => {
  const { id, title, hint, papers } = entry
  const action = useTokenedAction(`/my/papers?institution=${encodeURIComponent(institutionId)}`)
  const isExpired = papers.length > 0 && papers.every((paper) => paper.isExpired)
  const ownErrors = Object.entries(reply?.errors ?? {}).filter(([name]) => name.endsWith(`.${id}`))
  const entryReply = reply && { ...reply, errors: Object.fromEntries(ownErrors) }
  const tag = tags[papers.length === 0 ? 'none' : isExpired ? 'expired' : 'held']
  return (
    <li id={id} data-page-item="" tabIndex={-1} className="border-b border-line-200 py-5">
      <form
        method="post"
        encType="multipart/form-data"
        action={action}
        data-max-bytes={limits.maxBytes}
        data-max-total-bytes={limits.totalBytes}
        noValidate
      >
        <EnterSaves value="upload" />
        <input type="hidden" name="materialId" value={id} />
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h2 className="text-lg">{title}</h2>
          <Tag tone={tag.tone}>{tag.word}</Tag>
        </div>
        {papers.length === 0 ? null : (
          <ul aria-label={`${title}：已有的文件`} className="my-2 max-w-field divide-y divide-line-200 border-y border-line-200">
            {papers.map((paper) => (
              <li key={paper.id} className="flex min-h-target flex-wrap items-center gap-x-3 py-1">
                <div className="min-w-0 flex-1">
                  <FileThumbnail
                    file={{
                      name: paper.name,
                      href: `/attachments/${paper.id}`,
                      note: `${paper.size}，${formatInstant(paper.addedAt)} 存入${validityOf(paper)}`,
                    }}
                  />
                </div>
                {isReadOnly ? null : (
                  <button
                    type="submit"
                    name="remove"
                    value={paper.id}
                    className="no-print min-h-target min-w-target px-2 text-brand-600 underline underline-offset-4"
                  >
                    移除<span className="sr-only">{paper.name}</span>
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
        {isReadOnly ? null : (
          <details open={papers.length === 0 || isExpired || hasErrors(entryReply)}>
            <summary className="flex min-h-target items-center font-bold">{papers.length === 0 ? '上传' : '更新或者补充'}</summary>
            <FileInput name={`file.${id}`} label="文件" hint={hint} multiple accept=".pdf,.jpg,.jpeg,.png" reply={reply} />
            <DateInput name={`validUntil.${id}`} label="有效期至" optional hint="没有有效期的不填" reply={reply} />
            {papers.length === 0 ? null : (
              <CheckboxGroup
                name={`replaces.${id}`}
                label="原有的文件"
                reply={reply}
                options={[{ value: 'on', label: '用这次上传的代替' }]}
              />
            )}
            <Button name="intent" value="upload" tone="secondary" busyText="正在上传…">
              保存<span className="sr-only">：{title}</span>
            </Button>
          </details>
        )}
      </form>
    </li>
  )
}
