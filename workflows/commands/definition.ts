import type * as z from 'zod'
import type { Actor, Grant } from '#workflows/access/authorise'
import type { Instant, PlainDate } from '#workflows/calendar/plain-date'
import type { Outcome } from '#workflows/domain/refusal'
import type { MachineName } from '#workflows/engine/restore'
import type { MachineEvent } from '#workflows/engine/step'
import type { PolicySet } from '#workflows/policy/schema'
import type { FactsOf } from './facts'

/** What a command may look at besides its input: who, when, under which rules, and the facts of the case. */
export type By<M extends MachineName> = {
  at: Instant
  on: PlainDate
  actor: Actor
  commandId: string
  policy: PolicySet
  facts: FactsOf<M>
  /** The machine's context before the step; undefined while a case is being opened. */
  context: unknown
}

/** Where a new case belongs; decided by the rules, never by the form. */
export type CaseSubject = {
  agencyId: string
  institutionId: string | null
  siteId: string | null
  parentId: string | null
  title: string
  machineInput: unknown
}

type Common<M extends MachineName, I extends z.ZodType> = {
  machine: M
  /** The article of the Measure that the decision rests on; it is written into the log. */
  article: string
  grants: readonly Grant[]
  input: I
  /** Keys of the input that are kept out of the log and stored apart, bound to it by their digest (第二十三条, DECISIONS 33). */
  confidential?: readonly string[]
}

export type StepCommand<M extends MachineName, I extends z.ZodType, E extends string = string> = Common<M, I> & {
  kind: 'step'
  // A method, not a property: the table holds commands of every machine side by side.
  toEvent(input: z.output<I>, by: By<M>): Outcome<MachineEvent & { type: E }>
}
export type OpeningCommand<M extends MachineName, I extends z.ZodType> = Common<M, I> & {
  kind: 'opening'
  /** The case whose pinned rules govern the new one; without it, the rules of the day do. */
  underRulesOf?(input: z.output<I>): string
  open(input: z.output<I>, by: By<M>): Outcome<CaseSubject>
}
export type CommandDefinition = StepCommand<MachineName, z.ZodType> | OpeningCommand<MachineName, z.ZodType>

/** Declares a command on a case that exists; the type of the event that it sends stays known to the compiler. */
export const stepCommand = <const M extends MachineName, I extends z.ZodType, const E extends string>(
  definition: Omit<StepCommand<M, I, E>, 'kind'>,
): StepCommand<M, I, E> => ({ kind: 'step', ...definition })

/** Declares a command that opens a case (DECISIONS 1: a case opens at submission, revision 0). */
export const openingCommand = <const M extends MachineName, I extends z.ZodType>(
  definition: Omit<OpeningCommand<M, I>, 'kind'>,
): OpeningCommand<M, I> => ({ kind: 'opening', ...definition })
