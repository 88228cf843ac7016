/** Where an entry of the ledger stands: what waits, what bars, what has ended. */
export const ledgerStates = {
  pending: { label: '待核对', tone: 'active' },
  barring: { label: '限制中', tone: 'loss' },
  underReview: { label: '限制中，正在复议（诉讼）', tone: 'loss' },
  noted: { label: '不构成限制', tone: 'neutral' },
  over: { label: '限制期已满', tone: 'neutral' },
  lifted: { label: '已撤销，限制解除', tone: 'done' },
  dropped: { label: '不予登记', tone: 'neutral' },
} as const
export type LedgerState = keyof typeof ledgerStates

/** A line of the ledger of 第十条, without the persons behind it. */
export type LedgerLine = {
  id: string
  name: string
  uscc: string
  place: string
  cause: string
  on: string
  source: string
  until: string | null
  state: LedgerState
  agency: string
  /** The page of the case, for those who may read it. */
  href: string | null
}
