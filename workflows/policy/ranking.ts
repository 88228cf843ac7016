import type { ApplicationForm } from '#workflows/domain/application-form'
import type { InstitutionKind } from '#workflows/domain/institution-kinds'

/** A class of 第五条（二） that an institution has shown evidence for. */
export type PriorityClass = 'villageClinic' | 'communityCentre' | 'gradedPublic'

/** The classes in the words of the Measure. */
export const priorityTitles = {
  villageClinic: '按规定设立的村卫生室',
  communityCentre: '实行基本药物制度的社区卫生服务机构',
  gradedPublic: '取得一级以上等级证书的公立医疗机构',
} as const satisfies Record<PriorityClass, string>

/** What the flag rests on; `materials` are ids of the checklist that were handed in. */
export type PriorityEvidence = {
  readonly kind: InstitutionKind
  readonly form: { readonly entity: Pick<ApplicationForm['entity'], 'ownership'>; readonly scale: Pick<ApplicationForm['scale'], 'level'> }
  readonly materials: readonly string[]
}

const gradedLevels: readonly (string | undefined)[] = ['first', 'second', 'third']

/**
 * 第五条（二）: the priority class of an institution, or null. A class without its evidence on file is none.
 * It is a flag for the order of equals; no score, veto or service depends on it.
 */
export function priorityOf({ kind, form, materials }: PriorityEvidence): PriorityClass | null {
  const isProved = materials.includes('priority')
  if (kind === 'village_clinic' && isProved) return 'villageClinic'
  if ((kind === 'community_health_center' || kind === 'community_health_station') && isProved) return 'communityCentre'
  const isPublic = form.entity.ownership === 'state' || form.entity.ownership === 'collective'
  const isGraded = gradedLevels.includes(form.scale.level) && (isProved || materials.includes('gradeCertificate'))
  return isPublic && isGraded ? 'gradedPublic' : null
}

/** One institution of a round. `total` in hundredths of a point out of 100; null when there is no score. */
export type Ranked = { readonly title: string; readonly total: number | null; readonly priority: PriorityClass | null }

/**
 * Compares two institutions for lists of results: the higher total first, one without a total last; among equal totals
 * those of 第五条（二） first; then by name. The order decides nothing: there is no quota, whoever passes is let in.
 */
export function byRank(a: Ranked, b: Ranked): number {
  return (
    (b.total ?? -1) - (a.total ?? -1) || Number(b.priority !== null) - Number(a.priority !== null) || a.title.localeCompare(b.title, 'zh')
  )
}
