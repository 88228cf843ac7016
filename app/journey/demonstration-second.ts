import { type PlainDate, plainDate } from '#workflows/calendar/plain-date'
import type { Happening } from './demonstration-days'
import type { Party, Stage } from './demonstration-party'
import { panelSheets } from './panel-scores'
import { act, evaluate } from './steps'

const on = plainDate
/** Its evaluators sat on no panel of the others. */
const lendingAgency = '370571'

/** Two persons outside the panel find the objection founded; a second evaluation follows once the notice is over. */
export const foundedObjection = ({ portal }: Stage, party: Party, day: PlainDate): Happening => ({
  at: party.moment(day, 2),
  run: async () => {
    const { officer, secondOfficer } = await party.cast()
    const [objection] = await portal.read.eventLog.ofCase(party.caseId, 'fileObjection')
    await act(portal, officer, 'decideObjection', party.caseId, {
      objectionId: objection?.command_id,
      secondHandlerId: secondOfficer.id,
      upheld: 'yes',
      measure: 'reEvaluate',
      finding: '两名核查人员到现场核实，考查当日的人员在岗情况与记录不一致，异议成立。',
    })
  },
})

/** 第九条（三）: a panel of its own, lent by another agency. */
export const secondPanel = ({ portal, staffOf }: Stage, party: Party, day: PlainDate): Happening => ({
  at: party.moment(day, 1),
  run: async () => {
    const { officer } = await party.cast()
    const { panel } = await staffOf(lendingAgency)
    const members = panel.map(({ actor, role }) => ({ accountId: actor.id, role }))
    await act(portal, officer, 'appointReEvaluationPanel', party.caseId, { members })
  },
})

/** Visited, scored and concluded again; the result waits for the head. */
export const evaluatedAgain = ({ portal, staffOf }: Stage, party: Party, day: string): Happening => ({
  at: party.moment(on(day), 2),
  run: async () => {
    const { officer } = await party.cast()
    const { panel } = await staffOf(lendingAgency)
    const sheets = await panelSheets(portal, party.standardId, party.input.selfEvaluation)
    await evaluate(portal, { officer, panel }, party.caseId, sheets)
  },
})
