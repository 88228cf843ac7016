import type { CommandName } from '#workflows/commands/index'
import type { MachineName } from '#workflows/engine/restore'
import type { ChangeSection } from './change-view'
import type { EndingSection } from './ending-view'
import type { RenewalSection } from './renewal-view'

/** What a case page shows, as plain data: made by the service, drawn by the components. */

export type DueView = {
  due: string
  time: string
  remaining: string
  isOverdue: boolean
  explanation?: {
    rule: string
    basis: string
    consequence: string
    days: { date: string; counted: boolean; why: string; source?: string }[]
  }
}

export type MeasureStageName = '申请' | '受理' | '评估' | '公示' | '协商签约' | '履行' | '期满'

export type CasePosition = {
  stage: string
  actor: string
  isViewersTurn: boolean
  due: DueView | string
  consequence: string
  isLossAhead: boolean
}

export type CasePath = { reached: MeasureStageName; notes: Partial<Record<MeasureStageName, string>>; isStopped: boolean; isOver: boolean }

export type CaseAction = { command: CommandName; label: string; href: string; hint?: string }

/** A line of the record, already in the words that this reader may see. */
export type TimelineLine = {
  id: string
  revision: number
  at: string
  who: string
  what: string
  article?: string
  details: string[]
  document?: { title: string; href: string }
  isLoss: boolean
}

/** Whether and when a document reached its party, in words. */
export type ServiceView = {
  text: string
  explanation: string
  isServed: boolean
  /** The last days to contest the decision; of refusals only. */
  remedies: string[]
  /** 送达回证, for staff. */
  recordHref?: string
}

export type DocumentView = {
  id: string
  title: string
  number: string
  date: string
  href?: string
  digest?: string
  service?: ServiceView
  /** What the reader must know before using it, such as that a newer text has taken its place. */
  remark?: string
}

export type AnswerSection = { title: string; rows: { question: string; answer: string }[] }

export type HandedInFile = { name: string; href: string }
export type HandedInMaterial = { id: string; title: string; files: HandedInFile[]; isSupplement: boolean }

export type ScoreLine = {
  id: string
  title: string
  max: number
  self?: number
  official?: number
  selfVeto?: 'pass' | 'fail'
  officialVeto?: 'pass' | 'fail'
  reason?: string
}

/** A total as read: hundredths of a point out of 100. */
export type TotalView = { normalised: number; passMark: number; passed: boolean; failedVetoes: string[] }

export type CaseRecord = {
  answers: AnswerSection[]
  materials: HandedInMaterial[]
  selfEvaluation?: TotalView
  official?: TotalView & { conclusion: string; services: string[] }
  scores: ScoreLine[]
}

/** A duty beside the term of an agreement: where it stands and what happens next. */
export type CaseDuty = {
  title: string
  state: string
  tone: 'neutral' | 'active' | 'done' | 'loss'
  next: string
  due?: DueView
}

export type CaseLink = { label: string; href: string }

export type CaseView = {
  id: string
  machine: MachineName
  machineTitle: string
  title: string
  agencyName: string
  revision: number
  path?: CasePath
  position: CasePosition
  duties: CaseDuty[]
  mainAction?: CaseAction
  otherActions: CaseAction[]
  /** What an officer enters for the institution, from paper (第九条（一）). */
  counterActions: CaseAction[]
  /** Why there is nothing to press, when the reader might expect something. */
  notice?: { tone: 'info' | 'warning' | 'loss'; title: string; text: string }
  facts: { question: string; answer: string }[]
  record?: CaseRecord
  /** Of a change alone. */
  change?: ChangeSection
  /** Of a renewal alone. */
  renewal?: RenewalSection
  /** Of an ending alone. */
  ending?: EndingSection
  documents: DocumentView[]
  timeline: TimelineLine[]
  links: CaseLink[]
}
