import * as z from 'zod'
import { formatDate, PlainDate } from '#workflows/calendar/plain-date'
import { AccountSection } from '#workflows/domain/application-form'
import { ChangedLicence, ChangeItem, changeItems } from '#workflows/domain/change-items'
import { Service } from '#workflows/domain/institution-kinds'
import { Phone } from '#workflows/domain/phone'
import { latestPlausibleDay } from '#workflows/domain/plausible-date'
import type { Outcome } from '#workflows/domain/refusal'
import { ChangeContext, type ChangeInput } from '#workflows/machines/change'
import { ItemScore, validateScores } from '#workflows/policy/item-scores'
import { totalOf } from '#workflows/policy/scoring'
import { ok, refuse } from '#workflows/result'
import { caseOf, livingAgreement } from './agreement-case'
import { SupplementItem, scoreIssues } from './application-intake'
import { CounterPaper, counterFault } from './counter'
import { openingCommand, stepCommand } from './definition'
import type { LifeFacts } from './facts'
import { applicant, applicantOrCounter, head, officer, system } from './grants'
import { signingCommands } from './signing'
import { SubmittedFile } from './submitted-file'

const machine = 'change' as const
const said = (error: string, least = 5, most = 1000) => z.string({ error }).trim().min(least, `${error}，不少于${least}个字`).max(most)

/** One licence whose change starts the month of 第十五条. */
export const LicenceChange = z.strictObject({
  licence: ChangedLicence,
  number: z.string({ error: '请填写证照编号' }).trim().min(2, '请填写证照编号').max(60),
  changedOn: PlainDate,
  /** Where the new licence names a last day. */
  expiresOn: z.preprocess((value) => (value === '' || value === undefined ? null : value), PlainDate.nullable()),
})
export type LicenceChange = z.output<typeof LicenceChange>

/** What changed, in words for the supplement, and where later steps need it in a form of its own. */
export const ChangeDetails = z.strictObject({
  items: z
    .array(
      z.strictObject({
        item: ChangeItem,
        before: z.string().trim().max(300).default(''),
        after: z.string({ error: '请填写变更后的内容' }).trim().min(1, '请填写变更后的内容').max(300),
      }),
    )
    .min(1, '请至少选择一项变更')
    .max(10)
    .refine((items) => new Set(items.map(({ item }) => item)).size === items.length, '同一事项不要重复填写'),
  services: z.array(Service).nullable().default(null),
  place: z
    .strictObject({ address: z.string().trim().min(8, '请填写详细地址').max(120), admdvs: z.string().min(6).max(12) })
    .nullable()
    .default(null),
  account: AccountSection.nullable().default(null),
  contact: z
    .strictObject({ person: z.string({ error: '请填写联系人姓名' }).trim().min(2, '请填写联系人姓名').max(40), phone: Phone })
    .nullable()
    .default(null),
})
export type ChangeDetails = z.output<typeof ChangeDetails>

const ChangeFiling = ChangeDetails.extend({
  licences: z.array(LicenceChange).max(4).default([]),
  /** Why it comes late; asked when the month has passed. */
  lateReason: z.string().trim().max(1000).default(''),
  files: z.array(SubmittedFile).max(20, '附件不超过20份').default([]),
  counter: CounterPaper.optional(),
})
type ChangeFiling = z.output<typeof ChangeFiling>

type Filed = Pick<ChangeInput, 'items' | 'licenceChangedOn' | 'isLate' | 'needsEvaluation'> & { isSmall: boolean; needsTwo: boolean }

