import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import type { ListedInstitution } from '#templates/documents/list-announcement'
import { plainDate } from '#workflows/calendar/plain-date'
import { findAgency } from '#workflows/domain/agencies'
import { titlesOfServices } from '#workflows/domain/institution-kinds'
import { agreementContext } from '../case-context'

/** What the list would say today of these agreements, by case id; those without a place are left out. */
export async function currentEntries(read: Repositories, files: readonly CaseFile[]): Promise<ReadonlyMap<string, ListedInstitution>> {
  const places = new Map((await read.institutions.placesWithAgreement()).map((place) => [place.id, place]))
  const licences = await read.licences.numbers()
  return new Map(
    files.flatMap((file) => {
      const place = places.get(file.site_id ?? '')
      if (place === undefined) return []
      const { services, startsOn, expiresOn } = agreementContext(file)
      const agency = findAgency(file.agency_id)?.areaName
      const licence = licences.get(file.id) ?? ''
      const entry: ListedInstitution = {
        name: place.name,
        code: place.uscc,
        address: place.address,
        services: titlesOfServices(services),
        from: plainDate(startsOn),
        to: expiresOn === null ? null : plainDate(expiresOn),
        ...(agency === undefined ? {} : { agency }),
        ...(licence === '' ? {} : { licence }),
      }
      return [[file.id, entry]]
    }),
  )
}

export type ChangedItem = { title: string; before: string; after: string }

/** 地址：东城府前街5号 → 东城府前街9号 */
export const itemText = ({ title, before, after }: ChangedItem): string => `${title}：${before} → ${after}`

const termText = ({ from, to }: ListedInstitution): string => (to === null ? `${from}起长期` : `${from}至${to}`)

/** What an announcement has to say anew of an institution; what the former one did not say at all is no change. */
export function changedItems(before: ListedInstitution, after: ListedInstitution): ChangedItem[] {
  const item = (title: string, was: string | undefined, is: string | undefined): ChangedItem[] =>
    was === undefined || is === undefined || was === is ? [] : [{ title, before: was, after: is }]
  return [
    ...item('机构名称', before.name, after.name),
    ...item('统一社会信用代码', before.code, after.code),
    ...item('地址', before.address, after.address),
    ...item('服务类别', before.services.join('、'), after.services.join('、')),
    ...item('有效期', termText(before), termText(after)),
    ...item('经办机构', before.agency, after.agency),
    ...item('许可证（备案）编号', before.licence, after.licence),
  ]
}
