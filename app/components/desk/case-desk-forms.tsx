import { Button } from '#app/components/button'
import { RadioGroup, Select } from '#app/components/choice'
import { NoteText } from '#app/components/desk/case-desk'
import { TextArea, TextInput } from '#app/components/field'
import { HiddenFields } from '#app/components/field-parts'
import type { FormReply } from '#app/components/form-reply'
import { COMMAND_ID_FIELD } from '#app/http/form-input'
import { FormToken } from '#app/http/form-token'
import type { CaseDeskView, CaseNoteView } from '#app/view/worklist'

type Common = { readonly commandId: string; readonly reply: FormReply | undefined }

const Hidden = ({ commandId, ...rest }: { commandId: string; intent: string; noteId?: string }) => (
  <>
    <FormToken />
    <HiddenFields values={{ [COMMAND_ID_FIELD]: commandId, ...rest }} />
  </>
)

/** Gives the case to a colleague, or back to whoever will claim it. */
export const HandOverForms = ({
  desk,
  receivers,
  commandId,
  reply,
}: Common & { desk: CaseDeskView; receivers: readonly { value: string; label: string }[] }) => (
  <>
    {desk.may.handOver && receivers.length > 0 ? (
      <form method="post" noValidate>
        <Hidden commandId={commandId} intent="handOver" />
        <Select
          name="toId"
          label={desk.may.assign ? '指定由谁承办' : '移交给'}
          emptyLabel="请选择"
          options={receivers}
          required
          reply={reply}
        />
        <TextInput name="reason" label="原因" hint="接手的人会收到消息；各项期限不变。" required maxLength={300} reply={reply} />
        <Button>{desk.may.assign ? '指定承办人' : '移交'}</Button>
      </form>
    ) : null}
    {desk.may.release ? (
      <form method="post" noValidate className="mt-4">
        <Hidden commandId={commandId} intent="release" />
        <Button tone="secondary">{desk.isMine ? '交回，等待他人领取' : '收回，等待他人领取'}</Button>
      </form>
    ) : null}
  </>
)

export const NewNoteForm = ({ commandId, reply }: Common) => (
  <form method="post" noValidate className="mb-8">
    <Hidden commandId={commandId} intent="note" />
    <TextArea name="text" label="新的记录" rows={3} maxLength={1000} required reply={reply} />
    <label className="mb-4 flex min-h-target items-center gap-3">
      <input
        type="checkbox"
        name="isSuspicion"
        value="yes"
        defaultChecked={reply?.values.isSuspicion === 'yes'}
        className="h-6 w-6 shrink-0"
      />
      <span>这是一条线索，需要他人核实（不影响受理，不得以此不予受理）</span>
    </label>
    <Button tone="secondary">记下</Button>
  </form>
)

const outcomes = [
  { value: 'confirmed', label: '属实' },
  { value: 'dispelled', label: '不属实' },
]

/** The notes of a case, the newest first; under an open suspicion of somebody else, the form that says what came of it. */
export const Notes = ({ notes, commandId, reply }: Common & { notes: readonly CaseNoteView[] }) => (
  <ol className="max-w-measure divide-y divide-line-200 border-y border-line-200">
    {notes.map((note) => (
      <li key={note.id} className="py-3">
        <NoteText note={note} />
        {note.mayClose ? (
          <details className="mt-2" open={reply !== undefined && `result-${note.id}` in reply.values}>
            <summary className="min-h-target cursor-pointer py-2 text-brand-600">填写核实结果</summary>
            <form method="post" noValidate className="mt-2">
              <Hidden commandId={commandId} intent="close" noteId={note.id} />
              <RadioGroup name={`outcome-${note.id}`} label="核实结果" options={outcomes} inline required reply={reply} />
              <TextArea name={`result-${note.id}`} label="怎样核实、结果如何" rows={2} maxLength={1000} required reply={reply} />
              <Button tone="secondary">办结线索</Button>
            </form>
          </details>
        ) : null}
      </li>
    ))}
  </ol>
)
