import type { StripDay } from '#workflows/calendar/working-days'
import type { Anchor, CountUnit, DeadlineEntry } from '#workflows/policy/schema'

const unitNames = { workingDay: '个工作日', day: '日', month: '个月', year: '年' } satisfies Record<CountUnit, string>

/** '5个工作日', '30日', '1个月', '3年'. */
export function unitPhrase(count: number, unit: CountUnit): string {
  return `${count}${unitNames[unit]}`
}

/** Says which days of a working-day count were left out and which make-up workdays were counted; empty when neither occurred. */
export function describeSkipped(strip: readonly StripDay[]): string {
  const skipped = new Map<string, number>()
  for (const day of strip) {
    if (!day.counted && day.why !== '首日不计') skipped.set(day.why, (skipped.get(day.why) ?? 0) + 1)
  }
  const left = [...skipped].map(([why, days]) => `${why}${days}天`).join('、')
  const madeUp = strip.some((day) => day.counted && day.why.startsWith('调休上班'))
  return `${left === '' ? '' : `，其间${left}不计`}${madeUp ? '，调休上班日计入' : ''}`
}

const anchorNames = {
  receivedOn: '收到之日',
  documentIssuedOn: '文书发出之日',
  noticeServedOn: '送达之日',
  acceptedOn: '受理之日',
  roundMonthStart: '集中评估月的第一日',
  roundMonthEnd: '集中评估月的最后一日',
  extendedUntil: '批准延长到的日期',
  noticeExtendedUntil: '顺延后的公示截止日',
  publishedOn: '公示之日',
  objectedOn: '收到异议之日',
  noticeClosedOn: '公示结束之日',
  signedOn: '签订之日',
  agreementStartsOn: '协议生效之日',
  agreementExpiresOn: '协议到期日',
  licenceChangedOn: '证照变更之日',
  licenceExpiresOn: '许可证有效期截止日',
  agreementEndsOn: '决定或者约定的解除（终止）之日',
  suspendedOn: '中止之日',
} as const satisfies Record<Anchor, string>

/** The rule of a deadline without a case: '自收到之日的次日起5个工作日', '协议到期日之前30日', '每年4、10月结束时'. */
export function ruleInWords({ rule, excludeFirstDay, at }: Pick<DeadlineEntry, 'rule' | 'excludeFirstDay' | 'at'>): string {
  switch (rule.kind) {
    case 'period':
      return `自${anchorNames[rule.from]}${excludeFirstDay ? '的次日' : ''}起${unitPhrase(rule.count, rule.unit)}`
    case 'before':
      return `${anchorNames[rule.anchor]}之前${unitPhrase(rule.count, rule.unit)}`
    case 'window':
      return `每年${rule.months.join('、')}月${rule.edge === 'opens' ? '开始' : '结束'}时`
    case 'on':
      return `${anchorNames[rule.anchor]}${at === 'endOfDay' ? '24时' : '0时'}`
  }
}
