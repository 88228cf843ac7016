import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import type { DocumentData } from '#templates/registry'
import { systemActor } from '#workflows/access/authorise'
import { dateOf, instant, type PlainDate } from '#workflows/calendar/plain-date'
import { resultOf } from '#workflows/commands/application-evaluation'
import type { ApplicationFacts } from '#workflows/commands/facts'
import { NoticeCorrectionPayload, UnablePayload } from '#workflows/commands/payloads'
import { institutionKinds, serviceTitles, titlesOfServices } from '#workflows/domain/institution-kinds'
import { computeDeadline } from '#workflows/policy/deadline-rule'
import { findServiceOfItem } from '#workflows/policy/evaluation-standard'
import type { PanelResult } from '#workflows/policy/panel-result'
import { byRank } from '#workflows/policy/ranking'
import { panelRoleTitles } from '#workflows/policy/score-sheet'
import { totalOf } from '#workflows/policy/scoring'
import { applicationContext, roundContext } from '../case-context'
import { applicationFacts } from '../facts.server'
import { priorityView } from '../priority.server'
import { type Rules, rulesOfCase } from '../rules.server'
import type { StepToWrite } from '../write-step.server'
import { contactOf, type DocumentSource, headOf, type Numbered } from './head.server'

/** The official result of an application, computed again from its sealed sheets by its own pinned rules. */
export async function evaluationOf(tx: Repositories, file: CaseFile): Promise<{ facts: ApplicationFacts; result: PanelResult }> {
  const rules = await rulesOfCase(tx, file)
  const facts = await applicationFacts(tx, { on: dateOf(instant(file.updated_at)), rules, actor: systemActor, file })
  const result = resultOf(facts, rules.policy)
  if (!result.ok) throw new Error(`application ${file.id} has no result`)
  return { facts, result: result.value }
}

export const evaluationFormDocument: DocumentSource = async (tx, written, numbered) => {
  const { file } = written
  const { facts, result } = await evaluationOf(tx, file)
  const round = file.parent_id === null ? undefined : await tx.caseFiles.find(file.parent_id)
  const approval = await approvalOf(tx, written, round)
  if (round === undefined || approval === undefined || facts.submission === null)
    throw new Error(`application ${file.id} has no approved round`)
  const self = totalOf(facts.standard, facts.items, facts.submission.selfEvaluation)
  const { year, month } = roundContext(round)
  const rows = new Map(result.items.map((item) => [item.itemId, item]))
  const reasonOf = (id: string) => {
    const reason = rows.get(id)?.reasons.join('；').slice(0, 500)
    return reason ? { reason } : {}
  }
  const scored = facts.items.filter((item) => item.maxScore > 0 && rows.get(item.id)?.notApplicable === false)
  return {
    head: headOf(written, numbered, ['第七条（二）', '第九条（三）']),
    institution: {
      name: facts.institution.name,
      kind: institutionKinds[facts.site.kind].title,
      address: facts.site.address,
      services: titlesOfServices(facts.submission.form.services.services),
    },
    standard: { title: facts.standard.title, version: facts.standard.version },
    round: `${year}年${month}月`,
    visitedOn: visitedOn(file, facts),
    categories: facts.standard.categories.flatMap(({ id, title }) => {
      const items = scored.filter((item) => item.category === id)
      if (items.length === 0) return []
      return [
        {
          id,
          title,
          items: items.map((item) => ({
            id: item.id,
            title: item.title,
            fullTenths: item.maxScore,
            selfTenths: rows.get(item.id)?.self ?? null,
            officialTenths: rows.get(item.id)?.official ?? 0,
            ...reasonOf(item.id),
          })),
        },
      ]
    }),
    totals: {
      denominatorTenths: result.maximum,
      selfTenths: scored.reduce((sum, item) => sum + (rows.get(item.id)?.self ?? 0), 0),
      officialTenths: result.total,
      selfNormalisedHundredths: self.normalised,
      officialNormalisedHundredths: result.normalised,
      passMarkHundredths: result.passMark,
    },
    vetoes: facts.items
      .filter((item) => item.veto)
      .map((item) => {
        const own = facts.submission?.selfEvaluation.find((entry) => entry.itemId === item.id)?.veto
        return {
          id: item.id,
          title: item.title,
          isSelfPassed: own === undefined || own === null ? null : own === 'pass',
          isPassed: rows.get(item.id)?.veto === 'pass',
          ...reasonOf(item.id),
        }
      }),
    ...(await minuteOf(tx, file, facts)),
    services: serviceRows(facts, result),
    isPassed: result.passed,
    members: facts.sheets.flatMap((sheet) => {
      const member = facts.panel.find(({ accountId }) => accountId === sheet.evaluatorId)
      return member === undefined || sheet.submittedAt === null
        ? []
        : [{ role: panelRoleTitles[sheet.role], name: member.name, confirmedAt: sheet.submittedAt }]
    }),
    approval: { name: approval.actor_name, position: '经办机构负责人', approvedAt: instant(approval.occurred_at) },
  } satisfies DocumentData<'evaluationForm'>
}

