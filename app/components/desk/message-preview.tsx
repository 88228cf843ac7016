import { type MessageTemplate, type MessageText, partsOfTemplate, sampleMessage } from '#templates/messages/message-texts'
import { smsLength } from '#templates/messages/sms-length'

type MessagePreviewProps = {
  readonly template: MessageTemplate
  readonly text: MessageText
  /** What the provider puts before a text message; it counts. */
  readonly signature: string
}

/** A text as its reader gets it, with sample values in its places. */
export const MessagePreview = ({ template, text, signature }: MessagePreviewProps) => {
  const { channel } = partsOfTemplate(template)
  const { subject, body } = sampleMessage(template, text)
  const { characters, parts } = smsLength(body, signature)
  return (
    <figure className="my-4 max-w-measure rounded border border-line-200 bg-line-50 p-4">
      {subject === '' ? null : <p className="mb-2 font-bold">{subject}</p>}
      <p className="whitespace-pre-wrap break-words">
        {channel === 'sms' && signature !== '' ? `【${signature}】` : ''}
        {body}
      </p>
      {channel === 'sms' ? (
        <figcaption className="mt-2 text-sm text-ink-600">
          {`按样例共 ${characters} 个字，分 ${parts} 条发送（70个字以内 1 条，超过的每 67 个字 1 条，含签名）`}
        </figcaption>
      ) : null}
    </figure>
  )
}
