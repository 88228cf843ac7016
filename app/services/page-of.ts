/** The most rows that one download holds. */
export const MOST_ROWS = 20_000

/** The slice of `total` rows that a page shows; a page that is not there becomes the nearest one. */
export function pageOf(total: number, asked: number, size: number): { page: number; pageCount: number; limit: number; offset: number } {
  const pageCount = Math.max(1, Math.ceil(total / size))
  const page = Math.min(Math.max(1, asked), pageCount)
  return { page, pageCount, limit: size, offset: (page - 1) * size }
}
