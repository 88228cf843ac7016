import type { CaseFile } from '#db/repositories/case-files'
import { titlesOfServices } from '#workflows/domain/institution-kinds'
import { agreementContext } from '../case-context'
import type { Portal } from '../portal.server'

/** An institution on the city's list whose agreement is in force. */
export type DesignatedInstitution = {
  id: string
  name: string
  /** The institution that the practice site belongs to, when it is called otherwise. */
  owner: string | null
  address: string
  area: string
  services: string[]
  agreementNumber: string
  startsOn: string
  /** Null: a long-term agreement. */
  expiresOn: string | null
}

const MOST = 2000

/** Listed agreements in force (第九条（五）) whose institution, site or address contains every word of the query; all when it is empty. */
export async function searchDesignated({ read }: Pick<Portal, 'read'>, query: string): Promise<DesignatedInstitution[]> {
  const agreements = await read.caseFiles.list({ machine: 'agreement', stageLeaf: 'term.inForce', tag: 'public' }, MOST)
  const agencies = new Map((await read.institutions.agencies()).map(({ id, name }) => [id, name]))
  const all = await Promise.all(agreements.map((file) => shown(read, file, agencies.get(file.agency_id) ?? '')))
  const words = query.normalize('NFKC').split(/\s+/u).filter(Boolean)
  return all
    .filter(({ name, owner, address, agreementNumber }) => {
      const text = [name, owner ?? '', address, agreementNumber].join('\n')
      return words.every((word) => text.includes(word))
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'zh'))
}

async function shown(read: Portal['read'], file: CaseFile, area: string): Promise<DesignatedInstitution> {
  const { services, documentNumber, startsOn, expiresOn } = agreementContext(file)
  const institution = file.institution_id === null ? undefined : await read.institutions.find(file.institution_id)
  const site = file.site_id === null ? undefined : await read.institutions.findSite(file.site_id)
  const name = site?.name ?? institution?.name ?? file.title
  return {
    id: file.id,
    name,
    owner: institution === undefined || institution.name === name ? null : institution.name,
    address: site?.address ?? '',
    area,
    services: titlesOfServices(services),
    agreementNumber: documentNumber,
    startsOn,
    expiresOn,
  }
}
