import { formatDate } from '#app/view/format'
import type { Audience } from '#app/view/timeline'
import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import { barFactTitles } from '#workflows/commands/bar-record'
import type { BarRecordContext } from '#workflows/machines/bar-record'
import { barScopeTitles } from '#workflows/policy/bar-scope'
import { penaltyMatterTitles } from '#workflows/policy/penalty-matter'
import { barRecordContext } from '../case-context'

type Rows = { question: string; answer: string }[]
const row = (question: string, answer: string): Rows => (answer === '' ? [] : [{ question, answer }])

const reviewTitles = { review: '行政复议', suit: '行政诉讼' } as const satisfies Record<
  NonNullable<BarRecordContext['review']>['kind'],
  string
>

/** An entry of the ledger in rows, without the hints by which other owners' applications are noticed. */
export function barFactRows(context: BarRecordContext): Rows {
  const { cause, uscc, name, scope, siteAddress, decidedOn, decisionNumber, authority, facts, matter, countsAsBar } = context
  const isPenalty = cause === 'administrativePenalty'
  return [
    ...row('事实', barFactTitles[cause]),
    ...row('单位全称', name),
    ...row('统一社会信用代码', uscc),
    ...row('针对', barScopeTitles[scope]),
    ...row('执业（经营）地点', siteAddress),
    ...row(isPenalty ? '处罚决定日期' : '查实日期', formatDate(decidedOn)),
    ...row(isPenalty ? '处罚决定书文号' : '所依据的文书', decisionNumber),
    ...row('作出决定的机关', authority),
    ...row('处罚涉及的事项', matter === null ? '' : penaltyMatterTitles[matter]),
    ...row('查明的事实', facts),
    ...row('限制申请', countsAsBar ? '自决定之日起满1年' : '按政策版本，不单独构成限制，只供核对'),
  ]
}

/** What the page of an entry says; the hints about persons and licences are for the agencies alone. */
export async function barRecordRows(read: Repositories, file: CaseFile, audience: Audience): Promise<Rows> {
  const context = barRecordContext(file)
  const [bar] = await read.bars.ofSource(file.id)
  const { review, setAside, licenceNumber, personName } = context
  return [
    ...barFactRows(context),
    ...(audience === 'institution' ? [] : [...row('许可证（备案）编号', licenceNumber), ...row('责任人', personName)]),
    ...row('不予受理新申请的期间', bar === undefined || bar.lifted_on !== null ? '' : `至${formatDate(bar.until)}（${bar.article}）`),
    ...row('复议（诉讼）', review === null ? '' : `${formatDate(review.filedOn)}${reviewTitles[review.kind]}`),
    ...row('撤销决定', setAside === null ? '' : `${setAside.authority}${setAside.number}，${formatDate(setAside.decidedOn)}`),
    ...row('限制解除', bar?.lifted_on ? formatDate(bar.lifted_on) : ''),
  ]
}
