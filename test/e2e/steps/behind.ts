import { z } from 'zod'
import { ensureAgencyStaff } from '#app/journey/cast'
import { evaluate } from '#app/journey/steps'
import type { Portal } from '#app/services/portal.server'
import { ItemScore } from '#workflows/policy/item-scores'

/** What happens beside the path that a test walks in the browser: done through dispatch. */

/** The own scores that an application was handed in with. */
export async function selfEvaluationOf(core: Portal, caseId: string): Promise<readonly ItemScore[]> {
  const [submitted] = await core.read.eventLog.ofCase(caseId)
  return z.object({ selfEvaluation: z.array(ItemScore) }).parse(submitted?.payload).selfEvaluation
}

/** The demonstration's other institution of the April round in 东营区: its panel agrees with its own scores. */
export const neighbour = 'demo-yongsheng'

export async function evaluateNeighbour(core: Portal): Promise<void> {
  const sheet = await selfEvaluationOf(core, neighbour)
  await evaluate(core, await ensureAgencyStaff(core, '370502'), neighbour, () => sheet)
}

export const stageOf = async (core: Portal, caseId: string): Promise<string> => (await core.read.caseFiles.find(caseId))?.stage ?? ''
