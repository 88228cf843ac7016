import type { HandedInMaterial } from './case-view'

/** What a renewal rests on, as its page shows it: the wish, the agreement's own numbers, the papers. */
export type RenewalSection = { rows: { question: string; answer: string }[]; materials: HandedInMaterial[] }
