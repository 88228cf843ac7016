import { paperOf } from '#test/app/change-clerk'
import { type Core, ids, morningOf } from '#test/setup/core'
import { systemActor } from '#workflows/access/authorise'
import { addDays, plainDate } from '#workflows/calendar/plain-date'
import type { EndingGround } from '#workflows/domain/ending-grounds'

/** What an agency does to end an agreement (第十五至十九条), by commands. */

export const today = ({ portal }: Core): string => portal.now().slice(0, 10)
export const daysOn = (core: Core, days: number): string => addDays(plainDate(today(core)), days)

/** Moves to 10:00 of a day that lies so many days ahead. */
export const waitDays = (core: Core, days: number): Promise<unknown> => core.portal.advanceTo(morningOf(daysOn(core, days)))

type Proposal = { ground: EndingGround; facts?: string[]; eventOn?: string; talks?: string; agreementId?: string }

/** The input of `proposeEnding` with one piece of evidence. */
export const proposalOf = async (core: Core, proposal: Proposal) => ({
  agreementId: ids.agreement,
  facts: ['2026年6月1日现场检查，发现串换项目收费12人次。'],
  basis: '服务协议第二十条第（三）项',
  evidence: [await paperOf(core, '检查笔录')],
  ...proposal,
})

export async function proposeEnding(core: Core, id: string, proposal: Proposal): Promise<string> {
  await core.must(core.clinic.officer, 'proposeEnding', id, await proposalOf(core, proposal))
  return id
}

/** Drafted by a second officer and decided by the head. */
export async function decide(core: Core, id: string, terms: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const { secondOfficer, head } = core.clinic
  const settlement = '结算至协议结束之日，30日内核对结清。'
  await core.must(secondOfficer, 'draftEndingDecision', id, { endsOn: daysOn(core, 10), settlement, ...terms })
  await core.must(head, 'decideEnding', id, { opinion: '事实清楚，同意。' })
}

/** Decided on a notice that the party let pass, and over. */
export async function endForViolation(core: Core, id: string): Promise<void> {
  await proposeEnding(core, id, { ground: 'violation' })
  await core.must(core.clinic.applicant, 'waiveStatement', id, { confirmed: 'yes' })
  await decide(core, id)
  await waitDays(core, 11)
}

/** Another agreement of the clinic's agency, as a court's ruling would bring it about. */
export async function anotherAgreement(core: Core, id: string, services: readonly string[]): Promise<string> {
  await core.must(systemActor, 'restoreAgreement', id, {
    formerId: ids.agreement,
    agencyId: core.clinic.officer.agencyId,
    institutionId: core.clinic.institutionId,
    siteId: core.clinic.siteId,
    applicationId: ids.application,
    title: '东营仁和医院',
    documentNumber: '东营医保协〔2026〕88号',
    services,
    signedOn: today(core),
    startsOn: today(core),
    expiresOn: '2029-01-01',
    licenceExpiresOn: null,
    supplements: 0,
    grades: [],
  })
  return id
}

export const barsOf = async ({ portal, clinic }: Core) =>
  (await portal.read.bars.ofUscc(clinic.input.institution.uscc)).filter(({ lifted_on }) => lifted_on === null)
