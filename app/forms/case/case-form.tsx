import type { ReactNode } from 'react'
import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { ErrorSummary } from '#app/components/error-summary'
import { HiddenFields } from '#app/components/field-parts'
import type { FormReply } from '#app/components/form-reply'
import { COMMAND_ID_FIELD, REVISION_FIELD } from '#app/http/form-input'
import { FormToken, useTokenedAction } from '#app/http/form-token'
import type { CommandPage } from '#app/view/command-form'
import { CounterFields } from './counter-fields'
import { KeptFields } from './kept-files'
import type { CommandForm } from './registry'

/** The largest single file of the materials. */
export const MATERIAL_MAX_BYTES = 20 * 1024 * 1024

type Common = {
  readonly page: Pick<CommandPage, 'revision' | 'commandId'>
  readonly children: ReactNode
}

const Hidden = ({ page }: Pick<Common, 'page'>) => (
  <HiddenFields values={{ [REVISION_FIELD]: page.revision, [COMMAND_ID_FIELD]: page.commandId }} />
)

/** Stands at the head of the page; errors of the whole form come under the empty name. */
export const FormErrors = ({ reply }: { reply: FormReply | undefined }) => {
  const { '': formErrors = [], ...errors } = reply?.errors ?? {}
  return <ErrorSummary reply={reply && { ...reply, errors }} formErrors={formErrors} />
}

/** A form that sends one command: revision, command id and token go with it. */
export const PlainForm = ({ page, children }: Common) => (
  <form method="post" noValidate>
    <FormToken />
    <Hidden page={page} />
    {children}
  </form>
)

type FileFormProps = Common & { readonly path: string; readonly maxBytes: number }

/** The same with files. */
export const FileForm = ({ page, path, maxBytes, children }: FileFormProps) => (
  <form method="post" encType="multipart/form-data" noValidate action={useTokenedAction(path)} data-max-bytes={maxBytes}>
    <Hidden page={page} />
    {children}
  </form>
)

type CommandFormViewProps = {
  readonly form: CommandForm
  readonly path: string
  readonly reply: FormReply | undefined
  readonly page: CommandPage
}

/** The generic page's form: body by command, one button, a way back. */
export const CommandFormView = ({ form, path, reply, page }: CommandFormViewProps) => {
  const { body: Body } = form
  const isAtCounter = form.isForCounter === true && page.facts.isAtCounter
  const isMultipart = form.hasFiles === true || form.fileFields !== undefined || isAtCounter
  const content = (
    <>
      {isMultipart ? <KeptFields reply={reply} /> : null}
      {isAtCounter ? <CounterFields reply={reply} /> : null}
      <Body reply={reply} facts={page.facts} />
      <ButtonRow>
        <Button tone={form.isLoss === true ? 'danger' : 'primary'}>{form.submit}</Button>
        <LinkButton href={`/cases/${page.caseId}`}>返回，不办理</LinkButton>
      </ButtonRow>
    </>
  )
  return (
    <>
      <FormErrors reply={reply} />
      {isMultipart ? (
        <FileForm page={page} path={path} maxBytes={MATERIAL_MAX_BYTES}>
          {content}
        </FileForm>
      ) : (
        <PlainForm page={page}>{content}</PlainForm>
      )}
    </>
  )
}
