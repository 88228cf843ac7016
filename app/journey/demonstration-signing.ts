import { signAgreement } from '#app/services/agreement-signing.server'
import { demoSigner } from '#app/services/trust.server'
import type { PlainDate } from '#workflows/calendar/plain-date'
import type { Happening } from './demonstration-days'
import type { Party, Stage } from './demonstration-party'
import { act, JourneyRefused } from './steps'

export type Terms = { termType?: 'fixed' | 'long'; startsOn?: string }

/** 第九条（五）: the agency puts the terms. */
export const offered = ({ portal }: Stage, party: Party, day: PlainDate, { termType = 'fixed', startsOn = '' }: Terms = {}): Happening => ({
  at: party.moment(day),
  run: async () =>
    act(portal, (await party.cast()).officer, 'offerTerms', party.caseId, {
      services: party.input.form.services.services,
      termType,
      startsOn,
      remark: '请核对结算账户和服务类别。',
    }),
})

export const commented = ({ portal }: Stage, party: Party, day: PlainDate): Happening => ({
  at: party.moment(day, 1),
  run: async () =>
    act(portal, (await party.cast()).applicant, 'commentTerms', party.caseId, {
      comment: '结算账户正在更换开户行，请待新账户启用后再定稿。',
    }),
})

export const agreed = ({ portal }: Stage, party: Party, day: PlainDate): Happening => ({
  at: party.moment(day, 1),
  run: async () => act(portal, (await party.cast()).applicant, 'agreeTerms', party.caseId, { confirmed: 'yes' }),
})

export const signedByInstitution = (stage: Stage, party: Party, day: PlainDate): Happening => ({
  at: party.moment(day, 2),
  run: async () => sign(stage, party, 'applicant', party.input.institution.name),
})

export const countersigned = (stage: Stage, party: Party, day: PlainDate): Happening => ({
  at: party.moment(day, 3),
  run: async () => sign(stage, party, 'head', (await stage.portal.read.institutions.getAgency(party.agencyId)).name),
})

async function sign({ portal }: Stage, party: Party, who: 'applicant' | 'head', holder: string): Promise<void> {
  const { [who]: actor } = await party.cast()
  const signer = await demoSigner(portal.unit, holder)
  const outcome = await signAgreement(portal, { actor, caseId: party.caseId, signer, commandId: portal.newId() })
  if (!outcome.ok) throw new JourneyRefused('签章', outcome)
  await portal.settle()
}

const agreementOf = (party: Party): string => `agreement-${party.caseId}`

/** 第十一条: reported to the department of the same level. */
export const filed = ({ portal }: Stage, party: Party, day: PlainDate): Happening => ({
  at: party.moment(day),
  run: async () => act(portal, (await party.cast()).officer, 'fileAgreement', agreementOf(party), { remark: '' }),
})

/** 第十二条: the institution's system works with the insurance's. */
export const connected = ({ portal }: Stage, party: Party, day: PlainDate): Happening => ({
  at: party.moment(day, 2),
  run: async () => act(portal, (await party.cast()).officer, 'passConnectionTest', agreementOf(party), { note: '医保结算系统联调通过。' }),
})

/** The department takes the filing, with remarks or without. */
export const received = ({ portal }: Stage, party: Party, day: PlainDate, remarks = ''): Happening => ({
  at: party.moment(day, 1),
  run: async () => act(portal, (await party.cast()).authority, 'acknowledgeFiling', agreementOf(party), { remarks }),
})

/** 第十九条（一）: one of the duties after the end. */
export const dutyDone = (
  { portal }: Stage,
  party: Party,
  day: PlainDate,
  duty: 'settleClaims' | 'returnPlaque' | 'announceExit',
): Happening => ({
  at: party.moment(day, 1),
  run: async () => act(portal, (await party.cast()).officer, duty, agreementOf(party), { note: dutyNotes[duty] }),
})

const dutyNotes = {
  settleClaims: '有效期内的医药费用已经核对并结清。',
  returnPlaque: '协议管理标识牌已经收回并登记。',
  announceExit: '协议终止情况已经在平台公告。',
} as const