/** What the rules make of a filing: whether it is late, needs a supplement, a second person or a look on site. */
function readFiling(input: ChangeFiling, on: PlainDate, { agreement, changeDays }: LifeFacts): Outcome<Filed> {
  const items = input.items.map(({ item }) => item)
  const isSmall = items.every((item) => !changeItems[item].isStatutory)
  const issues: Record<string, string[]> = {}
  if (!isSmall && input.licences.length === 0) issues.licences = ['请登记变更的证照和证照上的变更日期']
  input.licences.forEach(({ changedOn, expiresOn }, index) => {
    if (changedOn > on) issues[`licences[${index}].changedOn`] = [`变更日期不能晚于今天（${formatDate(on)}）；证照变更以后再提出申请`]
    if (expiresOn !== null && expiresOn < changedOn) issues[`licences[${index}].expiresOn`] = ['有效期截止日期不能早于变更日期']
  })
  if (items.includes('place') && input.place === null) issues['place.address'] = ['变更经营地点的，请填写新的地址']
  if (items.includes('services') && (input.services === null || input.services.length === 0))
    issues.services = ['变更服务内容的，请选择变更后的服务类别']
  if (items.includes('bankAccount') && input.account === null) issues['account.bankAccount'] = ['变更结算账户的，请填写新的账户']
  if (items.includes('contact') && input.contact === null) issues['contact.person'] = ['变更联系人的，请填写新的联系人和电话']
  const unchanged = input.items.findIndex(({ before, after }) => before !== '' && before === after)
  if (unchanged >= 0) issues[`items[${unchanged}].after`] = ['变更前后的内容相同，请核对']
  const missingFiles = items.some((item) => changeItems[item].documents.length > 0) && input.files.length === 0
  if (missingFiles) issues.files = ['请上传证明变更的文件']
  const isLate = changeDays.some(({ lastDay }) => lastDay !== null && on > lastDay)
  if (isLate && input.lateReason.length < 5) issues.lateReason = ['已经超过申请期限，请写明逾期的原因，由经办机构负责人决定']
  if (Object.keys(issues).length > 0) return refuse({ code: 'invalidInput', issues })
  const added = (input.services ?? []).some((service) => !(agreement?.context.services ?? []).includes(service))
  const days = input.licences.map(({ changedOn }) => changedOn).sort()
  return ok({
    items,
    licenceChangedOn: isSmall ? null : (days[0] ?? null),
    isLate: !isSmall && isLate,
    isSmall,
    needsTwo: items.some((item) => changeItems[item].needsTwo),
    needsEvaluation: items.some((item) => {
      const { evaluation } = changeItems[item]
      return evaluation === 'always' || (evaluation === 'ifAdded' && (item !== 'services' || added))
    }),
  })
}

