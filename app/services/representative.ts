import { RepresentativePayload } from '#workflows/commands/payloads'

/** Edge case 33: the legal representative whom the institution reported after the notice, by the newest report; undefined when nobody changed. */
export function representativeOf(events: readonly { command: string; payload: unknown }[]): string | undefined {
  const report = events.findLast(({ command }) => command === 'reportRepresentative')
  return report && RepresentativePayload.parse(report.payload).name
}
