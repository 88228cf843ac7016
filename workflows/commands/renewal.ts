import * as z from 'zod'
import { formatDate, PlainDate } from '#workflows/calendar/plain-date'
import { Service } from '#workflows/domain/institution-kinds'
import { RenewalContext } from '#workflows/machines/renewal'
import { ok, refuse } from '#workflows/result'
import { caseOf, runningOf } from './agreement-case'
import { openingCommand, stepCommand } from './definition'
import { applicant, head, officer, system } from './grants'
import { signingCommands } from './signing'

const machine = 'renewal' as const
const said = (error: string, least = 5, most = 1000) => z.string({ error }).trim().min(least, `${error}，不少于${least}个字`).max(most)
const Answer = z.enum(['yes', 'no'], { error: '请选择' })

/** The decision on another term (第十三条、第十九条（一）). */
export const renewalCommands = {
  openRenewal: openingCommand({
    machine,
    article: '第十三条',
    grants: system,
    input: z.strictObject({
      agreementId: z.string().min(1),
      expiresOn: PlainDate,
      filedOn: PlainDate,
      isEarly: z.boolean(),
    }),
    underRulesOf: ({ agreementId }) => agreementId,
    open(input, { facts }) {
      if (facts.agreement === null) return refuse({ code: 'notFound' })
      return ok(caseOf(facts.agreement, '续签', input))
    },
  }),

  holdForAssessment: stepCommand({
    machine,
    article: '第二十二条',
    grants: officer,
    input: z.strictObject({ note: said('请写明等待哪一年度的考核结果') }),
    toEvent: () => ok({ type: 'holdForAssessment' }),
  }),
  concludeRenewalReview: stepCommand({
    machine,
    article: '第十三条',
    grants: officer,
    input: z.strictObject({
      licencesValid: Answer,
      noUnreportedChanges: Answer,
      gradesQualified: Answer,
      opinion: said('请填写审核意见', 5, 2000),
    }),
    toEvent({ licencesValid, noUnreportedChanges, gradesQualified }, { actor, facts }) {
      // Edge case 44: what was changed is decided first.
      const [change] = runningOf(facts, 'change')
      if (change !== undefined)
        return refuse({ code: 'invalidInput', issues: { noUnreportedChanges: ['有正在办理的变更，须先办结变更，再审核续签'] } })
      const grades = facts.agreement?.context.grades ?? []
      const issues = {
        ...(licencesValid === 'no' ? { licencesValid: ['许可证已经失效的，不能通过审核；请通知机构更新，或者提出不予续签'] } : {}),
        ...(noUnreportedChanges === 'no' ? { noUnreportedChanges: ['有未报告的变更，请先登记变更并通知机构申请'] } : {}),
        ...(gradesQualified === 'no' ? { gradesQualified: ['年度考核不合格的，请提出不予续签，由负责人决定'] } : {}),
        // 第十三条: only a qualified yearly assessment renews; one that is not final yet is waited for (edge case 46).
        ...(grades.some(({ isFinal }) => !isFinal)
          ? { gradesQualified: ['还有年度考核结果没有生效，请等待生效，或者登记等待考核结果'] }
          : {}),
        ...(grades.some(({ isFinal, grade }) => isFinal && grade === 'D')
          ? { gradesQualified: ['年度考核等次为D的，不能按合格续签'] }
          : {}),
      }
      if (Object.keys(issues).length > 0) return refuse({ code: 'invalidInput', issues })
      return ok({ type: 'concludeReview', reviewedBy: actor.id })
    },
  }),
  offerRenewal: stepCommand({
    machine,
    article: '第十三条',
    grants: officer,
    input: z.strictObject({
      services: z.array(Service, { error: '请选择服务类别' }).min(1, '请至少选择一项服务类别'),
      remark: z.string().trim().max(1000).default(''),
    }),
    toEvent({ services }, { facts }) {
      if (services.some((service) => !(facts.agreement?.context.services ?? []).includes(service)))
        return refuse({ code: 'invalidInput', issues: { services: ['只能约定现有的服务类别；增加服务类别请办理变更'] } })
      return ok({ type: 'offerTerms' })
    },
  }),
  commentRenewal: stepCommand({
    machine,
    article: '第五条（一）',
    grants: applicant,
    input: z.strictObject({ comment: said('请写明对条款的意见') }),
    toEvent: () => ok({ type: 'commentTerms' }),
  }),

  // Edge case 45: after a timely application only a reasoned decision of two ends the agreement.
  proposeRenewalRefusal: stepCommand({
    machine,
    article: '第十九条（一）',
    grants: officer,
    input: z.strictObject({
      ground: z.enum(['notQualified', 'licenceInvalid', 'talksFailed', 'other'], { error: '请选择不予续签的理由' }),
      facts: said('请写明认定的事实', 10, 2000),
    }),
    toEvent({ ground }, { actor, facts }) {
      const grades = facts.agreement?.context.grades ?? []
      if (ground === 'notQualified' && !grades.some(({ isFinal, grade }) => isFinal && grade === 'D'))
        return refuse({
          code: 'invalidInput',
          issues: { ground: ['没有已经生效的不合格考核结果，不能以此理由不予续签；请先登记考核结果'] },
        })
      return ok({ type: 'proposeRefusal', proposedBy: actor.id })
    },
  }),
  returnRenewalRefusal: stepCommand({
    machine,
    article: '第十九条（一）',
    grants: head,
    input: z.strictObject({ reason: said('请写明退回的理由') }),
    toEvent: () => ok({ type: 'returnRefusal' }),
  }),
  refuseRenewal: stepCommand({
    machine,
    article: '第十九条（一）',
    grants: head,
    input: z.strictObject({ opinion: said('请填写意见', 2, 500) }),
    toEvent(_input, { actor, context }) {
      if (RenewalContext.parse(context).refusalProposedBy === actor.id) return refuse({ code: 'samePerson', article: '第十九条（一）' })
      return ok({ type: 'refuse', decidedBy: actor.id })
    },
  }),
  withdrawRenewal: stepCommand({
    machine,
    article: '第十三条',
    grants: applicant,
    input: z.strictObject({
      reason: said('请写明撤回的理由'),
      understood: z.literal('yes', { error: '请勾选知悉：撤回后期满自动终止，一年内不能重新申请' }),
    }),
    toEvent: (_input, { on, context }) => {
      const { expiresOn } = RenewalContext.parse(context)
      if (expiresOn < on)
        return refuse({
          code: 'invalidInput',
          issues: { '': [`协议已于${formatDate(expiresOn as PlainDate)}期满、正在延续，不能撤回；请等待决定或者签署`] },
        })
      return ok({ type: 'withdraw' })
    },
  }),
  closeRenewal: stepCommand({
    machine,
    article: '第十九条',
    grants: system,
    input: z.strictObject({}),
    toEvent: () => ok({ type: 'closeWithAgreement' }),
  }),
}

const { signByInstitution, registerPaperSignature, confirmPaperAgreement, countersign } = signingCommands(machine, '第十三条')

/** The two signatures on the agreement of the next term (第十三条). */
export const renewalSigningCommands = {
  signRenewal: signByInstitution,
  registerPaperRenewal: registerPaperSignature,
  confirmPaperRenewal: confirmPaperAgreement,
  countersignRenewal: countersign,
}
