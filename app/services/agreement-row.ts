import { formatTerm } from '#app/view/format'
import type { CaseFile } from '#db/repositories/case-files'
import { findAgency } from '#workflows/domain/agencies'
import { servicesText } from '#workflows/domain/institution-kinds'
import type { AgreementContext } from '#workflows/machines/agreement-context'

/** What every list of agreements says about each of them; the area stands for the agency where all are of the city. */
export const agreementRow = (file: CaseFile, { documentNumber, services, startsOn, expiresOn }: AgreementContext) => ({
  id: file.id,
  title: file.title,
  agency: findAgency(file.agency_id)?.areaName ?? '',
  number: documentNumber,
  services: servicesText(services),
  term: formatTerm({ startsOn, expiresOn }),
})
