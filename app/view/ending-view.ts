import type { HandedInMaterial } from './case-view'

/** The end of an agreement as pages show it: on what ground, by which facts, what the party said, what is decided. */

export type EndingRow = { question: string; answer: string }

export type EndingSection = {
  /** Ground, basis, day. */
  rows: EndingRow[]
  facts: string[]
  /** 陈述申辩, once it was made or waived. */
  statement: EndingRow[]
  /** What is drafted, decided or to be signed. */
  terms: EndingRow[]
  materials: HandedInMaterial[]
}

/** What the command forms of an ending show beside what is typed. */
export type EndingFormFacts = EndingSection & {
  /** 解除 or 终止. */
  kindTitle: string
  hasStatement: boolean
  /** There may be patients in bed on the last day (edge case 41). */
  needsPatients: boolean
  /** The first and the last day that may be the end, YYYY-MM-DD. */
  earliest: string
  latest: string
  /** Proposed for the form: what was drafted before, or planned. */
  draft: { endsOn: string; settlement: string; patients: string }
  /** What the end means for a new application, or that it bars none. */
  barWords: string
}
