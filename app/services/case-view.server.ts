import type { CaseView, TimelineLine } from '#app/view/case-view'
import { machineTitles } from '#app/view/labels'
import { type Audience, timelineOf } from '#app/view/timeline'
import type { CaseFile } from '#db/repositories/case-files'
import type { IssuedDocument } from '#db/repositories/documents'
import type { CaseEvent } from '#db/repositories/event-log'
import type { Repositories } from '#db/unit-of-work'
import { type Actor, type CaseRelation, mayRead } from '#workflows/access/authorise'
import { dateOf } from '#workflows/calendar/plain-date'
import type { CommandName } from '#workflows/commands/index'
import { isForInstitution } from '#workflows/domain/document-audience'
import { actionsOf, commandsNow } from './case/actions.server'
import { dutiesOf } from './case/duties.server'
import { factRows } from './case/fact-rows.server'
import { licenceWarning } from './case/licence-warning.server'
import { isInItsTime } from './case/life-actions'
import { caseLinks } from './case/links.server'
import { pathOf } from './case/path.server'
import { positionOf } from './case/position.server'
import { mayReadSelfEvaluation, recordOf } from './case/record.server'
import { applicationContext, isResultPublished } from './case-context'
import { changeSectionOf } from './change/change-view.server'
import { isStaff } from './desk/access.server'
import { endingSectionOf } from './ending/ending-view.server'
import { impossibleReason } from './evaluation-view.server'
import { applicationFacts } from './facts.server'
import type { Portal } from './portal.server'
import { relationOf } from './relation.server'
import { renewalSectionOf } from './renewal/renewal-view.server'
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
    links: await caseLinks(read, actor, opened),
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

/** What a reader may see of a case's documents; an agreement shows every text that both have signed for it. */
async function documentsOfCase(read: Repositories, file: CaseFile, audience: Audience): Promise<IssuedDocument[]> {
  const own = await read.documents.ofCase(file.id)
  const texts = file.machine === 'agreement' ? await signedTexts(read, file) : []
  return [...texts, ...own].filter(({ kind }) => mayReadDocument(audience, kind))
}

async function signedTexts(read: Repositories, file: CaseFile): Promise<IssuedDocument[]> {
  const first = file.parent_id === null ? [] : await read.documents.ofCase(file.parent_id)
  const later = await read.caseFiles.list({ parentId: file.id, status: 'done' }, 200)
  const signed = later
    .filter(({ stage }) => stage === 'agreed' || stage === 'renewed')
    .sort((a, b) => a.updated_at.localeCompare(b.updated_at))
  const texts = await Promise.all(signed.map(({ id }) => read.documents.ofCase(id)))
  return [
    ...first.filter(({ kind }) => kind === 'serviceAgreement').slice(-1),
    ...texts.flatMap((issued) => issued.filter(({ kind }) => kind === 'supplementAgreement' || kind === 'renewalAgreement').slice(-1)),
  ]
}
