import { signAgreement } from '#app/services/agreement-signing.server'
import type { Portal } from '#app/services/portal.server'
import { demoSigner } from '#app/services/trust.server'
import { dateOf, type PlainDate } from '#workflows/calendar/plain-date'
import type { SubmittedFile } from '#workflows/commands/submitted-file'
import type { Cast } from './cast'
import { fixedTermOf, passWorkingDays } from './life'
import { placeholderMaterial } from './placeholder-material'
import { act, unlessRefused } from './steps'

type Parties = Pick<Cast, 'applicant' | 'officer' | 'head'>

/** A stored paper with a title on it, as a command names it. */
export async function paper(portal: Portal, title: string): Promise<SubmittedFile> {
  const bytes = await placeholderMaterial(title)
  const digest = unlessRefused(title, await portal.unit.inTransaction((tx) => tx.files.put(bytes, 'application/pdf', portal.now())))
  return { name: `${title}.pdf`, digest }
}

/** Both parties sign the text of a case: supplement, renewal or rescission. */
export async function signBoth(portal: Portal, parties: Parties, caseId: string): Promise<void> {
  await signAs(portal, parties, caseId, 'applicant')
  await signAs(portal, parties, caseId, 'head')
}

/** One party signs the text of a case. */
export async function signAs(portal: Portal, parties: Parties, caseId: string, who: 'applicant' | 'head'): Promise<void> {
  const file = await portal.read.caseFiles.find(caseId)
  const holder =
    who === 'applicant'
      ? await portal.read.institutions.get(file?.institution_id ?? '')
      : await portal.read.institutions.getAgency(file?.agency_id ?? '')
  const signer = await demoSigner(portal.unit, holder.name)
  unlessRefused('签章', await signAgreement(portal, { actor: parties[who], caseId, signer, commandId: portal.newId() }))
  await portal.settle()
}

/** 第十三条: asked for today, and taken down in the agreement. @returns the renewal's case id */
export async function askForRenewal(portal: Portal, { applicant }: Pick<Cast, 'applicant'>, agreementId: string): Promise<string> {
  const { services } = await fixedTermOf(portal, agreementId)
  await act(portal, applicant, 'applyForRenewal', agreementId, {
    services,
    unreportedChanges: 'none',
    selfReport: '协议期内按约定提供服务，年度考核合格，没有未办结的违规处理。',
    confirmed: 'yes',
  })
  const [renewal] = (await portal.read.caseFiles.list({ machine: 'renewal', parentId: agreementId }, 100)).slice(0, 1)
  if (renewal === undefined) throw new Error(`agreement ${agreementId} has no renewal`)
  return renewal.id
}

/** 第十三条: reviewed, agreed and signed by both. */
export async function renew(portal: Portal, parties: Parties, agreementId: string, renewalId: string): Promise<void> {
  await reviewRenewal(portal, parties, agreementId, renewalId)
  await signBoth(portal, parties, renewalId)
}

/** Reviewed, and the text of the next term put to the institution. */
export async function reviewRenewal(
  portal: Portal,
  { officer }: Pick<Cast, 'officer'>,
  agreementId: string,
  renewalId: string,
): Promise<void> {
  const { services } = await fixedTermOf(portal, agreementId)
  await act(portal, officer, 'concludeRenewalReview', renewalId, {
    licencesValid: 'yes',
    noUnreportedChanges: 'yes',
    gradesQualified: 'yes',
    opinion: '证照在有效期内，年度考核合格，同意续签。',
  })
  await act(portal, officer, 'offerRenewal', renewalId, { services, remark: '' })
}

type NameChange = { changeId: string; name: string; changedOn: PlainDate; lateReason?: string }

/** 第十五条: the licence bears a new name since a day; the change is applied for today. */
export async function reportName(
  portal: Portal,
  { applicant }: Pick<Cast, 'applicant'>,
  agreementId: string,
  { changeId, name, changedOn, lateReason = '' }: NameChange,
): Promise<void> {
  const file = await portal.read.caseFiles.find(agreementId)
  const site = await portal.read.institutions.getSite(file?.site_id ?? '')
  await act(portal, applicant, 'fileChange', changeId, {
    agreementId,
    items: [{ item: 'name', before: site.name, after: name }],
    licences: [{ licence: 'practiceLicence', number: 'PDY3705020012', changedOn, expiresOn: '' }],
    lateReason,
    files: [await paper(portal, '变更后的许可证')],
  })
}

/** 第十四条: checked, put into a numbered supplement, signed by both. */
export async function agreeOnChange(portal: Portal, parties: Parties, changeId: string): Promise<void> {
  await act(portal, parties.officer, 'concludeChangeCheck', changeId, { opinion: '变更材料齐全，与证照一致。' })
  await act(portal, parties.officer, 'offerSupplement', changeId, { effectiveOn: dateOf(portal.now()), remark: '' })
  await signBoth(portal, parties, changeId)
}

/** A new telephone number: noted, without a supplement. */
export async function reportContact(
  portal: Portal,
  { applicant, officer }: Pick<Cast, 'applicant' | 'officer'>,
  agreementId: string,
  changeId: string,
): Promise<void> {
  await act(portal, applicant, 'fileChange', changeId, {
    agreementId,
    items: [{ item: 'contact', before: '', after: '赵晓云，13905460012' }],
    contact: { person: '赵晓云', phone: '13905460012' },
  })
  await act(portal, officer, 'concludeChangeCheck', changeId, { opinion: '已电话核实。' })
}

/** 第十七条: proposed on facts with their evidence; the party is told beforehand. */
export async function proposeViolation(
  portal: Portal,
  { officer }: Pick<Cast, 'officer'>,
  agreementId: string,
  endingId: string,
): Promise<void> {
  await act(portal, officer, 'proposeEnding', endingId, {
    agreementId,
    ground: 'violation',
    facts: [
      '2024年2月现场检查发现，将不属于支付范围的项目串换为支付项目结算，共计37人次。',
      '检查后经约谈仍未整改，次月又发生同类行为9人次。',
    ],
    basis: '服务协议关于费用结算的约定',
    evidence: [await paper(portal, '现场检查笔录')],
  })
}

/** The party speaks, an officer drafts, the head decides; the agreement ends on the day that the decision names (第十七条). */
export async function decideViolation(portal: Portal, parties: Parties, endingId: string, endsOn: PlainDate): Promise<void> {
  await act(portal, parties.applicant, 'giveStatement', endingId, { statement: '串换系收费员操作失误，已经退回费用并培训，请求从轻处理。' })
  await passWorkingDays(portal, 2)
  await act(portal, parties.officer, 'draftEndingDecision', endingId, {
    endsOn,
    settlement: '协议有效期内的合规费用在30日内核对结清，违规费用追回。',
    patients: '最后一日在院的病人结算到出院为止，由机构逐一告知。',
    statementOutcome: 'notAdopted',
    onStatement: '约谈以后再次发生同类行为，不属于操作失误，不予采纳。',
  })
  await act(portal, parties.head, 'decideEnding', endingId, { opinion: '事实清楚，程序合法，同意解除。' })
}
