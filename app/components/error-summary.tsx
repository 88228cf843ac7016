import { type FormReply, fieldId, hasErrors } from '#app/components/form-reply'

type ErrorSummaryProps = {
  readonly reply: FormReply | undefined
  readonly title?: string | undefined
  /** Errors of the whole form, which belong to no field. */
  readonly formErrors?: readonly string[] | undefined
}

/** What has to be corrected, each line a link to its field. Stands above the h1's form and takes the focus. */
export const ErrorSummary = ({ reply, title = '有内容需要更正', formErrors = [] }: ErrorSummaryProps) => {
  if (!hasErrors(reply) && formErrors.length === 0) return null
  const lines = Object.entries(reply?.errors ?? {}).flatMap(([name, messages]) => messages.map((message) => ({ name, message })))
  return (
    <div
      role="alert"
      tabIndex={-1}
      data-error-summary=""
      aria-labelledby="error-summary-title"
      className="mb-8 max-w-measure rounded border-4 border-fix-600 bg-white p-5"
    >
      <h2 id="error-summary-title" className="text-xl">
        {title}
      </h2>
      <ul className="mt-2">
        {formErrors.map((message) => (
          <li key={message} className="py-1 font-bold text-fix-600">
            {message}
          </li>
        ))}
        {lines.map(({ name, message }) => (
          <li key={`${name}:${message}`} className="py-0.5">
            <a href={`#${fieldId(name)}`} className="inline-flex min-h-target items-center font-bold text-fix-600 hover:text-fix-700">
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
