import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import type { ApplicationContext } from '#workflows/machines/application-context'
import { applicationContext, roundContext } from './case-context'
import { findLockDay } from './round-dates.server'
import { type Rules, rulesOfCase } from './rules.server'

export type RosterEntry = { file: CaseFile; context: ApplicationContext; isExpected: boolean }

/** Withdrawn, or refused for false material: none of the round's business any more. */
export const hasLeft = ({ stage }: Pick<CaseFile, 'stage'>): boolean => stage === 'withdrawn' || stage === 'refused'

/** The round waits for it no more: it has its result, or is evaluated again by a panel of its own. */
export const isConcluded = ({ passed, reEvaluated }: ApplicationContext): boolean => passed !== null || reEvaluated

/**
 * The institutions of a round: those enrolled at the lock; before it, those accepted so far that will be
 * (第九条（三）). Those that have left are left out.
 */
export async function rosterOf(read: Repositories, round: CaseFile, { policy, calendar }: Rules): Promise<RosterEntry[]> {
  if (round.stage !== 'open') {
    const files = await read.caseFiles.list({ machine: 'application', parentId: round.id }, 1000)
    return files
      .filter((file) => !hasLeft(file))
      .map((file) => ({ file, context: applicationContext(file), isExpected: false }))
      .sort(byTitle)
  }
  const { year, month } = roundContext(round)
  const lockOn = findLockDay(policy, calendar, year, month)
  const queued = await read.caseFiles.list({ machine: 'application', agencyId: round.agency_id, stagePrefix: 'queued' }, 1000)
  const expected: RosterEntry[] = []
  for (const file of queued) {
    const context = applicationContext(file)
    const isInTime = context.acceptedOn !== null && (lockOn === undefined || context.acceptedOn <= lockOn)
    if (isInTime && (await mayBeEvaluatedIn(read, file, month))) expected.push({ file, context, isExpected: true })
  }
  return expected.sort(byTitle)
}

/** Each application keeps its pinned rules: it joins no round in a month in which those have none. */
export const mayBeEvaluatedIn = async (read: Repositories, file: CaseFile, month: number): Promise<boolean> =>
  (await rulesOfCase(read, file)).policy.rounds.months.includes(month)

const byTitle = (a: RosterEntry, b: RosterEntry) => a.file.title.localeCompare(b.file.title, 'zh')
