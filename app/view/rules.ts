import type { PackAmendment } from '#workflows/policy/pack-amendment'

/** Where a version of the rules stands, in words. */
export const packStates = {
  governing: { label: '现行', tone: 'done' },
  coming: { label: '已公布，尚未施行', tone: 'active' },
  replaced: { label: '已被新版本替代', tone: 'neutral' },
  ended: { label: '有效期已满', tone: 'fix' },
  checked: { label: '已核对，等待公布', tone: 'active' },
  draft: { label: '草稿', tone: 'neutral' },
  dropped: { label: '已作废', tone: 'neutral' },
  pattern: { label: '备选文本，未公布', tone: 'neutral' },
} as const
export type PackState = keyof typeof packStates

/** A version in the list. `openCases` are those that began under it and are not over. */
export type PackLine = {
  id: string
  href: string
  title: string
  state: PackState
  from: string
  to: string | null
  openCases: number
}

/** One value of a version; `before` says what the version that it was copied from has, null when the same. */
export type PackValueRow = {
  id: string
  title: string
  value: string
  basis: string
  isDraft: boolean
  consequence: string
  before: string | null
  /** Leads to its form; absent for readers and once the version is published. */
  editHref?: string
}
export type PackGroupView = { key: string; title: string; rows: PackValueRow[] }

export type AmendmentPart = PackAmendment['part']

/** The forms by which a version is corrected. */
export const partTitles = {
  validity: '名称和有效期',
  deadline: '期限',
  rounds: '评估的组织',
  term: '协议的期限',
  renewal: '续签',
  bar: '不予受理新申请的期间',
  barScope: '哪些情形限制申请',
  suspension: '中止',
  evaluation: '评估的方法和评分表',
  clauses: '服务协议文本',
  parties: '经办机构和行政部门的名称',
} as const satisfies Record<AmendmentPart, string>

export const isAmendmentPart = (text: string): text is AmendmentPart => Object.hasOwn(partTitles, text)
