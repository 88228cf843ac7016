import { type AmendmentPart, isAmendmentPart, partTitles } from '#app/view/rules'
import type { Actor } from '#workflows/access/authorise'
import { BarCause } from '#workflows/policy/bar-cause'
import { barCauseWords } from '#workflows/policy/eligibility'
import { reminderWords, ruleWords } from '#workflows/policy/pack-rows'
import { penaltyMatterTitles } from '#workflows/policy/penalty-matter'
import { DeadlineKey, type PolicySet } from '#workflows/policy/schema'
import { ruleReleaseContext } from '../case-context'
import type { Portal } from '../portal.server'
import { mayDraftRules } from './packs-view.server'
import { knownVersions } from './release-facts.server'
import { storedPack } from './stored-pack'

type Choice = { value: string; label: string; hint?: string }
type Reminder = { when: string; count: string; unit: string; to: string }

/** What the form of one part shows: texts by field name, lists by field name, and what may be chosen. */
export type ValueForm = {
  caseId: string
  policyId: string
  revision: number
  part: AmendmentPart
  title: string
  /** Of a deadline or a bar: which. */
  key: string
  /** How it stands now, in words. */
  now: string
  /** False of a deadline that falls on a given day: it has nothing to count. */
  counts: boolean
  texts: Record<string, string>
  lists: Record<string, string[]>
  choices: Record<string, Choice[]>
  reminders: Reminder[]
}

const yesNo = (value: boolean): string => (value ? 'yes' : 'no')

/** @returns undefined when there is no such value, or nobody may change it any more */
export async function valueFormOf(
  { read }: Pick<Portal, 'read'>,
  actor: Actor,
  asked: { caseId: string; part: string; key: string },
): Promise<ValueForm | undefined> {
  const file = mayDraftRules(actor) ? await read.caseFiles.find(asked.caseId) : undefined
  if (file?.machine !== 'ruleRelease' || file.status !== 'active' || !isAmendmentPart(asked.part)) return undefined
  const { policyId, policy: data } = ruleReleaseContext(file)
  const policy = storedPack(data)
  const fields = fieldsOf(policy, asked.part, asked.key)
  if (fields === undefined) return undefined
  return {
    caseId: file.id,
    policyId,
    revision: file.revision,
    part: asked.part,
    key: asked.part === 'deadline' || asked.part === 'bar' ? asked.key : '',
    title: partTitles[asked.part],
    now: '',
    counts: true,
    texts: {},
    lists: {},
    reminders: [],
    ...fields,
    choices: await choicesFor(read, policy),
  }
}

type Fields = Partial<Pick<ValueForm, 'title' | 'now' | 'counts' | 'texts' | 'lists' | 'reminders'>>

function fieldsOf(policy: PolicySet, part: AmendmentPart, key: string): Fields | undefined {
  const { rounds, term, renewal, bars, suspension, evaluation, parties } = policy
  switch (part) {
    case 'validity':
      return { texts: { title: policy.title, effectiveFrom: policy.effectiveFrom, effectiveTo: policy.effectiveTo ?? '' } }
    case 'deadline':
      return deadlineFields(policy, key)
    case 'rounds':
      return {
        texts: { kind: rounds.kind, withinMonths: String(rounds.evaluatedWithin?.count ?? ''), basis: rounds.basis },
        lists: { months: rounds.months.map(String) },
      }
    case 'term':
      return {
        texts: { count: String(term.count), unit: term.unit, basis: term.basis },
        lists: { longTermAllowedFor: [...term.longTermAllowedFor] },
      }
    case 'renewal': {
      const { formOpensDaysBefore, continuationMaxDays, basis, draft } = renewal
      const days = { formOpensDaysBefore: String(formOpensDaysBefore), continuationMaxDays: String(continuationMaxDays) }
      return { texts: { ...days, basis, draft: yesNo(draft) } }
    }
    case 'bar': {
      const rule = bars.rules.find(({ cause }) => cause === BarCause.safeParse(key).data)
      return rule && { title: barCauseWords[rule.cause], texts: { count: String(rule.count), unit: rule.unit, basis: rule.basis } }
    }
    case 'barScope':
      return {
        texts: {
          includeNoFaultEnd: yesNo(bars.includeNoFaultEnd),
          headquartersPenaltyCounts: yesNo(bars.headquartersPenaltyCounts),
        },
        lists: { countingMatters: bars.penaltyMatters.filter(({ countsAsBar }) => countsAsBar).map(({ matter }) => matter) },
      }
    case 'suspension':
      return { texts: { maxDays: String(suspension?.maxDays ?? ''), basis: suspension?.basis ?? '' } }
    case 'evaluation': {
      const { standards, switchedOffItems, visitAttempts, selfGapPoints, basis } = evaluation
      return {
        texts: { ...standards, visitAttempts: String(visitAttempts), selfGapPoints: String(selfGapPoints), basis },
        lists: { switchedOffItems },
      }
    }
    case 'clauses':
      return { texts: { clauseSetVersion: policy.clauseSetVersion } }
    case 'parties':
      return { texts: { ...parties } }
  }
}

function deadlineFields(policy: PolicySet, key: string): Fields | undefined {
  const known = DeadlineKey.safeParse(key)
  if (!known.success) return undefined
  const entry = policy.deadlines[known.data]
  const { rule, excludeFirstDay, rollsToWorkingDay, basis, draft, consequence, reminders } = entry
  const counts = 'count' in rule
  return {
    title: entry.title,
    now: [ruleWords(entry), ...reminders.map(reminderWords)].join('；'),
    counts,
    texts: {
      ...(counts ? { count: String(rule.count), unit: rule.unit } : {}),
      excludeFirstDay: yesNo(excludeFirstDay),
      rollsToWorkingDay: yesNo(rollsToWorkingDay),
      basis,
      draft: yesNo(draft),
      consequence,
    },
    reminders: reminders.map((reminder) => ({ ...reminder, count: String(reminder.count) })),
  }
}

async function choicesFor(read: Portal['read'], { evaluation }: PolicySet): Promise<ValueForm['choices']> {
  const { standards, clauseSets } = await knownVersions(read)
  const version = ({ id, effectiveFrom }: { id: string; effectiveFrom: string }) => ({ value: id, label: `${id}（${effectiveFrom}起）` })
  const inUse = standards.filter(({ id }) => Object.values(evaluation.standards).includes(id))
  return {
    medical: standards.filter(({ id }) => id.startsWith('medical')).map(version),
    pharmacy: standards.filter(({ id }) => !id.startsWith('medical')).map(version),
    clauseSetVersion: clauseSets.map(version),
    switchedOffItems: inUse.flatMap(({ items }) => items.map((item) => ({ value: item, label: item }))),
    countingMatters: Object.entries(penaltyMatterTitles).map(([value, label]) => ({ value, label })),
  }
}
