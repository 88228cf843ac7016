import * as z from 'zod'
import { PanelRole } from '#workflows/policy/score-sheet'

/** A member of an evaluation panel (第九条（三）), by account. */
export const PanelMember = z.strictObject({ accountId: z.string(), name: z.string(), role: PanelRole })
export type PanelMember = z.infer<typeof PanelMember>

/** 第九条（三）: all four kinds of member, each account once. */
export const isWholePanel = (panel: readonly PanelMember[]): boolean =>
  PanelRole.options.every((role) => panel.some((member) => member.role === role)) &&
  new Set(panel.map(({ accountId }) => accountId)).size === panel.length
