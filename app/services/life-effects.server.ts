import * as z from 'zod'
import type { CaseFile } from '#db/repositories/case-files'
import type { OutboxRow } from '#db/repositories/outbox'
import type { UnitOfWork } from '#db/unit-of-work'
import { systemActor } from '#workflows/access/authorise'
import { addDays, dateOf, instant, plainDate } from '#workflows/calendar/plain-date'
import type { CommandName } from '#workflows/commands/index'
import { termOf } from '#workflows/domain/agreement-terms'
import { jurisdictionOf } from '#workflows/domain/areas'
import { changeItems } from '#workflows/domain/change-items'
import { EndingGround } from '#workflows/domain/ending-grounds'
import { agreementContext, changeContext, endingContext, renewalContext } from './case-context'
import { filingsOf } from './change/filings.server'
import { renewalDaysOf } from './life-facts.server'
import type { EffectHandler } from './outbox.server'
import { loadRules, type Rules } from './rules.server'

export type EffectTools = {
  send: (row: OutboxRow, command: CommandName, caseId: string, input: unknown) => Promise<void>
  getCase: (id: string) => Promise<CaseFile>
  payloadBehind: (row: OutboxRow, command: CommandName) => Promise<unknown>
}
type LifeEffect =
  | 'openRenewal'
  | 'grantRenewal'
  | 'refuseRenewal'
  | 'withdrawRenewal'
  | 'applyChange'
  | 'applySmallChange'
  | 'absorbChange'
  | 'openEnding'
  | 'endAgreement'
  | 'stayAgreementEnd'
  | 'restoreAgreement'
  | 'closeWithAgreement'

const Offer = z.object({ services: z.array(z.string()) })
const Ground = z.object({ ground: EndingGround })
const Facts = z.object({ facts: z.string() })

const closing = { change: 'closeChange', renewal: 'closeRenewal', ending: 'closeEnding' } as const satisfies Record<string, CommandName>

