import type { CaseLink, CasePath, CaseView, MeasureStageName, TimelineLine } from '#app/view/case-view'
import { flowHref } from '#app/view/flow/flow-link'
import { formatDate, formatDateShort, formatInstant, formatTerm, plainDateOfInstant } from '#app/view/format'
import { machineTitles } from '#app/view/labels'
import { mainLeaf } from '#app/view/stages'
import { type Audience, timelineOf } from '#app/view/timeline'
import type { CaseFile } from '#db/repositories/case-files'
import type { IssuedDocument } from '#db/repositories/documents'
import type { CaseEvent } from '#db/repositories/event-log'
import type { Repositories } from '#db/unit-of-work'
import { type Actor, type CaseRelation, mayRead } from '#workflows/access/authorise'
import { dateOf } from '#workflows/calendar/plain-date'
import type { CommandName } from '#workflows/commands/index'
import { OfferTermsPayload } from '#workflows/commands/payloads'
import { isForInstitution } from '#workflows/domain/document-audience'
import { institutionKinds, servicesText } from '#workflows/domain/institution-kinds'
import { panelRoleTitles } from '#workflows/policy/score-sheet'
import { actionsOf, commandsNow } from './case/actions.server'
import { listFormFacts } from './case/agreement-form-facts.server'
import { barRecordRows } from './case/bar-record.server'
import { dutiesOf } from './case/duties.server'
import { licenceWarning } from './case/licence-warning.server'
import { isInItsTime } from './case/life-actions'
import { positionOf, roundOf } from './case/position.server'
import { mayReadSelfEvaluation, recordOf } from './case/record.server'
import { agreementContext, applicationContext, isReopenable, isResultPublished, roundContext } from './case-context'
import { changeLinks } from './change/change-links.server'
import { changeSectionOf } from './change/change-view.server'
import { isStaff } from './desk/access.server'
import { endingLinks } from './ending/ending-links.server'
import { endingSectionOf } from './ending/ending-view.server'
import { impossibleReason } from './evaluation-view.server'
import { applicationFacts } from './facts.server'
import type { Portal } from './portal.server'
import { relationOf } from './relation.server'
import { renewalLinks, renewalSectionOf } from './renewal/renewal-view.server'
import { overrideRows, releaseRows } from './rules/release-rows.server'
import { loadRules, type Rules } from './rules.server'
import { documentViews } from './service-of-documents.server'

/** A case that somebody asked for and may read, with what every page about it needs. */
export type OpenCase = {
  file: CaseFile
  relation: CaseRelation
  rules: Rules
  events: CaseEvent[]
  audience: Audience
  /** DECISIONS 3 of the panel: the file opens to a member after the declaration, and never to one in conflict. */
  isOpenToReader: boolean
}

/** The institution and the panel read what is made for the institution; staff, the city and the department read all. */
export const mayReadDocument = (audience: Audience, kind: string): boolean =>
  audience === 'agency' || audience === 'reader' || isForInstitution(kind)

function audienceOf(actor: Actor, relation: CaseRelation): Audience {
  if (isStaff(actor) && actor.agencyId === relation.agencyId) return 'agency'
  if (relation.institutionId !== null && actor.institutionIds.includes(relation.institutionId)) return 'institution'
  return relation.panelAccountIds.includes(actor.id) ? 'panel' : 'reader'
}

/** @returns undefined when there is no such case, or the actor may not know of it */
export async function openCase({ read }: Pick<Portal, 'read'>, actor: Actor, caseId: string): Promise<OpenCase | undefined> {
  const file = await read.caseFiles.find(caseId)
  if (file === undefined) return undefined
  const relation = await relationOf(read, file)
  if (!mayRead(actor, relation)) return undefined
  const rules = await loadRules(read, { policyId: file.policy_version_id })
  if (rules === undefined) throw new Error(`policy ${file.policy_version_id} is not stored`)
  const audience = audienceOf(actor, relation)
  const events = await read.eventLog.ofCase(caseId)
  return { file, relation, rules, events, audience, isOpenToReader: isOpenTo(actor, file, audience) }
}

function isOpenTo(actor: Actor, file: CaseFile, audience: Audience): boolean {
  if (audience !== 'panel' || file.machine !== 'application') return true
  return applicationContext(file).clearedBy.includes(actor.id)
}

