import type { ZodType } from 'zod'
import { digestOf } from '#db/canonical-json'
import type { CaseFile } from '#db/repositories/case-files'
import { type Repositories, rollBack, type UnitOfWork } from '#db/unit-of-work'
import { type Actor, authorise, systemActor } from '#workflows/access/authorise'
import { dateOf, type Instant, type PlainDate } from '#workflows/calendar/plain-date'
import type { CommandDefinition, OpeningCommand, StepCommand } from '#workflows/commands/definition'
import { type CommandName, commands } from '#workflows/commands/index'
import type { Outcome } from '#workflows/domain/refusal'
import type { MachineName } from '#workflows/engine/restore'
import { begin, step } from '#workflows/engine/step'
import { refuse } from '#workflows/result'
import { contextOf } from './case-context'
import { closeConfidential, isSameConfidential, splitInput } from './confidential.server'
import { loadFacts } from './facts.server'
import { hiddenCharacters, issuesOf, plainWords } from './input-words'
import { refusalOfAuthority } from './people/authority.server'
import { relationOf } from './relation.server'
import { loadNewestRules, loadRules, type Rules } from './rules.server'
import { writeStep } from './write-step.server'

export type CommandRequest = {
  command: CommandName
  caseId: string
  /** 0 opens a case. */
  expectedRevision: number
  /** Unique for ever; the same id from the same actor with the same input has one effect. */
  commandId: string
  actor: Actor
  /** As the form or another program gave it; parsed here. */
  input: unknown
}
export type Receipt = { caseId: string; revision: number; replayed: boolean }
export type Dispatch = (request: CommandRequest) => Promise<Outcome<Receipt>>

/**
 * The one door through which a case changes: forms, the sweep, effects, seeds and tests all come in here.
 * `catchUp` fires what is already due on the case, so that an outcome never depends on how quick the sweep is.
 */
export function makeDispatch(unit: UnitOfWork, now: () => Instant, catchUp: (caseId: string) => Promise<void>): Dispatch {
  return async (request) => {
    const definition: CommandDefinition = commands[request.command]
    if (request.expectedRevision > 0) await catchUp(request.caseId)
    return unit.inTransaction((tx) => carryOut(tx, request, definition, now()))
  }
}

const reservedIds = /^(deadline|effect|upgrade|calendar|adopt):/

async function carryOut(tx: Repositories, request: CommandRequest, definition: CommandDefinition, at: Instant): Promise<Receipt> {
  const { actor, caseId, commandId } = request
  // Ids of deadlines and effects can be foretold: whoever took one first would stop them for ever.
  if (actor.id !== systemActor.id && reservedIds.test(commandId)) rollBack({ code: 'commandIdReused' })
  const file = await tx.caseFiles.findForUpdate(caseId)
  if (file !== undefined && file.machine !== definition.machine) rollBack({ code: 'notFound' })
  const known = await tx.eventLog.findByCommandId(commandId)
  const inputDigest = digestOf(splitInput(definition.confidential, request.input).open)
  if (known !== undefined) {
    // DECISIONS 22: whoever may give the command may hear again what became of it; nobody else, nothing else.
    const refusal = file === undefined ? undefined : authorise(actor, definition.grants, await relationOf(tx, file))
    if (refusal !== undefined) rollBack(refusal)
    const { hidden } = splitInput(definition.confidential, definition.input.safeParse(request.input).data)
    const isSame = known.actor_id === actor.id && known.input_digest === inputDigest && known.case_id === caseId
    if (!isSame || !(await isSameConfidential(tx, commandId, hidden))) rollBack({ code: 'commandIdReused' })
    return { caseId, revision: known.revision, replayed: true }
  }
  if (definition.kind === 'opening') {
    if (file !== undefined) rollBack({ code: 'staleRevision', current: file.revision })
    return openCase(tx, request, definition, at, inputDigest)
  }
  if (file === undefined) rollBack({ code: 'notFound' })
  return stepCase(tx, request, definition, file, at, inputDigest)
}

function parseInput(definition: CommandDefinition, input: unknown): unknown {
  const parsed = definition.input.safeParse(input, { error: plainWords })
  const issues = { ...(parsed.success ? {} : issuesOf(parsed.error)), ...hiddenCharacters(input) }
  if (!parsed.success || Object.keys(issues).length > 0) rollBack({ code: 'invalidInput', issues })
  return parsed.data
}

