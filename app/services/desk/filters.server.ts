import { filterFrom, queryOf } from '#app/view/worklist'
import type { Actor } from '#workflows/access/authorise'
import type { Outcome } from '#workflows/domain/refusal'
import { refuse } from '#workflows/result'
import { hiddenCharacters } from '../input-words'
import type { Portal } from '../portal.server'

export type SavedFilterView = { id: string; name: string; query: string }

const mostFilters = 20
const longestName = 20

export async function savedFiltersOf({ read }: Pick<Portal, 'read'>, actor: Actor): Promise<SavedFilterView[]> {
  return (await read.savedFilters.ofAccount(actor.id)).map(({ id, name, query }) => ({ id, name, query }))
}

/**
 * Keeps the filter of a list under a name, for this account only; a name used before now stands for this filter.
 * @param query as in the address of the list; what is no filter of ours is dropped
 */
export async function saveFilter(
  { unit, read, now, newId }: Portal,
  actor: Actor,
  { name, query }: { name: string; query: string },
): Promise<Outcome<void>> {
  const words = name.trim()
  const fault = (sentence: string) => refuse({ code: 'invalidInput' as const, issues: { name: [sentence] } })
  if (words === '') return fault('请给这个筛选起个名字')
  if (words.length > longestName) return fault(`名字不能超过${longestName}个字，请改短`)
  const hidden = hiddenCharacters({ name })
  if (Object.keys(hidden).length > 0) return refuse({ code: 'invalidInput', issues: hidden })
  const own = await read.savedFilters.ofAccount(actor.id)
  if (own.length >= mostFilters && !own.some((one) => one.name === words)) return fault(`最多保存${mostFilters}个筛选，请先删除不用的`)
  const { page: _, ...filter } = filterFrom(new URLSearchParams(query))
  return unit.inTransaction((tx) =>
    tx.savedFilters.save({ id: newId(), account_id: actor.id, name: words, query: queryOf(filter), created_at: now() }),
  )
}

export async function removeFilter({ unit }: Pick<Portal, 'unit'>, actor: Actor, id: string): Promise<void> {
  await unit.inTransaction((tx) => tx.savedFilters.remove(actor.id, id))
}