/** The commands that an actor may give on an open case now. */
export const commandsOfCase = (actor: Actor, { file, relation }: OpenCase): CommandName[] => commandsNow(actor, file, relation)

/** The record of a case for one reader, the newest first. */
export async function timelineOfCase({ read }: Pick<Portal, 'read'>, { file, events, audience }: OpenCase): Promise<TimelineLine[]> {
  const documents = (await read.documents.ofCase(file.id)).filter(({ kind }) => mayReadDocument(audience, kind))
  return timelineOf(events, audience, (revision) => {
    const document = documents.find((one) => one.revision === revision)
    return document && { title: `${document.title}（${document.number}）`, href: `/documents/${document.id}` }
  })
}

/** The page of a case for one reader; undefined when the reader may not know of it. */
export async function caseViewOf(portal: Portal, actor: Actor, caseId: string): Promise<CaseView | undefined> {
  const opened = await openCase(portal, actor, caseId)
  if (opened === undefined) return undefined
  const { file, relation, rules, events, audience, isOpenToReader } = opened
  const { read } = portal
  const now = portal.now()
  const { main, others, atCounter } = actionsOf(
    actor,
    file,
    commandsNow(actor, file, relation).filter((command) => isInItsTime(command, file, rules, dateOf(now))),
  )
  const view: CaseView = {
    id: file.id,
    machine: file.machine as CaseView['machine'],
    machineTitle: machineTitles[file.machine] ?? '',
    title: file.title,
    agencyName: (await read.institutions.getAgency(file.agency_id)).name,
    revision: file.revision,
    position: await positionOf(read, { file, relation, actor, now, rules }),
    duties: file.machine === 'agreement' ? await dutiesOf(read, file, now, rules) : [],
    ...(main === undefined ? {} : { mainAction: main }),
    otherActions: others,
    counterActions: atCounter,
    facts: isOpenToReader ? await factRows(read, opened) : [],
    documents: isOpenToReader
      ? await documentViews(read, await documentsOfCase(read, file, audience), {
          rules,
          now,
          hasRecord: audience === 'agency' || audience === 'reader',
        })
      : [],
    timeline: isOpenToReader ? await timelineOfCase(portal, opened) : [],
    links: [
      ...(await linksOf(read, file, audience)),
      ...(await renewalLinks(read, actor, opened)),
      ...(await changeLinks(read, actor, opened)),
      ...(await endingLinks(read, actor, opened)),
      ...reopeningLink(actor, file),
    ],
  }
  if (file.machine === 'application' || file.machine === 'agreement') view.path = await pathOf(read, file, events)
  if (file.machine === 'change') view.change = await changeSectionOf(read, opened, now)
  if (file.machine === 'renewal') view.renewal = await renewalSectionOf(read, opened)
  if (file.machine === 'ending') view.ending = endingSectionOf(opened)
  if (!isOpenToReader) {
    view.notice = {
      tone: 'info',
      title: '案卷尚未开放',
      text: '评估小组成员先申明没有应当回避的情形，案卷才对其开放；应当回避的，不能查看。',
    }
  } else if (file.machine === 'application') {
    const facts = await applicationFacts(read, { on: dateOf(now), rules, actor, file })
    const showsSelf = mayReadSelfEvaluation(file, actor.id, relation.panelAccountIds)
    view.record = recordOf(file, events, facts, rules, { audience, showsSelf })
    const warning = audience === 'institution' || audience === 'agency' ? licenceWarning(file, facts, rules, dateOf(now)) : undefined
    const notice = couldNotEvaluate(file, events, audience) ?? warning
    if (notice !== undefined) view.notice = notice
  }
  return view
}

/** Dossier A13: the conclusion without scores, to whoever may know the result. */
function couldNotEvaluate(file: CaseFile, events: readonly CaseEvent[], audience: Audience): CaseView['notice'] {
  const reason = impossibleReason(file, events)
  if (reason === null || (audience !== 'agency' && !isResultPublished(file))) return undefined
  return { tone: 'loss', title: '评估不合格（无法评估）', text: `${reason} 情况消除后可以随时重新申请，不受一年限制。` }
}

/** What a reader may see of a case's documents; an agreement case shows the signed text, which its application issued. */
async function documentsOfCase(read: Repositories, file: CaseFile, audience: Audience): Promise<IssuedDocument[]> {
  const own = await read.documents.ofCase(file.id)
  const issued = file.machine !== 'agreement' || file.parent_id === null ? [] : await read.documents.ofCase(file.parent_id)
  const text = issued.filter(({ kind }) => kind === 'serviceAgreement').slice(-1)
  return [...text, ...own].filter(({ kind }) => mayReadDocument(audience, kind))
}

