import { agreementContext } from '#app/services/case-context'
import type { Portal } from '#app/services/portal.server'
import { loadRules } from '#app/services/rules.server'
import { cityAgencyId } from '#workflows/access/authorise'
import {
  addDays,
  addMinutes,
  dateFromParts,
  dateOf,
  type Instant,
  type PlainDate,
  plainDate,
  startOfDay,
} from '#workflows/calendar/plain-date'
import { isWorkingDay } from '#workflows/calendar/working-days'
import type { ApplicationInput } from '#workflows/domain/application-input'
import { jurisdictionOf } from '#workflows/domain/areas'
import { expectedRound } from '#workflows/policy/expected-round'
import type { ItemScore } from '#workflows/policy/item-scores'
import { type Cast, ensureAgencyStaff, ensureApplicant } from './cast'
import { act, ensureRound, evaluate, fileAgreement, JourneyRefused, negotiateAndSign, publishList, publishRound, submit } from './steps'

const officeHour = 10 * 60
/** Days into the round's month on which the panel visits. */
const visitDay = 12

/** 10 o'clock of a day, Beijing time. */
export const officeTime = (day: PlainDate): Instant => addMinutes(startOfDay(day), officeHour)

/** Moves on to 10 o'clock of the first working day at least `days` from now. */
export async function passWorkingDays(portal: Portal, days: number): Promise<void> {
  const rules = await rulesOf(portal)
  let day = dateOf(portal.now())
  let left = days
  while (left > 0) {
    day = addDays(day, 1)
    const working = isWorkingDay(rules.calendar, day)
    if (!working.ok) throw new JourneyRefused('日历', { ok: false, refusal: working.refusal })
    if (working.value) left -= 1
  }
  await portal.advanceTo(officeTime(day))
}

async function rulesOf(portal: Portal) {
  const rules = await loadRules(portal.read, { on: dateOf(portal.now()) })
  if (rules === undefined) throw new Error('no policy is in force')
  return rules
}

/** The people and places of an input, made when they are not there yet. */
export async function castFor(portal: Portal, input: ApplicationInput, login: string): Promise<Cast> {
  const jurisdiction = jurisdictionOf(input.site)
  if (!jurisdiction.ok)
    throw new JourneyRefused('管辖', { ok: false, refusal: { code: 'invalidInput', issues: { admdvs: [jurisdiction.refusal.message] } } })
  const staff = await ensureAgencyStaff(portal, jurisdiction.value.agency)
  return { ...staff, ...(await ensureApplicant(portal, input, login)) }
}

/** 第八条、第九条（一）（二）: handed in and accepted two working days later. @returns the application's case id */
export async function apply(portal: Portal, cast: Cast, input: ApplicationInput, caseId: string): Promise<string> {
  await submit(portal, cast, input, caseId)
  await passWorkingDays(portal, 2)
  await act(portal, cast.officer, 'acceptApplication', caseId, { opinion: '材料齐全，符合要求，予以受理。' })
  return caseId
}

/** The applications of one agency that are evaluated together, with each panel member's sheet. */
export type RoundGroup = {
  cast: Pick<Cast, 'officer' | 'head' | 'panel'>
  cases: readonly { id: string; scoresOf: (member: number) => readonly ItemScore[] }[]
}

/**
 * 第九条（三）（四）: the round that an acceptance today leads to, the panels' sheets, the published results; one round
 * for each agency, side by side.
 * @returns the rounds' case ids, in the order of the groups
 */
export async function evaluateInRound(portal: Portal, groups: readonly RoundGroup[]): Promise<string[]> {
  const rules = await rulesOf(portal)
  const round = expectedRound(rules.policy, rules.calendar, dateOf(portal.now()))
  if (!round.ok) throw new Error('the round cannot be named')
  const { year, month } = round.value
  const roundIds: string[] = []
  for (const { cast } of groups) roundIds.push(await ensureRound(portal, cast, year, month))
  await portal.advanceTo(officeTime(dateFromParts({ year, month, day: visitDay })))
  for (const { cast, cases } of groups) for (const { id, scoresOf } of cases) await evaluate(portal, cast, id, scoresOf)
  await passWorkingDays(portal, 2)
  for (const [index, { cast }] of groups.entries()) await publishRound(portal, cast, roundIds[index] ?? '')
  return roundIds
}

