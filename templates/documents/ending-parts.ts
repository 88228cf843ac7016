import { z } from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { printable } from '../document-head'
import { chineseDate } from '../layout/chinese-date'

/** 解除 by an act of the agency or of both parties (第十六至十八条), 终止 by an event (第十三、十五、十九条). */
export const EndingKind = z.enum(['rescission', 'termination'])
export type EndingKind = z.output<typeof EndingKind>

export const endingWords = { rescission: '解除', termination: '终止' } as const satisfies Record<EndingKind, string>

/** Facts or papers, each as whole sentences; a line each paragraph. */
export const Facts = z.array(printable(3000)).min(1, '没有写明事实')

/** What the ending rests on: the ground in words and the articles that name it, e.g. 第十九条（二）. */
export const endingGround = { ground: printable(600), article: printable(100) } as const

/** The ground with its articles, as the prior notice and the decision both say it. */
export function groundInWords({ ground, article }: { ground: string; article: string }): string {
  return `${ground.replace(/。$/, '')}（${article}）。`
}

/** 第十条(二): the last day on which no application is accepted, and the first one on which it is. */
export const Bar = z.strictObject({ lastDay: PlainDate, earliestReapplyOn: PlainDate })
export type Bar = z.output<typeof Bar>

/** When a new application is possible; without a bar at any time. */
export function reapplyInWords(bar: Bar | undefined, party: '你单位' | '乙方'): string {
  if (bar === undefined) return `${party}可以随时重新提出协议管理申请。`
  return `依照第十条第（二）项，至${chineseDate(bar.lastDay)}，各级社会保险经办机构不受理${party}的协议管理申请；${party}最早可以自${chineseDate(bar.earliestReapplyOn)}起重新申请。`
}
