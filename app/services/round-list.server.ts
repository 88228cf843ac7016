import { stageTitle } from '#app/view/stages'
import type { Actor } from '#workflows/access/authorise'
import { dateOf, yearOf } from '#workflows/calendar/plain-date'
import { roundAnchors } from '#workflows/policy/expected-round'
import { roundContext } from './case-context'
import type { Portal } from './portal.server'
import { findLockDay, roundIdOf } from './round-dates.server'
import { isConcluded, rosterOf } from './round-roster.server'
import { loadRules } from './rules.server'

export type RoundRow = {
  id: string
  title: string
  stageTitle: string
  isOver: boolean
  lockOn: string | null
  hasPanel: boolean
  institutions: number
  concluded: number
}

/** A round that the agency may open now, or the reason why it cannot. */
export type OpenableRound = { value: string; year: number; month: number; lockOn: string | null; hint: string; canOpen: boolean }

export type RoundList = { rounds: RoundRow[]; openable: OpenableRound[]; mayOpen: boolean; months: number[] }

/** The rounds of the viewer's agency, the newest first, and those that can be opened. */
export async function roundListOf(portal: Portal, actor: Actor): Promise<RoundList> {
  const { agencyId } = actor
  const on = dateOf(portal.now())
  const rules = await loadRules(portal.read, { on })
  if (agencyId === null || rules === undefined) return { rounds: [], openable: [], mayOpen: false, months: [] }
  const files = await portal.read.caseFiles.list({ machine: 'evaluationRound', agencyId })
  const rounds: (RoundRow & { order: number })[] = []
  for (const file of files) {
    const { year, month, panel } = roundContext(file)
    const roster = await rosterOf(portal.read, file, rules)
    rounds.push({
      id: file.id,
      title: file.title,
      stageTitle: stageTitle('evaluationRound', file.stage),
      isOver: file.status === 'done',
      lockOn: findLockDay(rules.policy, rules.calendar, year, month) ?? null,
      hasPanel: panel.length > 0,
      institutions: roster.length,
      concluded: roster.filter(({ context }) => isConcluded(context)).length,
      order: year * 12 + month,
    })
  }
  const known = new Set(files.map((file) => file.id))
  const openable = [yearOf(on), yearOf(on) + 1]
    .flatMap((year) => [...rules.policy.rounds.months].sort((a, b) => a - b).map((month) => ({ year, month })))
    .filter(({ year, month }) => roundAnchors(year, month).roundMonthEnd >= on && !known.has(roundIdOf(agencyId, year, month)))
    .map(({ year, month }): OpenableRound => {
      const lockOn = findLockDay(rules.policy, rules.calendar, year, month) ?? null
      const common = { value: `${year}-${String(month).padStart(2, '0')}`, year, month, lockOn }
      if (lockOn === null) return { ...common, canOpen: false, hint: '该年放假安排尚未导入，名单截止日无法计算，暂不能设立' }
      return { ...common, canOpen: true, hint: lockOn < on ? '名单截止日已过，设立后名单立即截止' : '' }
    })
  return {
    rounds: rounds.sort((a, b) => b.order - a.order).map(({ order: _, ...row }) => row),
    openable,
    mayOpen: actor.roles.includes('officer'),
    months: [...rules.policy.rounds.months],
  }
}
