export type ExplainedDay = {
  /** YYYY-MM-DD */
  readonly date: string
  readonly counted: boolean
  /** 工作日, 劳动节, 星期六 … */
  readonly why: string
  /** The notice that the day's kind comes from. */
  readonly source?: string | undefined
}

export type DateExplanation = {
  /** The rule in words, for example 「公示期为5个工作日，自公示次日起算」. */
  readonly rule: string
  /** The article, for example 「第九条（四）」. */
  readonly basis: string
  /** What happens when the day has passed. */
  readonly consequence?: string | undefined
  readonly days: readonly ExplainedDay[]
}
