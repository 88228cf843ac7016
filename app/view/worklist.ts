/** The slices of an agency's desk. */
export const worklistViews = ['mine', 'today', 'overdue', 'waiting', 'all'] as const
export type WorklistView = (typeof worklistViews)[number]
export type WorklistFilter = { view: WorklistView; stage: string; agencyId: string; page: number }
