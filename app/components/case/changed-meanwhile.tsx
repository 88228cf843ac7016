import { CaseTimeline } from '#app/components/case/case-timeline'
import { NoticeBanner } from '#app/components/notice-banner'
import type { CommandReply } from '#app/http/command-action.server'
import { REVISION_FIELD } from '#app/http/form-input'
import type { TimelineLine } from '#app/view/case-view'

/** The lines of the record since the form was made. */
function linesSince(reply: CommandReply, timeline: readonly TimelineLine[]): readonly TimelineLine[] {
  const revision = Number(reply.reply.values[REVISION_FIELD])
  return Number.isInteger(revision) && revision > 0 ? timeline.filter((line) => line.revision > revision) : []
}

/** Why a form was not carried out, and what has happened on the case while it was being filled in (DECISIONS 23). */
export const ChangedMeanwhile = ({ refused, timeline }: { refused: CommandReply; timeline: readonly TimelineLine[] }) => {
  const lines = linesSince(refused, timeline)
  return (
    <>
      <NoticeBanner tone="warning" title={refused.title} live>
        <p>{refused.advice}</p>
      </NoticeBanner>
      {lines.length === 0 ? null : (
        <section aria-labelledby="meanwhile" className="mb-6">
          <h2 id="meanwhile" className="mb-2 text-xl">
            您填写期间发生的变化
          </h2>
          <CaseTimeline lines={lines} label="您填写期间发生的变化" />
        </section>
      )}
    </>
  )
}

/** What was typed into a form that can no longer be sent, to be copied. */
export const TypedText = ({ refused }: { refused: CommandReply }) => {
  const texts = Object.entries(refused.reply.values)
    .filter(([name]) => !name.startsWith('_'))
    .flatMap(([, value]) => [value].flat())
    // Choices are codes; only words are worth copying.
    .filter((value) => /\p{Script=Han}/u.test(value))
  if (texts.length === 0) return null
  return (
    <section aria-labelledby="typed" className="mb-6">
      <h2 id="typed" className="mb-2 text-xl">
        您填写的内容
      </h2>
      <p className="text-ink-600">没有提交成功，可以复制留用。</p>
      {texts.map((text) => (
        <p key={text} className="my-2 max-w-measure whitespace-pre-line border-l-4 border-line-200 pl-4">
          {text}
        </p>
      ))}
    </section>
  )
}