/** How a change, a renewal and an ending reach the agreement that they hang on, and it them; each may run again. */
export function lifeEffects(unit: UnitOfWork, { send, getCase, payloadBehind }: EffectTools): Record<LifeEffect, EffectHandler> {
  const { read } = unit
  const agreementOf = async ({ id, parent_id }: CaseFile): Promise<CaseFile> => {
    if (parent_id === null) throw new Error(`case ${id} hangs on no agreement`)
    return getCase(parent_id)
  }
  const rulesOf = async (file: CaseFile): Promise<Rules> => {
    const rules = await loadRules(read, { policyId: file.policy_version_id })
    if (rules === undefined) throw new Error(`policy ${file.policy_version_id} is not stored`)
    return rules
  }
  const lastOf = async (caseId: string, ...commands: CommandName[]) => {
    const event = (await read.eventLog.ofCase(caseId)).findLast(({ command }) => commands.some((one) => one === command))
    if (event === undefined) throw new Error(`case ${caseId} has no ${commands.join(' or ')}`)
    return event
  }

  return {
    async openRenewal(row) {
      const agreement = await getCase(row.case_id)
      const asked = await lastOf(agreement.id, 'applyForRenewal')
      const { expiresOn } = agreementContext(agreement)
      const days = renewalDaysOf(await rulesOf(agreement), expiresOn)
      if (days === null) throw new Error(`agreement ${agreement.id} has no last day`)
      const filedOn = dateOf(instant(asked.occurred_at))
      const input = { agreementId: agreement.id, expiresOn, filedOn, isEarly: filedOn < days.opensOn }
      await send(row, 'openRenewal', `renewal-${asked.command_id}`, input)
    },
    async grantRenewal(row) {
      const renewal = await getCase(row.case_id)
      const agreement = await agreementOf(renewal)
      const { services } = Offer.parse((await lastOf(renewal.id, 'offerRenewal')).payload)
      const signed = await lastOf(renewal.id, 'countersignRenewal', 'confirmPaperRenewal')
      const document = (await read.documents.ofCase(renewal.id)).findLast(({ kind }) => kind === 'renewalAgreement')
      if (document === undefined) throw new Error(`renewal ${renewal.id} has no text`)
      const signedOn = dateOf(instant(signed.occurred_at))
      const expiresOn = plainDate(renewalContext(renewal).expiresOn)
      // As the signed text says: without a gap when it was written before the last day, else from the second signature on.
      const startsOn = dateOf(instant(document.issued_at)) > expiresOn ? signedOn : addDays(expiresOn, 1)
      const term = { documentNumber: document.number, services, ...termOf((await rulesOf(renewal)).policy, startsOn) }
      await send(row, 'grantRenewalTerm', agreement.id, { term, signedOn })
    },
    async refuseRenewal(row) {
      await send(row, 'recordRenewalRefusal', (await agreementOf(await getCase(row.case_id))).id, {})
    },
    async withdrawRenewal(row) {
      await send(row, 'recordRenewalWithdrawal', (await agreementOf(await getCase(row.case_id))).id, {})
    },

    async applyChange(row) {
      const change = await getCase(row.case_id)
      const agreement = await agreementOf(change)
      const signed = await lastOf(change.id, 'countersignSupplement', 'confirmPaperSupplement')
      const filings = await filingsOf(read, change)
      const items = filings.flatMap((filing) => filing.items)
      const place = filings.findLast((filing) => filing.place !== null)?.place ?? null
      const site = await read.institutions.getSite(agreement.site_id ?? '')
      const competent = place && jurisdictionOf({ affiliation: site.affiliation, admdvs: place.admdvs })
      const agencyId = competent?.ok && competent.value.agency !== agreement.agency_id ? competent.value.agency : null
      await send(row, 'applyAgreedChange', agreement.id, {
        changeId: change.id,
        signedOn: dateOf(instant(signed.occurred_at)),
        titles: items.map(({ item }) => changeItems[item].title),
        services: filings.findLast((filing) => filing.services !== null)?.services ?? null,
        register: { name: items.findLast(({ item }) => item === 'name')?.after ?? null, place },
        licenceExpiresOn: filings.flatMap(({ licences }) => licences.flatMap(({ expiresOn }) => expiresOn ?? [])).at(-1) ?? null,
        agencyId,
      })
    },
    async applySmallChange(row) {
      await send(row, 'noteSmallChange', (await agreementOf(await getCase(row.case_id))).id, { changeId: row.case_id })
    },
    async absorbChange(row) {
      const { mergedInto, items, needsEvaluation } = changeContext(await getCase(row.case_id))
      if (mergedInto === null) throw new Error(`change ${row.case_id} is merged into none`)
      await send(row, 'absorbChange', mergedInto, { changeId: row.case_id, items, needsEvaluation })
    },
    async openEnding(row) {
      const change = await getCase(row.case_id)
      const { ground } = Ground.parse(JSON.parse(row.payload))
      const said =
        ground === 'changeRefused' ? (await lastOf(change.id, 'proposeChangeRefusal')).payload : await payloadBehind(row, 'endForLateness')
      // The head who refused, or would not let a late change in, still decides the ending, which another person drafts.
      const proposer = ground === 'changeRefused' ? (await lastOf(change.id, 'proposeChangeRefusal')).actor_id : systemActor.id
      await send(row, 'openEndingForChange', `ending-${change.id}`, {
        agreementId: (await agreementOf(change)).id,
        changeId: change.id,
        proposedBy: proposer,
        ground,
        facts: [Facts.parse(said).facts],
        basis: '《东营市基本医疗保险医药机构协议管理办法》第十五条',
      })
    },

    async endAgreement(row) {
      const ending = await getCase(row.case_id)
      const { end } = endingContext(ending)
      if (end === null) throw new Error(`ending ${ending.id} was never drafted`)
      await send(row, 'scheduleAgreementEnd', (await agreementOf(ending)).id, { end: { ...end, endingId: ending.id } })
    },
    async stayAgreementEnd(row) {
      await send(row, 'cancelAgreementEnd', (await agreementOf(await getCase(row.case_id))).id, { reason: '决定停止执行' })
    },
    async restoreAgreement(row) {
      const ending = await getCase(row.case_id)
      const former = await agreementOf(ending)
      const { setAside } = endingContext(ending)
      if (setAside === null) throw new Error(`ending ${ending.id} is not set aside`)
      const context = agreementContext(former)
      // Not over yet: there is nothing to restore, the end is only taken back.
      if (!context.isOver) return send(row, 'cancelAgreementEnd', former.id, { reason: `${setAside.authority}${setAside.number}` })
      await send(row, 'restoreAgreement', `${former.id}-restored-${row.revision}`, {
        formerId: former.id,
        agencyId: former.agency_id,
        institutionId: former.institution_id,
        siteId: former.site_id,
        applicationId: context.applicationId,
        title: former.title,
        documentNumber: context.documentNumber,
        services: context.services,
        signedOn: context.signedOn,
        startsOn: setAside.decidedOn,
        expiresOn: setAside.expiresOn,
        licenceExpiresOn: context.licenceExpiresOn,
        supplements: context.supplements,
        grades: context.grades,
      })
    },
    async closeWithAgreement(row) {
      const files = await read.caseFiles.list({ parentId: row.case_id, status: 'active' }, 200)
      for (const { id, machine } of files)
        if (machine === 'change' || machine === 'renewal' || machine === 'ending') await send(row, closing[machine], id, {})
    },
  }
}
