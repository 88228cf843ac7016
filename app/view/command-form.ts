import type { TimelineLine } from '#app/view/case-view'

export type FormChoice = { value: string; label: string; hint?: string }

/** An entry of a notice: what is asked for again, and why. */
export type AskedItem = { materialId: string; title: string; problem: string; remedy: string }

/** What the bodies of the command forms need beside what was typed; each takes what concerns it. */
export type CommandFormFacts = {
  /** YYYY-MM-DD */
  today: string
  /** Entries of the checklist that may be asked for. */
  materials: FormChoice[]
  /** Entries of the notice that is to be answered. */
  asked: AskedItem[]
  services: FormChoice[]
  /** The services that the applicant asked for or that are on offer. */
  chosenServices: string[]
  startsOn: string
  clauses: FormChoice[]
  grounds: FormChoice[]
  terms: { question: string; answer: string }[]
  /** The applications of a round, as they stand. */
  roundRows: { id: string; title: string; result: string }[]
}

/** A command's page: the case it is about, the facts of the form, what has happened so far. */
export type CommandPage = {
  caseId: string
  title: string
  machineTitle: string
  stage: string
  revision: number
  commandId: string
  facts: CommandFormFacts
  timeline: TimelineLine[]
}
