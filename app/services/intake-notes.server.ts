import type { Repositories } from '#db/unit-of-work'
import type { PlainDate } from '#workflows/calendar/plain-date'
import type { ApplicationFacts } from '#workflows/commands/facts'
import { findAgency } from '#workflows/domain/agencies'
import { applicationWarnings } from '#workflows/domain/application-warnings'
import { findArea } from '#workflows/domain/areas'
import { findOtherCounty, isSamePlace } from '#workflows/domain/site-address'
import { labelOf } from './institution-answers.server'
import { ledgerNotes } from './ledger-notes.server'
import { authorityNotes } from './people/intake-authority.server'

/** Something that the officer should look at, and the answer that it is about. */
export type IntakeNote = {
  readonly place: string
  readonly message: string
  /** The paper to compare. */
  readonly href?: string
}

type Asked = { readonly caseId: string; readonly facts: ApplicationFacts; readonly today: PlainDate }

/**
 * What the officer should compare with the papers and with other cases before accepting; nothing of it blocks, and none
 * of it is a ground of 第十条 by itself.
 */
export async function intakeNotes(read: Repositories, { caseId, facts, today }: Asked): Promise<IntakeNote[]> {
  const { institution, site, submission } = facts
  const area = findArea(site.admdvs)
  const otherCounty = area === undefined ? undefined : findOtherCounty(site.address, area)
  const context = {
    kind: site.kind,
    institutionName: institution.name,
    siteName: site.name,
    uscc: institution.uscc,
    admdvs: site.admdvs,
    today,
  }
  const warnings = submission === null ? [] : applicationWarnings(submission.form, context)
  return [
    ...(await ledgerNotes(read, facts, today)),
    ...(await sameAddressNotes(read, caseId, site)),
    ...(await authorityNotes(read, {
      caseId,
      institutionId: institution.id,
      drugLicenceNumber: submission?.form.entity.drugLicenceNumber,
      today,
    })),
    ...(otherCounty === undefined ? [] : [{ place: '执业地点', message: otherCounty }]),
    ...warnings.map(({ path, message }) => ({ place: labelOf(path).label || '申请单位', message })),
  ]
}

/** 第四、八条: one place, one application, one agency; another owner's may be lawful, so a person decides. */
async function sameAddressNotes(read: Repositories, caseId: string, site: ApplicationFacts['site']): Promise<IntakeNote[]> {
  const sites = await read.institutions.sitesWithOpenApplication()
  return sites
    .filter((other) => other.case_id !== caseId && isSamePlace(other, site))
    .map((other) => {
      const agency = findAgency(other.agency_id)?.name ?? other.agency_id
      const message = `同一地址另有“${other.name}”的申请由${agency}办理；一个执业地点只办理一件申请（第四条、第八条），请核对是否同一执业地点`
      return { place: '执业地点', message }
    })
}
