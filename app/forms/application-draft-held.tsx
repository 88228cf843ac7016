import { Button } from '#app/components/button'
import { NoticeBanner } from '#app/components/notice-banner'
import { FormToken } from '#app/http/form-token'
import { formatDate, formatInstant } from '#app/view/format'
import { draftHref } from './application-draft-pages'

type HeldPaper = {
  readonly id: string
  readonly name: string
  readonly addedAt: string
  readonly validUntil: string | null
  readonly isExpired: boolean
}

type HeldPapersProps = {
  readonly materialId: string
  readonly title: string
  readonly papers: readonly HeldPaper[]
  readonly hasFiles: boolean
}

/** Papers of an entry that were handed in before: used again with one press, or replaced by an upload. */
export const HeldPapers = ({ materialId, title, papers, hasFiles }: HeldPapersProps) => {
  if (papers.length === 0) return null
  const isUsable = papers.some(({ isExpired }) => !isExpired)
  return (
    <div className="mb-4 max-w-field border-l-4 border-brand-600 pl-3">
      <p className="font-bold">{isUsable ? '已有，直接使用' : '已有的已过有效期，请上传新的'}</p>
      <ul>
        {papers.map(({ id, name, addedAt, validUntil, isExpired }) => (
          <li key={id} className="min-w-0 break-words">
            <a href={`/attachments/${id}`}>{name}</a>
            <span className="block text-sm text-ink-600">
              {formatInstant(addedAt)} 交
              {validUntil === null ? '' : isExpired ? `，${formatDate(validUntil)}已过期，不能使用` : `，有效期至${formatDate(validUntil)}`}
            </span>
          </li>
        ))}
      </ul>
      {isUsable ? (
        <div className="mt-2">
          <Button name="take" value={materialId} tone="secondary" busyText="正在放入…">
            {hasFiles ? '一并使用' : '直接使用'}
            <span className="sr-only">：{title}</span>
          </Button>
        </div>
      ) : null}
    </div>
  )
}

/** Puts everything that is held already into the draft at once. */
export const UseAllPapers = ({ draftId, count }: { draftId: string; count: number }) => (
  <NoticeBanner title={`有 ${count} 项材料以前交过，不用再交`}>
    <form method="post" action={draftHref(draftId, 'materials')} noValidate>
      <FormToken />
      <p className="mb-2">核对下面各项的文件仍与现状一致，就可以直接使用；变了的，上传新的。</p>
      <Button name="take" value="" tone="secondary" busyText="正在放入…">
        全部直接使用
      </Button>
    </form>
  </NoticeBanner>
)
