import type { FilingsAsked } from '#app/services/oversight/register.server'
import { filingViews, isFilingKind } from '#app/view/filing-register'

export const LONGEST_QUERY = 100

/** The slice of the register of filings that an address asks for. */
export function filingsAsked(search: URLSearchParams): FilingsAsked {
  const query = (search.get('q') ?? '').trim().slice(0, LONGEST_QUERY)
  const kind = search.get('kind') ?? ''
  return {
    query,
    // Whoever searches looks through all of it.
    view: filingViews.find((one) => one === search.get('view')) ?? (query === '' ? 'waiting' : 'all'),
    year: /^\d{4}$/.exec(search.get('year') ?? '')?.[0] ?? '',
    kind: isFilingKind(kind) ? kind : '',
  }
}
