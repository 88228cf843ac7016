import * as z from 'zod'
import type { CaseFile } from '#db/repositories/case-files'
import { type Repositories, rollBack } from '#db/unit-of-work'
import type { Actor } from '#workflows/access/authorise'
import { dateFromParts, endOfMonth, instant, type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import type { AgreementFile, ApplicationFacts, FactsOf, RoundFacts } from '#workflows/commands/facts'
import {
  JointMinutePayload,
  OfferTermsPayload,
  ScoreSheetPayload,
  SupplementAnswerPayload,
  SupplementPayload,
} from '#workflows/commands/payloads'
import { Submission } from '#workflows/commands/submission'
import { InstitutionKind } from '#workflows/domain/institution-kinds'
import type { MachineName } from '#workflows/engine/restore'
import { ApplicationContext } from '#workflows/machines/application'
import { EvaluationRoundContext } from '#workflows/machines/evaluation-round'
import { BarCause } from '#workflows/policy/bar-cause'
import { activeBars } from '#workflows/policy/eligibility'
import { applicableItems, EvaluationStandard } from '#workflows/policy/evaluation-standard'
import { PanelRole, type ScoreSheet } from '#workflows/policy/score-sheet'
import { listFacts } from './list-facts.server'
import { panelOf } from './relation.server'
import type { Rules } from './rules.server'
import { checkSignedAgreement } from './signature-check.server'

type Asked = { on: PlainDate; rules: Rules; actor: Actor; file?: CaseFile; input?: unknown }

/** The facts that a command of a machine may look at, read inside the transaction of the command. */
export async function loadFacts(tx: Repositories, machine: MachineName, asked: Asked): Promise<FactsOf<MachineName>> {
  if (machine === 'application') return applicationFacts(tx, asked)
  if (machine === 'evaluationRound') return roundFacts(tx, asked)
  if (machine === 'institutionList') return listFacts(tx, asked.actor, asked.file)
  const applicationId = z.object({ applicationId: z.string() }).safeParse(asked.input).data?.applicationId
  const application = applicationId === undefined ? undefined : await tx.caseFiles.find(applicationId)
  if (application === undefined) return { application: null }
  const { id, agency_id, institution_id, site_id, title } = application
  return { application: { id, agencyId: agency_id, institutionId: institution_id, siteId: site_id, title } }
}

/** The submission of an application as it was sent; null before there is one. */
export async function submissionOf(tx: Repositories, caseId: string): Promise<Submission | null> {
  const [opening] = await tx.eventLog.ofCase(caseId, 'submitApplication')
  return opening === undefined ? null : Submission.parse(opening.payload)
}

const parsedStandards = new Map<string, EvaluationStandard>()

async function standardOf(tx: Repositories, id: string): Promise<EvaluationStandard> {
  const standard = parsedStandards.get(id) ?? EvaluationStandard.parse(await tx.policy.getStandard(id))
  parsedStandards.set(id, standard)
  return standard
}

export async function applicationFacts(tx: Repositories, { on, rules, file, input }: Asked): Promise<ApplicationFacts> {
  const submission = file === undefined ? Submission.parse(input) : await submissionOf(tx, file.id)
  const site = await tx.institutions.findSite(submission?.siteId ?? file?.site_id ?? '')
  if (site === undefined) rollBack({ code: 'notFound' })
  const running = file === undefined ? await tx.caseFiles.list({ machine: 'application', siteId: site.id, status: 'active' }, 1) : []
  const institution = await tx.institutions.get(site.institution_id)
  const standardId = rules.policy.evaluation.standards[institution.institution_type]
  const standard = await standardOf(tx, standardId)
  const kind = InstitutionKind.parse(site.institution_kind)
  const bars = (await tx.bars.ofUscc(institution.uscc)).map((bar) => ({
    cause: BarCause.parse(bar.cause),
    startsOn: plainDate(bar.starts_on),
    source: bar.source,
  }))
  const base = {
    institution: { id: institution.id, name: institution.name, uscc: institution.uscc, type: institution.institution_type },
    site: { id: site.id, name: site.name, address: site.address, admdvs: site.admdvs, affiliation: site.affiliation, kind },
    standardId,
    standard,
    items: applicableItems(standard, rules.policy, { kind, services: submission?.form.services.services ?? [] }),
    bars: activeBars(rules.policy, bars, on),
    submission,
    hasRunningApplication: running.length > 0,
  }
  return { ...base, ...(file === undefined ? nothingYet : await caseFacts(tx, file, input)) }
}

type CaseFacts = Omit<
  ApplicationFacts,
  'institution' | 'site' | 'standardId' | 'standard' | 'items' | 'bars' | 'submission' | 'hasRunningApplication'
>

const nothingYet: CaseFacts = {
  roundStage: null,
  roundPeriod: null,
  panel: [],
  sheets: [],
  jointDecisions: [],
  lastSupplement: [],
  answeredMaterials: [],
  terms: null,
  agreementFile: null,
  signatureCheck: null,
  colleagues: [],
}

async function caseFacts(tx: Repositories, file: CaseFile, input: unknown): Promise<CaseFacts> {
  const context = ApplicationContext.parse((file.snapshot as { context: unknown }).context)
  const events = await tx.eventLog.ofCase(file.id)
  const last = (...names: string[]) => events.filter((event) => names.includes(event.command)).at(-1)
  const panel = await panelOf(tx, file)
  const sheets = events
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
  const minute = last('recordJointMinute')
  const supplement = last('issueSupplementNotice', 'issueFollowUpNotice')
  const answer = last('answerSupplementNotice')
  const offer = last('offerTerms')
  const agreementFile = await agreementFileOf(tx, file.id)
  const colleagues = await tx.people.list({ agencyId: file.agency_id, role: 'officer' })
  const round = file.parent_id === null ? undefined : await tx.caseFiles.find(file.parent_id)
  return {
    roundStage: round?.stage ?? null,
    roundPeriod: round === undefined ? null : periodOf(round),
    panel,
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

function periodOf(round: CaseFile): ApplicationFacts['roundPeriod'] {
  const { year, month, extendedUntil } = EvaluationRoundContext.parse((round.snapshot as { context: unknown }).context)
  const from = dateFromParts({ year, month, day: 1 })
  return { from, to: extendedUntil === null ? endOfMonth(from) : plainDate(extendedUntil) }
}

/** The newest bytes of the agreement of an application; null before it is set. */
export async function agreementFileOf(tx: Repositories, caseId: string): Promise<AgreementFile | null> {
  const document = (await tx.documents.ofCase(caseId)).find(({ kind }) => kind === 'serviceAgreement')
  const file = document && (await tx.documents.latestFile(document.id))
  return document && file ? { documentId: document.id, number: document.number, version: file.version, digest: file.digest } : null
}

async function roundFacts(tx: Repositories, { actor, file }: Asked): Promise<RoundFacts> {
  const applications = file === undefined ? [] : await tx.caseFiles.list({ machine: 'application', parentId: file.id }, 1000)
  const people = await tx.people.list({ role: 'evaluator' })
  const rounds = actor.agencyId === null ? [] : await tx.caseFiles.list({ machine: 'evaluationRound', agencyId: actor.agencyId }, 1000)
  return {
    applications: applications
      .filter((application) => application.stage !== 'withdrawn')
      .map(({ id, title, stage, snapshot }) => {
        const { passed, sheetsBy } = ApplicationContext.parse((snapshot as { context: unknown }).context)
        return { id, title, stage, passed, sheetsBy }
      }),
    evaluators: people.flatMap((person) => {
      const role = PanelRole.safeParse(person.panel_role)
      return role.success && person.status === 'active' ? [{ id: person.id, name: person.name, role: role.data }] : []
    }),
    agencyId: actor.agencyId,
    roundTitles: rounds.map(({ title }) => title),
  }
}
