import { Button, ButtonRow } from '#app/components/button'
import { TextArea, TextInput } from '#app/components/field'
import { HiddenFields } from '#app/components/field-parts'
import type { FormReply } from '#app/components/form-reply'
import { DataTable } from '#app/components/table'
import { TASK_FIELD } from '#app/forms/command-form'
import { FormToken } from '#app/http/form-token'
import type { TemplateView } from '#app/services/messages/template-desk.server'
import { formatInstant } from '#app/view/format'
import { type MessageTemplate, type MessageText, partsOfTemplate } from '#templates/messages/message-texts'
import { requiredVariables, variablesOf } from '#templates/messages/message-variables'

/** The closed list of what a text may hold a place for. */
export const VariableTable = ({ template }: { template: MessageTemplate }) => {
  const { kind, channel } = partsOfTemplate(template)
  const required: readonly string[] = [...requiredVariables[channel].subject, ...requiredVariables[channel].body]
  return (
    <DataTable
      caption="可以使用的变量"
      rows={variablesOf(channel)}
      rowKey={({ name }) => name}
      columns={[
        { key: 'name', header: '变量', rowHeader: true, cell: ({ name }) => `{${name}}` },
        { key: 'meaning', header: '含义', cell: ({ name, meaning }) => (required.includes(name) ? `${meaning}（必须有）` : meaning) },
        { key: 'sample', header: '样例', cell: ({ sample }) => (typeof sample === 'string' ? sample : sample[kind]) },
      ]}
    />
  )
}

type TemplateFormProps = { readonly template: MessageTemplate; readonly text: MessageText; readonly reply: FormReply | undefined }

/** The text with its places; looked at with sample values before it is kept for a second person. */
export const TemplateForm = ({ template, text, reply }: TemplateFormProps) => (
  <form method="post" noValidate>
    <FormToken />
    {partsOfTemplate(template).channel === 'mail' ? (
      <TextInput name="subject" label="邮件标题" required defaultValue={text.subject} reply={reply} maxLength={100} />
    ) : null}
    <TextArea
      name="body"
      label="文字"
      hint="变量写在花括号里，如{事项}；发送时换成实际内容"
      required
      rows={template.endsWith('.mail') ? 10 : 4}
      defaultValue={text.body}
      reply={reply}
    />
    <ButtonRow>
      <Button tone="secondary" name={TASK_FIELD} value="preview">
        预览
      </Button>
      <Button name={TASK_FIELD} value="draft" busyText="保存中…">
        提交复核
      </Button>
    </ButtonRow>
  </form>
)

/** What waits for a second person: published or returned by somebody else; its drafter may take it back. */
export const DraftDecision = ({ draft, reply }: { draft: NonNullable<TemplateView['draft']>; reply: FormReply | undefined }) => (
  <form method="post" noValidate className="max-w-field">
    <FormToken />
    <HiddenFields values={{ draftId: draft.id, draftedAt: draft.draftedAt }} />
    <p className="mb-4">
      {draft.drafter}于{formatInstant(draft.draftedAt)}拟定。
      {draft.isOwn ? '须由市经办机构的另一人复核发布。' : '请核对文字和预览；发布后，以后的通知都用这份文字。'}
    </p>
    <TextInput name="note" label={draft.isOwn ? '撤回的原因' : '退回的原因'} optional reply={reply} maxLength={300} hint="发布的不用填写" />
    <ButtonRow>
      {draft.isOwn ? null : (
        <Button name={TASK_FIELD} value="publish" busyText="正在发布…">
          复核发布
        </Button>
      )}
      <Button tone="secondary" name={TASK_FIELD} value="return" busyText="正在办理…">
        {draft.isOwn ? '撤回' : '退回'}
      </Button>
    </ButtonRow>
  </form>
)
