import * as z from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { Service } from '#workflows/domain/institution-kinds'
import { ok, refuse } from '#workflows/result'
import { openingCommand, stepCommand } from './definition'
import { officer, system } from './grants'

const authority = [{ role: 'authority', relation: 'sameLevelAuthority' }] as const
const note = (error: string) => z.strictObject({ note: z.string({ error }).trim().min(5, `${error}，不少于5个字`).max(500) })
const machine = 'agreement' as const

/** Commands on a signed agreement: its opening, filing, list and the duties after its end (第九条（五）、第十一条、第十六至十九条). */
export const agreementCommands = {
  openAgreement: openingCommand({
    machine,
    article: '第九条（五）',
    grants: system,
    input: z.strictObject({
      applicationId: z.string().min(1).max(64),
      documentNumber: z.string().min(1).max(64),
      services: z.array(Service).min(1),
      signedOn: PlainDate,
      startsOn: PlainDate,
      expiresOn: PlainDate.nullable(),
      licenceExpiresOn: PlainDate.nullable().default(null),
    }),
    underRulesOf: ({ applicationId }) => applicationId,
    open(input, { facts }) {
      if (facts.application === null) return refuse({ code: 'notFound' })
      const { agencyId, institutionId, siteId, title } = facts.application
      return ok({ agencyId, institutionId, siteId, parentId: input.applicationId, title, machineInput: input })
    },
  }),

  fileAgreement: stepCommand({
    machine,
    article: '第十一条',
    grants: officer,
    input: z.strictObject({ remark: z.string().trim().max(500).default('') }),
    toEvent: (_input, { on }) => ok({ type: 'file', filedOn: on }),
  }),
  acknowledgeFiling: stepCommand({
    machine,
    article: '第十一条',
    grants: authority,
    // Without remarks the filing is closed; with remarks the agency answers them, and the agreement stays valid.
    input: z.strictObject({ remarks: z.string().trim().max(1000).default('') }),
    toEvent: ({ remarks }) => ok({ type: 'acknowledgeFiling', hasRemarks: remarks !== '' }),
  }),
  answerFilingRemarks: stepCommand({
    machine,
    article: '第十一条',
    grants: officer,
    input: z.strictObject({
      answer: z.string({ error: '请写明对备案意见的办理情况' }).trim().min(5, '请写明对备案意见的办理情况，不少于5个字').max(1000),
    }),
    toEvent: () => ok({ type: 'answerFilingRemarks' }),
  }),

  listAgreement: stepCommand({
    machine,
    article: '第九条（五）',
    grants: system,
    input: z.strictObject({ listedOn: PlainDate, listNumber: z.string().min(1).max(64) }),
    toEvent: ({ listedOn, listNumber }) => ok({ type: 'list', listedOn, listNumber }),
  }),
  delistAgreement: stepCommand({
    machine,
    article: '第九条（五）',
    grants: system,
    input: z.strictObject({ delistedOn: PlainDate }),
    toEvent: ({ delistedOn }) => ok({ type: 'delist', delistedOn }),
  }),

  settleClaims: stepCommand({
    machine,
    article: '第十三条、第十六至十九条',
    grants: officer,
    input: note('请写明结算清理情况'),
    toEvent: () => ok({ type: 'settleClaims' }),
  }),
  returnPlaque: stepCommand({
    machine,
    article: '第十三条、第十六至十九条',
    grants: officer,
    input: note('请写明标识牌收回情况'),
    toEvent: () => ok({ type: 'returnPlaque' }),
  }),
  announceExit: stepCommand({
    machine,
    article: '第十三条、第十六至十九条',
    grants: officer,
    input: note('请写明公告的时间和位置'),
    toEvent: () => ok({ type: 'announceExit' }),
  }),
  // Edge case 41: those in the beds on the last day are settled to their discharge.
  transferPatients: stepCommand({
    machine,
    article: '第十三条、第十六至十九条',
    grants: officer,
    input: note('请写明在院病人的名单、去向和结算安排'),
    toEvent: () => ok({ type: 'transferPatients' }),
  }),
}
