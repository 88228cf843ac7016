import { regionLeaf } from '#app/view/stages'
import type { CaseFile } from '#db/repositories/case-files'
import type { PlainDate } from '#workflows/calendar/plain-date'
import { agreementContext } from '../case-context'
import type { Rules } from '../rules.server'
import { agreementOutlook } from './agreement-outlook'
import { notListedYet } from './duties.server'
import { lifeDuties } from './duties-life'

/** What the party must know of its agreement beside the term: what is wrong or waits, and that it is not announced yet. */
export function agreementNotes(file: CaseFile): string[] {
  const troubles = lifeDuties(file, agreementContext(file), () => undefined).filter(({ tone }) => tone === 'loss' || tone === 'active')
  return [notListedYet(file), ...troubles.map(({ title, state, next }) => `${title}：${state}。${next}`)].filter((note) => note !== '')
}

/** To ask for another term while that can be done, and to read the agreement whole. */
export function agreementLinks(file: CaseFile, rules: Rules, today: PlainDate) {
  const whole = { label: '协议全貌', href: `/my/agreements/${file.id}`, isMain: false }
  if (regionLeaf(file.stage, 'term').startsWith('inForce') && agreementOutlook(file, rules, today)?.mayApply === true)
    return [{ label: '申请续签', href: `/cases/${file.id}/do/applyForRenewal`, isMain: true }, whole]
  return [whole]
}
