import * as z from 'zod'
import { ok, refuse } from '#workflows/result'
import { stepCommand } from './definition'
import { head, system } from './grants'

/** Working days on which a notice could not be read. */
export const LostDays = z.coerce.number({ error: '请填写中断的工作日数' }).int('请填写整数').min(1, '至少1个工作日')

/** What happens to an entry of a public notice while it is up (第九条（四）). */
export const noticeCommands = {
  // From the round's own extension: one decision, every application on the notice (edge case 29).
  extendNoticePeriod: stepCommand({
    machine: 'application',
    article: '第九条（四）',
    grants: system,
    input: z.strictObject({ lostDays: LostDays }),
    toEvent(_input, { facts }) {
      if (facts.extendedNoticeUntil === null) return refuse({ code: 'notAllowedNow', stage: 'publicNotice' })
      return ok({ type: 'extendNotice', until: facts.extendedNoticeUntil })
    },
  }),

  // Edge case 30: the entry stood there wrongly, so its five working days begin again; the others go on.
  correctNotice: stepCommand({
    machine: 'application',
    article: '第九条（四）',
    grants: head,
    input: z.strictObject({
      field: z.enum(['name', 'address', 'services', 'result'], { error: '请选择更正的事项' }),
      wrong: z.string({ error: '请填写原公示内容' }).trim().min(1, '请填写原公示内容').max(200),
      right: z.string({ error: '请填写更正后的内容' }).trim().min(1, '请填写更正后的内容').max(200),
      reason: z.string({ error: '请写明更正的原因' }).trim().min(5, '请写明更正的原因，不少于5个字').max(500),
    }),
    toEvent({ wrong, right }, { at }) {
      if (wrong === right) return refuse({ code: 'invalidInput', issues: { right: ['更正后的内容与原公示内容相同'] } })
      return ok({ type: 'correctNotice', publishedAt: at })
    },
  }),
}
