import { submissionOf } from '#app/services/facts.server'
import { addMonths, type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import { findMaterial } from '#workflows/domain/materials'
import type { Happening } from './demonstration-days'
import type { Party, Stage } from './demonstration-party'
import { act, submit } from './steps'

/** Applications for a round come in during the weeks of this day of the second month before it, and after. */
const [monthsBefore, firstDay, weekdaysOfIntake] = [2, '-06', 18]

/** 第八条: hands in on a day. */
export const handsIn = ({ portal }: Stage, party: Party, day: PlainDate): Happening => ({
  at: party.moment(day),
  run: async () => {
    await submit(portal, await party.cast(), party.input, party.caseId)
  },
})

/** 第九条（二）: accepted on a day. */
export const accepted = ({ portal }: Stage, party: Party, day: PlainDate): Happening => ({
  at: party.moment(day, 2),
  run: async () =>
    act(portal, (await party.cast()).officer, 'acceptApplication', party.caseId, { opinion: '材料齐全，符合要求，予以受理。' }),
})

/** 第九条（二）: what is missing, told at once. */
export const noticeGiven = ({ portal }: Stage, party: Party, day: PlainDate): Happening => ({
  at: party.moment(day, 1),
  run: async () => {
    const [material] = party.input.institution.type === 'pharmacy' ? ['drugLicence'] : ['practiceLicence']
    await act(portal, (await party.cast()).officer, 'issueSupplementNotice', party.caseId, {
      items: [
        {
          materialId: material,
          title: findMaterial(material ?? '')?.title ?? '',
          problem: '副本缺少最近一次变更、校验的记录页',
          remedy: '补交记录页的清晰扫描件',
        },
      ],
    })
  },
})

export const noticeRead = ({ portal }: Stage, party: Party, day: PlainDate): Happening => ({
  at: party.moment(day, 2),
  run: async () => act(portal, (await party.cast()).applicant, 'acknowledgeNotice', party.caseId, {}),
})

export const noticeAnswered = ({ portal }: Stage, party: Party, day: PlainDate): Happening => ({
  at: party.moment(day, 3),
  run: async () => {
    const submission = await submissionOf(portal.read, party.caseId)
    await act(portal, (await party.cast()).applicant, 'answerSupplementNotice', party.caseId, {
      materials: submission?.materials.slice(0, 1),
      explanation: '已补交记录页。',
    })
  },
})

export const withdrawn = ({ portal }: Stage, party: Party, day: PlainDate): Happening => ({
  at: party.moment(day, 1),
  run: async () =>
    act(portal, (await party.cast()).applicant, 'withdrawApplication', party.caseId, { reason: '拟先完成装修改造，再重新申请。' }),
})

/** 第十条: an officer's proposal that the head has not decided yet. */
export const refusalProposed = ({ portal }: Stage, party: Party, day: PlainDate): Happening => ({
  at: party.moment(day, 1),
  run: async () =>
    act(portal, (await party.cast()).officer, 'proposeRefusal', party.caseId, {
      ground: 'otherPolicyGround',
      facts: '所申请的服务类别依规定暂停新增，经办人员核对了有关通知。',
      eventOn: '',
      rule: '东营市关于规范基本医疗保险定点管理的通知第三条',
    }),
})

export const refused = ({ portal }: Stage, party: Party, day: PlainDate, grounds: Record<string, string>): Happening => ({
  at: party.moment(day, 1),
  run: async () => {
    const { officer, head } = await party.cast()
    await act(portal, officer, 'proposeRefusal', party.caseId, { rule: '', ...grounds })
    await act(portal, head, 'refuseApplication', party.caseId, { opinion: '事实清楚，同意不予受理。' })
  },
})

/** 第四条: handed over to the agency that is competent. */
export const transferred = ({ portal }: Stage, party: Party, day: PlainDate, toAgencyId: string): Happening => ({
  at: party.moment(day, 1),
  run: async () =>
    act(portal, (await party.cast()).officer, 'transferApplication', party.caseId, {
      toAgencyId,
      reason: '现场核实该站由胜利油田举办，依管理办法第四条由市级经办机构办理。',
    }),
})

/** Handed in and accepted in time for a round, a few of them after one supplement. */
export function cameIn(stage: Stage, party: Party, round: string, order: number): Happening[] {
  const { workingDays } = stage
  const from = addMonths(plainDate(`${round}-01`), -monthsBefore)
  const handedInOn = workingDays(plainDate(`${from.slice(0, 7)}${firstDay}`), (order * 5) % weekdaysOfIntake)
  if (order % 4 !== 2) return [handsIn(stage, party, handedInOn), accepted(stage, party, workingDays(handedInOn, 1 + (order % 3)))]
  return [
    handsIn(stage, party, handedInOn),
    noticeGiven(stage, party, workingDays(handedInOn, 2)),
    noticeRead(stage, party, workingDays(handedInOn, 3)),
    noticeAnswered(stage, party, workingDays(handedInOn, 5)),
    accepted(stage, party, workingDays(handedInOn, 7)),
  ]
}
