import type { FormChoice } from '#app/view/command-form'
import type { EndingRow } from '#app/view/ending-view'
import { formatTerm } from '#app/view/format'
import type { CaseFile } from '#db/repositories/case-files'
import { type Actor, authorise } from '#workflows/access/authorise'
import { dateOf, type PlainDate } from '#workflows/calendar/plain-date'
import { commands } from '#workflows/commands/index'
import { EndingGround, endingGrounds } from '#workflows/domain/ending-grounds'
import { servicesText } from '#workflows/domain/institution-kinds'
import type { PolicySet } from '#workflows/policy/schema'
import { agreementContext } from '../case-context'
import { openCase } from '../case-view.server'
import { runningCases } from '../life-facts.server'
import type { Portal } from '../portal.server'
import { barWordsOf, endKindTitles, lastDayToEnd } from './ending-view.server'

/** As many facts as the form has lines for; what belongs together stands in one. */
export const factLines = 6

/** The form of one ground: what it asks for and how the case goes on. */
export type GroundStep = {
  ground: EndingGround
  title: string
  article: string
  kindTitle: string
  hint: string
  basis: string
  path: 'consensual' | 'noticeFirst' | 'direct'
  barWords: string
}

export type EndingStart = {
  agreementId: string
  title: string
  agreement: EndingRow[]
  today: string
  /** The last day that may be planned: that of the term, or of the longest transition. */
  latest: string
  commandId: string
  grounds: FormChoice[]
  step: GroundStep | null
  /** Another ending of this agreement that is under way. */
  running: { id: string; title: string } | null
}

const measure = '《东营市基本医疗保险医药机构协议管理办法》'

// 第十五条's grounds come from a change that was refused or not asked for: the case of that change opens its ending.
const fromChanges: readonly EndingGround[] = ['changeRefused', 'changeOverdue']

/** Grounds that an officer may choose, each with its article and what its facts must show. */
export const groundChoices: readonly FormChoice[] = EndingGround.options
  .filter((ground) => !fromChanges.includes(ground))
  .map((ground) => ({
    value: ground,
    label: `${endingGrounds[ground].title}（${endingGrounds[ground].article}）`,
    hint: endingGrounds[ground].hint,
  }))

/**
 * The page on which an ending is proposed by an officer, or asked for by the institution (第十六条); undefined when the
 * actor may do neither for this agreement, or it is over.
 * @param ground as the first step chose it
 */
export async function endingStartOf(
  portal: Portal,
  actor: Actor,
  agreementId: string,
  { command, ground }: { command: 'proposeEnding' | 'requestRescission'; ground: unknown },
): Promise<EndingStart | undefined> {
  const opened = await openCase(portal, actor, agreementId)
  if (opened?.file.machine !== 'agreement' || authorise(actor, commands[command].grants, opened.relation) !== undefined) return undefined
  const { file, rules } = opened
  if (agreementContext(file).isOver) return undefined
  const today = dateOf(portal.now())
  const chosen = command === 'requestRescission' ? 'consensual' : groundChoices.find(({ value }) => value === ground)?.value
  const parsed = EndingGround.safeParse(chosen).data
  const running = (await runningCases(portal.read, file.id)).find(
    ({ machine, stage }) => machine === 'ending' && !stage.startsWith('decided'),
  )
  return {
    agreementId: file.id,
    title: file.title,
    agreement: agreementRows(file),
    today,
    latest: lastDayToEnd(rules.policy, agreementContext(file), today),
    commandId: portal.newId(),
    grounds: [...groundChoices],
    step: parsed === undefined ? null : groundStep(rules.policy, parsed, today),
    running: running === undefined ? null : { id: running.id, title: running.title },
  }
}

function agreementRows(file: CaseFile): EndingRow[] {
  const { documentNumber, services, startsOn, expiresOn } = agreementContext(file)
  return [
    { question: '协议编号', answer: documentNumber },
    { question: '服务类别', answer: servicesText(services) },
    { question: '有效期', answer: formatTerm({ startsOn, expiresOn }) },
  ]
}

/** What the form of one ground asks and says. */
export function groundStep(policy: PolicySet, ground: EndingGround, today: PlainDate): GroundStep {
  const { title, article, kind, hint, path } = endingGrounds[ground]
  const isViolation = ground === 'violation' || ground === 'lawChanged' || ground === 'otherImpossible'
  return {
    ground,
    title,
    article,
    kindTitle: endKindTitles[kind],
    hint,
    basis: isViolation ? '' : `${measure}${article}`,
    path,
    barWords: barWordsOf(policy, ground, today),
  }
}

type Typed = Readonly<Record<string, unknown>>

/**
 * The input of `proposeEnding` or of one of its batch: empty lines of facts fall out.
 * @returns beside it, for each fact that stays, the line in which it was typed
 */
export function proposalInput(typed: Typed): { input: Record<string, unknown>; lines: number[] } {
  // A line that was left out is a gap in the list, which keeps its place.
  const facts: unknown[] = Array.isArray(typed.facts) ? Array.from(typed.facts) : [typed.facts]
  const filled = facts.flatMap((fact, line) => (typeof fact === 'string' && fact.trim() !== '' ? [{ fact, line }] : []))
  return { input: { ...typed, facts: filled.map(({ fact }) => fact) }, lines: filled.map(({ line }) => line) }
}

/** Errors of facts under the lines in which they were typed; that there is none stands at the first. */
export function atLines(errors: Readonly<Record<string, readonly string[]>>, lines: readonly number[]): Record<string, readonly string[]> {
  const nameOf = (name: string): string => {
    if (name === 'facts') return 'facts[0]'
    const index = /^facts\[(\d+)\]$/.exec(name)?.[1]
    return index === undefined ? name : `facts[${lines[Number(index)] ?? 0}]`
  }
  return Object.fromEntries(Object.entries(errors).map(([name, messages]) => [nameOf(name), messages]))
}
