import * as z from 'zod'
import type { CommandFormFacts } from '#app/view/command-form'
import { formatDate } from '#app/view/format'
import { regionLeaf } from '#app/view/stages'
import type { Actor } from '#workflows/access/authorise'
import type { PlainDate } from '#workflows/calendar/plain-date'
import { agreementContext } from '../case-context'
import type { OpenCase } from '../case-view.server'
import { renewalDaysOf } from '../life-facts.server'
import { serviceChoices, standingRows } from '../renewal/renewal-view.server'

type Facts = Pick<CommandFormFacts, 'isAtCounter' | 'services' | 'chosenServices' | 'terms'>

const Reason = z.object({ reason: z.string() })

/** What the forms about an agreement in force show: what it says, the window of 第十三条, what was held or asked for. */
export function agreementLifeFacts({ file, rules, events }: OpenCase, actor: Actor, today: PlainDate): Facts {
  const context = agreementContext(file)
  const days = renewalDaysOf(rules, context.expiresOn)
  const asked =
    regionLeaf(file.stage, 'performance') === 'suspensionAsked'
      ? Reason.safeParse(events.findLast(({ command }) => command === 'requestSuspension')?.payload).data
      : undefined
  return {
    isAtCounter: file.institution_id !== null && !actor.institutionIds.includes(file.institution_id),
    services: serviceChoices(context.services),
    chosenServices: [...context.services],
    terms: [
      ...standingRows(context),
      ...(days === null
        ? []
        : [
            {
              question: '续签申请期',
              answer: `${formatDate(days.opensOn)}至${formatDate(days.lastDay)}；${formatDate(days.formOpensOn)}起可以提前提交${
                today >= days.formOpensOn && today < days.opensOn ? `（今天提交的先予登记，以${formatDate(days.opensOn)}为申请日）` : ''
              }`,
            },
          ]),
      ...(context.holdReason === null ? [] : [{ question: '暂缓结算的原因', answer: context.holdReason }]),
      ...(asked === undefined ? [] : [{ question: '申请中止的理由', answer: asked.reason }]),
    ],
  }
}
