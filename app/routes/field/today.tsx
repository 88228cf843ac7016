import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Card } from '#app/components/card'
import { DateExplained } from '#app/components/date-explained'
import { EmptyState } from '#app/components/empty-state'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { Tag, type TagTone } from '#app/components/tag'
import { requireViewer } from '#app/http/viewer.server'
import { type FieldState, fieldRoundsOf } from '#app/services/field-view.server'
import { shellOf } from '#app/services/shell.server'

export const meta: MetaFunction = () => [{ title: '现场评估' }]

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const viewer = await requireViewer({ request, context }, 'evaluator')
  return { shell: await shellOf({ request, context }, viewer), rounds: await fieldRoundsOf(context.portal, viewer) }
}

const TONES = {
  notOpen: 'neutral',
  paused: 'fix',
  waiting: 'active',
  cleared: 'active',
  scored: 'done',
  recused: 'neutral',
  closed: 'neutral',
} satisfies Record<FieldState, TagTone>

export default function Today() {
  const { shell, rounds } = useLoaderData<typeof loader>()
  return (
    <SignedInLayout shell={shell} current="/field">
      <h1 className="mb-6">现场评估</h1>
      {rounds.length === 0 ? (
        <EmptyState title="现在没有需要您评估的机构">经办机构把您列入评估小组后，这里显示要评估的机构和截止日期。</EmptyState>
      ) : null}
      {rounds.map((round) => (
        <section key={round.id} aria-labelledby={round.id} className="mb-8">
          <h2 id={round.id} className="text-xl">
            {round.title}
          </h2>
          <p className="mb-2">
            {round.agencyName}；您的身份：{round.roleTitle}
          </p>
          {round.due === null || round.due.time !== '24:00' ? null : (
            <DateExplained
              due={round.due.due}
              time={round.due.time}
              remaining={round.due.remaining}
              isOverdue={round.due.isOverdue}
              explanation={round.due.explanation}
            />
          )}
          {round.tasks.length === 0 ? (
            <EmptyState title="名单尚未截止">名单截止后，这里显示参加本次评估的机构。</EmptyState>
          ) : (
            <div className="mt-4">
              {round.tasks.map((task) => (
                <Card
                  key={task.caseId}
                  title={task.title}
                  titleLevel={3}
                  href={`/field/${task.caseId}`}
                  aside={<Tag tone={TONES[task.state]}>{task.stateTitle}</Tag>}
                  isMarked={task.state === 'waiting' || task.state === 'cleared'}
                >
                  <p>
                    {task.kindTitle}，{task.address}
                  </p>
                  {task.state === 'cleared' ? (
                    <p className="text-ink-600">
                      已填 {task.answered} / {task.applicable} 项{task.answered === task.applicable ? '，请检查后提交' : ''}
                    </p>
                  ) : null}
                </Card>
              ))}
            </div>
          )}
        </section>
      ))}
    </SignedInLayout>
  )
}
