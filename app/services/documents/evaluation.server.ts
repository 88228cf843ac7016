import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import type { DocumentData } from '#templates/registry'
import { systemActor } from '#workflows/access/authorise'
import { dateOf, instant, type PlainDate } from '#workflows/calendar/plain-date'
import { resultOf } from '#workflows/commands/application-evaluation'
import type { ApplicationFacts } from '#workflows/commands/facts'
import { VisitRecord } from '#workflows/commands/visit'
import { institutionKinds, serviceTitles, titlesOfServices } from '#workflows/domain/institution-kinds'
import { computeDeadline } from '#workflows/policy/deadline-rule'
import { findServiceOfItem } from '#workflows/policy/evaluation-standard'
import type { PanelResult } from '#workflows/policy/panel-result'
import { panelRoleTitles } from '#workflows/policy/score-sheet'
import { totalOf } from '#workflows/policy/scoring'
import { applicationContext, roundContext } from '../case-context'
import { applicationFacts } from '../facts.server'
import type { Rules } from '../rules.server'
import type { StepToWrite } from '../write-step.server'
import { contactOf, type DocumentSource, headOf } from './head.server'

/** The official result of an application, computed again from its sealed sheets. */
export async function evaluationOf(
  tx: Repositories,
  file: CaseFile,
  rules: Rules,
): Promise<{ facts: ApplicationFacts; result: PanelResult }> {
  const facts = await applicationFacts(tx, { on: dateOf(instant(file.updated_at)), rules, actor: systemActor, file })
  const result = resultOf(facts, rules.policy)
  if (!result.ok) throw new Error(`application ${file.id} has no result`)
  return { facts, result: result.value }
}

export const evaluationFormDocument: DocumentSource = async (tx, written, numbered) => {
  const { file, rules } = written
  const { facts, result } = await evaluationOf(tx, file, rules)
  const round = file.parent_id === null ? undefined : await tx.caseFiles.find(file.parent_id)
  const approval = round && (await tx.eventLog.ofCase(round.id, 'approveResults')).at(-1)
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
    visitedOn: await visitedOn(tx, file, facts),
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

/** The day of the visit; of an evaluation from before visits were recorded, that of the last sheet. */
async function visitedOn(tx: Repositories, file: CaseFile, { sheets }: ApplicationFacts): Promise<PlainDate> {
  const visit = (await tx.eventLog.ofCase(file.id, 'recordVisit')).at(-1)
  if (visit !== undefined) return VisitRecord.parse(visit.payload).visitedOn
  const submitted = sheets.flatMap(({ submittedAt }) => (submittedAt === null ? [] : [submittedAt])).sort()
  return dateOf(submitted.at(-1) ?? instant(file.opened_at))
}

async function minuteOf(tx: Repositories, file: CaseFile, facts: ApplicationFacts) {
  const minute = (await tx.eventLog.ofCase(file.id, 'recordJointMinute')).at(-1)
  if (minute === undefined) return {}
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
  const { facts, result } = await evaluationOf(tx, file, rules)
  const round = file.parent_id === null ? undefined : await tx.caseFiles.find(file.parent_id)
  if (round === undefined) throw new Error(`application ${file.id} is in no round`)
  const { year, month } = roundContext(round)
  const vetoes = new Map(facts.items.map(({ id, title }) => [id, title]))
  const deductions = result.items.filter(({ reasons }) => reasons.length > 0)
  return {
    head: headOf(written, numbered, ['第九条（三）', '第九条（四）']),
    institution: { name: facts.institution.name, address: facts.site.address },
    round: `${year}年${month}月`,
    visitedOn: await visitedOn(tx, file, facts),
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
    contact: contactOf(numbered.agency),
  } satisfies DocumentData<'evaluationResultNotice'>
}

/** The form lists every item; the notice names the first that lost points. */
const mostAdvice = 10

export const publicNoticeDocument: DocumentSource = async (tx, written, numbered) => {
  const { file, rules, entry } = written
  const { year, month } = roundContext(file)
  const rule = rules.policy.deadlines.publicNotice
  const period = computeDeadline(rule, { from: dateOf(entry.at), calendar: rules.calendar })
  if (!period.ok || rule.rule.kind !== 'period') throw new Error('the notice period cannot be computed')
  const members = await tx.caseFiles.list({ machine: 'application', parentId: file.id }, 1000)
  const evaluated = members.filter((member) => member.stage === 'evaluated')
  const institutions = await Promise.all(evaluated.map((member) => noticeRow(tx, member, written)))
  return {
    head: headOf(written, numbered, ['第九条（四）']),
    round: `${year}年${month}月`,
    institutions: institutions.sort((a, b) => b.totalHundredths - a.totalHundredths || a.name.localeCompare(b.name, 'zh')),
    // It is up from the day of publication; the five days are counted from the day after.
    from: dateOf(entry.at),
    to: period.value.dueOn,
    workingDays: rule.rule.count,
    objection: { ...contactWithoutPerson(numbered.agency), onlineAddress: '本平台“公示与异议”栏目' },
  } satisfies DocumentData<'publicNotice'>
}

const contactWithoutPerson = (agency: Parameters<typeof contactOf>[0]) => {
  const { office, phone, address } = contactOf(agency)
  return { office, phone, address }
}

async function noticeRow(tx: Repositories, member: CaseFile, { rules }: StepToWrite) {
  const { facts, result } = await evaluationOf(tx, member, rules)
  const { passed, servicesPassed } = applicationContext(member)
  const services = passed === true ? servicesPassed : (facts.submission?.form.services.services ?? [])
  return {
    name: member.title,
    address: facts.site.address,
    services: titlesOfServices(services),
    result: passed === true ? '评估合格（拟签约）' : '评估不合格',
    totalHundredths: result.normalised,
  }
}
