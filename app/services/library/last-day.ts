import type { PlainDate } from '#workflows/calendar/plain-date'
import type { ApplicationForm } from '#workflows/domain/application-form'

/** The last day of a paper, as the form of the application tells it; null for one without end. */
export function lastDayOf(materialId: string, { entity }: Pick<ApplicationForm, 'entity'>): PlainDate | null {
  if (materialId === 'practiceLicence' || materialId === 'drugLicence') return entity.licenceExpiresOn ?? null
  return materialId === 'registration' ? (entity.businessLicenceExpiresOn ?? null) : null
}