/** Changes of a licence or of what was agreed (第十四、十五条). */
export const changeCommands = {
  // A licence was seen to have changed: the month runs, and the institution is told every day that it costs.
  noteLicenceChange: openingCommand({
    machine,
    article: '第十五条',
    grants: applicantOrCounter,
    input: z.strictObject({
      agreementId: z.string().min(1).max(80),
      items: z.array(ChangeItem, { error: '请选择变更的事项' }).min(1, '请至少选择一项变更').max(10),
      licences: z.array(LicenceChange).min(1, '请登记变更的证照和证照上的变更日期').max(4),
      note: said('请写明怎样得知', 5, 500),
    }),
    underRulesOf: ({ agreementId }) => agreementId,
    open({ items, licences }, { on, facts }) {
      const agreement = livingAgreement(facts)
      if (!agreement.ok) return agreement
      const future = licences.findIndex(({ changedOn }) => changedOn > on)
      if (future >= 0)
        return refuse({
          code: 'invalidInput',
          issues: { [`licences[${future}].changedOn`]: [`变更日期不能晚于今天（${formatDate(on)}）`] },
        })
      if (items.every((item) => !changeItems[item].isStatutory))
        return refuse({ code: 'invalidInput', issues: { items: ['这些事项不涉及证照，请直接提出变更'] } })
      const input: ChangeInput = {
        agreementId: agreement.value.id,
        items,
        licenceChangedOn: licences.map(({ changedOn }) => changedOn).sort()[0] ?? null,
        isNoted: true,
        isLate: false,
        isSmall: false,
        needsTwo: false,
        needsEvaluation: false,
      }
      return ok(caseOf(agreement.value, '变更', input))
    },
  }),
  fileChange: openingCommand({
    machine,
    article: '第十五条',
    grants: applicantOrCounter,
    input: ChangeFiling.extend({ agreementId: z.string().min(1).max(80) }),
    underRulesOf: ({ agreementId }) => agreementId,
    open(input, { actor, on, facts }) {
      const agreement = livingAgreement(facts)
      if (!agreement.ok) return agreement
      const fault = counterFault(actor, agreement.value.institutionId, input.counter)
      if (fault !== undefined) return refuse(fault)
      const filed = readFiling(input, on, facts)
      return filed.ok ? ok(caseOf(agreement.value, '变更', { agreementId: agreement.value.id, isNoted: false, ...filed.value })) : filed
    },
  }),
  fileNotedChange: stepCommand({
    machine,
    article: '第十五条',
    grants: applicantOrCounter,
    input: ChangeFiling,
    toEvent(input, { actor, on, facts }) {
      const fault = counterFault(actor, facts.institution?.id ?? '', input.counter)
      if (fault !== undefined) return refuse(fault)
      const filed = readFiling(input, on, facts)
      if (!filed.ok) return filed
      if (filed.value.isSmall) return refuse({ code: 'invalidInput', issues: { items: ['请填写证照上变更的事项'] } })
      const { items, licenceChangedOn, isLate, needsEvaluation } = filed.value
      return ok({ type: 'fileChange', items, licenceChangedOn, isLate, needsEvaluation })
    },
  }),
  dismissChangeNote: stepCommand({
    machine,
    article: '第十五条',
    grants: officer,
    input: z.strictObject({ reason: said('请写明登记有误的理由') }),
    toEvent: () => ok({ type: 'dismissNote' }),
  }),

  // DECISIONS: overdue is decided by the head, with what the institution says, never silently.
  admitLateChange: stepCommand({
    machine,
    article: '第十五条',
    grants: head,
    input: z.strictObject({ reason: said('请写明准予继续办理的理由', 10) }),
    toEvent: () => ok({ type: 'admitLate' }),
  }),
  endForLateness: stepCommand({
    machine,
    article: '第十五条',
    grants: head,
    input: z.strictObject({ facts: said('请写明逾期未申请变更的事实', 10, 2000) }),
    toEvent: () => ok({ type: 'endForLateness' }),
  }),

  issueChangeSupplementNotice: stepCommand({
    machine,
    article: '第十五条',
    grants: officer,
    input: z.strictObject({ items: z.array(z.strictObject(SupplementItem.shape)).min(1, '请至少列出一项需要补正的材料') }),
    toEvent: () => ok({ type: 'giveSupplementNotice' }),
  }),
  acknowledgeChangeNotice: stepCommand({
    machine,
    article: '第十五条',
    grants: applicantOrCounter,
    input: z.strictObject({}),
    toEvent: (_input, { on }) => ok({ type: 'acknowledgeNotice', servedOn: on }),
  }),
  answerChangeSupplement: stepCommand({
    machine,
    article: '第十五条',
    grants: applicantOrCounter,
    input: z.strictObject({
      explanation: said('请写明补正的情况'),
      files: z.array(SubmittedFile).min(1, '请上传补正的材料').max(20),
      counter: CounterPaper.optional(),
    }),
    toEvent({ counter }, { actor, facts }) {
      const fault = counterFault(actor, facts.institution?.id ?? '', counter)
      return fault === undefined ? ok({ type: 'answerSupplement' }) : refuse(fault)
    },
  }),

  concludeChangeCheck: stepCommand({
    machine,
    article: '第十五条',
    grants: officer,
    input: z.strictObject({ opinion: said('请填写核对意见', 2) }),
    toEvent: (_input, { actor }) => ok({ type: 'concludeCheck', checkedBy: actor.id }),
  }),
  confirmSmallChange: stepCommand({
    machine,
    article: '第十四条',
    grants: [...officer, ...head],
    input: z.strictObject({ opinion: said('请填写核对意见', 2) }),
    toEvent(_input, { actor, context }) {
      if (ChangeContext.parse(context).checkedBy === actor.id) return refuse({ code: 'samePerson', article: '第十四条' })
      return ok({ type: 'confirmSmallChange', confirmedBy: actor.id })
    },
  }),
  returnSmallChange: stepCommand({
    machine,
    article: '第十四条',
    grants: [...officer, ...head],
    input: z.strictObject({ reason: said('请写明退回的理由') }),
    toEvent: () => ok({ type: 'returnSmallChange' }),
  }),

  // 第七条（二）: two persons look at the new place or the added services by the table of the pack.
  recordTargetedEvaluation: stepCommand({
    machine,
    article: '第七条（二）',
    grants: officer,
    input: z.strictObject({
      visitedOn: PlainDate,
      secondPersonId: z.string({ error: '请选择同去的另一名工作人员' }).min(1, '请选择同去的另一名工作人员').max(64),
      finding: said('请写明现场查看的情况', 10, 3000),
      /** Scores of the items that apply, in tenths of a point. */
      entries: z.array(ItemScore).min(1, '请逐项评分'),
      files: z.array(SubmittedFile).max(20).default([]),
    }),
    toEvent({ visitedOn, secondPersonId, entries }, { actor, on, facts }) {
      if (visitedOn > on) return refuse({ code: 'invalidInput', issues: { visitedOn: [`查看日期不能晚于今天（${formatDate(on)}）`] } })
      if (secondPersonId === actor.id || !facts.colleagues.some(({ id }) => id === secondPersonId))
        return refuse({ code: 'invalidInput', issues: { secondPersonId: ['同去的须是本机构另一名工作人员'] } })
      if (facts.table === null) return refuse({ code: 'notFound' })
      const issues = validateScores(facts.table.items, entries)
      if (issues.length > 0) return refuse({ code: 'invalidInput', issues: scoreIssues(issues) })
      const { passed } = totalOf(facts.table.standard, facts.table.items, entries)
      return ok({ type: 'recordEvaluation', evaluatedBy: actor.id, passed })
    },
  }),
  confirmTargetedEvaluation: stepCommand({
    machine,
    article: '第七条（二）',
    grants: [...officer, ...head],
    input: z.strictObject({ opinion: said('请填写核对意见', 2) }),
    toEvent(_input, { actor, context }) {
      if (ChangeContext.parse(context).evaluatedBy === actor.id) return refuse({ code: 'samePerson', article: '第七条（二）' })
      return ok({ type: 'confirmEvaluation', confirmedBy: actor.id })
    },
  }),
  returnTargetedEvaluation: stepCommand({
    machine,
    article: '第七条（二）',
    grants: [...officer, ...head],
    input: z.strictObject({ reason: said('请写明退回的理由') }),
    toEvent: () => ok({ type: 'returnEvaluation' }),
  }),

  offerSupplement: stepCommand({
    machine,
    article: '第十四条',
    grants: officer,
    input: z.strictObject({ effectiveOn: PlainDate, remark: z.string().trim().max(1000).default('') }),
    toEvent({ effectiveOn }, { on }) {
      if (effectiveOn < on)
        return refuse({ code: 'invalidInput', issues: { effectiveOn: [`补充协议的生效日期不能早于今天（${formatDate(on)}）`] } })
      if (effectiveOn > latestPlausibleDay(on))
        return refuse({
          code: 'invalidInput',
          issues: { effectiveOn: [`生效日期不能晚于${formatDate(latestPlausibleDay(on))}，请核对年份`] },
        })
      return ok({ type: 'offerSupplement', effectiveOn })
    },
  }),
  commentSupplement: stepCommand({
    machine,
    article: '第十四条',
    grants: applicant,
    input: z.strictObject({ comment: said('请写明对补充协议的意见') }),
    toEvent: () => ok({ type: 'commentTerms' }),
  }),

  proposeChangeRefusal: stepCommand({
    machine,
    article: '第十五条',
    grants: officer,
    input: z.strictObject({ facts: said('请写明不同意变更的事实和理由', 10, 2000), talks: said('请写明协商的经过', 5, 1000) }),
    toEvent: (_input, { actor }) => ok({ type: 'proposeRefusal', proposedBy: actor.id }),
  }),
  returnChangeRefusal: stepCommand({
    machine,
    article: '第十五条',
    grants: head,
    input: z.strictObject({ reason: said('请写明退回的理由') }),
    toEvent: () => ok({ type: 'returnRefusal' }),
  }),
  refuseChange: stepCommand({
    machine,
    article: '第十五条',
    grants: head,
    input: z.strictObject({ opinion: said('请填写意见', 2, 500) }),
    toEvent(_input, { actor, context }) {
      if (ChangeContext.parse(context).refusalProposedBy === actor.id) return refuse({ code: 'samePerson', article: '第十五条' })
      return ok({ type: 'refuse', decidedBy: actor.id })
    },
  }),
  withdrawChange: stepCommand({
    machine,
    article: '第十五条',
    grants: applicant,
    input: z.strictObject({ reason: said('请写明撤回的理由') }),
    toEvent: () => ok({ type: 'withdraw' }),
  }),

  // Edge case 49: two changes under way may be settled in one supplement; each keeps its own clock until then.
  mergeChange: stepCommand({
    machine,
    article: '第十四条',
    grants: officer,
    input: z.strictObject({ into: z.string({ error: '请选择合并到哪一件变更' }).min(1, '请选择合并到哪一件变更').max(120) }),
    toEvent({ into }, { facts }) {
      const other = facts.running.find(({ id, machine: kind }) => id === into && kind === 'change')
      if (other === undefined || !/^(checking|negotiating)/.test(other.stage))
        return refuse({ code: 'invalidInput', issues: { into: ['请选择同一协议正在审查或者协商的另一件变更'] } })
      return ok({ type: 'merge', into })
    },
  }),
  absorbChange: stepCommand({
    machine,
    article: '第十四条',
    grants: system,
    input: z.strictObject({ changeId: z.string().min(1), items: z.array(ChangeItem), needsEvaluation: z.boolean() }),
    toEvent: ({ changeId, items, needsEvaluation }) => ok({ type: 'absorb', changeId, items, needsEvaluation }),
  }),
  closeChange: stepCommand({
    machine,
    article: '第十九条',
    grants: system,
    input: z.strictObject({}),
    toEvent: () => ok({ type: 'closeWithAgreement' }),
  }),
}

const { signByInstitution, registerPaperSignature, confirmPaperAgreement, countersign } = signingCommands(machine, '第十四条')

/** The two signatures on a supplement (第十四条). */
export const supplementSigningCommands = {
  signSupplement: signByInstitution,
  registerPaperSupplement: registerPaperSignature,
  confirmPaperSupplement: confirmPaperAgreement,
  countersignSupplement: countersign,
}
