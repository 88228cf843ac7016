import * as z from 'zod'
import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import { clauseSets } from '#templates/clauses/clause-set'
import { type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import type { RuleOverrideFacts, RuleReleaseFacts } from '#workflows/commands/facts'
import { EvaluationStandard } from '#workflows/policy/evaluation-standard'
import type { KnownVersions } from '#workflows/policy/pack-check'
import { ruleReleaseContext } from '../case-context'
import { storedPack } from './stored-pack'

/** The stored scoring tables and the texts of the agreement that a pack may name. */
export async function knownVersions(tx: Repositories): Promise<KnownVersions> {
  const standards = (await tx.policy.standards()).map((data) => EvaluationStandard.parse(data))
  return {
    standards: standards.map(({ id, version, effectiveFrom, items }) => ({
      id: `${id}@${version}`,
      effectiveFrom,
      items: items.map((item) => item.id),
    })),
    clauseSets: clauseSets.map(({ id, version, effectiveFrom }) => ({ id: `${id}@${version}`, effectiveFrom, items: [] })),
  }
}

const NamesBase = z.object({ basedOn: z.string() })

/** What the commands of a release look at; while one is being opened, the pack that it copies. */
export async function ruleReleaseFacts(tx: Repositories, file: CaseFile | undefined, input: unknown): Promise<RuleReleaseFacts> {
  const packs = await tx.policy.packs()
  const basedOn = NamesBase.safeParse(input).data?.basedOn
  const base = packs.find(({ id }) => id === basedOn)
  const policy = file === undefined ? base && storedPack(JSON.parse(base.data)) : storedPack(ruleReleaseContext(file).policy)
  return {
    policy: policy ?? null,
    known: await knownVersions(tx),
    takenIds: packs.map(({ id }) => id),
    publishedFrom: packs.filter(({ governs }) => governs === 1).map(({ effective_from }) => plainDate(effective_from)),
  }
}

/** The newest version in force, when it names its last day. */
export async function ruleOverrideFacts(tx: Repositories, on: PlainDate): Promise<RuleOverrideFacts> {
  const newest = await tx.policy.findNewestOn(on)
  return {
    endedPack: newest === undefined || newest.effectiveTo === null ? null : { id: newest.id, effectiveTo: plainDate(newest.effectiveTo) },
  }
}
