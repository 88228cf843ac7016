import type { CasePosition } from '#app/view/case-view'
import { formatDate } from '#app/view/format'
import { mainLeaf, stageForInstitution, stageTitle } from '#app/view/stages'
import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import type { Actor, CaseRelation } from '#workflows/access/authorise'
import { dateOf, type Instant, plainDate } from '#workflows/calendar/plain-date'
import { findAgency } from '#workflows/domain/agencies'
import { expectedRound } from '#workflows/policy/expected-round'
import { applicationContext, roundContext } from '../case-context'
import { findLockDay } from '../round-dates.server'
import type { Rules } from '../rules.server'
import { agreementOutlook } from './agreement-outlook'
import { passedDue, type RunningDue, runningDue } from './due.server'
import { isLifeMachine } from './life-command-facts.server'
import { words } from './position-words'
import { nobody, over, type Words } from './position-words-kit'

function stageKey({ machine, stage, snapshot }: CaseFile): string {
  if (machine === 'application' && stage.includes('refusalProposed')) return 'refusalProposed'
  if (machine === 'application' && stage.includes('objections.open') && stage.includes('clock.over')) return 'objection'
  if (machine === 'application' && stage.startsWith('reEvaluation.') && applicationContext({ snapshot }).reEvaluationPanel.length === 0)
    return 'reEvaluation.withoutPanel'
  return mainLeaf(machine, stage)
}

function wordsOf(file: CaseFile): Words {
  const table = words[file.machine] ?? {}
  const key = stageKey(file)
  return table[key] ?? table[key.split('.')[0] ?? ''] ?? { actor: nobody, noDue: over }
}

/** Whether the case waits for this reader, by the tags of its states. */
export function isTurnOf(actor: Actor, file: CaseFile, relation: CaseRelation): boolean {
  const isStaff = actor.agencyId === relation.agencyId
  return file.tags.some((tag) => {
    if (tag === 'institution') return relation.institutionId !== null && actor.institutionIds.includes(relation.institutionId)
    if (tag === 'authority') return actor.roles.includes('authority') && findAgency(relation.agencyId)?.authorityCode === actor.agencyId
    if (tag === 'officer' || tag === 'head') return isStaff && actor.roles.includes(tag)
    if (tag !== 'evaluator' || !relation.panelAccountIds.includes(actor.id)) return false
    if (file.machine !== 'application') return true
    const { sheetsBy, conflictedBy } = applicationContext(file)
    return !sheetsBy.includes(actor.id) && !conflictedBy.includes(actor.id)
  })
}

/** The round that an application is in, or is expected in; undefined before acceptance. */
export async function roundOf(
  read: Repositories,
  file: CaseFile,
  rules: Rules,
): Promise<{ name: string; lockOn: string | null } | undefined> {
  const joined = file.machine !== 'application' || file.parent_id === null ? undefined : await read.caseFiles.find(file.parent_id)
  if (joined === undefined) return expectedRoundOf(file, rules)
  // A late joiner is in another round than its day of acceptance says.
  const { year, month } = roundContext(joined)
  return { name: `${year}年${month}月批次`, lockOn: findLockDay(rules.policy, rules.calendar, year, month) ?? null }
}

/** '2026年4月批次', with the last day of acceptance for it; undefined before acceptance. */
function expectedRoundOf(file: CaseFile, rules: Rules): { name: string; lockOn: string | null } | undefined {
  if (file.machine !== 'application') return undefined
  const { acceptedOn } = applicationContext(file)
  if (acceptedOn === null) return undefined
  const round = expectedRound(rules.policy, rules.calendar, plainDate(acceptedOn))
  return round.ok ? { name: `${round.value.year}年${round.value.month}月批次`, lockOn: round.value.lockOn } : undefined
}

// What stands beside the term of an agreement is answered in lines of its own; the four answers are about its term.
const isAboutTerm = ({ machine, stage }: CaseFile): boolean =>
  machine !== 'agreement' || /^(closing|inForce\.continued\.late)/.test(mainLeaf(machine, stage))

/** The four answers at the head of every case page. */
export async function positionOf(
  read: Repositories,
  { file, relation, actor, now, rules }: { file: CaseFile; relation: CaseRelation; actor: Actor; now: Instant; rules: Rules },
): Promise<CasePosition> {
  const agencyRow = await read.institutions.getAgency(file.agency_id)
  const round = expectedRoundOf(file, rules)
  const isOwn = relation.institutionId !== null && actor.institutionIds.includes(relation.institutionId)
  const shown = isOwn ? { ...file, stage: stageForInstitution(file.stage) } : file
  const says = wordsOf(shown)
  const due = file.status === 'done' ? undefined : await dueFor(read, file, now, rules)
  const stage = stageTitle(file.machine, shown.stage)
  const outlook = file.machine === 'agreement' ? agreementOutlook(file, rules, dateOf(now)) : undefined
  const isViewersTurn = outlook?.isInstitutionsTurn === true ? isOwn : isAboutTerm(file) && isTurnOf(actor, file, relation)
  const names = { agency: agencyRow.name, institution: await partyOf(read, file), round: round?.name ?? '' }
  return {
    stage: file.stage === 'queued' && round !== undefined ? `${stage}（${round.name}）` : stage,
    actor: outlook?.isInstitutionsTurn === true ? `乙方（${file.title}）：需要续签的，现在提出申请` : says.actor(names),
    isViewersTurn,
    due: due?.view ?? lockText(file, round) ?? says.noDue,
    consequence:
      (await missedLock(read, file, rules)) ?? outlook?.consequence ?? says.consequence ?? due?.consequence ?? '没有人需要办理。',
    isLossAhead: outlook?.isLossAhead ?? says.isLoss === true,
  }
}

/** A case that hangs on an agreement adds what it is about to the title of its party. */
async function partyOf(read: Repositories, file: CaseFile): Promise<string> {
  const agreement = isLifeMachine(file.machine) && file.parent_id !== null ? await read.caseFiles.find(file.parent_id) : undefined
  return agreement?.title ?? file.title
}

/** Dossier §2.3: accepted after the lock of a round that is not handed in yet; only its head may let it in. */
async function missedLock(read: Repositories, file: CaseFile, { policy, calendar }: Rules): Promise<string | undefined> {
  if (file.machine !== 'application' || file.stage !== 'queued') return undefined
  const rounds = await read.caseFiles.list({ machine: 'evaluationRound', agencyId: file.agency_id, status: 'active' }, 100)
  const missed = rounds.find(({ stage }) => stage === 'locked' || stage.startsWith('evaluating'))
  if (missed === undefined) return undefined
  const { year, month } = roundContext(missed)
  const lockOn = findLockDay(policy, calendar, year, month)
  const since = lockOn === undefined ? '已经截止' : `已在${formatDate(lockOn)}截止`
  return `${missed.title}的名单${since}，本申请归入下一批次，不需要办理什么。结果提交审批以前，经办机构负责人可以说明理由，批准列入${missed.title}。`
}

async function dueFor(read: Repositories, file: CaseFile, now: Instant, rules: Rules): Promise<RunningDue | undefined> {
  const running = await runningDue(read, file, now, rules)
  return running ?? (file.tags.includes('overdue') && file.machine !== 'agreement' ? passedDue(read, file, now, rules) : undefined)
}

function lockText(file: CaseFile, round: { name: string; lockOn: string | null } | undefined): string | undefined {
  if (file.stage !== 'queued' || round === undefined || round.lockOn === null) return undefined
  return `${round.name}的名单在${formatDate(round.lockOn)} 24:00 截止，届时自动列入。`
}
