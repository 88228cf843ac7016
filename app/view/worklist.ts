import { pageNumber } from './page-number'

/** The slices of an agency's desk, in the order in which they are shown. */
export const worklistViews = ['todo', 'held', 'unclaimed', 'soon', 'overdue', 'climbed', 'waiting', 'suspicion', 'all'] as const
export type WorklistView = (typeof worklistViews)[number]

export const worklistTitles = {
  todo: '待我办理',
  held: '我承办的',
  unclaimed: '无人承办',
  soon: '3个工作日内到期',
  overdue: '已逾期',
  climbed: '报到负责人的',
  waiting: '等待医药机构',
  suspicion: '有待核实线索',
  all: '全部在办',
} satisfies Record<WorklistView, string>

/** What is there when a slice is empty. */
export const worklistEmpty = {
  todo: '新的申请、到期的期限和需要审批的结果会列在这里。',
  held: '领取或者由同事移交的事项会列在这里。',
  unclaimed: '轮到经办人员办理、还没有人领取的事项会列在这里。',
  soon: '今天起3个工作日内到期的事项会列在这里。',
  overdue: '过了期限还没有办理的事项会列在这里。',
  climbed: '经办人员没有按时办理、提醒到负责人的事项会列在这里。',
  waiting: '轮到医药机构补正、确认协议或者签章的事项会列在这里。',
  suspicion: '内部记录标为线索、还没有核实的事项会列在这里。',
  all: '本机构没有在办的事项。',
} satisfies Record<WorklistView, string>

export const dueChoices = [
  { value: 'today', label: '今天到期' },
  { value: 'soon', label: '3个工作日内到期' },
] as const
export type DueChoice = '' | (typeof dueChoices)[number]['value']

/** `none` stands for nobody, everything else is an account; empty fields do not narrow the list. */
export type WorklistFilter = {
  view: WorklistView
  search: string
  stage: string
  kind: string
  due: DueChoice
  holder: string
  agencyId: string
  page: number
}

/** Whether more than the slice and the search narrows the list. */
export const isNarrowed = ({ stage, kind, due, holder }: WorklistFilter): boolean =>
  [stage, kind, due, holder].some((value) => value !== '')

const parameters = { search: 'q', stage: 'stage', kind: 'kind', due: 'due', holder: 'holder', agencyId: 'agency' } as const

/** Longer than any name or number; what is longer finds nothing anyway. */
const longest = 100

// Codes are also typed with full-width letters and figures; the brackets of names stay as they are written.
const halfWidth = (text: string): string =>
  text.replaceAll(/[０-９Ａ-Ｚａ-ｚ]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfe_e0))

/** The filter that an address or a saved query stands for; what is no value of ours is left out. */
export function filterFrom(query: URLSearchParams): WorklistFilter {
  const text = (name: keyof typeof parameters) =>
    halfWidth(query.get(parameters[name]) ?? '')
      .trim()
      .slice(0, longest)
  return {
    view: worklistViews.find((view) => view === query.get('view')) ?? 'todo',
    search: text('search'),
    stage: text('stage'),
    kind: text('kind'),
    due: dueChoices.find(({ value }) => value === text('due'))?.value ?? '',
    holder: text('holder'),
    agencyId: text('agencyId'),
    page: pageNumber(query),
  }
}

/** The query of a filter, without what narrows nothing; a saved filter has no page. */
export function queryOf(filter: Partial<WorklistFilter>): string {
  const query = new URLSearchParams(filter.view === undefined || filter.view === 'todo' ? {} : { view: filter.view })
  for (const [name, parameter] of Object.entries(parameters)) {
    const value = filter[name as keyof typeof parameters] ?? ''
    if (value !== '') query.set(parameter, value)
  }
  if (filter.page !== undefined && filter.page > 1) query.set('page', String(filter.page))
  return query.toString()
}

export const worklistHref = (filter: Partial<WorklistFilter>): string => {
  const query = queryOf(filter)
  return query === '' ? '/desk' : `/desk?${query}`
}

/** What may be done with many cases at once. */
export const batchTasks = ['claim', 'handOver', 'release', 'accept'] as const
export type BatchTaskName = (typeof batchTasks)[number]

export const batchTitles = {
  claim: '领取',
  handOver: '移交',
  release: '交回',
  accept: '受理',
} satisfies Record<BatchTaskName, string>

/** Who holds a case, what happened to it, and what the officers noted: nothing of this is part of the record. */
export type CaseDeskView = {
  caseId: string
  title: string
  holder: { name: string; since: string } | null
  isMine: boolean
  isActive: boolean
  /** What this person may do with it now. */
  may: { claim: boolean; release: boolean; handOver: boolean; assign: boolean }
  history: { id: string; at: string; what: string; reason: string }[]
  notes: CaseNoteView[]
  openSuspicions: number
}

export type CaseNoteView = {
  id: string
  author: string
  at: string
  text: string
  isSuspicion: boolean
  closing: { by: string; at: string; outcome: string; result: string } | null
  /** Somebody else than the author verifies. */
  mayClose: boolean
}
