import * as z from 'zod'
import type { DueView, HandedInMaterial } from '#app/view/case-view'
import type { ChangeFormFacts, ChangeSection, LicenceClock } from '#app/view/change-view'
import type { AskedItem, CommandFormFacts, FormChoice } from '#app/view/command-form'
import { formatDate } from '#app/view/format'
import { stageTitle } from '#app/view/stages'
import type { CaseFile } from '#db/repositories/case-files'
import type { CaseEvent } from '#db/repositories/event-log'
import type { Repositories } from '#db/unit-of-work'
import { dateOf, type Instant, instant, type PlainDate } from '#workflows/calendar/plain-date'
import { type ChangeFilingPayload, ChangeRefusalPayload, SupplementPayload } from '#workflows/commands/payloads'
import { ChangedLicence, changedLicenceTitles, changeItems } from '#workflows/domain/change-items'
import { computeDeadline } from '#workflows/policy/deadline-rule'
import { papersOfCommands } from '../case/handed-in-files.server'
import { changeContext } from '../case-context'
import type { OpenCase } from '../case-view.server'
import { dueOfRule } from '../due-view.server'
import { ledgerNotesOfChange } from '../ledger-notes.server'
import type { Rules } from '../rules.server'
import { changedValues, filingsOf } from './filings.server'

const Noted = z.object({
  note: z.string(),
  licences: z.array(z.object({ licence: ChangedLicence, number: z.string(), changedOn: z.string() })),
})
const Late = z.object({ lateReason: z.string().default('') })
const Visit = z.object({ visitedOn: z.string(), secondPersonId: z.string(), finding: z.string() })
const Offer = z.object({ effectiveOn: z.string(), remark: z.string().default('') })

type Rows = { question: string; answer: string }[]
const row = (question: string, answer: string | undefined): Rows => (answer === undefined || answer === '' ? [] : [{ question, answer }])

/** 第十五条: one clock for each licence, with the days that count. */
export function licenceClock(
  { policy, calendar }: Rules,
  { licence, number, changedOn }: { licence: ChangedLicence; number: string; changedOn: string },
  on: PlainDate,
  filedOn?: PlainDate,
): LicenceClock {
  const due = computeDeadline(policy.deadlines.changeWindow, { from: changedOn as PlainDate, calendar })
  return {
    title: changedLicenceTitles[licence],
    number,
    changedOn,
    due: due.ok
      ? { ...dueOfRule(policy.deadlines.changeWindow, due.value, { on, calendar }), ...(filedOn && filedWords(filedOn, due.value.dueOn)) }
      : '最后一天所在年份的放假安排尚未公布，公布后确定日期。',
  }
}

/** Once it is reported, nothing is counted down any more. */
const filedWords = (filedOn: PlainDate, lastDay: PlainDate): Pick<DueView, 'remaining' | 'isOverdue'> =>
  filedOn > lastDay
    ? { remaining: `${formatDate(filedOn)}提出，已经逾期`, isOverdue: true }
    : { remaining: `${formatDate(filedOn)}提出，在期限内`, isOverdue: false }

const last = (events: readonly CaseEvent[], ...commands: readonly string[]) => events.findLast(({ command }) => commands.includes(command))

/** The changes of an agreement that are under way. */
export const runningChanges = (read: Repositories, agreementId: string): Promise<CaseFile[]> =>
  read.caseFiles.list({ machine: 'change', parentId: agreementId, status: 'active' }, 100)

/** What tells one change of an agreement from another: 单位名称、经营地点，2026年4月21日立件. */
export const changeTitle = (file: CaseFile): string =>
  `${changeContext(file)
    .items.map((item) => changeItems[item].title)
    .join('、')}，${formatDate(dateOf(instant(file.opened_at)))}立件`

/** What a change is about, for everybody who may read the case. */
export async function changeSectionOf(
  read: Repositories,
  { file, events, rules, audience }: OpenCase,
  now: Instant,
): Promise<ChangeSection> {
  const filings = await filingsOf(read, file)
  const noted = Noted.safeParse(last(events, 'noteLicenceChange')?.payload).data
  const filed = last(events, 'fileChange', 'fileNotedChange')
  const late = Late.safeParse(filed?.payload).data
  const licences = filings.length > 0 ? filings.flatMap((filing) => filing.licences) : (noted?.licences ?? [])
  const on = dateOf(now)
  return {
    items:
      filings.length > 0
        ? changedValues(filings)
        : changeContext(file).items.map((item) => ({ title: changeItems[item].title, before: '', after: '机构尚未申请' })),
    licences: licences.map((licence) => licenceClock(rules, licence, on, filed && dateOf(instant(filed.occurred_at)))),
    remarks: [
      ...row('怎样得知', noted?.note),
      ...row('逾期的原因', late?.lateReason),
      ...(audience === 'agency' && file.status === 'active' ? await ledgerRows(read, file, filings, on) : []),
    ],
    materials: papersOfCommands(events, audience).map(
      ({ id, title, files }): HandedInMaterial => ({
        id,
        title,
        files: files.map(({ name, digest }) => ({ name, href: `/cases/${file.id}/files/${digest}` })),
        isSupplement: id.startsWith('answerChangeSupplement'),
      }),
    ),
  }
}

