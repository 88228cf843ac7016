import type { AppLoadContext } from '@remix-run/node'
import { findViewer } from '#app/http/viewer.server'
import { channels } from '#app/view/channels'
import { roleTitles } from '#app/view/labels'
import type { Actor, Role } from '#workflows/access/authorise'
import { cityAgencyId } from '#workflows/access/authorise'
import { findAgency } from '#workflows/domain/agencies'
import { isSetUp } from './delivery/channel'
import { failedCountOf } from './delivery/deliveries-view.server'
import { waitingCount } from './desk/worklist.server'
import { hasInbox, unreadCount } from './inbox.server'
import { mayWordMessages } from './messages/template-desk.server'
import { waitingFilings } from './oversight/register.server'
import { isCityStaff } from './rule-change/calendar-import.server'
import { type Surface, surfaceOf } from './surfaces'

export type Asked = { request: Request; context: AppLoadContext }

/** The demonstration's present, and whether whoever looks at it may move it on. */
export type DemoTime = { now: string; nextDueAt: string | null; mayMove: boolean; returnTo: string }

export type ShellNavItem = { href: string; label: string; count?: number }

/** What the frame around every page needs to know. */
export type ShellData = {
  surface: Surface
  nav: ShellNavItem[]
  viewer: { name: string; role: string } | null
  /** Where the viewer's own work begins. */
  home: string
  demoTime: DemoTime | null
  contact: { phone: string; hours: string }
}

const publicNav: ShellNavItem[] = [
  { href: '/', label: '首页' },
  { href: '/institutions', label: '定点机构' },
  { href: '/can-i-apply', label: '我能申请吗' },
  { href: '/notices', label: '公示公告' },
  { href: '/verify', label: '文书核验' },
]

/** The shell of a signed-in page. */
export async function shellOf({ request, context }: Asked, actor: Actor): Promise<ShellData> {
  const { pathname } = new URL(request.url)
  return {
    surface: surfaceOf(actor.roles, pathname),
    nav: await navOf(context, actor),
    viewer: { name: actor.name, role: await describe(context, actor) },
    home: homeOf(actor),
    demoTime: await demoTimeOf({ request, context }, actor),
    contact: await contactOf(context, actor.agencyId ?? cityAgencyId),
  }
}

/** The shell of a page for everybody, whether signed in or not. */
export async function publicShellOf({ request, context }: Asked): Promise<ShellData> {
  const actor = await findViewer({ request, context })
  return {
    surface: 'public',
    nav: [...publicNav, ...(actor === undefined ? [] : await messagesItem(context, actor))],
    viewer: actor === undefined ? null : { name: actor.name, role: await describe(context, actor) },
    home: actor === undefined ? '/' : homeOf(actor),
    demoTime: await demoTimeOf({ request, context }, actor),
    contact: await contactOf(context, cityAgencyId),
  }
}

/** The first page of a person's own surface. */
export function homeOf({ roles }: Actor): string {
  const surface = surfaceOf(roles, '/')
  // The department has the register of filings instead of a worklist (第十一条).
  const isDepartment = surface === 'desk' && !roles.some((role) => role === 'officer' || role === 'head')
  return isDepartment ? '/oversight' : surfaceHomes[surface]
}

const surfaceHomes = { public: '/', institution: '/my', desk: '/desk', field: '/field', admin: '/admin' } satisfies Record<Surface, string>

async function navOf(context: AppLoadContext, actor: Actor): Promise<ShellNavItem[]> {
  const has = (...roles: Role[]) => roles.some((role) => actor.roles.includes(role))
  const items: ShellNavItem[] = []
  if (has('applicant')) items.push({ href: '/my', label: '我的事项', count: await waitingForInstitution(context, actor) })
  if (has('officer', 'head')) {
    items.push({ href: '/desk', label: '待办事项', count: await waitingCount(context.portal, actor) })
  }
  if (has('officer')) items.push({ href: '/desk/counter', label: '窗口收件' })
  if (has('authority')) items.push({ href: '/oversight', label: '备案登记簿', count: await waitingFilings(context.portal.read, actor) })
  items.push(...(await messagesItem(context, actor)))
  if (has('officer', 'head', 'authority')) items.push({ href: '/desk/rounds', label: '评估与公示' })
  if (has('officer', 'head'))
    items.push(
      { href: '/desk/list', label: '名单公布' },
      { href: '/desk/ledger', label: '限制台账' },
      { href: '/desk/rules', label: '规则版本' },
    )
  if (has('officer')) {
    const count = await failedCountOf(context.portal, actor)
    const isSending = (await Promise.all(channels.map((channel) => isSetUp(context.portal.read, channel)))).includes(true)
    if (count > 0 || isSending) items.push({ href: '/desk/deliveries', label: '通知发送', count })
  }
  if (mayWordMessages(actor)) items.push({ href: '/desk/templates', label: '消息文字' })
  if (isCityStaff(actor)) items.push({ href: '/desk/calendar', label: '工作日历' })
  if (has('evaluator')) items.push({ href: '/field', label: '现场评估' })
  if (has('systemAdmin', 'securityAdmin', 'auditAdmin')) items.push({ href: '/admin', label: '系统管理' })
  items.push({ href: '/notices', label: '公示公告' }, { href: '/verify', label: '文书核验' })
  return items
}

const messagesItem = async ({ portal }: AppLoadContext, actor: Actor): Promise<ShellNavItem[]> =>
  hasInbox(actor) ? [{ href: '/messages', label: '消息', count: await unreadCount(portal, actor) }] : []

async function waitingForInstitution({ portal }: AppLoadContext, { institutionIds }: Actor): Promise<number> {
  if (institutionIds.length === 0) return 0
  return (await portal.read.caseFiles.list({ institutionIds: [...institutionIds], tag: 'institution' })).length
}

async function describe({ portal }: AppLoadContext, actor: Actor): Promise<string> {
  const role = actor.roles.map((name) => roleTitles[name]).join('、')
  if (actor.agencyId !== null && actor.roles.includes('authority'))
    return `${findAgency(actor.agencyId)?.authorityName ?? ''} ${role}`.trim()
  if (actor.agencyId !== null) return `${(await portal.read.institutions.getAgency(actor.agencyId)).name} ${role}`
  const [institutionId] = actor.institutionIds
  const institution = institutionId === undefined ? undefined : await portal.read.institutions.find(institutionId)
  return institution?.name ?? role
}

async function demoTimeOf({ request, context: { portal } }: Asked, actor: Actor | undefined): Promise<DemoTime | null> {
  if (portal.mode !== 'demo' || !portal.isClockMovable) return null
  const { pathname, search } = new URL(request.url)
  return {
    now: portal.now(),
    nextDueAt: (await portal.read.deadlines.nextDueAt(portal.now())) ?? null,
    mayMove: actor !== undefined,
    returnTo: pathname + search,
  }
}

async function contactOf({ portal }: AppLoadContext, agencyId: string): Promise<ShellData['contact']> {
  return { phone: (await portal.read.institutions.getAgency(agencyId)).phone, hours: '工作日 8:30 至 17:00' }
}
