/** The page of a list that an address asks for: the first one when it names none. */
export const pageNumber = (query: URLSearchParams): number => Number(/^\d{1,4}$/.exec(query.get('page') ?? '')?.[0] ?? 1)
