import type { BarRow } from '#db/repositories/bars'
import type { CaseFile } from '#db/repositories/case-files'
import type { LicenceTable } from '#db/schema'
import type { Repositories, UnitOfWork } from '#db/unit-of-work'
import type { EntitySection } from '#workflows/domain/application-form'
import { agreementContext, barRecordContext } from '../case-context'
import { comparableText } from '../comparable-text'
import { consolidatedAgreement } from '../consolidated-agreement.server'
import { submissionOf } from '../facts.server'

/** Values as the search compares them, a line each. */
const searchText = (values: readonly (string | undefined)[]): string =>
  values
    .filter((value) => value !== undefined && value !== '')
    .map((value) => comparableText(value ?? ''))
    .join('\n')

/**
 * Draws anew what the ledger and the watch over licences are searched by, from a case as it stands now. Called within the
 * step that changed the case; a second call changes nothing.
 */
export async function drawLedger(tx: Repositories, file: CaseFile): Promise<void> {
  if (file.machine === 'barRecord') return drawRecord(tx, file)
  const applicationId = file.machine === 'agreement' ? agreementContext(file).applicationId : file.id
  const entity = (await submissionOf(tx, applicationId))?.form.entity
  if (file.machine === 'agreement') await drawLicences(tx, file, entity)
  for (const bar of await tx.bars.ofSource(file.id)) await drawBar(tx, file, bar, entity)
}

/** Draws what cases of before this table have not yet; harmless when nothing is missing. */
export async function fillLedger(unit: UnitOfWork): Promise<void> {
  const missing = new Set([...(await unit.read.ledger.missing()), ...(await unit.read.licences.missing())])
  for (const id of missing) {
    const outcome = await unit.inTransaction(async (tx) => {
      const file = await tx.caseFiles.find(id)
      if (file !== undefined) await drawLedger(tx, file)
    })
    if (!outcome.ok) throw new Error(`case ${id} was not drawn into the ledger: ${outcome.refusal.code}`)
  }
}

async function drawRecord(tx: Repositories, file: CaseFile): Promise<void> {
  const { uscc, name, siteAddress, cause, decidedOn, decisionNumber, licenceNumber, personName } = barRecordContext(file)
  await tx.ledger.put({
    id: `${file.id}:${cause}`,
    source: file.id,
    agency_id: file.agency_id,
    uscc,
    name,
    place: siteAddress,
    cause,
    event_on: decidedOn,
    number: decisionNumber,
    is_confirmed: file.stage === 'recorded' || file.stage === 'dropped' ? 0 : 1,
    search: searchText([name, uscc, siteAddress, decisionNumber, licenceNumber, personName]),
  })
}

async function drawBar(tx: Repositories, file: CaseFile, bar: BarRow, entity: EntitySection | undefined): Promise<void> {
  const site = bar.site_id === null ? undefined : await tx.institutions.findSite(bar.site_id)
  const place = site?.address ?? ''
  await tx.ledger.put({
    id: bar.id,
    source: file.id,
    agency_id: file.agency_id,
    uscc: bar.uscc,
    name: file.title,
    place,
    cause: bar.cause,
    event_on: bar.starts_on,
    number: '',
    is_confirmed: 1,
    search: searchText([file.title, bar.uscc, place, ...ownersOf(entity)]),
  })
}

/** Licences and persons by which an owner is known; persons by name, because a number has no business in a search. */
const ownersOf = (entity: EntitySection | undefined): (string | undefined)[] => [
  entity?.practiceLicenceNumber,
  entity?.drugLicenceNumber,
  entity?.legalRepresentativeName,
  entity?.personInChargeName,
]

/** Certificates as they read with every change laid over what was handed in at first. */
async function drawLicences(tx: Repositories, file: CaseFile, entity: EntitySection | undefined): Promise<void> {
  if (entity === undefined || file.site_id === null || file.institution_id === null) return
  const { name, creditCode, address, representative, licenceNumber, businessLicenceExpiresOn } = await consolidatedAgreement(tx, file)
  const site = await tx.institutions.getSite(file.site_id)
  const search = searchText([file.title, name, site.name, creditCode, address, licenceNumber, representative, ...ownersOf(entity)])
  const licence = (kind: LicenceTable['kind'], number: string, until: string | null) => ({
    id: `${file.id}:${kind}`,
    kind,
    number,
    valid_until: until,
    search,
  })
  const { drugLicenceNumber, licenceForm, nextVerificationOn } = entity
  const kind = drugLicenceNumber === undefined ? (licenceForm === 'filing' ? 'filing' : 'practice') : 'drug'
  await tx.licences.replace(file.id, [
    licence(kind, licenceNumber, agreementContext(file).licenceExpiresOn ?? entity.licenceExpiresOn ?? null),
    ...(nextVerificationOn === undefined ? [] : [licence('verification', licenceNumber, nextVerificationOn)]),
    ...(businessLicenceExpiresOn === null ? [] : [licence('business', creditCode, businessLicenceExpiresOn)]),
  ])
}
