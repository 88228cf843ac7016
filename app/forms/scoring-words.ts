import { formatTenths } from '#app/view/format'
import type { ScoringRule } from '#workflows/policy/evaluation-standard'

type Bands = Extract<ScoringRule, { type: 'bands' }>
type Penalty = Extract<ScoringRule, { type: 'deduct' }>['deductions'][number]

/** Tenths of a point without a needless decimal: 20 → '2', 5 → '0.5'. */
export const pointsText = (tenths: number): string => formatTenths(tenths).replace(/\.0$/, '')

const unitText = (unit: string): string => (unit === '月' ? '个月' : unit)

const bandText = ({ unit }: Bands, { gte, lt, score }: Bands['bands'][number]): string => {
  const limit = (value: number) => `${value}${unitText(unit)}`
  const parts = [gte > 0 ? `${limit(gte)}以上` : '', lt === undefined ? '' : `不足${limit(lt)}`].filter((part) => part !== '')
  return `${parts.join('、')}：${pointsText(score)}分`
}

const penaltyText = ({ when, points, per, cap }: Penalty): string => {
  const amount = per === undefined ? `扣${pointsText(points)}分` : `每${per}扣${pointsText(points)}分`
  return `${when}：${amount}${cap === undefined ? '' : `，最多扣${pointsText(cap)}分`}`
}

/** How an item is scored, in sentences for the person who scores. Bands read as in statutes: 以上 includes the number. */
export const scoringLines = (rule: ScoringRule): readonly string[] => {
  switch (rule.type) {
    case 'pass_fail':
      return [`通过条件：${rule.passWhen}`]
    case 'deduct':
      return rule.deductions.map(penaltyText)
    case 'add':
      return [
        ...rule.additions.map(({ when, points }) => `${when}：得${pointsText(points)}分`),
        ...(rule.vetoWhen === undefined ? [] : [`不通过的情形：${rule.vetoWhen}`]),
      ]
    case 'bands':
      return [`按${rule.measure}分档，得分只能是下列之一`, ...rule.bands.map((band) => bandText(rule, band))]
  }
}
