import * as z from 'zod'
import type { CommandFormFacts } from '#app/view/command-form'
import { formatDate } from '#app/view/format'
import { stageTitle } from '#app/view/stages'
import type { Repositories } from '#db/unit-of-work'
import { clausesFor } from '#templates/clauses/clause-set'
import type { Actor } from '#workflows/access/authorise'
import { dateOf, type Instant, instant, plainDate } from '#workflows/calendar/plain-date'
import type { ApplicationFacts } from '#workflows/commands/facts'
import { RefusalPayload } from '#workflows/commands/payloads'
import { SubmittedFile } from '#workflows/commands/submitted-file'
import { ScheduledVisit } from '#workflows/commands/visit'
import { agencies } from '#workflows/domain/agencies'
import { mayBeLongTerm, termOf } from '#workflows/domain/agreement-terms'
import { servicesText, serviceTitles } from '#workflows/domain/institution-kinds'
import { applicationFormTitle, materialsFor } from '#workflows/domain/materials'
import { refusalGrounds } from '#workflows/domain/refusal-grounds'
import { unitPhrase } from '#workflows/policy/deadline-words'
import { panelRoleTitles } from '#workflows/policy/score-sheet'
import { applicationContext, barRecordContext } from '../case-context'
import type { OpenCase } from '../case-view.server'
import { changeCommandFacts } from '../change/change-view.server'
import { applicationFacts } from '../facts.server'
import { publishedRows } from '../public/notice-entries.server'
import { renewalFormFacts } from '../renewal/renewal-view.server'
import { representativeOf } from '../representative'
import { overrideRows, releaseRows } from '../rules/release-rows.server'
import type { Rules } from '../rules.server'
import { filingFacts, listFormFacts } from './agreement-form-facts.server'
import { agreementLifeFacts } from './agreement-life-facts'
import { barFactRows } from './bar-record.server'
import { isLifeMachine, lifeCommandFacts } from './life-command-facts.server'
import { FORM_MATERIAL } from './record.server'

const nothing: Omit<CommandFormFacts, 'today'> = {
  isAtCounter: false,
  proposal: null,
  fraudReport: [],
  published: [],
  site: { address: '', admdvs: '' },
  materials: [],
  asked: [],
  services: [],
  chosenServices: [],
  startsOn: '',
  clauses: [],
  grounds: [],
  terms: [],
  roundRows: [],
  agencies: [],
  visit: { period: null, panel: [], scheduled: null },
  termTypes: [],
  termType: 'fixed',
  filing: { authority: '', rows: [], remarks: '' },
  list: { additions: [], changes: [], exits: [], draftedBy: '', draftedAt: '' },
  barFact: [],
  rules: [],
  print: null,
  representative: '',
  change: null,
  ending: null,
}

/** What the form of any command on this case may have to show. */
export async function commandFacts(read: Repositories, actor: Actor, opened: OpenCase, now: Instant): Promise<CommandFormFacts> {
  const { file, rules } = opened
  const today = dateOf(now)
  if (file.machine === 'evaluationRound') return { ...nothing, today, roundRows: await roundRows(read, file.id) }
  if (file.machine === 'agreement') return { ...nothing, today, filing: filingFacts(opened), ...agreementLifeFacts(opened, actor, today) }
  if (file.machine === 'barRecord') return { ...nothing, today, barFact: barFactRows(barRecordContext(file)) }
  if (file.machine === 'ruleRelease') return { ...nothing, today, rules: await releaseRows(read, file) }
  if (file.machine === 'ruleOverride') return { ...nothing, today, rules: overrideRows(file) }
  if (file.machine === 'institutionList') return { ...nothing, today, list: await listFormFacts(read, opened) }
  if (isLifeMachine(file.machine))
    return {
      ...nothing,
      today,
      ...(await lifeCommandFacts(read, actor, opened, now)),
      ...(await changeCommandFacts(read, opened, now)),
      ...(await renewalFormFacts(read, opened)),
    }
  const facts = await applicationFacts(read, { on: today, rules, actor, file })
  const { servicesPassed, supplementGiven } = applicationContext(file)
  const services = facts.submission?.form.services.services ?? []
  const onOffer = facts.terms?.services ?? servicesPassed
  const isLongTerm = facts.terms?.termType === 'long'
  return {
    ...nothing,
    today,
    isAtCounter: !actor.institutionIds.includes(facts.institution.id),
    // 第九条（二）: a further notice names only what the answer brought.
    materials: checklistOf(facts).filter(({ value }) => !supplementGiven || facts.answeredMaterials.includes(value)),
    asked: facts.lastSupplement.map((item) => ({ ...item })),
    services: servicesPassed.map((service) => ({ value: service, label: serviceTitles[service as keyof typeof serviceTitles] ?? service })),
    chosenServices: [...onOffer],
    startsOn: facts.terms?.startsOn ?? '',
    clauses: clausesFor({ institutionType: facts.institution.type, services, isLongTerm }).map(({ id, title }) => ({
      value: id,
      label: title,
    })),
    proposal: proposalOf(opened),
    fraudReport: fraudReportOf(opened),
    published: file.stage.includes('publicNotice') ? await publishedRows(read, file) : [],
    site: { address: facts.site.address, admdvs: facts.site.admdvs },
    grounds: Object.entries(refusalGrounds).map(([value, { title, article }]) => ({ value, label: `${article} ${title}` })),
    terms: termRows(facts, rules),
    agencies: otherAgencies(file.agency_id),
    visit: visitFacts(opened, facts),
    termTypes: termTypesFor(facts, rules),
    termType: facts.terms?.termType ?? 'fixed',
    print: facts.agreementFile && { ...facts.agreementFile, href: `/documents/${facts.agreementFile.documentId}` },
    representative: representativeOf(opened.events) ?? facts.submission?.form.entity.legalRepresentativeName ?? '',
  }
}

