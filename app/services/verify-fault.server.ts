import { formatInstant } from '#app/view/format'
import { eventTitle } from '#app/view/labels'

/** What a verification found: 改动, 缺失, 次序被调换, 多出, or a state that contradicts the log. */
export type FaultKind = 'altered' | 'missing' | 'moved' | 'extra' | 'contradicts'

/** One thing that is not as it was written; `at` is the moment that it belongs to, '' when it has none. */
export type LogFault = { kind: FaultKind; where: string; sentence: string; at: string }

export const faultWords = {
  altered: '改动',
  missing: '缺失',
  moved: '次序被调换',
  extra: '多出',
  contradicts: '不符',
} satisfies Record<FaultKind, string>

export const fault = (kind: FaultKind, where: string, detail: string, at = ''): LogFault => ({
  kind,
  where,
  sentence: `${faultWords[kind]}：${detail}`,
  at,
})

/** A moment that may itself have been tampered with. */
export const moment = (at: string): string => (Number.isNaN(Date.parse(at)) ? `“${at}”` : formatInstant(at))

/** An event as people call it, with its moment. */
export const eventWords = ({ command, at }: { command: string; at: string }): string => `${moment(at)}“${eventTitle(command)}”`

/** What belongs to no moment first, then the earliest. */
export function inOrder(faults: readonly LogFault[]): LogFault[] {
  return [...faults].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}
