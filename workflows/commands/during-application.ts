import * as z from 'zod'
import { formatDate, PlainDate } from '#workflows/calendar/plain-date'
import { jurisdictionOf } from '#workflows/domain/areas'
import { hasCheckFault, IdentityNumber } from '#workflows/domain/identity-number'
import { findForeignPlace } from '#workflows/domain/site-address'
import { ok, refuse } from '#workflows/result'
import { CounterPaper, counterFault } from './counter'
import { openingCommand, stepCommand } from './definition'
import { applicantOrCounter, head } from './grants'
import { SubmittedFile } from './submitted-file'

const machine = 'application' as const

/** What may change while an application runs, and how a finished one comes back. */
export const duringApplicationCommands = {
  // Edge case 6: the new place decides the agency (第四条); the day of receipt stays.
  changeSiteAddress: stepCommand({
    machine,
    article: '第四条',
    grants: applicantOrCounter,
    input: z.strictObject({
      address: z.string({ error: '请填写新的地址' }).trim().min(6, '请填写新的地址，写到门牌号').max(120),
      admdvs: z.string({ error: '请选择新地址所在的县区' }).regex(/^\d{6}$/, '请选择新地址所在的县区'),
      reason: z.string({ error: '请写明变更的原因' }).trim().min(5, '请写明变更的原因，不少于5个字').max(500),
      /** The licence or filing that names the new place. */
      licence: SubmittedFile,
      counter: CounterPaper.optional(),
    }),
    toEvent({ address, admdvs, counter }, { actor, facts }) {
      const fault = counterFault(actor, facts.institution.id, counter)
      if (fault !== undefined) return refuse(fault)
      const foreign = findForeignPlace(address)
      if (foreign !== undefined) return refuse({ code: 'invalidInput', issues: { address: [foreign] } })
      if (address === facts.site.address && admdvs === facts.site.admdvs)
        return refuse({ code: 'invalidInput', issues: { address: ['新地址与原地址相同'] } })
      const before = jurisdictionOf(facts.site)
      const after = jurisdictionOf({ ...facts.site, admdvs })
      if (!after.ok) return refuse({ code: 'invalidInput', issues: { admdvs: [after.refusal.message] } })
      const stays = before.ok && before.value.agency === after.value.agency
      return ok({ type: 'moveSite', address, admdvs, toAgencyId: stays ? null : after.value.agency })
    },
  }),

  // Edge case 11: the licence that would end before the evaluation, renewed.
  handInLicence: stepCommand({
    machine,
    article: '第七条',
    grants: applicantOrCounter,
    input: z.strictObject({
      expiresOn: PlainDate,
      licence: SubmittedFile,
      counter: CounterPaper.optional(),
    }),
    toEvent({ expiresOn, counter }, { actor, on, facts }) {
      const fault = counterFault(actor, facts.institution.id, counter)
      if (fault !== undefined) return refuse(fault)
      if (expiresOn < on) return refuse({ code: 'invalidInput', issues: { expiresOn: [`新证照的有效期已过（今天是${formatDate(on)}）`] } })
      return ok({ type: 'renewLicence', expiresOn })
    },
  }),

  // Edge case 33: examined anew, the notice stands; in signing the text is set again.
  reportRepresentative: stepCommand({
    machine,
    article: '第九条（五）',
    grants: applicantOrCounter,
    input: z.strictObject({
      name: z.string({ error: '请填写新的法定代表人姓名' }).trim().min(2, '请填写新的法定代表人姓名').max(40),
      idNumber: IdentityNumber,
      /** The number stands so on the identity paper, although its check character fails. */
      idConfirmed: z.literal('on').optional(),
      changedOn: PlainDate,
      /** The registration that names the new representative. */
      proof: SubmittedFile,
      counter: CounterPaper.optional(),
    }),
    toEvent({ idNumber, idConfirmed, changedOn, counter }, { actor, on, facts }) {
      const fault = counterFault(actor, facts.institution.id, counter)
      if (fault !== undefined) return refuse(fault)
      if (hasCheckFault(idNumber) && idConfirmed === undefined)
        return refuse({
          code: 'invalidInput',
          issues: { idNumber: ['身份证号码的校验码不符，请按证件逐位核对；确与证件一致的，勾选“以证件为准”'] },
        })
      if (changedOn > on) return refuse({ code: 'invalidInput', issues: { changedOn: [`变更日期不能晚于今天（${formatDate(on)}）`] } })
      return ok({ type: 'changeRepresentative', changedOn })
    },
  }),

  // DECISIONS 7: a final case is never entered again; what a ruling or a set-aside penalty brings back is a new one.
  reopenApplication: openingCommand({
    machine,
    article: '第十条',
    grants: head,
    input: z.strictObject({
      formerCaseId: z.string().min(1).max(80),
      basis: z.enum(['penaltySetAside', 'courtRuling', 'reviewDecision', 'ownCorrection'], { error: '请选择恢复办理的依据' }),
      decisionNumber: z.string({ error: '请填写文书名称和文号' }).trim().min(4, '请填写文书名称和文号').max(120),
      decidedOn: PlainDate,
      reason: z.string({ error: '请写明恢复办理的理由' }).trim().min(10, '请写明恢复办理的理由，不少于10个字').max(1000),
      file: SubmittedFile.optional(),
    }),
    open({ formerCaseId, decidedOn }, { on, facts }) {
      const { former } = facts
      if (former === null || !['refused', 'notPassed'].includes(former.stage))
        return refuse({ code: 'invalidInput', issues: { formerCaseId: ['只有不予受理或者评估未通过的申请可以恢复办理'] } })
      if (decidedOn > on || decidedOn < former.endedOn)
        return refuse({
          code: 'invalidInput',
          issues: { decidedOn: [`日期应在原申请办结之日（${formatDate(former.endedOn)}）以后、今天以前`] },
        })
      if (facts.hasRunningApplication)
        return refuse({ code: 'invalidInput', issues: { formerCaseId: ['该执业地点已有正在办理的申请，无需恢复原申请'] } })
      return ok({
        agencyId: former.agencyId,
        institutionId: facts.institution.id,
        siteId: facts.site.id,
        parentId: null,
        title: facts.site.name,
        machineInput: { reopenedFrom: formerCaseId },
      })
    },
  }),
}
