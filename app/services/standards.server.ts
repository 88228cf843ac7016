import type { Repositories } from '#db/unit-of-work'
import { EvaluationStandard } from '#workflows/policy/evaluation-standard'

// Versions are immutable and parsing one costs more than a step, so the parsed ones are kept.
const parsedStandards = new Map<string, EvaluationStandard>()

/** A stored version of a scoring table, by `id@version`. */
export async function standardOf(tx: Repositories, id: string): Promise<EvaluationStandard> {
  const standard = parsedStandards.get(id) ?? EvaluationStandard.parse(await tx.policy.getStandard(id))
  parsedStandards.set(id, standard)
  return standard
}
