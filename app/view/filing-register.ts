/** The slices of a department's register of filings. */
export const filingViews = ['waiting', 'remarked', 'unreported', 'acknowledged', 'all'] as const
export type FilingView = (typeof filingViews)[number]

export const filingViewTitles = {
  waiting: '等待出具回执',
  remarked: '意见等待答复',
  unreported: '尚未报送',
  acknowledged: '已备案',
  all: '全部协议',
} as const satisfies Record<FilingView, string>
