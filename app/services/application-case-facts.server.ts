import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import { dateFromParts, dateOf, endOfMonth, instant, type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import type { ApplicationFacts } from '#workflows/commands/facts'
import {
  JointMinutePayload,
  OfferTermsPayload,
  ScoreSheetPayload,
  SupplementAnswerPayload,
  SupplementPayload,
} from '#workflows/commands/payloads'
import type { Submission } from '#workflows/commands/submission'
import { VisitRecord } from '#workflows/commands/visit'
import type { ScoreSheet } from '#workflows/policy/score-sheet'
import { agreementFileOf } from './agreement-file.server'
import { applicationContext, roundContext } from './case-context'
import { extendedNoticeUntil, noticePeriodOf } from './notice-period.server'
import { panelsOf, roundOfCase } from './relation.server'
import type { Rules } from './rules.server'
import { checkSignedAgreement } from './signature-check.server'

/** Facts that only a case which is under way can have. */
export type CaseFacts = Omit<
  ApplicationFacts,
  'institution' | 'site' | 'standardId' | 'standard' | 'items' | 'bars' | 'submission' | 'hasRunningApplication' | 'evaluators' | 'former'
>

export const nothingYet: CaseFacts = {
  roundStage: null,
  roundPeriod: null,
  panel: [],
  firstPanel: [],
  licenceExpiresOn: null,
  visitedOn: null,
  noticePeriod: null,
  extendedNoticeUntil: null,
  sheets: [],
  jointDecisions: [],
  lastSupplement: [],
  answeredMaterials: [],
  terms: null,
  agreementFile: null,
  signatureCheck: null,
  colleagues: [],
}

type Asked = { file: CaseFile; rules: Rules; submission: Submission | null; input: unknown }

/** What the log, the round and the documents of an application say; a second evaluation counts only what came after it was ordered. */
export async function caseFacts(tx: Repositories, { file, rules, submission, input }: Asked): Promise<CaseFacts> {
  const context = applicationContext(file)
  const events = await tx.eventLog.ofCase(file.id)
  const last = (...names: string[]) => events.filter((event) => names.includes(event.command)).at(-1)
  const ordered = context.reEvaluated ? events.find(({ from_stage, to_stage }) => isOrdered(from_stage, to_stage)) : undefined
  const evaluation = ordered === undefined ? events : events.filter(({ revision }) => revision > ordered.revision)
  const round = await roundOfCase(tx, file)
  const { first: firstPanel, panel } = panelsOf(file, round)
  const sheets = evaluation
    .filter((event) => event.command === 'submitScoreSheet')
    .flatMap((event): ScoreSheet[] => {
      const member = panel.find(({ accountId }) => accountId === event.actor_id)
      if (member === undefined) return []
      const { entries } = ScoreSheetPayload.parse(event.payload)
      return [
        {
          evaluatorId: event.actor_id,
          role: member.role,
          hasConflict: context.conflictedBy.includes(event.actor_id),
          submittedAt: instant(event.occurred_at),
          entries,
        },
      ]
    })
  const minute = evaluation.findLast(({ command }) => command === 'recordJointMinute')
  const visit = evaluation.findLast(({ command }) => command === 'recordVisit')
  const supplement = last('issueSupplementNotice', 'issueFollowUpNotice')
  const answer = last('answerSupplementNotice')
  const offer = last('offerTerms')
  const agreementFile = await agreementFileOf(tx, file.id)
  const colleagues = await tx.people.list({ agencyId: file.agency_id, role: 'officer' })
  return {
    roundStage: round?.stage ?? null,
    roundPeriod:
      ordered !== undefined ? { from: dateOf(instant(ordered.occurred_at)), to: null } : round === undefined ? null : periodOf(round),
    panel,
    firstPanel,
    licenceExpiresOn: licenceExpiresOn(context.licenceExpiresOn, submission),
    visitedOn: visit === undefined ? null : VisitRecord.parse(visit.payload).visitedOn,
    noticePeriod: await noticePeriodOf(tx, file),
    extendedNoticeUntil: await extendedNoticeUntil(tx, file, rules, input),
    sheets,
    jointDecisions: minute === undefined ? [] : JointMinutePayload.parse(minute.payload).decisions,
    lastSupplement: supplement === undefined ? [] : SupplementPayload.parse(supplement.payload).items,
    answeredMaterials:
      answer === undefined ? [] : SupplementAnswerPayload.parse(answer.payload).materials.map((material) => material.materialId),
    terms: offer === undefined ? null : OfferTermsPayload.parse(offer.payload),
    agreementFile,
    signatureCheck: await checkSignedAgreement(tx, file, agreementFile, input),
    colleagues: colleagues.filter(({ status }) => status === 'active').map(({ id, name }) => ({ id, name })),
  }
}

const isOrdered = (from: string, to: string) => from.startsWith('publicNotice') && to.startsWith('reEvaluation')

function licenceExpiresOn(renewed: string | null, submission: Submission | null): PlainDate | null {
  return renewed === null ? (submission?.form.entity.licenceExpiresOn ?? null) : plainDate(renewed)
}

function periodOf(round: CaseFile): { from: PlainDate; to: PlainDate } {
  const { year, month, extendedUntil } = roundContext(round)
  const from = dateFromParts({ year, month, day: 1 })
  return { from, to: extendedUntil === null ? endOfMonth(from) : plainDate(extendedUntil) }
}
