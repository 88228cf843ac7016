import { refusalView } from '#app/http/refusal'
import { signAgreement } from '#app/services/agreement-signing.server'
import type { Portal } from '#app/services/portal.server'
import { demoSigner } from '#app/services/trust.server'
import type { Actor } from '#workflows/access/authorise'
import { dateOf } from '#workflows/calendar/plain-date'
import type { CommandName } from '#workflows/commands/index'
import type { ApplicationInput } from '#workflows/domain/application-input'
import { findMaterial, missingMaterials } from '#workflows/domain/materials'
import type { Outcome } from '#workflows/domain/refusal'
import type { ItemScore } from '#workflows/policy/item-scores'
import type { Cast } from './cast'
import { placeholderMaterial } from './placeholder-material'

/** A step of a journey that the portal refused; the message names the command and says why in Chinese. */
export class JourneyRefused extends Error {
  constructor(command: string, outcome: Extract<Outcome<unknown>, { ok: false }>) {
    const { title, advice, issues } = refusalView(outcome.refusal)
    const fields = Object.entries(issues).map(([path, messages]) => `${path === '' ? '' : `${path}：`}${messages.join('；')}`)
    super([`${command}：${title}`, advice, ...fields].filter((line) => line !== '').join('\n  '))
  }
}

/** What a service answered, which has to be a success: `what` names the step for a reader. */
export function unlessRefused<T>(what: string, outcome: Outcome<T>): T {
  if (!outcome.ok) throw new JourneyRefused(what, outcome)
  return outcome.value
}

/** Sends one command as one person and lets everything that follows from it happen. */
export async function act(portal: Portal, actor: Actor, command: CommandName, caseId: string, input: unknown): Promise<void> {
  unlessRefused(command, await portal.dispatchLatest({ command, caseId, commandId: portal.newId(), actor, input }))
  await portal.settle()
}

/** Hands in the application of an input, with a placeholder for every required paper. @returns the case id */
export async function submit(portal: Portal, cast: Cast, input: ApplicationInput, caseId = portal.newId()): Promise<string> {
  const services = input.form.services.services
  const handedIn =
    input.materials ??
    missingMaterials({ kind: input.site.kind, services }, []).map(({ id, title }) => ({ materialId: id, files: [`${title}.pdf`] }))
  const materials = []
  for (const { materialId, files } of handedIn) {
    const bytes = await placeholderMaterial(findMaterial(materialId)?.title ?? materialId)
    const stored = await portal.unit.inTransaction((tx) => tx.files.put(bytes, 'application/pdf', portal.now()))
    if (!stored.ok) throw new JourneyRefused('材料', stored)
    materials.push({ materialId, files: files.map((name) => ({ name, digest: stored.value })) })
  }
  await act(portal, cast.applicant, 'submitApplication', caseId, {
    siteId: cast.siteId,
    form: input.form,
    selfEvaluation: input.selfEvaluation,
    materials,
  })
  return caseId
}

/** Opens the round of an agency once, with its panel; 第九条（三）. @returns the round's case id */
export async function ensureRound(portal: Portal, cast: Pick<Cast, 'officer' | 'panel'>, year: number, month: number): Promise<string> {
  const roundId = `round-${cast.officer.agencyId}-${year}-${String(month).padStart(2, '0')}`
  if ((await portal.read.caseFiles.find(roundId)) !== undefined) return roundId
  await act(portal, cast.officer, 'openRound', roundId, { year, month })
  await act(portal, cast.officer, 'appointPanel', roundId, {
    members: cast.panel.map(({ actor, role }) => ({ accountId: actor.id, role })),
  })
  return roundId
}

/** The panel comes to the institution today: the notice beforehand, the record afterwards (第九条（三）). */
export async function visit(portal: Portal, cast: Pick<Cast, 'officer' | 'panel'>, caseId: string): Promise<void> {
  const today = dateOf(portal.now())
  await act(portal, cast.officer, 'scheduleVisit', caseId, { visitOn: today, arrivesAt: '09:30' })
  await act(portal, cast.officer, 'recordVisit', caseId, {
    visitedOn: today,
    arrivedAt: '09:30',
    leftAt: '11:20',
    present: cast.panel.map(({ actor }) => actor.id),
    representativeName: '李明华',
    representativePosition: '负责人',
    findings: '核对证照、人员资格证书和材料原件，查看诊疗（经营）场所、信息系统和近3个月的票据，与申请材料逐项对照。',
    statement: '对考查过程没有异议。',
    confirmation: 'signed',
  })
}

/** The visit; every member declares, scores alone and confirms; then the officer concludes. `scoresOf` gives each member's sheet. */
export async function evaluate(
  portal: Portal,
  cast: Pick<Cast, 'officer' | 'panel'>,
  caseId: string,
  scoresOf: (member: number) => readonly ItemScore[],
): Promise<void> {
  await visit(portal, cast, caseId)
  for (const [index, { actor }] of cast.panel.entries()) {
    await act(portal, actor, 'declareConflict', caseId, { hasConflict: 'no', note: '' })
    await act(portal, actor, 'submitScoreSheet', caseId, { entries: scoresOf(index) })
  }
  await act(portal, cast.officer, 'concludeEvaluation', caseId, {})
}

/** Hands in, approves and publishes the results of a round (第九条（四）). */
export async function publishRound(portal: Portal, cast: Pick<Cast, 'officer' | 'head'>, roundId: string): Promise<void> {
  await act(portal, cast.officer, 'submitResults', roundId, {})
  await act(portal, cast.head, 'approveResults', roundId, { opinion: '评估程序和结果符合规定，同意公示。' })
  await act(portal, cast.officer, 'publishResults', roundId, {})
}

/** Negotiates and signs (第九条（五）): terms, consent, 乙方, then the head of the agency. */
export async function negotiateAndSign(portal: Portal, cast: Cast, input: ApplicationInput, caseId: string): Promise<void> {
  await act(portal, cast.officer, 'offerTerms', caseId, { services: input.form.services.services, startsOn: '', remark: '' })
  await act(portal, cast.applicant, 'agreeTerms', caseId, { confirmed: 'yes' })
  const agencyName = (await portal.read.institutions.getAgency(cast.officer.agencyId ?? '')).name
  for (const [actor, holder] of [
    [cast.applicant, input.institution.name],
    [cast.head, agencyName],
  ] as const) {
    const outcome = await signAgreement(portal, { actor, caseId, signer: await demoSigner(portal.unit, holder), commandId: portal.newId() })
    if (!outcome.ok) throw new JourneyRefused('签章', outcome)
    await portal.settle()
  }
}

/** 第十一条: the agency reports the agreement; the department of the same level acknowledges it. */
export async function fileAgreement(
  portal: Portal,
  cast: Pick<Cast, 'officer' | 'authority'>,
  agreementId: string,
  remarks = '',
): Promise<void> {
  await act(portal, cast.officer, 'fileAgreement', agreementId, { remark: '' })
  await act(portal, cast.authority, 'acknowledgeFiling', agreementId, { remarks })
}

/** 第九条（五）: the city agency draws up and publishes a list. @returns the list's case id */
export async function publishList(
  portal: Portal,
  city: Pick<Cast, 'officer' | 'head'>,
  entries: { additions?: readonly string[]; exits?: readonly string[] },
  listId = portal.newId(),
): Promise<string> {
  await act(portal, city.officer, 'draftList', listId, { additions: [], exits: [], ...entries })
  await act(portal, city.head, 'publishList', listId, { opinion: '名单与已签订、已终止的协议一致，同意公布。' })
  return listId
}
