import type { ReactNode } from 'react'
import { TypedText } from '#app/components/case/changed-meanwhile'
import { ErrorSummary } from '#app/components/error-summary'
import { HiddenFields } from '#app/components/field-parts'
import type { FormReply } from '#app/components/form-reply'
import { NoticeBanner } from '#app/components/notice-banner'
import type { CommandReply } from '#app/http/command-action.server'
import { COMMAND_ID_FIELD, REVISION_FIELD } from '#app/http/form-input'
import { FormToken } from '#app/http/form-token'

/** Which of several forms of a page was sent; `formInput` skips it. */
export const TASK_FIELD = '_task'

export type CommandStamp = { readonly revision: number; readonly commandId: string }

type CommandFormProps = CommandStamp & {
  readonly task?: string | undefined
  readonly id?: string | undefined
  readonly children: ReactNode
}

/** A form that asks a case for one step: from which revision, and under which id a second click is harmless. */
export const CommandForm = ({ revision, commandId, task, id, children }: CommandFormProps) => (
  <form method="post" id={id} noValidate className="mb-8">
    <FormToken />
    <HiddenFields
      values={{ [REVISION_FIELD]: revision, [COMMAND_ID_FIELD]: commandId, ...(task === undefined ? {} : { [TASK_FIELD]: task }) }}
    />
    {children}
  </form>
)

/** The reply of one form among several on a page. */
export const replyOf = (refused: CommandReply | undefined, task: string): FormReply | undefined =>
  refused?.reply.values[TASK_FIELD] === task ? refused.reply : undefined

/** Why a form was refused: errors with links to their fields, and what to do. Stands above the h1. */
export const Refused = ({ refused }: { refused: CommandReply | undefined }) => {
  if (refused === undefined) return null
  const { '': formErrors = [], ...fieldErrors } = refused.reply.errors
  const isAboutFields = formErrors.length > 0 || Object.keys(fieldErrors).length > 0
  if (isAboutFields) {
    return <ErrorSummary reply={{ values: {}, errors: fieldErrors }} title={refused.title} formErrors={formErrors} />
  }
  // The form itself may be gone with the stage it belonged to; what was typed must not go with it.
  return (
    <>
      <NoticeBanner tone="warning" title={refused.title} live>
        <p>{refused.advice}</p>
      </NoticeBanner>
      <TypedText refused={refused} />
    </>
  )
}
