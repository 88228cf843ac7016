import { agreementCommands } from './agreement'
import { agreementStageCommands } from './application-agreement'
import { evaluationCommands } from './application-evaluation'
import { intakeCommands } from './application-intake'
import type { CommandDefinition } from './definition'
import { evaluationRoundCommands } from './evaluation-round'
import { institutionListCommands } from './institution-list'
import { visitCommands } from './visit'

/** Every command of the portal: the only ways in which a case can be asked to change. */
export const commands = {
  ...intakeCommands,
  ...visitCommands,
  ...evaluationCommands,
  ...agreementStageCommands,
  ...evaluationRoundCommands,
  ...agreementCommands,
  ...institutionListCommands,
} as const satisfies Record<string, CommandDefinition>

export type CommandName = keyof typeof commands

/** All names, in the order of the path. */
export const commandNames = Object.keys(commands) as CommandName[]

/** True for a name that comes from a URL and is a command. */
export const isCommandName = (name: string): name is CommandName => Object.hasOwn(commands, name)
