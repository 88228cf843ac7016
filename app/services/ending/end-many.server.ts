import type { Repositories } from '#db/unit-of-work'
import type { Actor } from '#workflows/access/authorise'
import { addDays, dateOf } from '#workflows/calendar/plain-date'
import { EndingProposal, proposalFault } from '#workflows/commands/ending'
import type { EndingGround } from '#workflows/domain/ending-grounds'
import type { Outcome } from '#workflows/domain/refusal'
import { refuse } from '#workflows/result'
import { agreementContext } from '../case-context'
import { mostInBatch, writeBatch } from '../desk/batch.server'
import { hiddenCharacters, issuesOf } from '../input-words'
import type { Portal } from '../portal.server'
import { loadRules } from '../rules.server'
import { groundStep } from './start.server'

const ground: EndingGround = 'lawChanged'

type AgreementRow = { id: string; title: string; number: string; revision: number; obstacle: string }

async function agreementRows(read: Repositories, agencyId: string): Promise<AgreementRow[]> {
  const agreements = await read.caseFiles.list({ machine: 'agreement', agencyId, stageLeaf: 'term.inForce' }, mostInBatch)
  const endings = await read.caseFiles.list({ machine: 'ending', agencyId, status: 'active' }, 1000)
  const busy = new Set(endings.map(({ parent_id }) => parent_id))
  return agreements.map((file) => ({
    id: file.id,
    title: file.title,
    number: agreementContext(file).documentNumber,
    revision: file.revision,
    obstacle: busy.has(file.id) ? '已经有正在办理的解除（终止）' : '',
  }))
}

/**
 * 第十八条, edge case 42: the page on which the endings of those who did not agree to a change of the rules are proposed
 * together; undefined while no rules are in force.
 */
export async function endManyOf(portal: Portal, actor: Actor) {
  const { read } = portal
  const today = dateOf(portal.now())
  const rules = await loadRules(read, { on: today })
  if (rules === undefined) return undefined
  return {
    today,
    latest: addDays(today, rules.policy.endings.transitionMaxDays),
    commandId: portal.newId(),
    step: groundStep(rules.policy, ground, today),
    rows: await agreementRows(read, actor.agencyId ?? ''),
  }
}

/**
 * Writes down a proposal for each ticked agreement; each then runs as a case of its own, with its own statement and
 * decision. A fault of what all share is refused before anything is opened.
 */
export async function proposeMany(
  portal: Portal,
  actor: Actor,
  { id, input, ticked }: { id: string; input: Readonly<Record<string, unknown>>; ticked: readonly { caseId: string; revision: number }[] },
): Promise<Outcome<string>> {
  const parsed = EndingProposal.omit({ agreementId: true }).safeParse({ ...input, ground })
  const hidden = hiddenCharacters(input)
  const own = ticked.length === 0 ? { case: ['请至少勾选一份协议'] } : {}
  if (!parsed.success) return refuse({ code: 'invalidInput', issues: { ...own, ...hidden, ...issuesOf(parsed.error) } })
  const lacks = proposalFault({ ...parsed.data, agreementId: '' }, dateOf(portal.now()))
  const issues = { ...own, ...hidden, ...lacks }
  if (Object.keys(issues).length > 0) return refuse({ code: 'invalidInput', issues })
  return writeBatch(portal, actor, { id, task: { name: 'proposeEnding', proposal: parsed.data }, ticked })
}