/** Who approved: the head in the round, or of a second evaluation the head who publishes it. */
async function approvalOf(tx: Repositories, { entry, file }: StepToWrite, round: CaseFile | undefined) {
  if (applicationContext(file).reEvaluated) return { actor_name: entry.actor.name, occurred_at: entry.at }
  return round && (await tx.eventLog.ofCase(round.id, 'approveResults')).at(-1)
}

/** The day of the visit; of an evaluation from before visits were recorded, that of the last sheet. */
function visitedOn(file: CaseFile, { visitedOn: recorded, sheets }: ApplicationFacts): PlainDate {
  if (recorded !== null) return recorded
  const submitted = sheets.flatMap(({ submittedAt }) => (submittedAt === null ? [] : [submittedAt])).sort()
  return dateOf(submitted.at(-1) ?? instant(file.opened_at))
}

async function minuteOf(tx: Repositories, file: CaseFile, facts: ApplicationFacts) {
  const minute = (await tx.eventLog.ofCase(file.id, 'recordJointMinute')).at(-1)
  if (minute === undefined || facts.jointDecisions.length === 0) return {}
  const text = facts.jointDecisions
    .map(({ itemId, veto, minute: words }) => `${itemId}${veto === 'fail' ? '不通过' : '通过'}：${words}`)
    .join('；')
  return { vetoMinute: { decidedAt: instant(minute.occurred_at), text, participants: facts.panel.map(({ name }) => name) } }
}

function serviceRows(facts: ApplicationFacts, result: PanelResult) {
  return (facts.submission?.form.services.services ?? []).map((service) => {
    const own = facts.items.filter((item) => findServiceOfItem(facts.standard, item) === service)
    const refused = result.servicesRefused.find((candidate) => candidate.service === service)
    const officials = new Map(result.items.map((item) => [item.itemId, item.official]))
    return {
      name: serviceTitles[service],
      scoreTenths: own.reduce((sum, item) => sum + (officials.get(item.id) ?? 0), 0),
      fullTenths: own.reduce((sum, item) => sum + item.maxScore, 0),
      isPassed: result.servicesPassed.includes(service),
      ...(refused === undefined ? {} : { note: refused.reason }),
    }
  })
}

