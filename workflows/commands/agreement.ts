import * as z from 'zod'
import { PlainDate } from '#workflows/calendar/plain-date'
import { Service } from '#workflows/domain/institution-kinds'
import { ok, refuse } from '#workflows/result'
import { openingCommand, stepCommand } from './definition'

const officer = [{ role: 'officer', relation: 'handlingAgency' }] as const
const note = (error: string) => z.strictObject({ note: z.string({ error }).trim().min(5, `${error}，不少于5个字`).max(500) })
const machine = 'agreement' as const

/** Commands on a signed agreement (第十二、十三、十九条). Renewal, change and rescission are cases of their own. */
export const agreementCommands = {
  openAgreement: openingCommand({
    machine,
    article: '第九条（五）',
    grants: [{ role: 'system', relation: 'anyone' }],
    input: z.strictObject({
      applicationId: z.string().min(1).max(64),
      documentNumber: z.string().min(1).max(64),
      services: z.array(Service).min(1),
      startsOn: PlainDate,
      expiresOn: PlainDate,
    }),
    open(input, { facts }) {
      if (facts.application === null) return refuse({ code: 'notFound' })
      const { agencyId, institutionId, siteId, title } = facts.application
      return ok({ agencyId, institutionId, siteId, parentId: input.applicationId, title, machineInput: input })
    },
  }),
  settleClaims: stepCommand({
    machine,
    article: '第十九条（一）',
    grants: officer,
    input: note('请写明结算清理情况'),
    toEvent: () => ok({ type: 'settleClaims' }),
  }),
  returnPlaque: stepCommand({
    machine,
    article: '第十九条（一）',
    grants: officer,
    input: note('请写明标识牌收回情况'),
    toEvent: () => ok({ type: 'returnPlaque' }),
  }),
  announceExit: stepCommand({
    machine,
    article: '第十九条（一）',
    grants: officer,
    input: note('请写明公告的时间和位置'),
    toEvent: () => ok({ type: 'announceExit' }),
  }),
}