const ends: Readonly<Record<string, MeasureStageName>> = { refused: '受理', notPassed: '公示', lapsed: '协商签约' }
const reachedBy: Readonly<Record<string, MeasureStageName>> = {
  submitted: '受理',
  supplementing: '受理',
  queued: '评估',
  enrolled: '评估',
  underEvaluation: '评估',
  evaluated: '公示',
  publicNotice: '公示',
  reEvaluation: '评估',
  reEvaluated: '公示',
  negotiating: '协商签约',
  signing: '协商签约',
  signed: '履行',
  awaitingStart: '履行',
  inForce: '履行',
  closing: '期满',
  ended: '期满',
}

/** The stage at which a withdrawn application stood. */
function withdrawnAt(events: readonly CaseEvent[]): MeasureStageName {
  const from = events.at(-1)?.from_stage.split('.')[0] ?? ''
  return reachedBy[from] ?? '申请'
}

async function pathOf(read: Repositories, file: CaseFile, events: readonly CaseEvent[]): Promise<CasePath> {
  const stage = mainLeaf(file.machine, file.stage).split('.')[0] ?? ''
  const isAgreement = file.machine === 'agreement'
  const application = isAgreement ? await read.eventLog.ofCase(file.parent_id ?? '') : events
  const notes: CasePath['notes'] = {}
  const dated: readonly [string, MeasureStageName][] = [
    ['submitApplication', '申请'],
    ['acceptApplication', '受理'],
    ['concludeEvaluation', '评估'],
    ['concludeUnable', '评估'],
    ['publishResult', '公示'],
    ['publishReEvaluation', '公示'],
    ['countersign', '协商签约'],
  ]
  for (const [command, name] of dated) {
    const event = application.findLast((one) => one.command === command)
    if (event !== undefined) notes[name] = formatDateShort(plainDateOfInstant(event.occurred_at))
  }
  if (isAgreement) {
    const { startsOn, expiresOn } = agreementContext(file)
    notes.履行 = formatDate(startsOn)
    if (expiresOn !== null) notes.期满 = formatDate(expiresOn)
  }
  const isStopped = stage in ends || stage === 'withdrawn'
  return {
    reached: stage === 'withdrawn' ? withdrawnAt(events) : (ends[stage] ?? reachedBy[stage] ?? '申请'),
    notes,
    isStopped,
    isOver: stage === 'ended',
  }
}

type Rows = CaseView['facts']
const row = (question: string, answer: string | null | undefined): Rows =>
  answer === null || answer === undefined ? [] : [{ question, answer }]

async function factRows(read: Repositories, { file, rules, events, audience }: OpenCase): Promise<Rows> {
  // An entry of the ledger tells its subject as the decision does.
  const isLedger = file.machine === 'barRecord'
  const site = file.site_id === null || isLedger ? undefined : await read.institutions.findSite(file.site_id)
  const institution = file.institution_id === null || isLedger ? undefined : await read.institutions.find(file.institution_id)
  const round = await roundOf(read, file, rules)
  return [
    ...row('事项编号', file.id),
    ...row('单位全称', institution?.name),
    ...row('统一社会信用代码', institution?.uscc),
    ...row('机构类别', site && institutionKinds[site.institution_kind as keyof typeof institutionKinds]?.title),
    ...row('执业（经营）地点', site?.address),
    ...row(file.machine === 'application' ? '提交时间' : '立卷时间', formatInstant(file.opened_at)),
    ...row('评估批次', round?.name),
    ...(file.machine === 'evaluationRound' ? roundRows(file) : []),
    ...(file.machine === 'agreement' ? await agreementRows(read, file, institution?.uscc) : []),
    ...(file.machine === 'barRecord' ? await barRecordRows(read, file, audience) : []),
    ...(file.machine === 'institutionList' ? await listRows(read, { file, events }) : []),
    ...(file.machine === 'ruleRelease' ? await releaseRows(read, file) : []),
    ...(file.machine === 'ruleOverride' ? overrideRows(file) : []),
    ...termRows(events),
  ]
}

