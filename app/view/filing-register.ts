/** The slices of a department's register of filings. */
export const filingViews = ['waiting', 'remarked', 'unreported', 'acknowledged', 'ended', 'all'] as const
export type FilingView = (typeof filingViews)[number]

export const filingViewTitles = {
  waiting: '等待出具回执',
  remarked: '意见等待答复',
  unreported: '尚未报送',
  acknowledged: '已备案',
  ended: '解除终止',
  all: '全部',
} as const satisfies Record<FilingView, string>

/** What is filed: each text that both have signed; an end is noted beside them, for nothing has to be reported of it. */
export const filingKinds = { agreement: '服务协议', supplement: '补充协议', renewal: '续签协议', ending: '解除终止' } as const
export type FilingKind = keyof typeof filingKinds

export const isFilingKind = (text: string): text is FilingKind => text in filingKinds
