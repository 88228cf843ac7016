import type { Portal } from '#app/services/portal.server'
import { loadRules } from '#app/services/rules.server'
import { addMinutes, type Instant, type PlainDate, plainDate, startOfDay } from '#workflows/calendar/plain-date'
import type { ApplicationInput } from '#workflows/domain/application-input'
import { jurisdictionOf } from '#workflows/domain/areas'
import { typeOfKind } from '#workflows/domain/institution-kinds'
import { EvaluationStandard } from '#workflows/policy/evaluation-standard'
import { type Cast, ensureAgencyStaff, ensureApplicant } from './cast'
import { type WorkingDays, workingDaysOf } from './demonstration-days'
import { type DemonstrationInstitution, demonstrationInput, demonstrationInstitutions } from './demonstration-input'

/** What every step of the demonstration needs. */
export type Stage = { portal: Portal; workingDays: WorkingDays; staffOf: (agencyId: string) => Promise<Staff> }
export type Staff = Omit<Cast, 'applicant' | 'institutionId' | 'siteId'>

/** One institution on its way. */
export type Party = {
  facts: DemonstrationInstitution
  input: ApplicationInput
  /** The competent agency (第四条). */
  agencyId: string
  standardId: string
  caseId: string
  /** Registers the institution at the first call. */
  cast: () => Promise<Cast>
  /** A moment of a day that is this institution's own; later steps of the same day come later. */
  moment: (day: PlainDate, step?: number) => Instant
}

const dayBegins = 9 * 60
/** Minutes over which the institutions of one day spread, and from one to the next. */
const [spread, apart] = [300, 17]
const minutesOfStep = 45

export async function makeStage(portal: Portal): Promise<{ stage: Stage; parties: Party[] }> {
  const rules = await loadRules(portal.read, { on: plainDate('2023-02-01') })
  if (rules === undefined) throw new Error('no policy is in force')
  const { policy, calendar } = rules
  const ids = policy.evaluation.standards
  const standards = {
    medical: EvaluationStandard.parse(await portal.read.policy.getStandard(ids.medical)),
    pharmacy: EvaluationStandard.parse(await portal.read.policy.getStandard(ids.pharmacy)),
  }
  const staff = new Map<string, Promise<Staff>>()
  const staffOf = (agencyId: string): Promise<Staff> => {
    const known = staff.get(agencyId) ?? ensureAgencyStaff(portal, agencyId)
    staff.set(agencyId, known)
    return known
  }
  const parties = demonstrationInstitutions().map((facts, order): Party => {
    const type = typeOfKind(facts.kind)
    const input = demonstrationInput(facts, { standard: standards[type], policy })
    const jurisdiction = jurisdictionOf(input.site)
    if (!jurisdiction.ok) throw new Error(`${facts.key} lies outside: ${jurisdiction.refusal.message}`)
    let cast: Promise<Cast> | undefined
    const castOf = async (agencyId: string): Promise<Cast> => ({
      ...(await staffOf(agencyId)),
      ...(await ensureApplicant(portal, input, facts.key)),
    })
    return {
      facts,
      input,
      agencyId: jurisdiction.value.agency,
      standardId: ids[type],
      caseId: `demo-${facts.key}`,
      cast: () => (cast ??= castOf(jurisdiction.value.agency)),
      moment: (day, step = 0) => addMinutes(startOfDay(day), dayBegins + ((order * apart) % spread) + step * minutesOfStep),
    }
  })
  return { stage: { portal, workingDays: workingDaysOf(calendar), staffOf }, parties }
}