/** `cases`: every case of the life besides the application, its round and its agreement, in the order in which they came. */
export type Life = { applicationId: string; roundId: string; agreementId: string; cases: string[] }

type Lived = { input: ApplicationInput; applicationId: string; scoresOf?: (member: number) => readonly ItemScore[] }

/**
 * From the application to an agreement that is signed, filed and listed (第八至十一条).
 * @param scoresOf each panel member's sheet; the applicant's own scores unless given
 * @param duringNotice what happens on the first day of the public notice
 */
export async function signUp(
  portal: Portal,
  cast: Cast,
  { input, applicationId, scoresOf = () => input.selfEvaluation }: Lived,
  duringNotice: () => Promise<void> = async () => {},
): Promise<Life> {
  await apply(portal, cast, input, applicationId)
  const [roundId = ''] = await evaluateInRound(portal, [{ cast, cases: [{ id: applicationId, scoresOf }] }])
  await duringNotice()
  // The notice runs five working days and ends by itself at 24:00 of the last.
  await passWorkingDays(portal, 6)
  await negotiateAndSign(portal, cast, input, applicationId)
  const agreementId = `agreement-${applicationId}`
  await passWorkingDays(portal, 2)
  await fileAgreement(portal, cast, agreementId)
  await act(portal, cast.officer, 'passConnectionTest', agreementId, { note: '医保结算系统联调通过。' })
  const city = await ensureAgencyStaff(portal, cityAgencyId)
  const added = await publishList(portal, city, { additions: [agreementId] }, `list-in-${applicationId}`)
  return { applicationId, roundId, agreementId, cases: [added] }
}

/** The context of an agreement of a fixed term. */
export async function fixedTermOf(portal: Portal, agreementId: string) {
  const agreement = await portal.read.caseFiles.find(agreementId)
  if (agreement === undefined) throw new Error(`agreement ${agreementId} was never opened`)
  const context = agreementContext(agreement)
  const { expiresOn } = context
  if (expiresOn === null) throw new Error(`agreement ${agreementId} has no last day`)
  return { ...context, expiresOn: plainDate(expiresOn) }
}

/** 第十三条: nobody asks for another term, and the agreement ends at 24:00 of its last day. */
export async function lapse(portal: Portal, life: Life): Promise<void> {
  const { expiresOn } = await fixedTermOf(portal, life.agreementId)
  await portal.advanceTo(officeTime(addDays(expiresOn, 1)))
}

/** What is left to do after the end, and the list that says it (第十六至十九条). */
export async function closeDown(portal: Portal, cast: Cast, life: Life): Promise<void> {
  for (const [command, note] of closingDuties) {
    const agreement = await portal.read.caseFiles.find(life.agreementId)
    if (command === 'transferPatients' && !agreement?.stage.includes('closing.patients.open')) continue
    await passWorkingDays(portal, 3)
    await act(portal, cast.officer, command, life.agreementId, { note })
  }
  const city = await ensureAgencyStaff(portal, cityAgencyId)
  life.cases.push(await publishList(portal, city, { exits: [life.agreementId] }, `list-out-${life.applicationId}`))
}

/** One institution's whole life, from the application to the end of the closing duties (第八至十三条、第十九条（一）). */
export async function liveThrough(portal: Portal, cast: Cast, input: ApplicationInput, applicationId: string): Promise<Life> {
  const life = await signUp(portal, cast, { input, applicationId })
  await lapse(portal, life)
  await closeDown(portal, cast, life)
  return life
}

const closingDuties = [
  ['transferPatients', '最后一日在院的病人已经逐一登记，结算到出院为止。'],
  ['settleClaims', '有效期内的医药费用已经核对并结清。'],
  ['returnPlaque', '协议管理标识牌已经收回并登记。'],
  ['announceExit', '协议终止情况已经在平台公告。'],
] as const
