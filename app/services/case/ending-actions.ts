import type { CaseFile } from '#db/repositories/case-files'
import type { Actor } from '#workflows/access/authorise'
import type { CommandName } from '#workflows/commands/index'
import type { EndingContext } from '#workflows/machines/ending'
import { endingContext } from '../case-context'

const ending =
  (holds: (context: EndingContext, actor: Actor) => boolean) =>
  (actor: Actor, file: CaseFile): boolean =>
    holds(endingContext(file), actor)

/** What the chart of an ending decides by a guard: a button that could only be refused is not shown. */
export const endingConditions = {
  // The institution serves itself by opening the notice; a notice that it leaves unread is deemed served.
  acknowledgeEndingNotice: () => false,
  // Maker and checker (第十七条).
  decideEnding: ending(({ draftedBy, proposedBy }, { id }) => draftedBy !== id && proposedBy !== id),
  dropEnding: ending(({ path, proposedBy }, { id }) => path === 'consensual' || proposedBy !== id),
} satisfies Partial<Record<CommandName, (actor: Actor, file: CaseFile) => boolean>>

/** Steps of the institution that an officer enters from its paper. */
export const endingAtCounter: readonly CommandName[] = ['giveStatement', 'waiveStatement']

/** What an ending waits for at each stage. */
export const endingByWeight: readonly CommandName[] = ['giveStatement', 'decideEnding', 'draftEndingDecision', 'offerRescission']