/** 第十条: the refusal that an officer proposed last, while it waits for the head. */
function proposalOf({ file, events }: OpenCase): CommandFormFacts['proposal'] {
  if (!file.stage.includes('refusalProposed')) return null
  const { ground, facts, rule } = RefusalPayload.parse(events.findLast(({ command }) => command === 'proposeRefusal')?.payload)
  const { title, article } = refusalGrounds[ground]
  return { title: `${title}（${article}）`, facts, rule }
}

const FraudReport = z.object({ facts: z.string(), evidence: z.array(SubmittedFile) })

/** 第十条（三）: what somebody reported and another person has to decide. */
function fraudReportOf({ file, events }: OpenCase): CommandFormFacts['fraudReport'] {
  if (applicationContext(file).fraudReportedBy === null) return []
  const event = events.findLast(({ command }) => command === 'reportFraud')
  const { facts, evidence } = FraudReport.parse(event?.payload)
  return [
    { question: '报告人', answer: `${event?.actor_name ?? ''}（${formatDate(dateOf(instant(event?.occurred_at ?? '')))}）` },
    { question: '报告的情况', answer: facts },
    { question: '证据', answer: evidence.length === 0 ? '没有附证据' : evidence.map(({ name }) => name).join('、') },
  ]
}

/** The checklist of the applicant with the form itself at its head. */
export function checklistOf(facts: ApplicationFacts): CommandFormFacts['materials'] {
  const scope = { kind: facts.site.kind, services: facts.submission?.form.services.services ?? [] }
  const form = { value: FORM_MATERIAL, label: applicationFormTitle(facts.site.kind), hint: '申请表所填各项内容。' }
  return [form, ...materialsFor(scope).map(({ id, title, hint }) => ({ value: id, label: title, hint }))]
}

/** What is on offer, as it will stand in the agreement. */
export function termRows({ terms, submission }: ApplicationFacts, { policy }: Rules): { question: string; answer: string }[] {
  if (terms === null) return []
  const account = submission?.form.account
  return [
    { question: '服务类别', answer: servicesText(terms.services) },
    {
      question: '有效期',
      answer: terms.termType === 'long' ? longTermText(terms.startsOn) : fixedTermText(terms.startsOn, policy),
    },
    ...(account === undefined
      ? []
      : [{ question: '结算账户', answer: `${account.accountName}，${account.bankName}，${account.bankAccount}` }]),
    ...(terms.remark === '' ? [] : [{ question: '经办机构的说明', answer: terms.remark }]),
  ]
}

const longTermText = (startsOn: string | null): string =>
  `${startsOn === null ? '自甲方签章之日起' : `自${formatDate(startsOn)}起`}长期有效，没有届满日期（第十三条）`

function fixedTermText(startsOn: string | null, policy: Rules['policy']): string {
  const span = unitPhrase(policy.term.count, policy.term.unit)
  if (startsOn === null) return `自甲方签章之日起${span}（${policy.term.basis}）`
  const term = termOf(policy, plainDate(startsOn))
  return `${formatDate(term.startsOn)}至${formatDate(term.expiresOn)} 24:00（${span}，${policy.term.basis}）`
}

/** 第十三条: long-term agreements are offered to medical institutions alone. */
function termTypesFor({ site }: ApplicationFacts, { policy }: Rules): CommandFormFacts['termTypes'] {
  const span = unitPhrase(policy.term.count, policy.term.unit)
  const fixed = { value: 'fixed', label: '固定期限', hint: `${span}，期满前可以续签。` }
  const long = { value: 'long', label: '长期', hint: '没有届满日期，依变更、解除或者第十九条的情形终止；仅限医疗机构，由双方协商。' }
  return mayBeLongTerm(policy, site.kind) ? [fixed, long] : [fixed]
}

/** 第四条: each agency is competent for its own area. */
const otherAgencies = (own: string): CommandFormFacts['agencies'] =>
  Object.values(agencies)
    .filter(({ code }) => code !== own)
    .map(({ code, name, level, areaName }) => ({
      value: code,
      label: name,
      hint: level === 'city' ? `负责${areaName}本级的协议管理` : `负责${areaName}辖区内的协议管理`,
    }))

function visitFacts({ file, events }: OpenCase, { roundPeriod, panel }: ApplicationFacts): CommandFormFacts['visit'] {
  const { conflictedBy } = applicationContext(file)
  const notice = ScheduledVisit.safeParse(events.findLast(({ command }) => command === 'scheduleVisit')?.payload)
  return {
    period: roundPeriod,
    panel: panel
      .filter(({ accountId }) => !conflictedBy.includes(accountId))
      .map(({ accountId, name, role }) => ({ value: accountId, label: `${name}（${panelRoleTitles[role]}）` })),
    scheduled: notice.success ? notice.data : null,
  }
}

async function roundRows(read: Repositories, roundId: string): Promise<CommandFormFacts['roundRows']> {
  const members = await read.caseFiles.list({ machine: 'application', parentId: roundId }, 1000)
  return members.map((member) => {
    const { passed } = applicationContext(member)
    const result = passed === null ? stageTitle('application', member.stage) : passed ? '评估合格' : '评估不合格'
    return { id: member.id, title: member.title, result }
  })
}
