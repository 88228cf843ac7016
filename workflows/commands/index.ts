import { agreementCommands } from './agreement'
import { agreementLifeCommands } from './agreement-life'
import { agreementStageCommands } from './application-agreement'
import { evaluationCommands } from './application-evaluation'
import { intakeCommands } from './application-intake'
import { barRecordCommands } from './bar-record'
import { changeCommands, supplementSigningCommands } from './change'
import type { CommandDefinition } from './definition'
import { duringApplicationCommands } from './during-application'
import { endingCommands, rescissionSigningCommands } from './ending'
import { evaluationRoundCommands } from './evaluation-round'
import { institutionListCommands } from './institution-list'
import { noticeCommands } from './notice'
import { reEvaluationCommands } from './re-evaluation'
import { refusalCommands } from './refusal'
import { renewalCommands, renewalSigningCommands } from './renewal'
import { ruleOverrideCommands } from './rule-override'
import { ruleReleaseCommands } from './rule-release'
import { visitCommands } from './visit'

/** Every command of the portal: the only ways in which a case can be asked to change. */
export const commands = {
  ...intakeCommands,
  ...refusalCommands,
  ...duringApplicationCommands,
  ...visitCommands,
  ...evaluationCommands,
  ...noticeCommands,
  ...reEvaluationCommands,
  ...agreementStageCommands,
  ...evaluationRoundCommands,
  ...agreementCommands,
  ...agreementLifeCommands,
  ...changeCommands,
  ...supplementSigningCommands,
  ...renewalCommands,
  ...renewalSigningCommands,
  ...endingCommands,
  ...rescissionSigningCommands,
  ...institutionListCommands,
  ...barRecordCommands,
  ...ruleReleaseCommands,
  ...ruleOverrideCommands,
} as const satisfies Record<string, CommandDefinition>

export type CommandName = keyof typeof commands

/** All names, in the order of the path. */
export const commandNames = Object.keys(commands) as CommandName[]

/** True for a name that comes from a URL and is a command. */
export const isCommandName = (name: string): name is CommandName => Object.hasOwn(commands, name)
