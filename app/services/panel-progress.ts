import type { ApplicationContext } from '#workflows/machines/application-context'
import type { PanelMember } from '#workflows/machines/panel-member'

/** How far one member is with one institution; what was scored stays sealed. */
export type MemberState = 'waiting' | 'recused' | 'cleared' | 'scored'

export const memberStateTitles = {
  waiting: '未申明',
  recused: '已回避',
  cleared: '待评分',
  scored: '已提交',
} as const satisfies Record<MemberState, string>

/** A declared conflict outweighs a sheet: it no longer counts. */
export function memberStateOf(accountId: string, { conflictedBy, clearedBy, sheetsBy }: ApplicationContext): MemberState {
  if (conflictedBy.includes(accountId)) return 'recused'
  if (sheetsBy.includes(accountId)) return 'scored'
  return clearedBy.includes(accountId) ? 'cleared' : 'waiting'
}

/** Whether every member who may score has handed in: only then may anybody see scores (密封). */
export function isUnsealed(panel: readonly PanelMember[], context: ApplicationContext): boolean {
  const states = panel.map(({ accountId }) => memberStateOf(accountId, context))
  return states.includes('scored') && states.every((state) => state === 'scored' || state === 'recused')
}
