import * as z from 'zod'
import demonstrationSeed from '#db/seeds/demonstration-institutions.json'
import clinicSeed from '#db/seeds/walkthrough-clinic.json'
import pharmacySeed from '#db/seeds/walkthrough-pharmacy.json'
import { ApplicationInput } from '#workflows/domain/application-input'
import { Affiliation } from '#workflows/domain/areas'
import { InstitutionKind, type InstitutionType, Service, typeOfKind } from '#workflows/domain/institution-kinds'
import { applicableItems, type EvaluationStandard, isPureVeto } from '#workflows/policy/evaluation-standard'
import type { ItemScore } from '#workflows/policy/item-scores'
import type { PolicySet } from '#workflows/policy/schema'

/** How far an institution of the demonstration has come at its present, and what came between. */
export const Story = z.enum([
  // Without a round: what happened since it handed in.
  'submittedToday',
  'submitted',
  'overdue',
  'answered',
  'transferred',
  'noticeUnserved',
  'noticeServed',
  'noticeDeemed',
  'refusalProposed',
  'queued',
  'refusedSelfEvaluation',
  'refusedPenalty',
  'withdrawn',
  'withdrawnUnanswered',
  // In a round.
  'visitAnnounced',
  'visited',
  'sheetsComing',
  'concluded',
  'handedIn',
  'handedInFailing',
  'approved',
  'onNotice',
  'onNoticeFailing',
  'onNoticeObjected',
  'objectionInTime',
  'objectionLate',
  'reEvaluationLate',
  'reEvaluationInTime',
  'reEvaluated',
  'notPassed',
  'drafting',
  'offered',
  'lapsed',
  'signingByInstitution',
  'waitingCountersign',
  // Signed.
  'awaitingStart',
  'filingInTime',
  'filingLate',
  'filed',
  'filingRemarked',
  'acknowledged',
  'listed',
  'listedLongTerm',
  // Its first term is over or nearly so.
  'renewing',
  'renewalSigning',
  'renewed',
  'heldOn',
  'closing',
  'ended',
  'endedAppliedAgain',
])
export type Story = z.infer<typeof Story>

/** One invented institution with one practice site; `round` is the month of its evaluation. */
export const DemonstrationInstitution = z.strictObject({
  key: z.string().regex(/^[a-z]+$/),
  name: z.string(),
  site: z.string(),
  kind: InstitutionKind,
  services: z.array(Service),
  admdvs: z.string(),
  address: z.string(),
  affiliation: Affiliation,
  uscc: z.string(),
  representative: z.string(),
  representativeId: z.string(),
  handler: z.string(),
  handlerId: z.string(),
  mobile: z.string(),
  practitioner: z.string(),
  practitionerId: z.string(),
  story: Story,
  round: z
    .string()
    .regex(/^\d{4}-(04|10)$/)
    .optional(),
})
export type DemonstrationInstitution = z.infer<typeof DemonstrationInstitution>

/** Every institution of the demonstration, in the order of the seed. */
export function demonstrationInstitutions(): DemonstrationInstitution[] {
  return demonstrationSeed.institutions.map((entry) => DemonstrationInstitution.parse(entry))
}

const templates = { medical: clinicSeed, pharmacy: pharmacySeed } satisfies Record<InstitutionType, unknown>
const beds = { bedsApproved: 60, bedsOpen: 56, inpatientVisits: 410 }
const pharmacyLicenceYears = 5
const firstYear = 2022

/**
 * The application of one invented institution, made from the walkthrough's samples.
 * @param rules the table and the policy that decide which items it answers
 */
export function demonstrationInput(
  facts: DemonstrationInstitution,
  rules: { standard: EvaluationStandard; policy: PolicySet },
): ApplicationInput {
  const { kind, services } = facts
  const type = typeOfKind(kind)
  const { form, selfEvaluation } = templates[type]
  return ApplicationInput.parse({
    institution: { name: facts.name, uscc: facts.uscc, type },
    site: { name: facts.site, kind, address: facts.address, admdvs: facts.admdvs, affiliation: facts.affiliation },
    form: {
      ...form,
      entity: { ...form.entity, ...licencesOf(facts), ...peopleOf(facts) },
      staff: {
        ...form.staff,
        insuranceHeadName: facts.representative,
        practitioners: form.staff.practitioners.map((person) => ({
          ...person,
          name: facts.practitioner,
          idNumber: facts.practitionerId,
        })),
      },
      scale: { ...form.scale, ...(services.includes('inpatient') ? beds : {}) },
      services: {
        services,
        serviceReason: '人员、场地、设备和药品均按所申请的服务类别配备，已试运行三个月。',
        ...(services.includes('outpatient_chronic') ? { chronicDiseases: '高血压、糖尿病' } : {}),
      },
      account: { ...form.account, accountName: facts.name },
      declaration: { ...form.declaration, serviceAddress: `东营市${facts.address}` },
      agent: { ...form.agent, agentName: facts.handler, agentId: facts.handlerId, agentMobile: facts.mobile },
    },
    selfEvaluation: answers(applicableItems(rules.standard, rules.policy, { kind, services }), selfEvaluation as ItemScore[]),
  })
}

const peopleOf = (facts: DemonstrationInstitution) => ({
  legalRepresentativeName: facts.representative,
  legalRepresentativeId: facts.representativeId,
  legalRepresentativePhone: facts.mobile,
  personInChargeName: facts.representative,
  personInChargeId: facts.representativeId,
})

// A licence of a pharmacy runs five years, so it is as old as the application asks for.
function licencesOf({ kind, round, uscc }: DemonstrationInstitution) {
  if (typeOfKind(kind) === 'medical')
    return {
      practiceLicenceNumber: `PDY${uscc.slice(9, 15)}37050217D1102`,
      licenceIssuedOn: '2020-03-02',
      licenceExpiresOn: '2035-03-01',
      openedOn: '2020-04-01',
    }
  const year = Math.max(firstYear, Number(round?.slice(0, 4) ?? '2026')) - 1
  return {
    drugLicenceNumber: `鲁${kind === 'pharmacy_chain_store' ? 'C' : 'D'}A546${uscc.charCodeAt(12)}${uscc.charCodeAt(14)}`,
    licenceIssuedOn: `${year}-06-01`,
    licenceExpiresOn: `${year + pharmacyLicenceYears}-05-31`,
    openedOn: `${year}-06-20`,
  }
}

/** The sample's answers where it has them, else full marks. */
function answers(items: ReturnType<typeof applicableItems>, sample: readonly ItemScore[]): ItemScore[] {
  return items.map((item) => {
    const answer = sample.find(({ itemId }) => itemId === item.id)
    return answer ?? { itemId: item.id, score: isPureVeto(item) ? null : item.maxScore, veto: item.veto ? 'pass' : null, reason: '' }
  })
}
