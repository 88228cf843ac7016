import demonstrationSeed from '#db/seeds/demonstration-institutions.json'
import clinicSeed from '#db/seeds/walkthrough-clinic.json'
import pharmacySeed from '#db/seeds/walkthrough-pharmacy.json'
import { ApplicationInput } from '#workflows/domain/application-input'
import type { InstitutionKind, Service } from '#workflows/domain/institution-kinds'
import { applicableItems, type EvaluationStandard, isPureVeto } from '#workflows/policy/evaluation-standard'
import type { ItemScore } from '#workflows/policy/item-scores'
import type { PolicySet } from '#workflows/policy/schema'

const templates = { clinic: clinicSeed, pharmacy: pharmacySeed }
const byKey = new Map(demonstrationSeed.institutions.map((institution) => [institution.key, institution]))
const typeOf = { clinic: 'medical', pharmacy: 'pharmacy' } as const

/**
 * The application of one invented institution of the demonstration, made from the walkthrough's samples.
 * @param rules the table and the policy that decide which items it answers
 */
export function demonstrationInput(key: string, rules: { standard: EvaluationStandard; policy: PolicySet }): ApplicationInput {
  const facts = byKey.get(key)
  if (facts === undefined) throw new Error(`no demonstration institution ${key}`)
  const template = facts.template === 'pharmacy' ? 'pharmacy' : 'clinic'
  const seed = templates[template]
  const services: Service[] = template === 'pharmacy' ? ['retail_drug'] : ['general_outpatient']
  const { entity, account, agent } = seed.form
  const scope = { kind: facts.kind as InstitutionKind, services }
  return ApplicationInput.parse({
    institution: { name: facts.name, uscc: facts.uscc, type: typeOf[template] },
    site: { name: facts.site, kind: facts.kind, address: facts.address, admdvs: facts.admdvs, affiliation: facts.affiliation },
    form: {
      ...seed.form,
      entity: {
        ...entity,
        legalRepresentativeName: facts.representative,
        licenceIssuedOn: '2020-03-02',
        licenceExpiresOn: '2035-03-01',
        openedOn: '2020-04-01',
      },
      services: { services },
      account: { ...account, accountName: facts.name },
      agent: { ...agent, agentName: facts.handler },
    },
    selfEvaluation: selfEvaluation(applicableItems(rules.standard, rules.policy, scope), seed.selfEvaluation as ItemScore[]),
  })
}

/** The sample's answers where it has them, else full marks. */
function selfEvaluation(items: ReturnType<typeof applicableItems>, sample: readonly ItemScore[]): ItemScore[] {
  return items.map((item) => {
    const answer = sample.find(({ itemId }) => itemId === item.id)
    return answer ?? { itemId: item.id, score: isPureVeto(item) ? null : item.maxScore, veto: item.veto ? 'pass' : null, reason: '' }
  })
}
