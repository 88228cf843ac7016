import { formatDate } from '#workflows/calendar/plain-date'
import { unitPhrase } from '#workflows/policy/deadline-words'
import { barCauseWords } from '#workflows/policy/eligibility'
import { penaltyMatterTitles } from '#workflows/policy/penalty-matter'
import { type DeadlineEntry, DeadlineKey, type DeadlineRule, type PolicySet, type Reminder } from '#workflows/policy/schema'

/** The groups in which a pack is read, in their order. */
export const packGroups = {
  validity: '名称和有效期',
  application: '申请、评估和签约的期限',
  agreement: '履行、变更、续签和终止的期限',
  evaluation: '评估',
  term: '协议期限',
  bars: '不予受理新申请的期间',
  versions: '评分表、协议文本和名称',
} as const
export type PackGroup = keyof typeof packGroups

/**
 * One value of a pack in words. `part` is the form that corrects it and `key` tells entries of one part apart; `before` is
 * what the pack that it is compared with says, null when it says the same.
 */
export type PackRow = {
  readonly id: string
  readonly group: PackGroup
  readonly part: string
  readonly key: string
  readonly title: string
  readonly value: string
  readonly basis: string
  readonly isDraft: boolean
  readonly consequence: string
}
export type ComparedRow = PackRow & { readonly before: string | null }

const anchorWords = {
  receivedOn: '收到之日',
  documentIssuedOn: '文书发出之日',
  noticeServedOn: '文书送达之日',
  acceptedOn: '受理之日',
  roundMonthStart: '评估月第一日',
  roundMonthEnd: '评估月最后一日',
  extendedUntil: '延长至的日期',
  noticeExtendedUntil: '顺延至的日期',
  publishedOn: '公示之日',
  objectedOn: '收到异议之日',
  noticeClosedOn: '公示期满之日',
  signedOn: '签订之日',
  agreementStartsOn: '协议生效之日',
  agreementExpiresOn: '协议期满之日',
  licenceChangedOn: '证照载明的变更日期',
  licenceExpiresOn: '证照有效期届满之日',
  agreementEndsOn: '协议终止之日',
  suspendedOn: '中止之日',
} as const satisfies Record<Extract<DeadlineRule, { kind: 'on' }>['anchor'], string>

const audienceWords = {
  institution: '机构',
  officer: '经办人员',
  windowHead: '窗口负责人',
  agencyHead: '经办机构负责人',
} as const satisfies Record<Reminder['to'], string>

/** How a deadline is counted, in words. */
export function ruleWords({ rule, excludeFirstDay, rollsToWorkingDay, at }: DeadlineEntry): string {
  const moment = at === 'endOfDay' ? '24时' : '0时'
  const rolls = rollsToWorkingDay && !('unit' in rule && rule.unit === 'workingDay') ? '，遇休息日顺延' : ''
  if (rule.kind === 'period')
    return `自${anchorWords[rule.from]}${excludeFirstDay ? '的次日' : ''}起${unitPhrase(rule.count, rule.unit)}${rolls}，${moment}`
  if (rule.kind === 'before') return `${anchorWords[rule.anchor]}之前${unitPhrase(rule.count, rule.unit)}${rolls}，${moment}`
  if (rule.kind === 'window') return `每年${rule.months.join('、')}月${rule.edge === 'opens' ? '开始' : '结束'}`
  return `${anchorWords[rule.anchor]}${rolls}，${moment}`
}

/** '期满前90日提醒机构', in the order of the pack. */
export const reminderWords = ({ when, count, unit, to }: Reminder): string =>
  when === 'beforeDue' && count === 0
    ? `届满当日提醒${audienceWords[to]}`
    : `${when === 'beforeDue' ? '届满前' : '开始后第'}${unitPhrase(count, unit)}提醒${audienceWords[to]}`

// Keys up to the signing belong to the way of 第八至十一条; all later ones to the life of the agreement.
const agreementFrom = DeadlineKey.options.indexOf('termStarts')

function deadlineRow(key: DeadlineKey, entry: DeadlineEntry): PackRow {
  const reminders = entry.reminders.map(reminderWords)
  return {
    id: `deadline.${key}`,
    group: DeadlineKey.options.indexOf(key) < agreementFrom ? 'application' : 'agreement',
    part: 'deadline',
    key,
    title: entry.title,
    value: [ruleWords(entry), ...(reminders.length === 0 ? [] : [`提醒：${reminders.join('、')}`])].join('。'),
    basis: entry.basis,
    isDraft: entry.draft,
    consequence: entry.consequence,
  }
}

const listed = (words: readonly string[]): string => (words.length === 0 ? '没有' : words.join('、'))
const typeWords = { medical: '医疗机构', pharmacy: '零售药店' } as const

