import { LinkButton } from '#app/components/button'
import { FourAnswers } from '#app/components/four-answers'
import { measureSteps, Steps } from '#app/components/steps'
import type { CaseView } from '#app/view/case-view'

type CaseHeadProps = Pick<CaseView, 'path' | 'position' | 'mainAction' | 'otherActions' | 'counterActions'>

const ActionLinks = ({ label, actions }: { label: string; actions: CaseView['otherActions'] }) => (
  <ul aria-label={label} className="no-print mb-6 flex flex-wrap gap-x-6">
    {actions.map((action) => (
      <li key={action.href}>
        <a href={action.href} className="inline-flex min-h-target items-center">
          {action.label}
        </a>
      </li>
    ))}
  </ul>
)

/** The head of every case page: the path, the four answers, the one main action and the others below it. */
export const CaseHead = ({ path, position, mainAction, otherActions, counterActions }: CaseHeadProps) => (
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
    {otherActions.length === 0 ? null : <ActionLinks label="其他可以办理的事项" actions={otherActions} />}
    {counterActions.length === 0 ? null : (
      <details className="no-print mb-6 max-w-measure border-y border-line-200">
        <summary className="min-h-target py-2 font-bold">代为录入（当事人到窗口办理）</summary>
        <p className="text-sm text-ink-600">按当事人签名的纸质材料录入，须上传扫描件；到场人不是法定代表人的，还须授权委托书。</p>
        <ActionLinks label="代为录入的事项" actions={counterActions} />
      </details>
    )}
  </>
)
