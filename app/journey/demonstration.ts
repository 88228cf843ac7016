import type { Portal } from '#app/services/portal.server'
import { instant } from '#workflows/calendar/plain-date'
import { agencies } from '#workflows/domain/agencies'
import { type Happening, happenInOrder } from './demonstration-days'
import { deskHappens } from './demonstration-desk'
import { cameIn } from './demonstration-intake'
import { laterLifeHappens } from './demonstration-later'
import { ledgerHappens } from './demonstration-ledger'
import { listsHappen } from './demonstration-lists'
import { membersHappen } from './demonstration-members'
import { makeStage, type Party, type Stage } from './demonstration-party'
import { makePeople } from './demonstration-people'
import { comingRoundHappens, emptyRoundHappens, planOf, roundHappens } from './demonstration-rounds'
import { storyHappens } from './demonstration-stories'

/**
 * When the demonstration's history begins, and the present that it is shown in (DECISIONS 19). A term lasts three years:
 * agreements that have ended by then were applied for in the summer of 2022.
 */
export const demonstrationStart = instant('2022-07-25T01:00:00.000Z')
export const demonstrationPresent = instant('2026-03-02T01:00:00.000Z')

const noticeDays = 5

/**
 * Years of history and cases at every stage in all agencies, made only through dispatch. Afterwards the portal's clock
 * stands at the demonstration's present.
 */
export async function makeDemonstration(portal: Portal): Promise<void> {
  await makePeople(portal)
  const { stage, parties } = await makeStage(portal)
  const outside = parties.filter(({ facts }) => facts.round === undefined)
  await happenInOrder(portal, [
    ...outside.flatMap((party) => storyHappens(stage, party, undefined)),
    ...roundsOf(parties).flatMap(({ agencyId, month, members }) => oneRound(stage, agencyId, month, members)),
    ...emptyRoundHappens(stage, '370572', '2023-10'),
    ...Object.keys(agencies).flatMap((agencyId) => comingRoundHappens(stage, agencyId)),
    ...listsHappen(stage),
    ...ledgerHappens(stage, parties),
    ...laterLifeHappens(stage, parties),
  ])
  await portal.advanceTo(demonstrationPresent)
  await deskHappens(portal)
  await membersHappen(portal)
  await mobilesAreGiven(portal)
}

/** Two people who want text messages: what would be sent to them is seen at the desk as soon as the time moves on. */
async function mobilesAreGiven({ read, unit }: Portal): Promise<void> {
  const numbers = { yifeng: '13805460101', 'officer-370502': '13805460102' }
  for (const [login, mobile] of Object.entries(numbers)) {
    const account = await read.people.findByLogin(login)
    if (account !== undefined) await unit.inTransaction((tx) => tx.people.setMobile(account.id, mobile))
  }
}

type Round = { agencyId: string; month: string; members: Party[] }

function roundsOf(parties: readonly Party[]): Round[] {
  const rounds = new Map<string, Round>()
  for (const party of parties) {
    const { round: month } = party.facts
    if (month === undefined) continue
    const { agencyId } = party
    const round = rounds.get(`${agencyId} ${month}`) ?? { agencyId, month, members: [] }
    round.members.push(party)
    rounds.set(`${agencyId} ${month}`, round)
  }
  return [...rounds.values()]
}

function oneRound(stage: Stage, agencyId: string, month: string, members: readonly Party[]): Happening[] {
  const plan = planOf(stage, agencyId, month)
  const over = plan.published && stage.workingDays(plan.published, noticeDays)
  return [
    ...members.flatMap((party, order) => cameIn(stage, party, month, order)),
    ...roundHappens(stage, plan, members),
    ...members.flatMap((party) => storyHappens(stage, party, over)),
  ]
}
