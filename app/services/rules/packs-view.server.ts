import type { PackGroupView, PackLine, PackState } from '#app/view/rules'
import type { StoredPack } from '#db/repositories/policy'
import { type Actor, cityAgencyId } from '#workflows/access/authorise'
import { dateOf } from '#workflows/calendar/plain-date'
import { type ComparedRow, comparedRows, type PackGroup, packGroups, packRows } from '#workflows/policy/pack-rows'
import type { PolicySet } from '#workflows/policy/schema'
import { actionsOf, commandsNow } from '../case/actions.server'
import { isStaff } from '../desk/access.server'
import type { Portal } from '../portal.server'
import { relationOf } from '../relation.server'
import { storedPack } from './stored-pack'

/** 第四条: versions are drawn up at the city agency alone; the others read what is published. */
export const mayDraftRules = (actor: Actor): boolean => actor.agencyId === cityAgencyId && isStaff(actor)

function stateOf(pack: StoredPack, governing: StoredPack | undefined, today: string): PackState {
  if (pack.governs === 1) {
    if (pack.effective_from > today) return 'coming'
    if (pack.id !== governing?.id) return 'replaced'
    return pack.effective_to !== null && pack.effective_to < today ? 'ended' : 'governing'
  }
  if (pack.release_id === null) return 'pattern'
  return pack.status === 'dropped' ? 'dropped' : pack.status === 'checked' ? 'checked' : 'draft'
}

/** The packs come with the newest first day first, so the first that has begun is the one in force. */
const governingOf = (packs: readonly StoredPack[], today: string): StoredPack | undefined =>
  packs.find(({ governs, effective_from }) => governs === 1 && effective_from <= today)

export type OverrideLine = { id: string; title: string; stage: string }
export type PacksDesk = { mayDraft: boolean; lines: PackLine[]; overrides: OverrideLine[]; mayOverride: boolean }

/** Every version that this person may know of: a county reads what is published. */
export async function packsDesk({ read, now }: Pick<Portal, 'read' | 'now'>, actor: Actor): Promise<PacksDesk> {
  const today = dateOf(now())
  const packs = await read.policy.packs()
  const governing = governingOf(packs, today)
  const cases = await read.policy.openCasesByPack()
  const isCity = mayDraftRules(actor)
  const overrides = isCity ? await read.caseFiles.list({ machine: 'ruleOverride' }, 100) : []
  return {
    mayDraft: isCity,
    lines: packs
      .filter(({ governs }) => isCity || governs === 1)
      .map((pack) => ({
        id: pack.id,
        href: `/desk/rules/${pack.release_id ?? pack.id}`,
        title: storedPack(JSON.parse(pack.data)).title,
        state: stateOf(pack, governing, today),
        from: pack.effective_from,
        to: pack.effective_to,
        openCases: cases.get(pack.id) ?? 0,
      })),
    overrides: overrides.map(({ id, title, stage }) => ({ id, title, stage })),
    mayOverride: isCity && governing?.effective_to !== null && governing !== undefined,
  }
}

export type PackView = PackLine & {
  basedOn: string | null
  groups: PackGroupView[]
  changed: number
  release: { caseId: string; stage: string; mayAmend: boolean; revision: number } | null
}

const groupsOf = (rows: readonly (PackGroupView['rows'][number] & { group: PackGroup })[]): PackGroupView[] =>
  (Object.keys(packGroups) as PackGroup[]).map((key) => ({
    key,
    title: packGroups[key],
    rows: rows.filter(({ group }) => group === key).map(({ group: _group, ...row }) => row),
  }))

const editHref = (caseId: string, { part, key }: { part: string; key: string }): string =>
  `/desk/rules/${caseId}/values/${part}${key === '' || key === 'standards' ? '' : `?key=${key}`}`

/** One version with every value, its article, and what it replaces; undefined when the reader may not know of it. */
export async function packView({ read, now }: Pick<Portal, 'read' | 'now'>, actor: Actor, asked: string): Promise<PackView | undefined> {
  const packs = await read.policy.packs()
  const pack = packs.find(({ id, release_id }) => release_id === asked || (release_id === null && id === asked) || id === asked)
  if (pack === undefined || (pack.governs === 0 && !mayDraftRules(actor))) return undefined
  const today = dateOf(now())
  const policy = storedPack(JSON.parse(pack.data))
  const base = packs.find(({ id }) => id === pack.based_on)
  const file = pack.release_id === null ? undefined : await read.caseFiles.find(pack.release_id)
  const mayAmend = file !== undefined && file.status === 'active' && mayDraftRules(actor)
  const rows = rowsOf(policy, base).map(({ part, key, ...row }) => ({
    ...row,
    ...(mayAmend && file !== undefined ? { editHref: editHref(file.id, { part, key }) } : {}),
  }))
  return {
    id: pack.id,
    href: `/desk/rules/${pack.release_id ?? pack.id}`,
    title: policy.title,
    state: stateOf(pack, governingOf(packs, today), today),
    from: pack.effective_from,
    to: pack.effective_to,
    openCases: (await read.policy.openCasesByPack()).get(pack.id) ?? 0,
    basedOn: pack.based_on,
    groups: groupsOf(rows),
    changed: rows.filter(({ before }) => before !== null).length,
    release: file === undefined ? null : { caseId: file.id, stage: file.stage, mayAmend, revision: file.revision },
  }
}

/** The rows of a pack, compared with the one it was copied from when that is still known. */
export const rowsOf = (policy: PolicySet, base: StoredPack | undefined): ComparedRow[] =>
  base === undefined ? packRows(policy).map((row) => ({ ...row, before: null })) : comparedRows(policy, storedPack(JSON.parse(base.data)))

/** The version that governs today, for everybody; null when none does. */
export async function governingPack({ read, now }: Pick<Portal, 'read' | 'now'>) {
  const today = dateOf(now())
  const found = await read.policy.findPolicyOn(today)
  if (found === undefined) return null
  const policy = storedPack(found.data)
  const rows = packRows(policy).map(({ part: _part, key: _key, ...row }) => ({ ...row, before: null }))
  return { id: found.id, title: policy.title, from: policy.effectiveFrom, to: policy.effectiveTo, groups: groupsOf(rows) }
}

/** What this person may do with a release now, beside correcting its values, as links. */
export async function releaseActions(
  { read }: Pick<Portal, 'read'>,
  actor: Actor,
  caseId: string,
): Promise<{ href: string; label: string; isMain: boolean }[]> {
  const file = await read.caseFiles.find(caseId)
  if (file === undefined) return []
  const { main, others } = actionsOf(actor, file, commandsNow(actor, file, await relationOf(read, file)))
  const links = main === undefined ? others : [main, ...others]
  return links
    .filter(({ command }) => command !== 'amendRules')
    .map(({ command, href, label }) => ({ href, label, isMain: command === main?.command }))
}

/** The newest version in force, when it names its last day: what a record of 第二十七条 can be about. */
export async function endingPack({ read, now }: Pick<Portal, 'read' | 'now'>): Promise<{ id: string; title: string; to: string } | null> {
  const newest = await read.policy.findNewestOn(dateOf(now()))
  if (newest === undefined || newest.effectiveTo === null) return null
  return { id: newest.id, title: storedPack(newest.data).title, to: newest.effectiveTo }
}
