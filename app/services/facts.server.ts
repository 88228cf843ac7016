import * as z from 'zod'
import type { CaseFile } from '#db/repositories/case-files'
import { type Repositories, rollBack } from '#db/unit-of-work'
import type { Actor } from '#workflows/access/authorise'
import { dateOf, instant, type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import type { ApplicationFacts, FactsOf, RoundFacts } from '#workflows/commands/facts'
import { ReopeningPayload } from '#workflows/commands/payloads'
import { Submission } from '#workflows/commands/submission'
import { InstitutionKind } from '#workflows/domain/institution-kinds'
import type { MachineName } from '#workflows/engine/restore'
import { lastDayAfter } from '#workflows/policy/deadline-rule'
import { applicableItems } from '#workflows/policy/evaluation-standard'
import { PanelRole } from '#workflows/policy/score-sheet'
import { caseFacts, nothingYet } from './application-case-facts.server'
import { barRecordFacts } from './bar-record-facts.server'
import { barsOn } from './bars.server'
import { applicationContext } from './case-context'
import { agreementFacts, lifeFacts } from './life-facts.server'
import { listFacts } from './list/facts.server'
import { extendedNoticeUntil } from './notice-period.server'
import { hasLeft } from './round-roster.server'
import { ruleOverrideFacts, ruleReleaseFacts } from './rules/release-facts.server'
import { type Rules, rulesOfCase } from './rules.server'
import { standardOf } from './standards.server'

type Asked = { on: PlainDate; rules: Rules; actor: Actor; file?: CaseFile; input?: unknown }

/** The facts that a command of a machine may look at, read inside the transaction of the command. */
export async function loadFacts(tx: Repositories, machine: MachineName, asked: Asked): Promise<FactsOf<MachineName>> {
  if (machine === 'application') return applicationFacts(tx, asked)
  if (machine === 'evaluationRound') return roundFacts(tx, asked)
  if (machine === 'barRecord') return barRecordFacts(tx, asked.input)
  if (machine === 'ruleRelease') return ruleReleaseFacts(tx, asked.file, asked.input)
  if (machine === 'ruleOverride') return ruleOverrideFacts(tx, asked.on)
  if (machine === 'institutionList') return listFacts(tx, asked.actor, asked.file)
  if (machine === 'agreement') return agreementFacts(tx, asked.rules, asked.file, asked.input)
  return lifeFacts(tx, asked.rules, asked.file, asked.input)
}

/** The submission of an application as it was sent, or of the one that it reopens; null before there is one. */
export async function submissionOf(tx: Repositories, caseId: string): Promise<Submission | null> {
  const [opening] = await tx.eventLog.ofCase(caseId, 'submitApplication')
  if (opening !== undefined) return Submission.parse(opening.payload)
  const [reopening] = await tx.eventLog.ofCase(caseId, 'reopenApplication')
  return reopening === undefined ? null : submissionOf(tx, ReopeningPayload.parse(reopening.payload).formerCaseId)
}

const NamesMembers = z.object({ members: z.array(z.unknown()) })
const Reopening = z.object({ formerCaseId: z.string() })

/** The finished application that a reopening names. */
async function formerOf(tx: Repositories, input: unknown): Promise<CaseFile | undefined> {
  const named = Reopening.safeParse(input)
  const file = named.success ? await tx.caseFiles.find(named.data.formerCaseId) : undefined
  return file?.machine === 'application' && file.status === 'done' ? file : undefined
}

export async function applicationFacts(tx: Repositories, { on, rules, file, input }: Asked): Promise<ApplicationFacts> {
  const former = file === undefined ? await formerOf(tx, input) : undefined
  const source = file ?? former
  if (source === undefined && Reopening.safeParse(input).success) rollBack({ code: 'notFound' })
  const submission = source === undefined ? Submission.parse(input) : await submissionOf(tx, source.id)
  const site = await tx.institutions.findSite(submission?.siteId ?? file?.site_id ?? '')
  if (site === undefined) rollBack({ code: 'notFound' })
  const running = file === undefined ? await tx.caseFiles.list({ machine: 'application', siteId: site.id, status: 'active' }, 1) : []
  const institution = await tx.institutions.get(site.institution_id)
  const standardId = rules.policy.evaluation.standards[institution.institution_type]
  const standard = await standardOf(tx, standardId)
  const kind = InstitutionKind.parse(site.institution_kind)
  const base = {
    institution: { id: institution.id, name: institution.name, uscc: institution.uscc, type: institution.institution_type },
    site: { id: site.id, name: site.name, address: site.address, admdvs: site.admdvs, affiliation: site.affiliation, kind },
    standardId,
    standard,
    items: applicableItems(standard, rules.policy, { kind, services: submission?.form.services.services ?? [] }),
    bars: await barsOn(tx, rules.policy, { uscc: institution.uscc, on, places: [{ kind, siteId: site.id }] }),
    submission,
    hasRunningApplication: running.length > 0,
    // The pool is asked only when somebody appoints a panel.
    evaluators: NamesMembers.safeParse(input).success ? await evaluatorsOf(tx) : [],
    former: former === undefined ? null : formerFacts(former),
  }
  return { ...base, ...(file === undefined ? nothingYet : await caseFacts(tx, { file, rules, submission, input })) }
}

const formerFacts = ({ id, stage, agency_id, updated_at }: CaseFile) => ({
  id,
  stage,
  agencyId: agency_id,
  endedOn: dateOf(instant(updated_at)),
})

/** Everybody in the pool of evaluators, in the role that they are known in. */
async function evaluatorsOf(tx: Repositories): Promise<RoundFacts['evaluators']> {
  const people = await tx.people.list({ role: 'evaluator' })
  return people.flatMap((person) => {
    const role = PanelRole.safeParse(person.panel_role)
    return role.success && person.status === 'active' ? [{ id: person.id, name: person.name, role: role.data }] : []
  })
}

/** The first day by which one of the applications must be evaluated, each by its own pinned rules. */
async function evaluatedBy(tx: Repositories, applications: readonly CaseFile[]): Promise<PlainDate | null> {
  const days: PlainDate[] = []
  for (const application of applications.filter((one) => !hasLeft(one))) {
    const { acceptedOn } = applicationContext(application)
    const within = (await rulesOfCase(tx, application)).policy.rounds.evaluatedWithin
    if (acceptedOn !== null && within !== null) days.push(lastDayAfter(plainDate(acceptedOn), within.count, within.unit))
  }
  return days.sort()[0] ?? null
}

async function roundFacts(tx: Repositories, { rules, actor, file, input }: Asked): Promise<RoundFacts> {
  const applications = file === undefined ? [] : await tx.caseFiles.list({ machine: 'application', parentId: file.id }, 1000)
  const ofAgency = { machine: 'application', agencyId: file?.agency_id ?? actor.agencyId ?? '' }
  const waiting = file === undefined ? [] : await tx.caseFiles.list({ ...ofAgency, stagePrefix: 'queued' }, 1000)
  const rounds = actor.agencyId === null ? [] : await tx.caseFiles.list({ machine: 'evaluationRound', agencyId: actor.agencyId }, 1000)
  return {
    applications: applications
      .filter((application) => !hasLeft(application))
      .map((application) => {
        const { passed, sheetsBy } = applicationContext(application)
        return { id: application.id, title: application.title, stage: application.stage, passed, sheetsBy }
      }),
    evaluators: await evaluatorsOf(tx),
    agencyId: actor.agencyId,
    waiting: waiting.map(({ id, title }) => ({ id, title })),
    extendedNoticeUntil: file === undefined ? null : await extendedNoticeUntil(tx, file, rules, input),
    evaluatedBy: await evaluatedBy(tx, applications),
    roundTitles: rounds.map(({ title }) => title),
  }
}
