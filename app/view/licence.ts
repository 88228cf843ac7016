export const licenceKinds = {
  practice: '医疗机构执业许可证',
  filing: '诊所备案凭证',
  drug: '药品经营许可证',
  verification: '执业许可证校验',
  business: '营业执照（法人证书）',
} as const
export type LicenceKind = keyof typeof licenceKinds

/** A certificate behind an agreement, with what its end would mean. */
export type LicenceLine = {
  id: string
  agreementId: string
  title: string
  holder: string
  uscc: string
  address: string
  kind: LicenceKind
  number: string
  /** Null: without end. */
  validUntil: string | null
  /** Until its last day; below zero when it has passed. Null: without end. */
  daysLeft: number | null
  agency: string
  agreementState: string
  /** Only where settlement rests or is in its grace. */
  hold: { label: string; isHeld: boolean } | null
  /** The page of the agreement, for those who may read it. */
  href: string | null
}

/** A slice of the licences: those that have ended, end within so many days, or whose settlement rests. */
export type LicenceView = { id: string; title: string; count: number }

/** 还有 12 天; 今天届满; 已届满 3 天 */
export const daysLeftText = (days: number | null): string => {
  if (days === null) return '长期有效'
  if (days === 0) return '今天届满'
  return days > 0 ? `还有 ${days} 天` : `已届满 ${-days} 天`
}