async function listRows(read: Repositories, opened: Pick<OpenCase, 'file' | 'events'>): Promise<Rows> {
  const { additions, changes, exits, draftedBy } = await listFormFacts(read, opened)
  const names = (entries: readonly { title: string; agency: string }[]) =>
    entries.length === 0 ? '没有' : `${entries.length} 家：${entries.map(({ title, agency }) => `${title}（${agency}）`).join('、')}`
  const changed = changes.map(({ title, agency, changes: items }) => `${title}（${agency}，${items.join('，')}）`)
  return [
    ...row('拟定人', draftedBy),
    ...row('新增', names(additions)),
    ...row('变更', changed.length === 0 ? '没有' : `${changed.length} 家：${changed.join('、')}`),
    ...row('退出', names(exits)),
  ]
}

function roundRows(file: CaseFile): Rows {
  const { panel, extendedUntil } = roundContext(file)
  return [
    ...row('评估小组', panel.length === 0 ? '尚未确定' : panel.map(({ name, role }) => `${name}（${panelRoleTitles[role]}）`).join('、')),
    ...row('延长至', extendedUntil && formatDate(extendedUntil)),
  ]
}

async function agreementRows(read: Repositories, file: CaseFile, uscc: string | undefined): Promise<Rows> {
  const { documentNumber, services, startsOn, expiresOn } = agreementContext(file)
  const bars = uscc === undefined ? [] : (await read.bars.ofUscc(uscc)).filter(({ source }) => source === file.id)
  return [
    ...row('协议编号', documentNumber),
    ...row('服务类别', servicesText(services)),
    ...row('有效期', formatTerm({ startsOn, expiresOn })),
    ...bars.flatMap(({ until, article }) => row('不予受理新申请的期间', `至${formatDate(until)}（${article}）`)),
  ]
}

/** The terms on offer, once there are any. */
function termRows(events: readonly CaseEvent[]): Rows {
  const offer = events.findLast(({ command }) => command === 'offerTerms')
  const terms = OfferTermsPayload.safeParse(offer?.payload).data
  if (terms === undefined) return []
  return [
    ...row('约定的服务类别', servicesText(terms.services)),
    ...row('约定的期限', terms.termType === 'long' ? '长期' : '固定期限'),
    ...row('约定的生效日期', terms.startsOn === null ? '甲方签章之日' : formatDate(terms.startsOn)),
  ]
}

/** DECISIONS 7: what has ended is never entered again; a head may bring it back as a new case. */
function reopeningLink(actor: Actor, file: CaseFile): CaseLink[] {
  const mayReopen = actor.roles.includes('head') && actor.agencyId === file.agency_id
  return mayReopen && isReopenable(file) ? [{ label: '恢复办理（处罚被撤销、复议或者裁判）', href: `/cases/${file.id}/reopen` }] : []
}

async function linksOf(read: Repositories, file: CaseFile, audience: Audience): Promise<CaseLink[]> {
  const links: CaseLink[] = []
  if (file.machine === 'evaluationRound' && audience !== 'institution')
    links.push({ label: '评估批次办理页', href: `/desk/rounds/${file.id}` })
  if (file.machine === 'application') {
    const agreement = await read.caseFiles.find(`agreement-${file.id}`)
    if (agreement !== undefined) links.push({ label: '服务协议', href: `/cases/${agreement.id}` })
    const { reopenedFrom } = applicationContext(file)
    if (reopenedFrom !== null) links.push({ label: '恢复办理前的申请', href: `/cases/${reopenedFrom}` })
    if (file.parent_id !== null && audience === 'agency') links.push({ label: '所在评估批次', href: `/cases/${file.parent_id}` })
  }
  if (file.machine === 'barRecord' && audience !== 'institution') links.push({ label: '限制台账', href: '/desk/ledger' })
  if (file.machine === 'ruleRelease') links.push({ label: '各项规则', href: `/desk/rules/${file.id}` })
  if (file.machine === 'ruleOverride') links.push({ label: '规则版本', href: '/desk/rules' })
  if (file.machine === 'institutionList' && audience !== 'institution') links.push({ label: '名单公布', href: '/desk/list' })
  if (file.machine === 'agreement' && file.parent_id !== null) links.push({ label: '原申请', href: `/cases/${file.parent_id}` })
  links.push({ label: '这一步的规则', href: flowHref({ machine: file.machine, stage: file.stage, policyId: file.policy_version_id }) })
  return links
}