/** Every value of a pack, in the order in which it is read. */
export function packRows(policy: PolicySet): PackRow[] {
  const { effectiveFrom, effectiveTo, rounds, term, renewal, bars, suspension, evaluation, parties } = policy
  const row = (
    group: PackGroup,
    part: string,
    values: { key?: string; title: string; value: string; basis: string; isDraft?: boolean; consequence?: string },
  ): PackRow => {
    const { key = '', isDraft = false, consequence = '', ...rest } = values
    return { id: key === '' ? part : `${part}.${key}`, group, part, key, isDraft, consequence, ...rest }
  }
  const within =
    rounds.evaluatedWithin === null ? '' : `，受理之日起${unitPhrase(rounds.evaluatedWithin.count, rounds.evaluatedWithin.unit)}内完成`
  return [
    row('validity', 'validity', {
      title: policy.title,
      value: `${formatDate(effectiveFrom)}起施行，${effectiveTo === null ? '没有载明截止日期' : `有效期至${formatDate(effectiveTo)}`}`,
      basis: '第二十七条',
    }),
    ...DeadlineKey.options.map((key) => deadlineRow(key, policy.deadlines[key])),
    row('evaluation', 'rounds', {
      title: '评估的组织',
      value: `${rounds.kind === 'rolling' ? '随时评估' : '集中评估'}：${rounds.months.length === 12 ? '每月' : `${rounds.months.join('、')}月`}${within}`,
      basis: rounds.basis,
    }),
    row('evaluation', 'evaluation', {
      title: '评估的方法',
      value: `不适用的项目：${listed(evaluation.switchedOffItems)}；未能考查${evaluation.visitAttempts}次，按无法评估作结论；自评高出${evaluation.selfGapPoints}分，提示核对`,
      basis: evaluation.basis,
    }),
    row('term', 'term', {
      title: '协议的期限',
      value: `${unitPhrase(term.count, term.unit)}；可以签订长期协议的：${listed(term.longTermAllowedFor.map((type) => typeWords[type]))}`,
      basis: term.basis,
    }),
    row('term', 'renewal', {
      title: '续签',
      value: `期满前${renewal.formOpensDaysBefore}日可以填写；到期未作决定的，书面延续不超过${renewal.continuationMaxDays}日`,
      basis: renewal.basis,
      isDraft: renewal.draft,
    }),
    row('term', 'suspension', {
      title: '中止',
      value: suspension === null ? '没有规定中止' : `机构申请中止的，不超过${suspension.maxDays}日`,
      basis: suspension?.basis ?? '第十四条',
    }),
    ...bars.rules.map(({ cause, count, unit, basis }) =>
      row('bars', 'bar', { key: cause, title: barCauseWords[cause], value: `${unitPhrase(count, unit)}内不予受理新的申请`, basis }),
    ),
    row('bars', 'barScope', {
      title: '哪些情形限制申请',
      value: `期满或者协商终止：${bars.includeNoFaultEnd ? '限制' : '不限制'}；连锁总部受处罚：${bars.headquartersPenaltyCounts ? '限制各门店' : '不限制门店'}；限制申请的处罚事项：${listed(bars.penaltyMatters.filter(({ countsAsBar }) => countsAsBar).map(({ matter }) => penaltyMatterTitles[matter]))}`,
      basis: '第十条（四）',
      isDraft: bars.penaltyMatters.some(({ draft }) => draft),
    }),
    row('versions', 'evaluation', {
      key: 'standards',
      title: '评分表',
      value: `医疗机构：${evaluation.standards.medical}；零售药店：${evaluation.standards.pharmacy}`,
      basis: evaluation.basis,
    }),
    row('versions', 'clauses', { title: '服务协议文本', value: policy.clauseSetVersion, basis: '第四条、第十二条' }),
    row('versions', 'parties', {
      title: '经办机构和行政部门的名称',
      value: `${parties.agency}；${parties.authority}`,
      basis: parties.basis,
    }),
  ]
}

/** The rows of a pack beside those of the one it is compared with. Every row of the one has its like in the other but for bars. */
export function comparedRows(policy: PolicySet, base: PolicySet): ComparedRow[] {
  const former = new Map(packRows(base).map((one) => [one.id, one]))
  return packRows(policy).map((row) => {
    const old = former.get(row.id)
    if (old === undefined) return { ...row, before: '没有这一项' }
    const { group: _group, ...now } = row
    const { group: _old, ...then } = old
    return { ...row, before: JSON.stringify(now) === JSON.stringify(then) ? null : formerWords(row, old) }
  })
}

/** What of the former entry differs, the value first. */
function formerWords(row: PackRow, old: PackRow): string {
  const parts = [
    ...(row.value === old.value ? [] : [old.value]),
    ...(row.title === old.title ? [] : [`名称：${old.title}`]),
    ...(row.basis === old.basis ? [] : [`依据：${old.basis}`]),
    ...(row.isDraft === old.isDraft ? [] : [old.isDraft ? '草案' : '非草案']),
    ...(row.consequence === old.consequence ? [] : [`逾期的后果：${old.consequence}`]),
  ]
  return parts.join('；')
}
