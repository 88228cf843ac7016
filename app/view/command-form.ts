import type { TimelineLine } from '#app/view/case-view'
import type { ChangeFormFacts } from '#app/view/change-view'
import type { EndingFormFacts } from '#app/view/ending-view'

export type FormChoice = { value: string; label: string; hint?: string }

/** The file fields of a command's form by their path in its input, such as `counter.paper`: one file, one PDF, or a list. */
export type FileFields = Readonly<Record<string, 'one' | 'pdf' | 'many'>>

/** An entry of a notice: what is asked for again, and why. */
export type AskedItem = { materialId: string; title: string; problem: string; remedy: string }

/** The visit on site: when it may be, who comes, and what its notice says once there is one. */
export type VisitFormFacts = {
  /** `to` is null when no month binds the visit: in a second evaluation. */
  period: { from: string; to: string | null } | null
  panel: FormChoice[]
  scheduled: { visitOn: string; arrivesAt: string } | null
}

/** The filing of an agreement: what is reported to whom, and the remarks that wait for an answer. */
export type FilingFormFacts = { authority: string; rows: { question: string; answer: string }[]; remarks: string }

/** An agreement on an announcement of the city's list. */
export type ListFormRow = {
  id: string
  title: string
  agency: string
  number: string
  services: string
  term: string
  /** What is said anew, a line each. */
  changes: string[]
}
export type ListFormFacts = { additions: ListFormRow[]; changes: ListFormRow[]; exits: ListFormRow[]; draftedBy: string; draftedAt: string }

/** What the bodies of the command forms need beside what was typed; each takes what concerns it. */
export type CommandFormFacts = {
  /** What an officer proposed, when a refusal waits for the head. */
  proposal: { title: string; facts: string; rule: string } | null
  /** A report of false material that waits for a second person. */
  fraudReport: { question: string; answer: string }[]
  /** What the public notice says of the institution while it is up. */
  published: { question: string; answer: string }[]
  /** Where the site stands now. */
  site: { address: string; admdvs: string }
  /** YYYY-MM-DD */
  today: string
  /** The actor is no member of the institution: what belongs to the institution is entered from its paper. */
  isAtCounter: boolean
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
  /** The agencies that a case may be handed over to. */
  agencies: FormChoice[]
  visit: VisitFormFacts
  /** 第十三条: the kinds of term that this institution may have; the first is the one on offer. */
  termTypes: FormChoice[]
  termType: string
  filing: FilingFormFacts
  list: ListFormFacts
  /** The agreement as it is to be printed and signed on paper. */
  print: { documentId: string; digest: string; number: string; href: string; issuedOn: string } | null
  /** The legal representative whom the agreement names now. */
  representative: string
  /** What an entry of the ledger says, for whoever confirms it or sets it aside. */
  barFact: { question: string; answer: string }[]
  /** Of a change alone. */
  change: ChangeFormFacts | null
  /** Of an ending alone. */
  ending: EndingFormFacts | null
  /** What a version of the rules changes, or what a record of 第二十七条 allows. */
  rules: { question: string; answer: string }[]
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
