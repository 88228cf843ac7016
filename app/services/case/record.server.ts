import type { AnswerSection, CaseRecord, HandedInMaterial, ScoreLine, TotalView } from '#app/view/case-view'
import { maskedAnswer } from '#app/view/masked-answer'
import type { Audience } from '#app/view/timeline'
import type { CaseFile } from '#db/repositories/case-files'
import type { CaseEvent } from '#db/repositories/event-log'
import { resultOf } from '#workflows/commands/application-evaluation'
import type { ApplicationFacts } from '#workflows/commands/facts'
import { SupplementAnswerPayload } from '#workflows/commands/payloads'
import { Submission, type SubmittedMaterial } from '#workflows/commands/submission'
import type { SubmittedFile } from '#workflows/commands/submitted-file'
import { findArea } from '#workflows/domain/areas'
import { displayedAnswers } from '#workflows/domain/displayed-answers'
import { Institution, PracticeSite } from '#workflows/domain/institution'
import { titlesOfServices } from '#workflows/domain/institution-kinds'
import { applicationFormTitle, findMaterial } from '#workflows/domain/materials'
import type { PanelResult } from '#workflows/policy/panel-result'
import { totalOf } from '#workflows/policy/scoring'
import { applicationContext, isResultPublished } from '../case-context'
import type { Rules } from '../rules.server'
import { papersOfCommands } from './handed-in-files.server'

/** The checklist entry that stands for the form itself, when a notice finds a fault in it. */
export const FORM_MATERIAL = 'applicationForm'

export const fileHref = (caseId: string, digest: string): string => `/cases/${caseId}/files/${digest}`

const linked = (caseId: string, files: readonly SubmittedFile[]) =>
  files.map(({ name, digest }) => ({ name, href: fileHref(caseId, digest) }))

const entryOf = (caseId: string, { materialId, files }: SubmittedMaterial, isSupplement: boolean, formTitle: string): HandedInMaterial => ({
  id: materialId,
  title: materialId === FORM_MATERIAL ? formTitle : (findMaterial(materialId)?.title ?? materialId),
  files: linked(caseId, files),
  isSupplement,
})

/** Everything handed in with the application and with each answer to a notice, in that order. */
export function materialsOf(caseId: string, events: readonly CaseEvent[], formTitle: string): HandedInMaterial[] {
  return submittedMaterials(events).map(({ material, isSupplement }) => entryOf(caseId, material, isSupplement, formTitle))
}

type SubmittedEntry = { material: SubmittedMaterial; isSupplement: boolean }

/** The same with the digests, to find a file of the case again. */
export function submittedMaterials(events: readonly CaseEvent[]): SubmittedEntry[] {
  return events.flatMap(({ command, payload }): SubmittedEntry[] => {
    if (command === 'submitApplication') return Submission.parse(payload).materials.map((material) => ({ material, isSupplement: false }))
    if (command !== 'answerSupplementNotice') return []
    return SupplementAnswerPayload.parse(payload).materials.map((material) => ({ material, isSupplement: true }))
  })
}

/** The form as it was shown when it was sent; identity and account numbers are masked for those who need not have them. */
export function answersOf(facts: ApplicationFacts, audience: Audience): AnswerSection[] {
  const { institution, site, submission } = facts
  if (submission === null) return []
  const isMasked = audience === 'panel' || audience === 'reader'
  const parties = {
    institution: Institution.parse({ name: institution.name, uscc: institution.uscc, usccConfirmed: true, type: institution.type }),
    site: PracticeSite.parse({
      name: site.name,
      kind: site.kind,
      address: site.address,
      admdvs: findArea(site.admdvs),
      affiliation: site.affiliation,
    }),
  }
  const sections = new Map<string, AnswerSection['rows']>()
  for (const { section, question, answer } of displayedAnswers(submission.form, parties)) {
    const rows = sections.get(section) ?? []
    rows.push({ question, answer: isMasked ? maskedAnswer(question, answer) : answer })
    sections.set(section, rows)
  }
  return [...sections].map(([title, rows]) => ({ title, rows }))
}

/** The applicant's own total over the items that apply. */
export function selfTotalOf(facts: ApplicationFacts): TotalView {
  const { normalised, passMark, passed, failedVetoes } = totalOf(facts.standard, facts.items, facts.submission?.selfEvaluation ?? [])
  return { normalised, passMark, passed, failedVetoes: [...failedVetoes] }
}

const conclusions = { passed: '评估合格', partlyPassed: '部分服务类别合格', failed: '评估不合格' } as const

/** Who may read the official result: the agency once it is concluded, the institution and others once it is published. */
export function mayReadResult(file: CaseFile, audience: Audience): boolean {
  const { passed, couldNotEvaluate } = applicationContext(file)
  if (passed === null || couldNotEvaluate) return false
  return audience === 'agency' || audience === 'panel' || isResultPublished(file)
}

/** DECISIONS 31: a member of the panel sees the self-evaluation only after the own sheet is in. */
export function mayReadSelfEvaluation(file: CaseFile, actorId: string, panelAccountIds: readonly string[]): boolean {
  if (!panelAccountIds.includes(actorId)) return true
  const { sheetsBy, passed } = applicationContext(file)
  return passed !== null || sheetsBy.includes(actorId)
}

/** The frozen submission and the scores, as far as this reader may see them. */
export function recordOf(
  file: CaseFile,
  events: readonly CaseEvent[],
  facts: ApplicationFacts,
  rules: Rules,
  { audience, showsSelf }: { audience: Audience; showsSelf: boolean },
): CaseRecord {
  const result = mayReadResult(file, audience) ? resultOf(facts, rules.policy) : undefined
  const official = result?.ok === true ? result.value : undefined
  return {
    answers: answersOf(facts, audience),
    materials: [
      ...materialsOf(file.id, events, applicationFormTitle(facts.site.kind)),
      ...papersOfCommands(events, audience).map(({ id, title, files }) => ({
        id,
        title,
        files: linked(file.id, files),
        isSupplement: false,
      })),
    ],
    ...(showsSelf ? { selfEvaluation: selfTotalOf(facts) } : {}),
    ...(official === undefined ? {} : { official: officialView(official) }),
    scores: showsSelf || official !== undefined ? scoreLines(facts, official, showsSelf) : [],
  }
}

const officialView = (result: PanelResult): NonNullable<CaseRecord['official']> => ({
  normalised: result.normalised,
  passMark: result.passMark,
  passed: result.passed,
  failedVetoes: [...result.vetoes],
  conclusion: conclusions[result.conclusion],
  services: titlesOfServices(result.servicesPassed),
})

function scoreLines(facts: ApplicationFacts, official: PanelResult | undefined, showsSelf: boolean): ScoreLine[] {
  const own = new Map((facts.submission?.selfEvaluation ?? []).map((entry) => [entry.itemId, entry]))
  const given = new Map((official?.items ?? []).map((item) => [item.itemId, item]))
  return facts.items.map((item) => {
    const self = showsSelf ? own.get(item.id) : undefined
    const result = given.get(item.id)
    const reason = result?.reasons.join('；') ?? ''
    return {
      id: item.id,
      title: item.title,
      max: item.maxScore,
      ...(self?.score === null || self?.score === undefined ? {} : { self: self.score }),
      ...(self?.veto === null || self?.veto === undefined ? {} : { selfVeto: self.veto }),
      ...(result?.official === null || result?.official === undefined ? {} : { official: result.official }),
      ...(result?.veto === null || result?.veto === undefined ? {} : { officialVeto: result.veto }),
      ...(reason === '' ? {} : { reason }),
    }
  })
}
