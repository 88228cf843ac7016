import type { CasePosition } from '#app/view/case-view'
import { formatDate } from '#app/view/format'
import { mainLeaf, stageForInstitution, stageTitle } from '#app/view/stages'
import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import type { Actor, CaseRelation } from '#workflows/access/authorise'
import { type Instant, plainDate } from '#workflows/calendar/plain-date'
import { findAgency } from '#workflows/domain/agencies'
import { expectedRound } from '#workflows/policy/expected-round'
import { applicationContext, roundContext } from '../case-context'
import { findLockDay } from '../round-dates.server'
import type { Rules } from '../rules.server'
import { passedDue, type RunningDue, runningDue } from './due.server'

type Names = { agency: string; institution: string; round: string }

/** Whose turn, what follows when nothing is done, and what to say when no period runs. */
type Words = { actor: (names: Names) => string; noDue: string; consequence?: string; isLoss?: boolean }

const nobody = () => '没有人需要办理'
const agency = ({ agency: name }: Names) => `${name}经办人员`
const head = ({ agency: name }: Names) => `${name}负责人`
const institution = ({ institution: name }: Names) => `申请人（${name}）`
const panel = () => '评估小组'
const waits = ({ round }: Names) => `等待${round === '' ? '集中评估' : round}，双方现在都不用办理`
const over = '事项已经结束，没有期限。'

const applicationWords: Readonly<Record<string, Words>> = {
  refusalProposed: {
    actor: head,
    noDue: '受理时限已过，请立即决定。',
    consequence: '负责人批准以前，不予受理不生效；负责人也可以退回，由经办人员继续审查。',
  },
  submitted: { actor: agency, noDue: '受理时限已过，请立即办理。' },
  'supplementing.unserved': { actor: institution, noDue: '没有期限。' },
  supplementing: { actor: institution, noDue: '没有期限。', isLoss: true },
  queued: {
    actor: waits,
    noDue: '评估批次的日期尚未确定。',
    consequence: '不需要办理什么：到批次截止日，系统自动列入；每年集中评估两次。',
  },
  enrolled: {
    actor: waits,
    noDue: '评估开始的日期尚未确定。',
    consequence: '到评估月第一天，评估自动开始；申请人请备好资料，等待现场考查。',
  },
  underEvaluation: {
    actor: panel,
    noDue: '评估当月完成。',
    consequence: '当月未完成的，由经办机构负责人说明原因并确定延长到哪一天，申请人不因此受损。',
  },
  evaluated: {
    actor: head,
    noDue: '随评估批次统一审批、公示，没有单独的期限。',
    consequence: '审批通过并公示以前，结果不生效，也不对外公布。',
  },
  publicNotice: { actor: () => '社会公众（可以提出异议）', noDue: '公示期已满。' },
  objection: { actor: agency, noDue: '异议处理时限已过，请立即办理。' },
  'reEvaluation.withoutPanel': {
    actor: agency,
    noDue: '重新评估时限已过，请尽快确定重新评估小组。',
    consequence: '异议成立，另行组成评估小组重新评估；重新评估完成并公示以前，不签订协议，同批其他机构不受影响。',
  },
  reEvaluation: {
    actor: panel,
    noDue: '重新评估时限已过，请尽快完成。',
    consequence: '重新评估完成并公示以前，不签订协议；同批其他机构不受影响。',
  },
  reEvaluated: { actor: head, noDue: '没有单独的期限，请尽快审批公示。', consequence: '审批并公示以前，重新评估的结果不生效。' },
  'negotiating.drafting': {
    actor: agency,
    noDue: '没有期限；经办机构拟定期间，不计算申请人的签约期限。',
    consequence: '申请人不因经办机构未办理而受损。',
  },
  'negotiating.offered': { actor: institution, noDue: '没有期限。', isLoss: true },
  'signing.byInstitution': { actor: institution, noDue: '没有期限。', isLoss: true },
  'signing.byAgency': {
    actor: head,
    noDue: '没有单独的期限；乙方已经签章，不会因甲方未签而失去资格。',
    consequence: '甲方签章以前，协议不成立、不生效。',
  },
  signed: { actor: nobody, noDue: over, consequence: '本次申请已办成。协议的履行和期满见“服务协议”。' },
  refused: {
    actor: nobody,
    noDue: over,
    consequence: '对决定不服的，可以自收到之日起60日内申请行政复议，或者6个月内提起行政诉讼；符合条件后可以重新申请。',
  },
  withdrawn: { actor: nobody, noDue: over, consequence: '材料备齐后可以随时重新申请，不受一年限制。' },
  notPassed: {
    actor: nobody,
    noDue: over,
    consequence: '不需要等待：按评估结果告知书整改后，可以随时重新自评、重新申请，参加下一次集中评估。',
  },
  lapsed: { actor: nobody, noDue: over, consequence: '没有协议被终止，不受一年限制，可以重新申请。' },
}

