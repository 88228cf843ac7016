import { publicActor } from '#workflows/access/authorise'
import { addMonths, type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import type { Happening } from './demonstration-days'
import type { Story } from './demonstration-input'
import {
  accepted,
  handsIn,
  noticeAnswered,
  noticeGiven,
  noticeRead,
  refusalProposed,
  refused,
  transferred,
  withdrawn,
} from './demonstration-intake'
import type { Party, Stage } from './demonstration-party'
import { asksForRenewal, renewalOffered, renewalSigned } from './demonstration-renewal'
import { evaluatedAgain, foundedObjection, secondPanel } from './demonstration-second'
import {
  agreed,
  commented,
  connected,
  countersigned,
  dutyDone,
  filed,
  offered,
  received,
  signedByInstitution,
  type Terms,
} from './demonstration-signing'
import { poorSheet } from './panel-scores'
import { act, submit } from './steps'

/** `over`: last day of the public notice; for an institution without a round it is never asked. */
export type Chapter = { stage: Stage; party: Party; over: PlainDate }
type Tale = (chapter: Chapter) => Happening[]

const on = plainDate
const nothingMore: Tale = () => []

/** Signed in some weeks after the notice, then filed and received. */
function signedAfter({ stage, party, over }: Chapter, terms: Terms = {}): Happening[] {
  const day = (count: number) => stage.workingDays(over, count)
  return [
    offered(stage, party, day(2), terms),
    agreed(stage, party, day(4)),
    signedByInstitution(stage, party, day(6)),
    countersigned(stage, party, day(8)),
    filed(stage, party, day(10)),
    connected(stage, party, day(12)),
    received(stage, party, day(13)),
  ]
}

/** Signed on given days of this winter. */
const signedOn = ({ stage, party }: Chapter, [offer, agree, sign, counter]: [string, string, string, string], terms: Terms = {}) => [
  offered(stage, party, on(offer), terms),
  agreed(stage, party, on(agree)),
  signedByInstitution(stage, party, on(sign)),
  countersigned(stage, party, on(counter)),
]

const early = (chapter: Chapter, terms: Terms = {}) => signedOn(chapter, ['2026-01-19', '2026-01-22', '2026-01-28', '2026-02-05'], terms)

const handedInOn =
  (day: string): Tale =>
  ({ stage, party }) => [handsIn(stage, party, on(day))]

const supplement = ({ stage, party }: Chapter, handedIn: string, told: string): Happening[] => [
  handsIn(stage, party, on(handedIn)),
  noticeGiven(stage, party, on(told)),
]

const objected =
  (day: string): Tale =>
  ({ stage: { portal }, party }) => [
    {
      at: party.moment(on(day), 1),
      run: () =>
        act(portal, publicActor, 'fileObjection', party.caseId, {
          name: '周国平',
          phone: '13805469012',
          statement: '我是附近居民，公示所列的诊疗科目中有一个科目近两个月没有医师出诊，请核查人员是否在岗。',
        }),
    },
  ]

/** Three years after the second signature (第十三条), the duties that follow the end. */
const endsOf = ({ stage, over }: Chapter): PlainDate => stage.workingDays(addMonths(stage.workingDays(over, 8), 36), 2)

const tales = {
  submittedToday: ({ stage: { portal }, party }) => [
    {
      at: party.moment(on('2026-03-02'), -20),
      run: async () => void (await submit(portal, await party.cast(), party.input, party.caseId)),
    },
  ],
  submitted: handedInOn('2026-02-27'),
  overdue: handedInOn('2026-02-10'),
  answered: (chapter) => [
    ...supplement(chapter, '2026-02-11', '2026-02-13'),
    noticeRead(chapter.stage, chapter.party, on('2026-02-14')),
    noticeAnswered(chapter.stage, chapter.party, on('2026-02-26')),
  ],
  transferred: ({ stage, party }) => [handsIn(stage, party, on('2026-02-25')), transferred(stage, party, on('2026-02-27'), '370500')],
  noticeUnserved: (chapter) => supplement(chapter, '2026-02-25', '2026-02-27'),
  noticeServed: (chapter) => [
    ...supplement(chapter, '2026-02-12', '2026-02-24'),
    noticeRead(chapter.stage, chapter.party, on('2026-02-25')),
  ],
  // Nobody opened it: it counts as served on the third working day.
  noticeDeemed: (chapter) => supplement(chapter, '2026-02-10', '2026-02-12'),
  refusalProposed: ({ stage, party }) => [handsIn(stage, party, on('2026-02-24')), refusalProposed(stage, party, on('2026-02-27'))],
  queued: ({ stage, party }) => [handsIn(stage, party, on('2026-01-20')), accepted(stage, party, on('2026-01-22'))],
  refusedSelfEvaluation: ({ stage, party }) => [
    {
      at: party.moment(on('2026-02-03')),
      run: async () => {
        const selfEvaluation = [...(await poorSheet(stage.portal, party.standardId, party.input.selfEvaluation))]
        await submit(stage.portal, await party.cast(), { ...party.input, selfEvaluation }, party.caseId)
      },
    },
    refused(stage, party, on('2026-02-05'), {
      ground: 'selfEvaluationBelowStandard',
      facts: '自评总分未达到评估标准规定的合格分数，经办人员核对无误。',
    }),
  ],
  refusedPenalty: ({ stage, party }) => [
    handsIn(stage, party, on('2026-01-26')),
    refused(stage, party, on('2026-01-29'), {
      ground: 'penaltyWithinYear',
      facts: '2025年9月因使用过期药品受到警告和罚款，处罚决定书已向发文机关核实。',
      eventOn: '2025-09-18',
    }),
  ],
  withdrawn: ({ stage, party }) => [handsIn(stage, party, on('2026-01-13')), withdrawn(stage, party, on('2026-01-15'))],
  withdrawnUnanswered: (chapter) => [
    ...supplement(chapter, '2025-12-01', '2025-12-03'),
    noticeRead(chapter.stage, chapter.party, on('2025-12-04')),
  ],

  visitAnnounced: nothingMore,
  visited: nothingMore,
  sheetsComing: nothingMore,
  concluded: nothingMore,
  handedIn: nothingMore,
  handedInFailing: nothingMore,
  approved: nothingMore,
  onNotice: nothingMore,
  onNoticeFailing: nothingMore,
  onNoticeObjected: objected('2026-02-27'),
  objectionInTime: objected('2026-02-11'),
  objectionLate: objected('2026-01-14'),
  // Ordered weeks ago, and the panel has not come.
  reEvaluationLate: (chapter) => [...objected('2026-01-13')(chapter), foundedObjection(chapter.stage, chapter.party, on('2026-01-19'))],
  reEvaluated: (chapter) => [
    ...objected('2026-01-13')(chapter),
    foundedObjection(chapter.stage, chapter.party, on('2026-01-19')),
    secondPanel(chapter.stage, chapter.party, on('2026-01-22')),
    evaluatedAgain(chapter.stage, chapter.party, '2026-02-06'),
  ],
  reEvaluationInTime: (chapter) => [
    ...objected('2026-02-10')(chapter),
    foundedObjection(chapter.stage, chapter.party, on('2026-02-12')),
    secondPanel(chapter.stage, chapter.party, on('2026-02-26')),
  ],
  notPassed: nothingMore,
  drafting: ({ stage, party }) => [offered(stage, party, on('2026-02-14')), commented(stage, party, on('2026-02-26'))],
  offered: ({ stage, party }) => [offered(stage, party, on('2026-02-14'))],
  // The offer stays unanswered until its window closes.
  lapsed: ({ stage, party, over }) => [offered(stage, party, stage.workingDays(over, 2))],
  signingByInstitution: ({ stage, party }) => [offered(stage, party, on('2026-02-10')), agreed(stage, party, on('2026-02-26'))],
  waitingCountersign: ({ stage, party }) => [
    offered(stage, party, on('2026-02-10')),
    agreed(stage, party, on('2026-02-13')),
    signedByInstitution(stage, party, on('2026-02-27')),
  ],

  awaitingStart: (chapter) => [
    ...early(chapter, { startsOn: '2026-04-01' }),
    filed(chapter.stage, chapter.party, on('2026-02-10')),
    received(chapter.stage, chapter.party, on('2026-02-12')),
  ],
  filingInTime: (chapter) => signedOn(chapter, ['2026-02-13', '2026-02-14', '2026-02-25', '2026-02-27']),
  filingLate: early,
  filed: (chapter) => [...early(chapter), filed(chapter.stage, chapter.party, on('2026-02-11'))],
  filingRemarked: (chapter) => [
    ...early(chapter),
    filed(chapter.stage, chapter.party, on('2026-02-09')),
    received(chapter.stage, chapter.party, on('2026-02-25'), '协议所列服务类别与评估结果通知的写法不一致，请说明。'),
  ],
  acknowledged: (chapter) => [
    ...early(chapter),
    filed(chapter.stage, chapter.party, on('2026-02-09')),
    received(chapter.stage, chapter.party, on('2026-02-12')),
  ],
  listed: signedAfter,
  listedLongTerm: (chapter) => signedAfter(chapter, { termType: 'long' }),
  // Agreed to begin in March 2023: the last thirty days of the term are now (第十三条).
  renewing: (chapter) => [...signedAfter(chapter, { startsOn: '2023-03-21' }), ...asksForRenewal(chapter, '2026-02-24')],
  renewalSigning: (chapter) => [
    ...signedAfter(chapter, { startsOn: '2023-03-21' }),
    ...asksForRenewal(chapter, '2026-02-19'),
    ...renewalOffered(chapter, '2026-02-25'),
    renewalSigned(chapter, '2026-02-27', 'applicant'),
  ],
  renewed: (chapter) => [
    ...signedAfter(chapter),
    ...asksForRenewal(chapter, '2025-10-13'),
    ...renewalOffered(chapter, '2025-10-20'),
    renewalSigned(chapter, '2025-10-22', 'applicant'),
    renewalSigned(chapter, '2025-10-24', 'head'),
    filed(chapter.stage, chapter.party, on('2025-10-27')),
    received(chapter.stage, chapter.party, on('2025-10-29')),
  ],
  // Asked for in time and never decided: held on beyond its last day (DECISIONS 12).
  heldOn: (chapter) => [...signedAfter(chapter), ...asksForRenewal(chapter, '2025-10-20')],
  closing: (chapter) => {
    const end = endsOf(chapter)
    const day = (count: number) => chapter.stage.workingDays(end, count)
    return [
      ...signedAfter(chapter),
      dutyDone(chapter.stage, chapter.party, day(3), 'settleClaims'),
      dutyDone(chapter.stage, chapter.party, day(5), 'returnPlaque'),
    ]
  },
  ended: (chapter) => {
    const end = endsOf(chapter)
    const day = (count: number) => chapter.stage.workingDays(end, count)
    return [
      ...signedAfter(chapter),
      dutyDone(chapter.stage, chapter.party, day(1), 'announceExit'),
      dutyDone(chapter.stage, chapter.party, day(3), 'settleClaims'),
      dutyDone(chapter.stage, chapter.party, day(5), 'returnPlaque'),
    ]
  },
  endedAppliedAgain: (chapter) => {
    const { stage, party } = chapter
    // 第十条（二）: within a year of the end nothing can be accepted.
    const again = { ...party, caseId: `${party.caseId}-2` }
    return [
      ...signedAfter(chapter),
      dutyDone(stage, party, stage.workingDays(endsOf(chapter), 1), 'announceExit'),
      handsIn(stage, again, on('2026-02-04')),
      refused(stage, again, on('2026-02-06'), {
        ground: 'agreementEndedWithinYear',
        facts: '原服务协议期满终止未满一年，台账中的限制期尚未届满。',
        eventOn: endsOf(chapter),
      }),
    ]
  },
} satisfies Record<Story, Tale>

/** What happens to an institution besides its round; `over` is the last day of the round's notice. */
export function storyHappens(stage: Stage, party: Party, over: PlainDate | undefined): Happening[] {
  const tale: Tale = tales[party.facts.story]
  return tale({ stage, party, over: over ?? on('2026-03-02') })
}
