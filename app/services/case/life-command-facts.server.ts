import type { CommandFormFacts } from '#app/view/command-form'
import type { Repositories } from '#db/unit-of-work'
import type { Actor } from '#workflows/access/authorise'
import { dateOf, type Instant } from '#workflows/calendar/plain-date'
import { agreementFileOf } from '../agreement-file.server'
import type { OpenCase } from '../case-view.server'
import { consolidatedAgreement } from '../consolidated-agreement.server'
import { endingFormFacts } from '../ending/ending-view.server'

const lifeMachines = ['change', 'renewal', 'ending']

/** Cases that hang on an agreement (第十三至十九条). */
export const isLifeMachine = (machine: string): boolean => lifeMachines.includes(machine)

/** What the forms of a change, a renewal or an ending show beside what was typed. */
export async function lifeCommandFacts(
  read: Repositories,
  actor: Actor,
  opened: OpenCase,
  now: Instant,
): Promise<Pick<CommandFormFacts, 'isAtCounter' | 'print' | 'representative' | 'ending'>> {
  const { file } = opened
  const agreement = file.parent_id === null ? undefined : await read.caseFiles.find(file.parent_id)
  const text = await agreementFileOf(read, file.id)
  return {
    isAtCounter: file.institution_id !== null && !actor.institutionIds.includes(file.institution_id),
    print: text && { ...text, href: `/documents/${text.documentId}` },
    representative: agreement === undefined ? '' : (await consolidatedAgreement(read, agreement)).representative,
    ending: file.machine === 'ending' ? await endingFormFacts(read, opened, dateOf(now)) : null,
  }
}