const roundWords: Readonly<Record<string, Words>> = {
  open: { actor: agency, noDue: '没有期限。' },
  locked: { actor: agency, noDue: '没有期限。', consequence: '评估月开始前应当确定评估小组；到期评估自动开始。' },
  'evaluating.inMonth': { actor: panel, noDue: '评估当月完成。' },
  'evaluating.overrun': { actor: head, noDue: '评估月已过，请立即办理。' },
  'evaluating.extended': { actor: panel, noDue: '延长期内完成。' },
  handedIn: { actor: head, noDue: '没有法定期限，请尽快审批。', consequence: '审批以前，结果不能公示。' },
  approved: { actor: agency, noDue: '没有法定期限，请尽快公示。', consequence: '公示以前，结果不生效。' },
  publicNotice: { actor: () => '社会公众（可以提出异议）', noDue: '公示期已满。' },
  closed: { actor: nobody, noDue: over, consequence: '各机构的后续办理见各自的申请。' },
  closedEmpty: { actor: nobody, noDue: over, consequence: '此后受理的申请进入下一批次。' },
}

const agreementWords: Readonly<Record<string, Words>> = {
  awaitingStart: { actor: () => '等待约定的生效日期，双方现在都不用办理', noDue: '没有期限。' },
  'inForce.longTerm': {
    actor: () => '双方按协议履行',
    noDue: '长期协议，没有届满日期。',
    consequence: '协议在双方变更、解除，或者发生第十九条所列情形时终止。',
  },
  inForce: { actor: () => '双方按协议履行', noDue: '没有期限。', isLoss: true },
  closing: { actor: agency, noDue: '没有法定期限，请尽快办结。', consequence: '协议已经终止，不因这些事项未办结而继续有效。' },
  ended: { actor: nobody, noDue: over, consequence: '限制期满后可以重新申请。' },
}

const listWords: Readonly<Record<string, Words>> = {
  drafted: {
    actor: head,
    noDue: '没有法定期限，请尽快审批公布。',
    consequence: '公布以前，这些机构的状态是“已签约未公布”，社会公众查询不到。',
  },
  published: { actor: nobody, noDue: over, consequence: '名单已经公布，各协议的状态随之更新。' },
  withdrawn: { actor: nobody, noDue: over, consequence: '可以重新拟定名单。' },
}

const barRecordWords: Readonly<Record<string, Words>> = {
  recorded: {
    actor: ({ agency: name }) => `${name}负责人（或者登记人以外的经办人员）`,
    noDue: '没有法定期限，请尽快核对。',
    consequence: '确认以前，不限制该单位申请，各级经办机构的审查也不提示。',
  },
  'standing.final': {
    actor: nobody,
    noDue: '限制期见下方，期满自行解除。',
    consequence: '决定被复议、起诉或者撤销的，由登记的经办机构及时更新。',
  },
  'standing.underReview': {
    actor: () => '等待复议机关或者人民法院的决定',
    noDue: '没有期限；复议（诉讼）期间决定仍然有效。',
    consequence: '决定维持的，继续有效；被撤销的，限制随即解除，据此不予受理的申请恢复办理。',
  },
  setAside: { actor: nobody, noDue: over, consequence: '限制已经解除，登记保留备查。' },
  dropped: { actor: nobody, noDue: over, consequence: '没有形成限制，登记保留备查。' },
}

const words: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  application: applicationWords,
  evaluationRound: roundWords,
  agreement: agreementWords,
  institutionList: listWords,
  barRecord: barRecordWords,
}

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

// The filing of an agreement is answered in a line of its own; the four answers are about its term.
const isAboutTerm = ({ machine, stage }: CaseFile): boolean => machine !== 'agreement' || mainLeaf(machine, stage).startsWith('closing')

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
  const isViewersTurn = isAboutTerm(file) && isTurnOf(actor, file, relation)
  const names = { agency: agencyRow.name, institution: file.title, round: round?.name ?? '' }
  return {
    stage: file.stage === 'queued' && round !== undefined ? `${stage}（${round.name}）` : stage,
    actor: says.actor(names),
    isViewersTurn,
    due: due?.view ?? lockText(file, round) ?? says.noDue,
    consequence: (await missedLock(read, file, rules)) ?? says.consequence ?? due?.consequence ?? '没有人需要办理。',
    isLossAhead: says.isLoss === true,
  }
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
