import * as z from 'zod'
import { ApplicationContext } from '#workflows/machines/application-context'
import { ok, refuse } from '#workflows/result'
import { stepCommand } from './definition'
import { head, officer } from './grants'
import { PanelInput, panelFrom } from './panel'

const machine = 'application' as const

/** The second evaluation that an upheld objection leads to (dossier A19): a panel, a result and a notice of its own. */
export const reEvaluationCommands = {
  appointReEvaluationPanel: stepCommand({
    machine,
    article: '第九条（三）',
    grants: officer,
    input: PanelInput,
    toEvent(input, { facts, context }) {
      const { sheetsBy } = ApplicationContext.parse(context)
      const panel = panelFrom(input, { evaluators: facts.evaluators, scored: sheetsBy })
      if (!panel.ok) return panel
      const again = panel.value.filter(({ accountId }) => facts.firstPanel.some((member) => member.accountId === accountId))
      if (again.length > 0)
        return refuse({
          code: 'invalidInput',
          issues: { members: [`${again.map(({ name }) => name).join('、')}参加过原评估，不能参加重新评估`] },
        })
      return ok({ type: 'appointPanel', panel: panel.value })
    },
  }),

  // Approval and publication in one act: there is one institution, and the head is not who concluded.
  publishReEvaluation: stepCommand({
    machine,
    article: '第九条（四）',
    grants: head,
    input: z.strictObject({ opinion: z.string({ error: '请填写审批意见' }).trim().min(2, '请填写审批意见').max(500) }),
    toEvent(_input, { at, actor, context }) {
      if (ApplicationContext.parse(context).concludedBy === actor.id) return refuse({ code: 'samePerson', article: '第九条（四）' })
      return ok({ type: 'publishReEvaluation', publishedAt: at, decidedBy: actor.id })
    },
  }),

  returnReEvaluation: stepCommand({
    machine,
    article: '第九条（四）',
    grants: head,
    input: z.strictObject({ reason: z.string({ error: '请写明退回理由' }).trim().min(5, '退回理由不少于5个字').max(500) }),
    toEvent: () => ok({ type: 'returnConclusion' }),
  }),
}
