import type { Portal } from '#app/services/portal.server'
import { addDays, addYears, dateOf, type PlainDate } from '#workflows/calendar/plain-date'
import type { ApplicationInput } from '#workflows/domain/application-input'
import type { Refusal } from '#workflows/domain/refusal'
import type { ItemScore } from '#workflows/policy/item-scores'
import type { Cast } from './cast'
import { agreeOnChange, askForRenewal, decideViolation, proposeViolation, renew, reportContact, reportName } from './later-life'
import { closeDown, fixedTermOf, type Life, lapse, officeTime, passWorkingDays, signUp } from './life'
import { act, fileAgreement, submit } from './steps'

export const scenarioNames = ['renew', 'lapse', 'change', 'rescind', 'reapply-too-early', 'objection', 'supplement-lapse'] as const
export type Scenario = (typeof scenarioNames)[number]

/** True for a name from the command line that is a scenario. */
export const isScenario = (name: string): name is Scenario => scenarioNames.some((one) => one === name)

type Walk = {
  portal: Portal
  cast: Cast
  input: ApplicationInput
  scoresOf: (member: number) => readonly ItemScore[]
}
/** The cases of a walk in their order, and what was refused on the way because the rules say so. */
export type Walked = { cases: string[]; refused: { command: string; on: PlainDate; refusal: Refusal }[] }

const casesOf = ({ applicationId, roundId, agreementId, cases }: Life): string[] => [applicationId, roundId, agreementId, ...cases]
const begin = ({ portal, cast, input, scoresOf }: Walk): Promise<Life> =>
  signUp(portal, cast, { input, applicationId: portal.newId(), scoresOf })
const goTo = (portal: Portal, day: PlainDate) => portal.advanceTo(officeTime(day))

/** 第十七条: in the spring of the second year, with everything that follows. */
async function rescind({ portal, cast }: Walk, life: Life): Promise<void> {
  const endingId = `ending-${life.applicationId}`
  life.cases.push(endingId)
  await goTo(portal, addYears((await fixedTermOf(portal, life.agreementId)).startsOn as PlainDate, 1))
  await proposeViolation(portal, cast, life.agreementId, endingId)
  await passWorkingDays(portal, 4)
  const endsOn = addDays(dateOf(portal.now()), 20)
  await decideViolation(portal, cast, endingId, endsOn)
  await goTo(portal, addDays(endsOn, 1))
  await closeDown(portal, cast, life)
}