/** 第九条（三）、（四）: to the institution, on the day of the publication. */
export const evaluationResultNoticeDocument: DocumentSource = async (tx, written, numbered) => {
  const { file, rules } = written
  if (applicationContext(file).couldNotEvaluate) return impossibleNotice(tx, written, numbered)
  const { facts, result } = await evaluationOf(tx, file)
  const round = file.parent_id === null ? undefined : await tx.caseFiles.find(file.parent_id)
  if (round === undefined) throw new Error(`application ${file.id} is in no round`)
  const { year, month } = roundContext(round)
  const vetoes = new Map(facts.items.map(({ id, title }) => [id, title]))
  const deductions = result.items.filter(({ reasons }) => reasons.length > 0)
  return {
    head: headOf(written, numbered, ['第九条（三）', '第九条（四）']),
    institution: { name: facts.institution.name, address: facts.site.address },
    round: `${year}年${month}月`,
    visitedOn: visitedOn(file, facts),
    totalHundredths: result.normalised,
    passMarkHundredths: result.passMark,
    isPassed: result.passed,
    failedVetoes: result.vetoes.map((id) => vetoes.get(id) ?? id),
    services: serviceRows(facts, result).map(({ name, isPassed, ...rest }) => ({
      name,
      isPassed,
      ...('note' in rest ? { note: rest.note } : {}),
    })),
    advice: deductions
      .slice(0, mostAdvice)
      .map(({ itemId, reasons }) => `${vetoes.get(itemId) ?? itemId}：${reasons.join('；')}`.slice(0, 500)),
    ...(result.conclusion === 'passed' ? {} : { again: againOf(result, rules) }),
    contact: contactOf(numbered.agency),
  } satisfies DocumentData<'evaluationResultNotice'>
}

/** Dossier A25: the Measure sets no wait after a result that fails. */
function againOf({ conclusion }: PanelResult, { policy }: Rules): string {
  const months = policy.rounds.months.join('月、')
  if (conclusion === 'partlyPassed') return '未通过的服务类别不写入协议；整改后需要增加的，按第十五条申请变更协议，经评估后补充。'
  return `评估没有通过不属于第十条不予受理的情形，不需要等待：整改后可以随时重新自评、提交申请，受理后参加最近一次集中评估（每年${months}月）。`
}

/** To an institution that could not be evaluated (dossier A13, edge case 11): why, and what it may do. */
async function impossibleNotice(tx: Repositories, written: StepToWrite, numbered: Numbered) {
  const { file, rules, entry } = written
  const facts = await applicationFacts(tx, { on: dateOf(entry.at), rules, actor: systemActor, file })
  const round = file.parent_id === null ? undefined : await tx.caseFiles.find(file.parent_id)
  const conclusion = (await tx.eventLog.ofCase(file.id, 'concludeUnable')).at(-1)
  if (round === undefined || conclusion === undefined || facts.submission === null)
    throw new Error(`application ${file.id} was concluded otherwise`)
  const { year, month } = roundContext(round)
  const { reason } = UnablePayload.parse(conclusion.payload)
  return {
    head: headOf(written, numbered, ['第九条（三）', '第九条（四）']),
    institution: { name: facts.institution.name, address: facts.site.address },
    round: `${year}年${month}月`,
    visitedOn: facts.visitedOn ?? dateOf(instant(conclusion.occurred_at)),
    totalHundredths: null,
    passMarkHundredths: facts.standard.passMark,
    isPassed: false,
    failedVetoes: [],
    services: facts.submission.form.services.services.map((service) => ({
      name: serviceTitles[service],
      isPassed: false,
      note: '未能评估',
    })),
    advice: [],
    impossible: /[。！]$/.test(reason) ? reason : `${reason}。`,
    contact: contactOf(numbered.agency),
  } satisfies DocumentData<'evaluationResultNotice'>
}

/** The form lists every item; the notice names the first that lost points. */
const mostAdvice = 10

/** The notice of a round, or the one of a second evaluation, which is issued on the application itself. */
export const publicNoticeDocument: DocumentSource = async (tx, written, numbered) => {
  const { file, rules, entry } = written
  const isReEvaluation = file.machine === 'application'
  const round = isReEvaluation ? await tx.caseFiles.find(file.parent_id ?? '') : file
  if (round === undefined) throw new Error(`application ${file.id} is in no round`)
  const { year, month } = roundContext(round)
  const members = isReEvaluation ? [file] : await evaluatedMembers(tx, round.id)
  const institutions = await Promise.all(members.map((member) => noticeRow(tx, member, written)))
  return {
    head: headOf(written, numbered, ['第九条（四）']),
    round: `${year}年${month}月`,
    institutions: institutions.sort((a, b) => byRank(a.rank, b.rank)).map(({ row }) => row),
    ...(isReEvaluation ? { isReEvaluation } : {}),
    // It is up from the day of publication; the five days are counted from the day after.
    ...noticeDays(rules, dateOf(entry.at)),
    objection: { ...contactWithoutPerson(numbered.agency), onlineAddress: '本平台“公示公告”栏目' },
  } satisfies DocumentData<'publicNotice'>
}