async function openCase(
  tx: Repositories,
  request: CommandRequest,
  definition: OpeningCommand<MachineName, ZodType>,
  at: Instant,
  inputDigest: string,
): Promise<Receipt> {
  const { actor, caseId, commandId } = request
  const on = dateOf(at)
  const input = parseInput(definition, request.input)
  const rules = await rulesForOpening(tx, definition, input, on)
  if (rules === undefined) rollBack({ code: 'ineligible', article: '第二十七条', until: null, reason: '没有现行有效的管理办法版本' })
  const facts = await loadFacts(tx, definition.machine, { on, rules, actor, input })
  const subject = unwrap(definition.open(input, { at, on, actor, commandId, policy: rules.policy, facts, context: undefined }))
  const relation = { agencyId: subject.agencyId, institutionId: subject.institutionId, panelAccountIds: [], isPublic: false }
  const refusal =
    authorise(actor, definition.grants, relation) ??
    (await refusalOfAuthority(tx, actor, { institutionId: subject.institutionId, command: request.command, on }))
  if (refusal !== undefined) rollBack(refusal)
  const file: CaseFile = {
    id: caseId,
    machine: definition.machine,
    machine_version: 0,
    policy_version_id: rules.policyId,
    insurance_type: 'basicMedical',
    revision: 0,
    status: 'active',
    stage: '',
    tags: [],
    snapshot: null,
    agency_id: subject.agencyId,
    institution_id: subject.institutionId,
    site_id: subject.siteId,
    parent_id: subject.parentId,
    title: subject.title,
    opened_at: at,
    updated_at: at,
  }
  const payload = await closeConfidential(tx, definition.confidential, input, { caseId, commandId, at, kind: request.command })
  const revision = await writeStep(tx, {
    file,
    step: begin(definition.machine, subject.machineInput),
    rules,
    entry: { commandId, command: request.command, inputDigest, payload, actor, article: articleOf(definition, rules), at, recordedAt: at },
  })
  // The draft bears the id of its case. Marked later, a crash between would leave a draft that can never be sent again.
  await tx.drafts.markSubmitted(caseId)
  return { caseId, revision, replayed: false }
}

/**
 * What hangs on another case lives under that case's pinned rules; everything else begins under those of the day. A case
 * about the rules themselves can be opened when none governs.
 */
async function rulesForOpening(
  tx: Repositories,
  { machine, underRulesOf }: OpeningCommand<MachineName, ZodType>,
  input: unknown,
  on: PlainDate,
): Promise<Rules | undefined> {
  if (machine === 'ruleRelease' || machine === 'ruleOverride') return loadNewestRules(tx, on)
  if (underRulesOf === undefined) return loadRules(tx, { on })
  const parent = await tx.caseFiles.find(underRulesOf(input))
  if (parent === undefined) rollBack({ code: 'notFound' })
  return loadRules(tx, { policyId: parent.policy_version_id })
}

/** 第二十七条: the log of a case that begins on a version past its end names the record that allows it. */
const articleOf = ({ article }: CommandDefinition, { overrideId }: Rules): string =>
  overrideId === undefined ? article : `${article}；依第二十七条例外适用（${overrideId}）`

async function stepCase(
  tx: Repositories,
  request: CommandRequest,
  definition: StepCommand<MachineName, ZodType>,
  file: CaseFile,
  at: Instant,
  inputDigest: string,
): Promise<Receipt> {
  const { actor, caseId, commandId, expectedRevision } = request
  const relation = await relationOf(tx, file)
  const on = dateOf(at)
  const refusal =
    authorise(actor, definition.grants, relation) ??
    (await refusalOfAuthority(tx, actor, { institutionId: relation.institutionId, command: request.command, on }))
  if (refusal !== undefined) rollBack(refusal)
  if (file.revision !== expectedRevision) rollBack({ code: 'staleRevision', current: file.revision })
  const input = parseInput(definition, request.input)
  const rules = await loadRules(tx, { policyId: file.policy_version_id })
  if (rules === undefined) throw new Error(`policy ${file.policy_version_id} is not stored`)
  const facts = await loadFacts(tx, definition.machine, { on, rules, actor, file, input })
  const context = contextOf(file)
  const event = unwrap(definition.toEvent(input, { at, on, actor, commandId, policy: rules.policy, facts, context }))
  const machine = file.machine as MachineName
  const decided = unwrap(step({ machine, version: file.machine_version, snapshot: file.snapshot }, event))
  const payload = await closeConfidential(tx, definition.confidential, input, { caseId, commandId, at, kind: request.command })
  const revision = await writeStep(tx, {
    file,
    step: decided,
    rules,
    entry: { commandId, command: request.command, inputDigest, payload, actor, article: definition.article, at, recordedAt: at },
  })
  return { caseId, revision, replayed: false }
}

function unwrap<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) rollBack(outcome.refusal)
  return outcome.value
}

/** Dispatches without a revision from a form: reads it first. For the worker, seeds and the walkthrough. */
export async function dispatchLatest(
  unit: UnitOfWork,
  dispatch: Dispatch,
  request: Omit<CommandRequest, 'expectedRevision'>,
): Promise<Outcome<Receipt>> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const file = await unit.read.caseFiles.find(request.caseId)
    const outcome = await dispatch({ ...request, expectedRevision: file?.revision ?? 0 })
    if (outcome.ok || outcome.refusal.code !== 'staleRevision') return outcome
  }
  return refuse({ code: 'staleRevision', current: -1 })
}
