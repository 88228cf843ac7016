import { Button } from '#app/components/button'
import { Tag } from '#app/components/tag'
import { FormToken } from '#app/http/form-token'
import type { CaseDeskView, CaseNoteView } from '#app/view/worklist'

type HolderLineProps = {
  readonly desk: CaseDeskView
  /** Where a claim leads back to. */
  readonly back: 'case' | 'intake'
}

/** Who holds the case, the one press to claim it, and the way to notes and history. Officers and heads only. */
export const HolderLine = ({ desk, back }: HolderLineProps) => (
  <section aria-label="承办与内部记录" className="no-print mb-6 rounded border border-line-200 bg-line-50 px-4 py-2">
    <div className="flex flex-wrap items-center gap-x-6 gap-y-1">
      <p>
        <span className="text-ink-600">由谁承办：</span>
        {desk.holder === null ? (
          <span className="font-bold">{desk.isActive ? '还没有人领取' : '无人承办'}</span>
        ) : (
          <>
            <span className="font-bold">{desk.holder.name}</span>
            {desk.isMine ? '（本人）' : null} <span className="text-sm text-ink-600">自{desk.holder.since}</span>
          </>
        )}
      </p>
      <a href={`/desk/cases/${desk.caseId}`} className="inline-flex min-h-target items-center">
        {desk.notes.length === 0 ? '承办与内部记录' : `承办与内部记录（${desk.notes.length} 条）`}
      </a>
      {desk.openSuspicions === 0 ? null : <Tag tone="fix">{`${desk.openSuspicions} 条线索待核实`}</Tag>}
      {desk.may.claim ? (
        <form method="post" action={`/desk/cases/${desk.caseId}`} noValidate className="stack:w-full">
          <FormToken />
          <input type="hidden" name="back" value={back} />
          <Button tone="secondary" name="intent" value="claim" busyText="正在领取…">
            领取承办
          </Button>
        </form>
      ) : null}
    </div>
  </section>
)

/** Who has held the case, the newest first. */
export const HoldingHistory = ({ history }: Pick<CaseDeskView, 'history'>) =>
  history.length === 0 ? (
    <p className="mb-6 text-ink-600">还没有人领取过。</p>
  ) : (
    <ol className="mb-6 max-w-measure divide-y divide-line-200 border-y border-line-200">
      {history.map(({ id, at, what, reason }) => (
        <li key={id} className="py-2">
          <p>{what}</p>
          <p className="text-sm text-ink-600">
            {at}
            {reason === '' ? null : ` · 原因：${reason}`}
          </p>
        </li>
      ))}
    </ol>
  )

export const NoteText = ({ note }: { note: CaseNoteView }) => (
  <>
    <p className="text-sm text-ink-600">
      {note.author} · {note.at}{' '}
      {note.isSuspicion ? (
        <Tag tone={note.closing === null ? 'fix' : 'neutral'}>{note.closing === null ? '线索 待核实' : '线索 已核实'}</Tag>
      ) : null}
    </p>
    <p className="whitespace-pre-line">{note.text}</p>
    {note.closing === null ? null : (
      <p className="mt-1 border-l-4 border-line-200 pl-3">
        <span className="font-bold">{`核实结果：${note.closing.outcome}。`}</span>
        {note.closing.result}
        <span className="block text-sm text-ink-600">
          {note.closing.by} · {note.closing.at}
        </span>
      </p>
    )}
  </>
)