const walks: Record<Scenario, (walk: Walk) => Promise<Walked>> = {
  async renew(walk) {
    const { portal, cast } = walk
    const life = await begin(walk)
    const { expiresOn } = await fixedTermOf(portal, life.agreementId)
    // Asked for early: kept, and dated on the day on which the window opens (edge case 43).
    await goTo(portal, addDays(expiresOn, -45))
    const renewalId = await askForRenewal(portal, cast, life.agreementId)
    life.cases.push(renewalId)
    await goTo(portal, addDays(expiresOn, -25))
    await renew(portal, cast, life.agreementId, renewalId)
    await fileAgreement(portal, cast, life.agreementId)
    await goTo(portal, addDays(expiresOn, 1))
    return { cases: casesOf(life), refused: [] }
  },

  async lapse(walk) {
    const life = await begin(walk)
    await lapse(walk.portal, life)
    await closeDown(walk.portal, walk.cast, life)
    return { cases: casesOf(life), refused: [] }
  },

  async change(walk) {
    const { portal, cast, input } = walk
    const life = await begin(walk)
    const first = (await fixedTermOf(portal, life.agreementId)).startsOn as PlainDate
    const [inTime, contact, late] = ['in-time', 'contact', 'late'].map((which) => `change-${which}-${life.applicationId}`)
    if (inTime === undefined || contact === undefined || late === undefined) throw new Error('three changes')
    life.cases.push(inTime, contact, late)
    await goTo(portal, addDays(first, 200))
    await reportName(portal, cast, life.agreementId, {
      changeId: inTime,
      name: `${input.site.name}（东城）`,
      changedOn: addDays(first, 190),
    })
    await agreeOnChange(portal, cast, inTime)
    await fileAgreement(portal, cast, life.agreementId)
    await reportContact(portal, cast, life.agreementId, contact)
    // More than a month later: not ended silently, the head decides (第十五条).
    await goTo(portal, addDays(first, 300))
    await reportName(portal, cast, life.agreementId, {
      changeId: late,
      name: `${input.site.name}（新区）`,
      changedOn: addDays(first, 250),
      lateReason: '经办人员离职交接遗漏，发现后立即申请。',
    })
    await act(portal, cast.head, 'admitLateChange', late, { reason: '逾期系交接遗漏，未造成基金损失，准予继续办理。' })
    await agreeOnChange(portal, cast, late)
    await fileAgreement(portal, cast, life.agreementId)
    return { cases: casesOf(life), refused: [] }
  },

  async rescind(walk) {
    const life = await begin(walk)
    await rescind(walk, life)
    return { cases: casesOf(life), refused: [] }
  },

  async 'reapply-too-early'(walk) {
    const { portal, cast, input } = walk
    const life = await begin(walk)
    await rescind(walk, life)
    const [bar] = await portal.read.bars.ofUscc(input.institution.uscc)
    if (bar === undefined) throw new Error('an end for a violation bars')
    const endedOn = dateOf(portal.now())
    const early = await submit(portal, cast, input)
    // 第十条（二）: the officer cannot accept it, and refuses with the day from which it is possible again.
    const refusal = await refusedAcceptance(portal, cast, early)
    await act(portal, cast.officer, 'proposeRefusal', early, {
      ground: 'agreementEndedWithinYear',
      facts: '原服务协议因违规被解除，距今未满一年。',
      eventOn: bar.starts_on,
    })
    await act(portal, cast.head, 'refuseApplication', early, { opinion: '同意不予受理。' })
    await goTo(portal, addDays(bar.until as PlainDate, 1))
    const again = await submit(portal, cast, input)
    await act(portal, cast.officer, 'acceptApplication', again, { opinion: '限制期已满，材料齐全，予以受理。' })
    return { cases: [...casesOf(life), early, again], refused: [{ command: 'acceptApplication', on: endedOn, refusal }] }
  },

  async objection(walk) {
    const { portal, cast, input, scoresOf } = walk
    const applicationId = portal.newId()
    const life = await signUp(portal, cast, { input, applicationId, scoresOf }, async () => {
      await passWorkingDays(portal, 1)
      await act(portal, cast.applicant, 'fileObjection', applicationId, {
        name: cast.applicant.name,
        phone: '13905460012',
        statement: '公示的服务类别与申请不一致，请核对评估结果和申请表。',
      })
      const [objection] = await portal.read.eventLog.ofCase(applicationId, 'fileObjection')
      await passWorkingDays(portal, 2)
      await act(portal, cast.officer, 'decideObjection', applicationId, {
        objectionId: objection?.command_id,
        secondHandlerId: cast.secondOfficer.id,
        upheld: 'no',
        finding: '两名核查人员核对申请表和评估记录，公示内容与评估结果一致，异议不成立。',
      })
    })
    return { cases: casesOf(life), refused: [] }
  },

  async 'supplement-lapse'({ portal, cast, input }) {
    const first = await submit(portal, cast, input)
    await passWorkingDays(portal, 1)
    await act(portal, cast.officer, 'issueSupplementNotice', first, {
      items: [{ materialId: 'businessLicence', title: '营业执照', problem: '扫描件不清楚，看不清有效期', remedy: '请重新扫描后上传' }],
    })
    // Unread it counts as served on the third working day; fifteen more pass without an answer.
    await passWorkingDays(portal, 20)
    // Withdrawn without a bar: the same institution may apply again at once.
    const again = await submit(portal, cast, input)
    await act(portal, cast.officer, 'acceptApplication', again, { opinion: '材料齐全，符合要求，予以受理。' })
    return { cases: [first, again], refused: [] }
  },
}

/** Tries to accept what the rules forbid, and says how they do. */
async function refusedAcceptance(portal: Portal, { officer }: Cast, caseId: string): Promise<Refusal> {
  const input = { opinion: '材料齐全，予以受理。' }
  const outcome = await portal.dispatchLatest({ command: 'acceptApplication', caseId, commandId: portal.newId(), actor: officer, input })
  if (outcome.ok) throw new Error('an application within the year was accepted')
  return outcome.refusal
}

/** One institution's life along one of the roads that the Measure knows. */
export const walk = (scenario: Scenario, asked: Walk): Promise<Walked> => walks[scenario](asked)
