import { addDays, type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import type { AgencyCode } from '#workflows/domain/agencies'
import { at, type Happening } from './demonstration-days'
import type { Story } from './demonstration-input'
import type { Party, Staff, Stage } from './demonstration-party'
import { panelSheets, poorSheet } from './panel-scores'
import { act, ensureRound } from './steps'

/** The days of one agency's round; what has no day has not happened by the demonstration's present. */
export type RoundPlan = {
  agencyId: string
  /** 'YYYY-MM'. */
  month: string
  extension?: { on: PlainDate; until: PlainDate; reason: string }
  visitsFrom: PlainDate
  handedIn?: PlainDate
  approved?: PlainDate
  published?: PlainDate
}

/** 第九条（三）: within the month. */
function withinTheMonth({ workingDays }: Stage, agencyId: string, month: string): RoundPlan {
  const visitsFrom = workingDays(plainDate(`${month}-09`), 0)
  const day = (count: number) => workingDays(visitsFrom, count)
  return { agencyId, month, visitsFrom, handedIn: day(6), approved: day(7), published: day(8) }
}

const extendedTo = (until: string, reason: string): { on: PlainDate; until: PlainDate; reason: string } => ({
  on: plainDate('2025-11-03'),
  until: plainDate(until),
  reason,
})

type ExtendedPlan = Omit<RoundPlan, 'agencyId' | 'month' | 'extension'> & { until: string; reason: string }
const on = plainDate

/** October 2025 went on into the new year in seven agencies, so that every stage of a round stands somewhere in March. */
const extendedRounds: Partial<Record<AgencyCode, ExtendedPlan>> = {
  '370500': {
    until: '2026-02-10',
    reason: '油田机构分布在三个县区，现场考查须分批进行，当月不能完成。',
    visitsFrom: on('2026-01-13'),
    handedIn: on('2026-01-28'),
    approved: on('2026-01-30'),
    published: on('2026-02-04'),
  },
  '370503': { until: '2026-03-31', reason: '临床专家因病请假，另行聘请专家以后继续现场考查。', visitsFrom: on('2026-02-25') },
  '370505': {
    until: '2026-02-28',
    reason: '参加评估的机构集中换发证照，须待新证核发以后考查。',
    visitsFrom: on('2026-02-03'),
    handedIn: on('2026-02-11'),
    approved: on('2026-02-13'),
    published: on('2026-02-25'),
  },
  '370522': {
    until: '2026-03-20',
    reason: '评估小组成员抽调参加全省检查，年前完不成现场考查。',
    visitsFrom: on('2026-02-10'),
    handedIn: on('2026-02-27'),
  },
  '370523': {
    until: '2026-01-15',
    reason: '参加评估的机构较多，当月排不开现场考查的日程。',
    visitsFrom: on('2025-12-15'),
    handedIn: on('2026-01-05'),
    approved: on('2026-01-06'),
    published: on('2026-01-08'),
  },
  '370571': { until: '2026-02-27', reason: '医院管理专家名单须重新商定，评估推迟进行。', visitsFrom: on('2026-02-12') },
  '370572': {
    until: '2026-03-15',
    reason: '港区道路施工，部分机构暂停营业，复业以后再考查。',
    visitsFrom: on('2026-02-03'),
    handedIn: on('2026-02-11'),
    approved: on('2026-02-27'),
  },
}

export function planOf(stage: Stage, agencyId: string, month: string): RoundPlan {
  const extended = month === '2025-10' ? extendedRounds[agencyId as AgencyCode] : undefined
  if (extended === undefined) return withinTheMonth(stage, agencyId, month)
  const { until, reason, ...days } = extended
  return { agencyId, month, extension: extendedTo(until, reason), ...days }
}

const roundIdOf = ({ agencyId, month }: Pick<RoundPlan, 'agencyId' | 'month'>) => `round-${agencyId}-${month}`

/** How far the evaluation of an institution has come by the present; all others are concluded. */
const depths: Partial<Record<Story, 'announced' | 'visited' | 'halfScored'>> = {
  visitAnnounced: 'announced',
  visited: 'visited',
  sheetsComing: 'halfScored',
}
const failing: readonly Story[] = ['notPassed', 'handedInFailing', 'onNoticeFailing']
/** The panel comes to one that waits for it a week after the present. */
const comingVisit = on('2026-03-09')

/** 第九条（三）（四）: one round of one agency with its institutions, from its opening to its publication. */
export function roundHappens(stage: Stage, plan: RoundPlan, parties: readonly Party[]): Happening[] {
  const { portal, workingDays, staffOf } = stage
  const roundId = roundIdOf(plan)
  const { month, extension } = plan
  const staff = () => staffOf(plan.agencyId)
  const by = (day: PlainDate | undefined, time: string, run: (staff: Staff) => Promise<unknown>): Happening[] =>
    day === undefined ? [] : [{ at: at(day, time), run: async () => void (await run(await staff())) }]
  const [year, monthNumber] = [Number(month.slice(0, 4)), Number(month.slice(5))]
  const opensOn = workingDays(addDays(plainDate(`${month}-01`), -24), 0)
  return [
    ...by(opensOn, '08:50', (cast) => ensureRound(portal, cast, year, monthNumber)),
    ...by(extension?.on, '09:10', ({ head }) =>
      act(portal, head, 'extendRound', roundId, { until: extension?.until, reason: extension?.reason }),
    ),
    ...parties.flatMap((party, order) => evaluationHappens(stage, party, workingDays(plan.visitsFrom, Math.floor(order / 2)), staff)),
    ...by(plan.handedIn, '15:00', ({ officer }) => act(portal, officer, 'submitResults', roundId, {})),
    ...by(plan.approved, '10:20', ({ head }) =>
      act(portal, head, 'approveResults', roundId, { opinion: '评估程序和结果符合规定，同意公示。' }),
    ),
    ...by(plan.published, '09:40', ({ officer }) => act(portal, officer, 'publishResults', roundId, {})),
  ]
}

function evaluationHappens(stage: Stage, party: Party, plannedFor: PlainDate, staff: () => Promise<Staff>): Happening[] {
  const { portal, workingDays } = stage
  const { caseId, facts } = party
  const depth = depths[facts.story]
  const visitOn = depth === 'announced' ? comingVisit : plannedFor
  const noticeOn = depth === 'announced' ? on('2026-02-27') : workingDays(addDays(visitOn, -4), 0)
  const announced: Happening = {
    at: party.moment(noticeOn < visitOn ? noticeOn : visitOn),
    run: async () => act(portal, (await staff()).officer, 'scheduleVisit', caseId, { visitOn, arrivesAt: '09:30' }),
  }
  const visited: Happening = {
    at: party.moment(visitOn, 2),
    run: async () => {
      const { panel } = await staff()
      const [first] = panel
      if (first === undefined) throw new Error('a round without panel')
      await act(portal, first.actor, 'recordVisit', caseId, {
        visitedOn: visitOn,
        arrivedAt: '09:30',
        leftAt: '11:40',
        present: panel.map(({ actor }) => actor.id),
        representativeName: facts.representative,
        representativePosition: '主要负责人',
        findings: '查看了场所、设备、人员和信息系统，抽查了近三个月的票据和记录，与申请资料核对。',
        confirmation: 'signed',
      })
    },
  }
  const scored = (members: number): Happening => ({
    at: party.moment(visitOn, 3),
    run: async () => {
      const { panel } = await staff()
      const own = party.input.selfEvaluation
      const sheets = await panelSheets(portal, party.standardId, own)
      const poor = await poorSheet(portal, party.standardId, own)
      for (const [index, { actor }] of panel.slice(0, members).entries()) {
        await act(portal, actor, 'declareConflict', caseId, { hasConflict: 'no', note: '' })
        await act(portal, actor, 'submitScoreSheet', caseId, { entries: failing.includes(facts.story) ? poor : sheets(index) })
      }
    },
  })
  const concluded: Happening = {
    at: party.moment(workingDays(visitOn, 1)),
    run: async () => act(portal, (await staff()).officer, 'concludeEvaluation', caseId, {}),
  }
  if (depth === 'announced') return [announced]
  if (depth === 'visited') return [announced, visited]
  if (depth === 'halfScored') return [announced, visited, scored(2)]
  return [announced, visited, scored(4), concluded]
}

/** A round that nobody applied for. */
export function emptyRoundHappens({ portal, workingDays, staffOf }: Stage, agencyId: string, month: string): Happening[] {
  const staff = () => staffOf(agencyId)
  const [year, monthNumber] = [Number(month.slice(0, 4)), Number(month.slice(5))]
  return [
    {
      at: at(workingDays(addDays(plainDate(`${month}-01`), -24), 0), '08:50'),
      run: async () => void (await ensureRound(portal, await staff(), year, monthNumber)),
    },
    {
      at: at(workingDays(plainDate(`${month}-10`), 0), '14:00'),
      run: async () =>
        act(portal, (await staff()).officer, 'closeEmptyRound', roundIdOf({ agencyId, month }), {
          reason: '本批次没有机构申请，不组织评估。',
        }),
    },
  ]
}

/** The rounds of April 2026 are open in every agency and take applications in. */
export function comingRoundHappens({ portal, staffOf }: Stage, agencyId: string): Happening[] {
  const run = async () => void (await ensureRound(portal, await staffOf(agencyId), 2026, 4))
  return [{ at: at(on('2026-02-24'), '08:45'), run }]
}
