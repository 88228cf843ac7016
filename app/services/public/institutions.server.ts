import type { CaseFile } from '#db/repositories/case-files'
import type { ListedInstitution } from '#templates/documents/list-announcement'
import { agreementContext } from '../case-context'
import { currentEntries } from '../list/entries.server'
import { leavingOf } from '../list/exits.server'
import { publishedEntries } from '../list/published.server'
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

/** An institution that was on the list and whose agreement is over. */
export type FormerInstitution = {
  id: string
  name: string
  address: string
  reason: string
  /** The last day of the agreement. */
  endedOn: string
  /** Null: the exit will be announced with the next list. */
  announcedOn: string | null
}

const MOST = 5000

const matcher = (query: string): ((texts: readonly string[]) => boolean) => {
  const words = query.normalize('NFKC').split(/\s+/u).filter(Boolean)
  return (texts) => words.every((word) => texts.join('\n').includes(word))
}

/** Listed agreements in force (第九条（五）) whose institution, site or address contains every word of the query; all when it is empty. */
export async function searchDesignated({ read }: Pick<Portal, 'read'>, query: string): Promise<DesignatedInstitution[]> {
  const agreements = await read.caseFiles.list({ machine: 'agreement', stageLeaf: 'term.inForce', tag: 'public' }, MOST)
  const agencies = new Map((await read.institutions.agencies()).map(({ id, name }) => [id, name]))
  const owners = new Map((await read.institutions.placesWithAgreement()).map(({ id, owner }) => [id, owner]))
  const entries = await currentEntries(read, agreements)
  const matches = matcher(query)
  return agreements
    .map((file) => shown(file, entries.get(file.id), owners.get(file.site_id ?? ''), agencies.get(file.agency_id) ?? ''))
    .filter(({ name, owner, address, agreementNumber }) => matches([name, owner ?? '', address, agreementNumber]))
    .sort((a, b) => a.name.localeCompare(b.name, 'zh'))
}

function shown(file: CaseFile, entry: ListedInstitution | undefined, owner: string | undefined, area: string): DesignatedInstitution {
  const { documentNumber, startsOn, expiresOn } = agreementContext(file)
  const name = entry?.name ?? file.title
  return {
    id: file.id,
    name,
    owner: owner === undefined || owner === name ? null : owner,
    address: entry?.address ?? '',
    area,
    services: entry?.services ?? [],
    agreementNumber: documentNumber,
    startsOn,
    expiresOn,
  }
}

/** Who has left the list or is about to, the newest end first, by the same words; what was never listed is not shown. */
export async function searchFormer({ read }: Pick<Portal, 'read'>, query: string): Promise<FormerInstitution[]> {
  const entries = await publishedEntries(read)
  const leaving = await leavingOf(read)
  const matches = matcher(query)
  return [...entries]
    .flatMap(([id, { name, address, exit }]): FormerInstitution[] => {
      if (exit !== null) return [{ id, name, address, ...exit }]
      const left = leaving.get(id)
      return left === undefined ? [] : [{ id, name, address, ...left, announcedOn: null }]
    })
    .filter(({ name, address }) => matches([name, address]))
    .sort((a, b) => b.endedOn.localeCompare(a.endedOn) || a.name.localeCompare(b.name, 'zh'))
}
