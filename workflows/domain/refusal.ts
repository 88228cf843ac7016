import type { Result } from '#workflows/result'

/**
 * Every way in which a command may be refused. Expected refusals are values; exceptions mean bugs.
 * Mapped to HTTP status and Chinese sentence in one place: app/http/refusal.ts.
 */
export type Refusal =
  /** No such case, or the actor may not know of it. */
  | { code: 'notFound' }
  /** `authorise` said no; `rule` names the failed rule for the log. */
  | { code: 'forbidden'; rule: string }
  /** The form was made from an older revision of the case; `current` is the revision now. */
  | { code: 'staleRevision'; current: number }
  /** The command does not belong to the state the case is in. */
  | { code: 'notAllowedNow'; stage: string }
  /** The case has reached a final state. */
  | { code: 'ended'; stage: string }
  /** A field is wrong; keys are field paths, values Chinese sentences that say what to do. */
  | { code: 'invalidInput'; issues: Record<string, string[]> }
  /** A rule of the Measure bars it; `until` is the last day of the bar, null when it has no end. */
  | { code: 'ineligible'; article: string; until: string | null; reason: string }
  /** The command id was used before by another actor or with another input. */
  | { code: 'commandIdReused' }
  /** The statutory calendar of a year that the period reaches is not loaded. */
  | { code: 'calendarMissing'; year: number }
  /** Characters that no embedded font can print; named before a document number is given. */
  | { code: 'unprintable'; characters: string[] }
  /** A handler whose letter of authority is over (`until` was its last day), or does not go so far. */
  | { code: 'noAuthority'; reason: 'ended' | 'scope'; until: string | null }
  /** Two persons are needed and this is the same one (maker and checker). */
  | { code: 'samePerson'; article: string }

/** A value, or the refusal that stands in its way. */
export type Outcome<T> = Result<T, Refusal>
