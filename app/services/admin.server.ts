import { roleTitles } from '#app/view/labels'
import type { Actor } from '#workflows/access/authorise'
import { dateOf } from '#workflows/calendar/plain-date'
import { CalendarYear } from '#workflows/calendar/working-days'
import { unitPhrase } from '#workflows/policy/deadline-words'
import { penaltyMatterTitles } from '#workflows/policy/penalty-matter'
import { type DeadlineRule, PolicySet } from '#workflows/policy/schema'
import { type LogSeal, logSealOf } from './log-seal.server'
import type { Portal } from './portal.server'
import { actorOf } from './sessions.server'

export type AccountRow = { id: string; login: string; name: string; roles: string; belongsTo: string; isActive: boolean }
export type CalendarRow = { year: number; daysOff: number; makeUpDays: number; sources: string[] }
export type DeadlineRow = { key: string; title: string; rule: string; basis: string; isDraft: boolean }
export type PolicyView = {
  id: string
  title: string
  status: string
  from: string
  to: string | null
  deadlines: DeadlineRow[]
  bars: { cause: string; rule: string; basis: string }[]
}
export type LogView = LogSeal & { cases: number; events: number; checkpoints: number }

const statuses = { draft: '草案', checked: '已核对', published: '已发布' } satisfies Record<PolicySet['status'], string>
const barCauses = {
  agreementRescinded: '服务协议被解除',
  agreementEnded: '服务协议终止',
  agreementEndedWithoutFault: '服务协议期满或者协商一致终止',
  falseApplication: '以不正当手段申请被查实',
  administrativePenalty: '受到行政处罚',
} satisfies Record<PolicySet['bars']['rules'][number]['cause'], string>

/** All accounts, as the three administrators see them: nothing of passwords. */
export async function listAccounts({ read }: Pick<Portal, 'read'>): Promise<AccountRow[]> {
  const agencies = new Map((await read.institutions.agencies()).map(({ id, name }) => [id, name]))
  return Promise.all(
    (await read.people.list()).map(async (account) => {
      const institutions = await Promise.all(account.institutions.map(({ id }) => read.institutions.find(id)))
      const names = institutions.flatMap((institution) => institution?.name ?? [])
      return {
        id: account.id,
        login: account.login,
        name: account.name,
        roles: actorOf(account)
          .roles.map((role) => roleTitles[role])
          .join('、'),
        belongsTo: account.agency_id === null ? names.join('、') : (agencies.get(account.agency_id) ?? ''),
        isActive: account.status === 'active',
      }
    }),
  )
}

/** Switches an account off or on; its sessions end with it. Nobody can lock himself out. */
export async function setAccountStatus(
  portal: Pick<Portal, 'unit'>,
  actor: Actor,
  accountId: string,
  status: 'active' | 'disabled',
): Promise<boolean> {
  if (accountId === actor.id) return false
  const outcome = await portal.unit.inTransaction(async (tx) => {
    const account = await tx.people.find(accountId)
    if (account !== undefined) await tx.people.setStatus(accountId, status)
    return account !== undefined
  })
  return outcome.ok && outcome.value
}

/** The years for which working days can be counted. */
export async function listCalendarYears({ read }: Pick<Portal, 'read'>): Promise<CalendarRow[]> {
  return (await read.policy.calendarYears()).map(({ year, data }) => {
    const { off, work, sources } = CalendarYear.parse(data)
    return { year, daysOff: Object.keys(off).length, makeUpDays: Object.keys(work).length, sources }
  })
}

/** The rules that govern a case begun today; undefined when none does. */
export async function findPolicyView({ read, now }: Pick<Portal, 'read' | 'now'>): Promise<PolicyView | undefined> {
  const found = await read.policy.findPolicyOn(dateOf(now()))
  if (found === undefined) return undefined
  const policy = PolicySet.parse(found.data)
  return {
    id: found.id,
    title: policy.title,
    status: statuses[policy.status],
    from: policy.effectiveFrom,
    to: policy.effectiveTo,
    deadlines: Object.entries(policy.deadlines).map(([key, { title, rule, basis, draft }]) => ({
      key,
      title,
      rule: ruleWords(rule),
      basis,
      isDraft: draft,
    })),
    bars: [
      ...policy.bars.rules.map(({ cause, count, unit, basis }) => ({ cause: barCauses[cause], rule: unitPhrase(count, unit), basis })),
      // 第十条（四）: which penalties count is a value of the policy as well.
      ...policy.bars.penaltyMatters.map(({ matter, countsAsBar, draft }) => ({
        cause: `行政处罚涉及：${penaltyMatterTitles[matter]}`,
        rule: `${countsAsBar ? '限制申请' : '只登记，不限制申请'}${draft ? '（草案）' : ''}`,
        basis: '第十条（四）',
      })),
    ],
  }
}

function ruleWords(rule: DeadlineRule): string {
  switch (rule.kind) {
    case 'period':
      return `自起算日起 ${unitPhrase(rule.count, rule.unit)}`
    case 'window':
      return `${rule.months.join('、')}月${rule.edge === 'opens' ? '开始' : '结束'}`
    case 'before':
      return `截止日前 ${unitPhrase(rule.count, rule.unit)}`
    case 'on':
      return '所定之日'
  }
}

/** How far the log reaches, when it was last sealed and when last verified. */
export async function logView({ read }: Pick<Portal, 'read'>): Promise<LogView> {
  const heads = await read.eventLog.heads()
  return {
    ...(await logSealOf({ read })),
    cases: heads.length,
    events: heads.reduce((sum, { revision }) => sum + revision, 0),
    checkpoints: await read.checkpoints.count(),
  }
}
