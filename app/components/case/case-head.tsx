import { LinkButton } from '#app/components/button'
import { FourAnswers } from '#app/components/four-answers'
import { measureSteps, Steps } from '#app/components/steps'
import type { CaseView } from '#app/view/case-view'

type CaseHeadProps = Pick<CaseView, 'path' | 'position' | 'mainAction' | 'otherActions'>

/** The head of every case page: the path, the four answers, the one main action and the others below it. */
export const CaseHead = ({ path, position, mainAction, otherActions }: CaseHeadProps) => (
  <>
    {path === undefined ? null : (
      <Steps steps={measureSteps(path.reached, { notes: path.notes, isStopped: path.isStopped, isOver: path.isOver })} />
    )}
    <FourAnswers {...position} />
    {mainAction === undefined ? null : (
      <div className="no-print mb-3">
        <LinkButton href={mainAction.href} tone="primary">
          {mainAction.label}
        </LinkButton>
        {mainAction.hint === undefined ? null : <p className="mt-1 text-sm text-ink-600">{mainAction.hint}</p>}
      </div>
    )}
    {otherActions.length === 0 ? null : (
      <ul aria-label="其他可以办理的事项" className="no-print mb-6 flex flex-wrap gap-x-6">
        {otherActions.map((action) => (
          <li key={action.href}>
            <a href={action.href} className="inline-flex min-h-target items-center">
              {action.label}
            </a>
          </li>
        ))}
      </ul>
    )}
  </>
)
