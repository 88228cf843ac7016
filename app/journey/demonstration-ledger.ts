import { type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import { at, type Happening } from './demonstration-days'
import type { Party, Staff, Stage } from './demonstration-party'
import { act } from './steps'

const on = plainDate

type Fact = { key: string; agencyId: string; recorded: PlainDate; decided: PlainDate; number: string; facts: string }
type Later = { day: PlainDate; by: 'officer' | 'head'; command: 'markUnderReview' | 'setAsideBarFact' | 'dropBarFact'; input: unknown }

/** Facts of 第十条（四）, one at each state that an entry can stand in; the last waits for its second person. */
const entries: readonly { fact: Fact; confirmed?: PlainDate; later?: Later }[] = [
  {
    fact: {
      key: 'dongji',
      agencyId: '370505',
      recorded: on('2025-09-24'),
      decided: on('2025-09-18'),
      number: '垦卫医罚〔2025〕31号',
      facts: '使用超过有效期的药品，处以警告和罚款。',
    },
    confirmed: on('2025-09-25'),
  },
  {
    fact: {
      key: 'xishuang',
      agencyId: '370505',
      recorded: on('2026-02-05'),
      decided: on('2026-02-02'),
      number: '垦市监药罚〔2026〕4号',
      facts: '未凭处方销售处方药，处以罚款。',
    },
    confirmed: on('2026-02-06'),
    later: { day: on('2026-02-26'), by: 'officer', command: 'markUnderReview', input: { kind: 'review', filedOn: '2026-02-24', note: '' } },
  },
  {
    fact: {
      key: 'chenzhuang',
      agencyId: '370522',
      recorded: on('2026-01-12'),
      decided: on('2026-01-08'),
      number: '利卫医罚〔2026〕2号',
      facts: '超出登记的诊疗科目开展活动，处以罚款。',
    },
    confirmed: on('2026-01-13'),
    later: {
      day: on('2026-02-12'),
      by: 'head',
      command: 'setAsideBarFact',
      input: { number: '利政复决〔2026〕1号', authority: '利津县人民政府', decidedOn: '2026-02-10', note: '' },
    },
  },
  {
    fact: {
      key: 'anhe',
      agencyId: '370502',
      recorded: on('2026-02-09'),
      decided: on('2026-02-03'),
      number: '东区卫医罚〔2026〕5号',
      facts: '登记时误写当事人，决定书所列为另一家诊所。',
    },
    later: {
      day: on('2026-02-10'),
      by: 'head',
      command: 'dropBarFact',
      input: { reason: '决定书所列当事人与登记的单位不是同一家，不予登记。' },
    },
  },
  {
    fact: {
      key: 'anhe',
      agencyId: '370502',
      recorded: on('2026-02-27'),
      decided: on('2026-02-25'),
      number: '东区卫医罚〔2026〕9号',
      facts: '医疗废物暂存记录不完整，处以罚款。',
    },
  },
]

/** The ledger of 第十条: what agencies have entered, confirmed, contested and set aside. */
export const ledgerHappens = (stage: Stage, parties: readonly Party[]): Happening[] =>
  entries.flatMap((entry, index) => {
    const party = parties.find(({ facts }) => facts.key === entry.fact.key)
    if (party === undefined) throw new Error(`no institution ${entry.fact.key}`)
    return entryHappens(stage, party, entry, `ledger-${index + 1}`)
  })

function entryHappens({ portal, staffOf }: Stage, { input }: Party, entry: (typeof entries)[number], caseId: string): Happening[] {
  const { fact, confirmed, later } = entry
  const by = (day: PlainDate | undefined, time: string, run: (staff: Staff) => Promise<void>): Happening[] =>
    day === undefined ? [] : [{ at: at(day, time), run: async () => run(await staffOf(fact.agencyId)) }]
  return [
    ...by(fact.recorded, '10:10', ({ officer }) =>
      act(portal, officer, 'recordBarFact', caseId, {
        cause: 'administrativePenalty',
        uscc: input.institution.uscc,
        name: input.institution.name,
        decidedOn: fact.decided,
        decisionNumber: fact.number,
        authority: '东营市有关行政机关',
        matter: 'businessConduct',
        facts: fact.facts,
      }),
    ),
    ...by(confirmed, '11:00', ({ head }) => act(portal, head, 'confirmBarFact', caseId, { opinion: '经核对，与决定书一致。' })),
    ...(later === undefined ? [] : by(later.day, '15:20', (staff) => act(portal, staff[later.by], later.command, caseId, later.input))),
  ]
}
