import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import { dateOf, instant, type PlainDate } from '#workflows/calendar/plain-date'
import type { ChangeFilingPayload } from '#workflows/commands/payloads'
import type { AccountSection } from '#workflows/domain/application-form'
import { Service } from '#workflows/domain/institution-kinds'
import { agreementContext } from './case-context'
import { type ChangedValue, changedValues, filingsOf } from './change/filings.server'
import { submissionOf } from './facts.server'
import { representativeOf } from './representative'

/** One change as it took effect; `number` is that of the signed supplement, null for what was only noted (第十四条). */
export type AgreementChange = { on: PlainDate; number: string | null; kind: 'supplement' | 'noted'; items: ChangedValue[] }

/** An agreement as it reads today: what was applied for and signed, with every later change laid over it. */
export type ConsolidatedAgreement = {
  name: string
  creditCode: string
  address: string
  representative: string
  phone: string
  account: AccountSection
  services: Service[]
  licenceNumber: string
  /** Null where it has none or runs without end. */
  businessLicenceExpiresOn: PlainDate | null
  /** The oldest first. */
  history: AgreementChange[]
}

const most = 200

/** Changes that took effect, the oldest first; those of the agreement that this one restores come before its own (DECISIONS 7). */
async function effectiveChanges(tx: Repositories, agreement: CaseFile): Promise<CaseFile[]> {
  const { restoredFrom } = agreementContext(agreement)
  const former = restoredFrom === null ? undefined : await tx.caseFiles.find(restoredFrom)
  const before = former === undefined ? [] : await effectiveChanges(tx, former)
  const own = await tx.caseFiles.list({ machine: 'change', parentId: agreement.id, status: 'done' }, most)
  return [
    ...before,
    ...own
      .filter(({ stage }) => stage === 'agreed' || stage === 'noteTaken')
      .sort((a, b) => a.updated_at.localeCompare(b.updated_at) || a.id.localeCompare(b.id)),
  ]
}

async function changeOf(tx: Repositories, file: CaseFile, filings: readonly ChangeFilingPayload[]): Promise<AgreementChange> {
  const on = dateOf(instant(file.updated_at))
  const items = changedValues(filings)
  if (file.stage === 'noteTaken') return { on, number: null, kind: 'noted', items }
  const text = (await tx.documents.ofCase(file.id)).findLast(({ kind }) => kind === 'supplementAgreement')
  return { on, number: text?.number ?? null, kind: 'supplement', items }
}

type Facts = Omit<ConsolidatedAgreement, 'services' | 'history' | 'creditCode'>

/** One filing laid over what stood before it. */
function overlaid(facts: Facts, { items, place, account, contact, licences }: ChangeFilingPayload): Facts {
  const after = (item: string) => items.find((one) => one.item === item)?.after
  const licence = licences.find(({ licence }) => licence === 'practiceLicence' || licence === 'drugLicence')
  const business = licences.find(({ licence }) => licence === 'businessLicence')
  return {
    name: after('name') ?? facts.name,
    address: place?.address ?? facts.address,
    representative: after('representative') ?? facts.representative,
    phone: contact?.phone ?? facts.phone,
    account: account ?? facts.account,
    licenceNumber: licence?.number ?? facts.licenceNumber,
    businessLicenceExpiresOn: business === undefined ? facts.businessLicenceExpiresOn : business.expiresOn,
  }
}

/**
 * The facts of an agreement with all supplements and noted changes in their order (第十四条).
 * @throws Error when the application behind it has no submission
 */
export async function consolidatedAgreement(tx: Repositories, agreement: CaseFile): Promise<ConsolidatedAgreement> {
  const { applicationId, services } = agreementContext(agreement)
  const submission = await submissionOf(tx, applicationId)
  if (submission === null) throw new Error(`application ${applicationId} has no submission`)
  const site = await tx.institutions.getSite(agreement.site_id ?? '')
  const institution = await tx.institutions.get(site.institution_id)
  const { entity, account } = submission.form
  const reported = representativeOf(await tx.eventLog.ofCase(applicationId, 'reportRepresentative'))
  let facts: Facts = {
    name: institution.name,
    address: site.address,
    representative: reported ?? entity.legalRepresentativeName,
    phone: entity.legalRepresentativePhone,
    account,
    licenceNumber: entity.practiceLicenceNumber ?? entity.drugLicenceNumber ?? '备案',
    businessLicenceExpiresOn: entity.businessLicenceExpiresOn ?? null,
  }
  const history: AgreementChange[] = []
  for (const change of await effectiveChanges(tx, agreement)) {
    const filings = await filingsOf(tx, change)
    facts = filings.reduce(overlaid, facts)
    history.push(await changeOf(tx, change, filings))
  }
  return { ...facts, creditCode: institution.uscc, services: services.map((service) => Service.parse(service)), history }
}