async function evaluatedMembers(tx: Repositories, roundId: string): Promise<CaseFile[]> {
  const members = await tx.caseFiles.list({ machine: 'application', parentId: roundId }, 1000)
  return members.filter(({ stage }) => stage === 'evaluated')
}

function noticeDays({ policy, calendar }: Rules, from: PlainDate) {
  const rule = policy.deadlines.publicNotice
  const period = computeDeadline(rule, { from, calendar })
  if (!period.ok || rule.rule.kind !== 'period') throw new Error('the notice period cannot be computed')
  return { from, to: period.value.dueOn, workingDays: rule.rule.count }
}

/** What of an entry a correction may name, as it is printed. */
export const correctedFields: Readonly<Record<string, string>> = {
  name: '机构名称',
  address: '地址',
  services: '服务类别',
  result: '评估结果',
}

/** Edge case 30: what stood wrongly on the notice, and the entry's own five working days. */
export const noticeCorrectionDocument: DocumentSource = async (tx, written, numbered) => {
  const { file, rules, entry } = written
  const { field, wrong, right, reason } = NoticeCorrectionPayload.parse(entry.payload)
  const notice = await noticeOf(tx, file)
  return {
    head: headOf(written, numbered, ['第九条（四）']),
    noticeNumber: notice.number,
    institution: file.title,
    field: correctedFields[field] ?? field,
    wrong,
    right,
    reason,
    ...noticeDays(rules, dateOf(entry.at)),
  } satisfies DocumentData<'noticeCorrection'>
}

/** The notice that an application stands on: its own after a second evaluation, else its round's. */
export async function noticeOf(tx: Repositories, file: CaseFile) {
  const own = (await tx.documents.ofCase(file.id)).findLast(({ kind }) => kind === 'publicNotice')
  const ofRound = file.parent_id === null ? [] : await tx.documents.ofCase(file.parent_id)
  const notice = own ?? ofRound.find(({ kind }) => kind === 'publicNotice')
  if (notice === undefined) throw new Error(`application ${file.id} stands on no notice`)
  return notice
}

const contactWithoutPerson = (agency: Parameters<typeof contactOf>[0]) => {
  const { office, phone, address } = contactOf(agency)
  return { office, phone, address }
}

async function noticeRow(tx: Repositories, member: CaseFile, { entry }: StepToWrite) {
  const { passed, servicesPassed, couldNotEvaluate } = applicationContext(member)
  if (couldNotEvaluate) {
    const rules = await rulesOfCase(tx, member)
    const facts = await applicationFacts(tx, { on: dateOf(entry.at), rules, actor: systemActor, file: member })
    const row = {
      ...placeOf(member, facts, facts.submission?.form.services.services ?? []),
      result: '评估不合格（无法评估）',
      totalHundredths: null,
    }
    return { row, rank: { title: member.title, total: null, priority: null } }
  }
  const { facts, result } = await evaluationOf(tx, member)
  const asked = facts.submission?.form.services.services ?? []
  const isPartly = passed === true && servicesPassed.length < asked.length
  const row = {
    ...placeOf(member, facts, passed === true ? servicesPassed : asked),
    result: isPartly ? '部分服务类别评估合格（拟签约）' : passed === true ? '评估合格（拟签约）' : '评估不合格',
    totalHundredths: result.normalised,
  }
  const priority = priorityView(member.id, facts, await tx.eventLog.ofCase(member.id))
  return { row, rank: { title: member.title, total: result.normalised, priority: priority?.class ?? null } }
}

const placeOf = (member: CaseFile, { site }: ApplicationFacts, services: readonly string[]) => ({
  name: member.title,
  address: site.address,
  services: titlesOfServices(services),
})
