import { LinkButton } from '#app/components/button'
import { Card } from '#app/components/card'
import { DateExplained, type DateExplainedProps } from '#app/components/date-explained'
import { Progress } from '#app/components/progress'
import { Tag } from '#app/components/tag'
import { formatDate, formatInstant, plainDateOfInstant } from '#app/view/format'
import { machineTitles } from '#app/view/labels'
import { draftHref } from './application-draft-pages'

type CaseLine = {
  readonly id: string
  readonly machine: string
  readonly title: string
  readonly stage: string
  readonly actor: string
  readonly isMyTurn: boolean
  readonly isSigning: boolean
  readonly due: DateExplainedProps | string
  readonly consequence: string
  readonly notes: readonly string[]
  readonly links: readonly { readonly label: string; readonly href: string; readonly isMain: boolean }[]
}

/** One running case: where it stands, whose turn it is, until when, and what happens otherwise. */
export const CaseCard = ({ line }: { line: CaseLine }) => (
  <Card
    title={line.title}
    titleLevel={3}
    href={`/cases/${line.id}`}
    isMarked={line.isMyTurn}
    aside={<Tag tone={line.isMyTurn ? 'active' : 'neutral'}>{line.isMyTurn ? '轮到您了' : (machineTitles[line.machine] ?? '')}</Tag>}
  >
    <p className="font-bold">{line.stage}</p>
    {line.isMyTurn ? null : <p>轮到：{line.actor}</p>}
    {typeof line.due === 'string' ? <p>{line.due}</p> : <DateExplained {...line.due} />}
    <p className="text-sm text-ink-600">{line.consequence}</p>
    {line.notes.map((note) => (
      <p key={note} className="mt-2">
        {note}
      </p>
    ))}
    {line.links.length > 0 ? (
      <p className="mt-3 flex flex-wrap items-center gap-x-6 gap-y-2">
        {line.links.map(({ label, href, isMain }) =>
          isMain ? (
            <LinkButton key={href} href={href} tone={line.isMyTurn ? 'primary' : 'secondary'}>
              {label}
            </LinkButton>
          ) : (
            <a key={href} href={href} className="inline-flex min-h-target items-center">
              {label}
            </a>
          ),
        )}
      </p>
    ) : line.isMyTurn ? (
      <p className="mt-3">
        <LinkButton href={line.isSigning ? `/cases/${line.id}/sign` : `/cases/${line.id}`} tone="primary">
          {line.isSigning ? '去签章' : '去办理'}
        </LinkButton>
      </p>
    ) : null}
  </Card>
)

type DraftLine = { readonly id: string; readonly title: string; readonly updatedAt: string; readonly done: number; readonly steps: number }

/** A draft with its progress. */
export const DraftCard = ({ draft }: { draft: DraftLine }) => (
  <Card title={draft.title} titleLevel={3} href={draftHref(draft.id)} aside={<Tag>草稿</Tag>}>
    <Progress label={`最近保存于 ${formatInstant(draft.updatedAt)}`} value={draft.done} max={draft.steps} unit="步" />
    <LinkButton href={draftHref(draft.id)}>{draft.done === draft.steps ? '核对并提交' : '继续填写'}</LinkButton>
  </Card>
)

type ClosedCase = { readonly id: string; readonly machine: string; readonly title: string; readonly stage: string; readonly at: string }

/** Cases that have come to their end. */
export const ClosedCases = ({ cases }: { cases: readonly ClosedCase[] }) =>
  cases.length === 0 ? null : (
    <section aria-labelledby="closed" className="mt-8">
      <h2 id="closed" className="mb-3">
        已经办结
      </h2>
      <ul className="divide-y divide-line-200 border-y border-line-200">
        {cases.map(({ id, machine, title, stage, at }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-4 py-1">
            <a href={`/cases/${id}`} className="inline-flex min-h-target items-center">
              {title}
            </a>
            <span>
              {machineTitles[machine]}：{stage}
            </span>
            <span className="text-sm text-ink-600">{formatDate(plainDateOfInstant(at))}</span>
          </li>
        ))}
      </ul>
    </section>
  )
