import type { DueView, HandedInMaterial } from './case-view'
import type { FormChoice } from './command-form'

/** A change of an agreement as pages show it: what was reported, by which licences, until when. */

type Row = { question: string; answer: string }

export type ChangedItemRow = { title: string; before: string; after: string }

/** One changed licence and the last day of its month (第十五条); words instead while that year's calendar is not published. */
export type LicenceClock = { title: string; number: string; changedOn: string; due: DueView | string }

export type ChangeSection = {
  items: ChangedItemRow[]
  licences: LicenceClock[]
  /** Why it came late, and how a licence change came to be known; empty rows are left out. */
  remarks: Row[]
  materials: HandedInMaterial[]
}

/** What the command forms of a change show beside what is typed. */
export type ChangeFormFacts = ChangeSection & {
  /** The visit that waits for its second person. */
  evaluation: Row[]
  /** The refusal that waits for the head. */
  refusal: Row[]
  /** Other changes of the agreement into which this one may go. */
  mergeable: FormChoice[]
  /** What is on offer in the supplement. */
  offer: Row[]
}
