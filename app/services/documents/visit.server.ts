import type { Repositories } from '#db/unit-of-work'
import type { DocumentData } from '#templates/registry'
import { addDays, dateOf } from '#workflows/calendar/plain-date'
import type { ApplicationFacts } from '#workflows/commands/facts'
import { FailedVisit, failedVisitCauses, ScheduledVisit, VisitRecord } from '#workflows/commands/visit'
import { ApplicationContext } from '#workflows/machines/application-context'
import { panelRoleTitles } from '#workflows/policy/score-sheet'
import { roundContext } from '../case-context'
import { applicationFacts } from '../facts.server'
import type { StepToWrite } from '../write-step.server'
import { contactOf, type DocumentSource, headOf, type Numbered } from './head.server'

const articles = ['第九条（三）']

async function visited(tx: Repositories, { file, rules, entry }: StepToWrite) {
  const facts = await applicationFacts(tx, { on: dateOf(entry.at), rules, actor: entry.actor, file })
  const round = file.parent_id === null ? undefined : await tx.caseFiles.find(file.parent_id)
  if (round === undefined) throw new Error(`application ${file.id} is in no round`)
  const { year, month } = roundContext(round)
  return { facts, round: `${year}年${month}月`, institution: { name: facts.institution.name, address: facts.site.address } }
}

/** What the panel will ask for on site, whatever the kind of institution. */
const preparations = [
  '执业（经营）许可证照原件和人员资格证书原件',
  '申请时提交材料的原件',
  '近3个月的诊疗（销售）记录和财务票据',
  '可以现场演示的信息系统',
  '法定代表人、负责人或者受委托人到场',
]

const membersOf = ({ panel }: ApplicationFacts, ids?: readonly string[]) =>
  panel
    .filter(({ accountId }) => ids === undefined || ids.includes(accountId))
    .map(({ role, name }) => ({ role: panelRoleTitles[role], name }))

export const evaluationVisitNoticeDocument: DocumentSource = async (tx, written, numbered) => {
  const { facts, round, institution } = await visited(tx, written)
  const { visitOn, arrivesAt } = ScheduledVisit.parse(written.entry.payload)
  const employers = new Map(
    await Promise.all(
      facts.panel.map(async ({ accountId }) => {
        const account = await tx.people.find(accountId)
        const agency = account?.agency_id ? await tx.institutions.getAgency(account.agency_id) : undefined
        return [accountId, agency?.name ?? '评估专家库'] as const
      }),
    ),
  )
  return {
    head: headOf(written, numbered, articles),
    institution,
    round,
    visit: { day: visitOn, timeInWords: arrivesAt },
    standard: { title: facts.standard.title, version: facts.standard.version },
    members: facts.panel.map(({ accountId, role, name }) => ({
      role: panelRoleTitles[role],
      name,
      employer: employers.get(accountId) ?? '评估专家库',
    })),
    preparations,
    objectToMembersUntil: addDays(visitOn, -1),
    contact: contactOf(numbered.agency),
  } satisfies DocumentData<'evaluationVisitNotice'>
}

export const visitRecordDocument: DocumentSource = async (tx, written, numbered) => {
  const { facts, round, institution } = await visited(tx, written)
  if (written.entry.command === 'recordFailedVisit') return failedVisit(written, numbered, { facts, round, institution })
  const record = VisitRecord.parse(written.entry.payload)
  return {
    ...recordHead(written, numbered, { facts, round, institution }, record),
    leftAt: record.leftAt,
    representative: { name: record.representativeName, position: record.representativePosition },
    findings: record.findings,
    statement: record.statement === '' ? null : record.statement,
    confirmation:
      record.confirmation === 'signed'
        ? { outcome: 'signed' }
        : {
            outcome: 'refused',
            reason: record.refusalReason,
            witness: { name: record.witnessName, position: record.witnessPosition },
          },
  } satisfies DocumentData<'visitRecord'>
}

type Visited = Awaited<ReturnType<typeof visited>>

/** What every record of a visit begins with, made or not. */
const recordHead = (
  written: StepToWrite,
  numbered: Numbered,
  { facts, round, institution }: Visited,
  { visitedOn, arrivedAt, present }: Pick<VisitRecord, 'visitedOn' | 'arrivedAt' | 'present'>,
) => ({
  head: headOf(written, numbered, articles),
  institution,
  round,
  standard: { title: facts.standard.title, version: facts.standard.version },
  visitedOn,
  arrivedAt,
  members: membersOf(facts, present),
})

function failedVisit(written: StepToWrite, numbered: Numbered, { facts, round, institution }: Visited) {
  const record = FailedVisit.parse(written.entry.payload)
  return {
    ...recordHead(written, numbered, { facts, round, institution }, record),
    leftAt: record.arrivedAt,
    representative: { name: '无', position: '考查未能进行' },
    findings: `${failedVisitCauses[record.cause]}。${record.facts}`,
    statement: null,
    confirmation: { outcome: 'notPossible', attempt: ApplicationContext.parse(written.step.snapshot.context).failedVisits },
  } satisfies DocumentData<'visitRecord'>
}
