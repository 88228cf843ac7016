import * as z from 'zod'
import type { OutboxRow } from '#db/repositories/outbox'
import type { UnitOfWork } from '#db/unit-of-work'
import { systemActor } from '#workflows/access/authorise'
import { dateOf, type Instant, instant, plainDate, startOfDay } from '#workflows/calendar/plain-date'
import type { CommandName } from '#workflows/commands/index'
import { LateAdmissionPayload, NoticeExtensionPayload, OfferTermsPayload } from '#workflows/commands/payloads'
import { termOf } from '#workflows/domain/agreement-terms'
import type { EffectType } from '#workflows/engine/effects'
import { applicationContext, listContext, roundContext } from './case-context'
import { type Dispatch, dispatchLatest } from './dispatch.server'
import { submissionOf } from './facts.server'
import { lifeEffects } from './life-effects.server'
import type { EffectHandler } from './outbox.server'
import { renderIssuedDocument } from './render-document.server'
import { mayBeEvaluatedIn } from './round-roster.server'
import { loadRules } from './rules.server'

type Outgoing =
  | Exclude<
      EffectType,
      | 'issueDocument'
      | 'storeRules'
      | 'recordOverride'
      | 'recordBar'
      | 'markBar'
      | 'liftBar'
      | 'liftFormerBar'
      | 'liftAgreementBar'
      | 'moveSite'
      | 'updateRegister'
      | 'addDocumentVersion'
    >
  | 'renderDocument'

/** What the log holds of a deadline that fired. */
const FiredDeadline = z.object({ dueAt: z.string() })

/** Refusals that only say that an earlier delivery already did the work, or that the case went another way meanwhile. */
const settled = new Set(['notAllowedNow', 'ended'])

/** 甲方 signs the file, or confirms the paper that both signed. */
const isSecondSignature = new Set(['countersign', 'confirmPaperAgreement'])

/** What each effect does once its step is committed; every handler may be called again. */
export function effectHandlers(unit: UnitOfWork, dispatch: Dispatch, now: () => Instant): Record<Outgoing, EffectHandler> {
  const send = async (row: OutboxRow, command: CommandName, caseId: string, input: unknown) => {
    const commandId = `effect:${row.id}:${caseId}`
    const outcome = await dispatchLatest(unit, dispatch, { command, caseId, commandId, actor: systemActor, input })
    if (!outcome.ok && !settled.has(outcome.refusal.code)) throw new Error(`${command} on ${caseId}: ${outcome.refusal.code}`)
  }
  const getCase = async (id: string) => {
    const file = await unit.read.caseFiles.find(id)
    if (file === undefined) throw new Error(`case ${id} is gone`)
    return file
  }
  /** What the command was given whose step sent an effect. */
  const payloadBehind = async ({ case_id, revision }: OutboxRow, command: CommandName): Promise<unknown> => {
    const event = (await unit.read.eventLog.ofCase(case_id, command)).find((one) => one.revision === revision)
    if (event === undefined) throw new Error(`case ${case_id} has no ${command} at revision ${revision}`)
    return event.payload
  }
  const members = (roundId: string) => unit.read.caseFiles.list({ machine: 'application', parentId: roundId }, 1000)

  return {
    ...lifeEffects(unit, { send, getCase, payloadBehind }),
    async enrolApplications(row) {
      const round = await getCase(row.case_id)
      // The lock is the due moment of the deadline, however late the round was opened, swept or delivered.
      const [lock] = (await unit.read.eventLog.ofCase(round.id, 'deadline.roundLock')).slice(-1)
      if (lock === undefined) throw new Error(`round ${round.id} was never locked`)
      const { dueAt } = FiredDeadline.parse(lock.payload)
      const waiting = await unit.read.caseFiles.list({ machine: 'application', agencyId: round.agency_id, stagePrefix: 'queued' }, 1000)
      for (const file of waiting) {
        const { acceptedOn } = applicationContext(file)
        const isInTime = acceptedOn !== null && startOfDay(plainDate(acceptedOn)) < dueAt
        if (isInTime && (await mayBeEvaluatedIn(unit.read, file, roundContext(round).month)))
          await send(row, 'joinRound', file.id, { roundId: round.id })
      }
    },
    async enrolLateApplication(row) {
      const round = await getCase(row.case_id)
      const { applicationId } = LateAdmissionPayload.parse(await payloadBehind(row, 'admitLateApplication'))
      await send(row, 'joinRound', applicationId, { roundId: round.id })
      if (round.stage.startsWith('evaluating')) await send({ ...row, id: `${row.id}:begin` }, 'beginEvaluation', applicationId, {})
    },
    async extendNotices(row) {
      const { lostDays } = NoticeExtensionPayload.parse(await payloadBehind(row, 'extendPublicNotice'))
      for (const file of await members(row.case_id))
        if (file.stage.startsWith('publicNotice')) await send(row, 'extendNoticePeriod', file.id, { lostDays })
    },
    async beginEvaluations(row) {
      for (const file of await members(row.case_id)) await send(row, 'beginEvaluation', file.id, {})
    },
    async publishToApplications(row) {
      const round = await getCase(row.case_id)
      const { publishedAt } = roundContext(round)
      for (const file of await members(row.case_id))
        if (file.status === 'active') await send(row, 'publishResult', file.id, { publishedAt })
    },
    async openAgreement(row) {
      const application = await getCase(row.case_id)
      const [offer] = (await unit.read.eventLog.ofCase(row.case_id, 'offerTerms')).slice(-1)
      const countersigned = (await unit.read.eventLog.ofCase(row.case_id)).findLast(({ command }) => isSecondSignature.has(command))
      const document = (await unit.read.documents.ofCase(row.case_id)).findLast(({ kind }) => kind === 'serviceAgreement')
      const rules = await loadRules(unit.read, { policyId: application.policy_version_id })
      if (offer === undefined || countersigned === undefined || document === undefined || rules === undefined)
        throw new Error(`application ${row.case_id} is not fully signed`)
      const terms = OfferTermsPayload.parse(offer.payload)
      const startsOn = terms.startsOn === null ? dateOf(instant(countersigned.occurred_at)) : plainDate(terms.startsOn)
      // 第十三条: a long-term agreement has no last day.
      const term = terms.termType === 'long' ? { startsOn, expiresOn: null } : termOf(rules.policy, startsOn)
      await send(row, 'openAgreement', `agreement-${row.case_id}`, {
        applicationId: row.case_id,
        documentNumber: document.number,
        services: terms.services,
        signedOn: dateOf(instant(countersigned.occurred_at)),
        ...term,
        licenceExpiresOn:
          applicationContext(application).licenceExpiresOn ??
          (await submissionOf(unit.read, application.id))?.form.entity.licenceExpiresOn ??
          null,
      })
    },
    async publishToAgreements(row) {
      const list = await getCase(row.case_id)
      const { additions, changes, exits, publishedOn } = listContext(list)
      const [announcement] = await unit.read.documents.ofCase(list.id)
      if (publishedOn === null || announcement === undefined) throw new Error(`list ${list.id} was never published`)
      for (const id of [...additions, ...changes])
        await send(row, 'listAgreement', id, { listedOn: publishedOn, listNumber: announcement.number })
      for (const id of exits) await send(row, 'delistAgreement', id, { delistedOn: publishedOn })
    },
    renderDocument: (row) => renderIssuedDocument(unit, row, now()),
  }
}
