import type { CaseView } from '#app/view/case-view'
import { formatDate, formatInstant } from '#app/view/format'
import type { CaseFile } from '#db/repositories/case-files'
import type { CaseEvent } from '#db/repositories/event-log'
import type { Repositories } from '#db/unit-of-work'
import { OfferTermsPayload } from '#workflows/commands/payloads'
import { institutionKinds, servicesText } from '#workflows/domain/institution-kinds'
import { panelRoleTitles } from '#workflows/policy/score-sheet'
import { agreementContext, roundContext } from '../case-context'
import type { OpenCase } from '../case-view.server'
import { standingRows } from '../renewal/renewal-view.server'
import { overrideRows, releaseRows } from '../rules/release-rows.server'
import { listFormFacts } from './agreement-form-facts.server'
import { barRecordRows } from './bar-record.server'
import { roundOf } from './position.server'

type Rows = CaseView['facts']
const row = (question: string, answer: string | null | undefined): Rows =>
  answer === null || answer === undefined ? [] : [{ question, answer }]

/** What identifies a case and what it says of itself, for a reader to whom it is open. */
export async function factRows(read: Repositories, { file, rules, events, audience }: OpenCase): Promise<Rows> {
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
  const bars = uscc === undefined ? [] : (await read.bars.ofUscc(uscc)).filter(({ source }) => source === file.id)
  return [
    ...standingRows(agreementContext(file)),
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
