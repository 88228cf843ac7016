import * as z from 'zod'
import { formatDate, PlainDate } from '#workflows/calendar/plain-date'
import { Service } from '#workflows/domain/institution-kinds'
import { latestPlausibleDay } from '#workflows/domain/plausible-date'
import { AgreementContext, AgreementEnd, AgreementTerm, YearlyGrade } from '#workflows/machines/agreement-context'
import { ok, refuse } from '#workflows/result'
import { CounterPaper, counterFault } from './counter'
import { openingCommand, stepCommand } from './definition'
import { applicant, applicantOrCounter, head, officer, system } from './grants'
import { SubmittedFile } from './submitted-file'

const machine = 'agreement' as const
const said = (error: string, most = 500) => z.string({ error }).trim().min(5, `${error}，不少于5个字`).max(most)

/** What happens to an agreement while it is in force: renewal asked for, changes agreed, licences, tests, holds, rest and end (第十二至十九条). */
export const agreementLifeCommands = {
  // 第十三条: taken down in the agreement's own case, so that nothing can come between the wish and the last day.
  applyForRenewal: stepCommand({
    machine,
    article: '第十三条',
    grants: applicantOrCounter,
    input: z.strictObject({
      services: z.array(Service, { error: '请选择续签的服务类别' }).min(1, '请至少选择一项服务类别'),
      /** Declared by the institution; what it names is a change to be reported first (edge case 44). */
      unreportedChanges: z.enum(['none', 'some'], { error: '请说明有没有未报告的变更' }),
      selfReport: said('请简要写明协议期内的履行情况', 2000),
      files: z.array(SubmittedFile).max(10, '附件不超过10份').default([]),
      confirmed: z.literal('yes', { error: '请勾选确认后再提交' }),
      counter: CounterPaper.optional(),
    }),
    toEvent(input, { actor, on, facts, context, commandId }) {
      const { services, expiresOn, isOver, end, renewal } = AgreementContext.parse(context)
      const fault = counterFault(actor, facts.institutionId ?? '', input.counter)
      if (fault !== undefined) return refuse(fault)
      if (expiresOn === null) return refuse({ code: 'invalidInput', issues: { '': ['长期服务协议没有期满日，不需要续签'] } })
      if (isOver || end !== null) return refuse({ code: 'notAllowedNow', stage: 'ending' })
      if (renewal !== null) return refuse({ code: 'invalidInput', issues: { '': ['已经提出过续签申请，不用重复提交'] } })
      const days = facts.renewalDays
      if (days !== null && on < days.formOpensOn)
        return refuse({
          code: 'invalidInput',
          issues: {
            '': [
              `还没有到可以提出续签的时候：${formatDate(days.formOpensOn)}起可以提交（先予登记），${formatDate(days.opensOn)}至${formatDate(days.lastDay)}为续签申请期`,
            ],
          },
        })
      if (input.unreportedChanges === 'some')
        return refuse({
          code: 'invalidInput',
          issues: { unreportedChanges: ['有未报告的变更的，请先提出变更申请，再提出续签申请；变更办理期间可以同时提出续签'] },
        })
      if (input.services.some((service) => !services.includes(service)))
        return refuse({ code: 'invalidInput', issues: { services: ['续签只能在现有服务类别之内；增加服务类别请提出变更申请'] } })
      return ok({ type: 'fileRenewal', renewalId: `renewal-${commandId}` })
    },
  }),
  grantRenewalTerm: stepCommand({
    machine,
    article: '第十三条',
    grants: system,
    input: z.strictObject({ term: AgreementTerm, signedOn: PlainDate }),
    toEvent: ({ term, signedOn }) => ok({ type: 'grantRenewal', term, signedOn }),
  }),
  recordRenewalRefusal: stepCommand({
    machine,
    article: '第十九条（一）',
    grants: system,
    input: z.strictObject({}),
    toEvent: (_input, { on }) => ok({ type: 'refuseRenewal', on }),
  }),
  recordRenewalWithdrawal: stepCommand({
    machine,
    article: '第十三条',
    grants: system,
    input: z.strictObject({}),
    toEvent: (_input, { on }) => ok({ type: 'withdrawRenewal', on }),
  }),

  applyAgreedChange: stepCommand({
    machine,
    article: '第十四、十五条',
    grants: system,
    input: z.strictObject({
      changeId: z.string().min(1),
      signedOn: PlainDate,
      titles: z.array(z.string()),
      services: z.array(Service).nullable(),
      register: z.strictObject({
        name: z.string().nullable(),
        place: z.strictObject({ address: z.string(), admdvs: z.string() }).nullable(),
      }),
      licenceExpiresOn: PlainDate.nullable(),
      /** The competent agency of the new place, when it is another one. */
      agencyId: z.string().nullable(),
    }),
    toEvent: ({ signedOn, titles, services, register, licenceExpiresOn, agencyId }) =>
      ok({ type: 'applyChange', signedOn, titles, services, register, licenceExpiresOn, agencyId }),
  }),
  noteSmallChange: stepCommand({
    machine,
    article: '第十四条',
    grants: system,
    input: z.strictObject({ changeId: z.string().min(1) }),
    toEvent: () => ok({ type: 'noteChange' }),
  }),

  scheduleAgreementEnd: stepCommand({
    machine,
    article: '第十六至十九条',
    grants: system,
    input: z.strictObject({ end: AgreementEnd }),
    toEvent: ({ end }) => ok({ type: 'scheduleEnd', end }),
  }),
  cancelAgreementEnd: stepCommand({
    machine,
    article: '第十六至十九条',
    grants: system,
    input: z.strictObject({ reason: z.string() }),
    toEvent: () => ok({ type: 'cancelEnd' }),
  }),
  // DECISIONS 7: after a ruling the agreement lives on in a case of its own, to its former last day or to the one settled.
  restoreAgreement: openingCommand({
    machine,
    article: '第十六至十九条',
    grants: system,
    input: z.strictObject({
      formerId: z.string().min(1),
      agencyId: z.string().min(1),
      institutionId: z.string().min(1),
      siteId: z.string().min(1),
      applicationId: z.string().min(1),
      title: z.string().min(1),
      documentNumber: z.string().min(1),
      services: z.array(z.string()),
      signedOn: PlainDate,
      startsOn: PlainDate,
      expiresOn: PlainDate.nullable(),
      licenceExpiresOn: PlainDate.nullable(),
      supplements: z.int(),
      grades: z.array(YearlyGrade),
    }),
    underRulesOf: ({ formerId }) => formerId,
    open({ formerId, agencyId, institutionId, siteId, title, ...rest }) {
      return ok({ agencyId, institutionId, siteId, parentId: rest.applicationId, title, machineInput: { ...rest, restoredFrom: formerId } })
    },
  }),

  // Edge case 34: each test leaves its line in the log.
  passConnectionTest: stepCommand({
    machine,
    article: '第十二条',
    grants: officer,
    input: z.strictObject({ note: said('请写明联调的日期和情况') }),
    toEvent: () => ok({ type: 'passConnection' }),
  }),
  failConnectionTest: stepCommand({
    machine,
    article: '第十二条',
    grants: officer,
    input: z.strictObject({ note: said('请写明联调的日期、没有通过的情况') }),
    toEvent: () => ok({ type: 'failConnection' }),
  }),

  recordLicence: stepCommand({
    machine,
    article: '第七条（一）',
    grants: applicantOrCounter,
    input: z.strictObject({
      expiresOn: z.preprocess((value) => (value === '' ? null : value), PlainDate.nullable()),
      hasNoEnd: z.preprocess((value) => value === 'on' || value === 'yes' || value === true, z.boolean()).default(false),
      scan: SubmittedFile,
      counter: CounterPaper.optional(),
    }),
    toEvent({ expiresOn, hasNoEnd, counter }, { actor, on, facts }) {
      const fault = counterFault(actor, facts.institutionId ?? '', counter)
      if (fault !== undefined) return refuse(fault)
      if (expiresOn === null && !hasNoEnd)
        return refuse({ code: 'invalidInput', issues: { expiresOn: ['请填写许可证有效期截止日期；没有有效期的，请勾选'] } })
      if (expiresOn !== null && expiresOn < on)
        return refuse({ code: 'invalidInput', issues: { expiresOn: [`有效期截止日期不能早于今天（${formatDate(on)}）`] } })
      return ok({ type: 'recordLicence', expiresOn: hasNoEnd ? null : expiresOn })
    },
  }),
  // Edge case 37: asked for in time at the authority, not yet issued: fifteen days of grace.
  noteLicenceProof: stepCommand({
    machine,
    article: '第七条（一）',
    grants: applicantOrCounter,
    input: z.strictObject({ proof: SubmittedFile, note: said('请写明向哪个机关申请延续、受理文号'), counter: CounterPaper.optional() }),
    toEvent({ counter }, { actor, on, facts }) {
      const fault = counterFault(actor, facts.institutionId ?? '', counter)
      return fault === undefined ? ok({ type: 'noteLicenceProof', on }) : refuse(fault)
    },
  }),
  holdSettlement: stepCommand({
    machine,
    article: '第十二条',
    grants: officer,
    input: z.strictObject({ reason: said('请写明暂缓结算的事实和依据'), files: z.array(SubmittedFile).max(10).default([]) }),
    toEvent: ({ reason }) => ok({ type: 'holdSettlement', reason }),
  }),
  releaseSettlement: stepCommand({
    machine,
    article: '第十二条',
    grants: officer,
    input: z.strictObject({ reason: said('请写明恢复结算的理由') }),
    toEvent(_input, { on, context }) {
      const { licenceExpiresOn } = AgreementContext.parse(context)
      if (licenceExpiresOn !== null && licenceExpiresOn < on)
        return refuse({ code: 'invalidInput', issues: { reason: ['许可证有效期已过，请先登记更新后的许可证，结算随即恢复'] } })
      return ok({ type: 'releaseSettlement' })
    },
  }),

  requestSuspension: stepCommand({
    machine,
    article: '第十四条',
    grants: applicant,
    input: z.strictObject({ reason: said('请写明申请中止的理由和预计恢复的日期') }),
    toEvent(_input, { policy, context, on }) {
      if (AgreementContext.parse(context).startsOn > on) return refuse({ code: 'notAllowedNow', stage: 'term.awaitingStart' })
      if (policy.suspension === null)
        return refuse({
          code: 'invalidInput',
          issues: { '': ['本办法没有中止协议的规定；确需停业的，请与经办机构协商签订补充协议（第十四条）'] },
        })
      return ok({ type: 'requestSuspension' })
    },
  }),
  approveSuspension: stepCommand({
    machine,
    article: '第十四条',
    grants: head,
    input: z.strictObject({ from: PlainDate, opinion: said('请填写意见') }),
    toEvent({ from }, { on }) {
      if (from < on || from > latestPlausibleDay(on))
        return refuse({ code: 'invalidInput', issues: { from: [`中止的第一天不能早于今天（${formatDate(on)}）`] } })
      return ok({ type: 'approveSuspension', from })
    },
  }),
  declineSuspension: stepCommand({
    machine,
    article: '第十四条',
    grants: head,
    input: z.strictObject({ reason: said('请写明不同意的理由') }),
    toEvent: () => ok({ type: 'declineSuspension' }),
  }),
  resumeAgreement: stepCommand({
    machine,
    article: '第十四条',
    grants: applicantOrCounter,
    input: z.strictObject({ note: said('请写明恢复营业的情况'), counter: CounterPaper.optional() }),
    toEvent({ counter }, { actor, facts }) {
      const fault = counterFault(actor, facts.institutionId ?? '', counter)
      return fault === undefined ? ok({ type: 'resume' }) : refuse(fault)
    },
  }),

  // 第二十二条: until yearly assessments run here, an officer enters what was decided elsewhere, with its source.
  recordGrade: stepCommand({
    machine,
    article: '第二十二条',
    grants: officer,
    input: z.strictObject({
      year: z.coerce.number({ error: '请填写年度' }).int('请填写年度').min(2016, '请核对年度').max(2100, '请核对年度'),
      grade: z.enum(['A', 'B', 'C', 'D'], { error: '请选择考核等次' }),
      isFinal: z.enum(['yes', 'no'], { error: '请选择考核结果是否已经生效' }),
      source: said('请写明考核结果的文件'),
    }),
    toEvent({ year, grade, isFinal, source }, { on }) {
      if (`${year}-01-01` > on) return refuse({ code: 'invalidInput', issues: { year: ['不能登记以后年度的考核结果'] } })
      return ok({ type: 'recordGrade', grade: { year, grade, isFinal: isFinal === 'yes', source } })
    },
  }),
}