/** A new person, place or licence is checked against the ledger of 第十条; the desk alone reads what that finds. */
async function ledgerRows(read: Repositories, file: CaseFile, filings: readonly ChangeFilingPayload[], on: PlainDate): Promise<Rows> {
  const site = await read.institutions.getSite(file.site_id ?? '')
  const { uscc, name } = await read.institutions.get(site.institution_id)
  const place = filings.findLast((filing) => filing.place !== null)?.place
  const own = {
    uscc,
    name,
    address: place?.address ?? '',
    admdvs: place?.admdvs ?? site.admdvs,
    licences: filings.flatMap(({ licences }) => licences.map(({ number }) => number)),
    persons: filings.flatMap(({ items }) => items.flatMap(({ item, after }) => (item === 'representative' ? [after] : []))),
  }
  const notes = filings.length === 0 ? [] : await ledgerNotesOfChange(read, own, on)
  return notes.map((answer, index) => ({ question: notes.length === 1 ? '限制台账的提示' : `限制台账的提示（${index + 1}）`, answer }))
}

/** What the forms of a change need, for whoever may give its commands. */
async function changeFormFacts(read: Repositories, opened: OpenCase, now: Instant): Promise<ChangeFormFacts> {
  const { file, events } = opened
  const { evaluationPassed, evaluatedBy } = changeContext(file)
  const visit = Visit.safeParse(last(events, 'recordTargetedEvaluation')?.payload).data
  const proposal = ChangeRefusalPayload.safeParse(last(events, 'proposeChangeRefusal')?.payload).data
  const offer = Offer.safeParse(last(events, 'offerSupplement')?.payload).data
  const people = visit === undefined ? [] : await read.people.list({ agencyId: file.agency_id, role: 'officer' })
  const nameOf = (id: string | null) => people.find((one) => one.id === id)?.name ?? ''
  const running = file.parent_id === null ? [] : await runningChanges(read, file.parent_id)
  return {
    ...(await changeSectionOf(read, opened, now)),
    evaluation:
      visit === undefined
        ? []
        : [
            ...row('现场核查日期', formatDate(visit.visitedOn)),
            ...row('核查人员', [nameOf(evaluatedBy), nameOf(visit.secondPersonId)].filter((name) => name !== '').join('、')),
            ...row('现场情况', visit.finding),
            ...row('评分结果', evaluationPassed === true ? '达到合格要求' : '未达到合格要求'),
          ],
    refusal: [...row('认定的事实和理由', proposal?.facts), ...row('协商的经过', proposal?.talks)],
    mergeable: running
      .filter(({ id, stage }) => id !== file.id && /^(checking|negotiating)/.test(stage))
      .map((other) => ({ value: other.id, label: changeTitle(other), hint: stageTitle('change', other.stage) })),
    offer: [...row('生效日期', offer && formatDate(offer.effectiveOn)), ...row('经办机构的说明', offer?.remark)],
  }
}

/** What may be asked for again: each document that belongs to a reported item, and the report itself. */
export function changeMaterials(opened: Pick<OpenCase, 'file'>): FormChoice[] {
  return [
    { value: 'change', label: '变更申请的内容', hint: '变更前后的内容、证照编号和日期。' },
    ...changeContext(opened.file).items.flatMap((item) =>
      changeItems[item].documents.map((label, index) => ({ value: `${item}-${index}`, label: `${changeItems[item].title}：${label}` })),
    ),
  ]
}

/** The entries of the notice that waits for its answer. */
const askedOfChange = (events: readonly CaseEvent[]): AskedItem[] =>
  SupplementPayload.safeParse(last(events, 'issueChangeSupplementNotice')?.payload).data?.items.map((item) => ({ ...item })) ?? []

/** The facts of a change for the forms of its commands; nothing for any other case. */
export async function changeCommandFacts(
  read: Repositories,
  opened: OpenCase,
  now: Instant,
): Promise<Partial<Pick<CommandFormFacts, 'change' | 'materials' | 'asked'>>> {
  if (opened.file.machine !== 'change') return {}
  return { change: await changeFormFacts(read, opened, now), materials: changeMaterials(opened), asked: askedOfChange(opened.events) }
}
