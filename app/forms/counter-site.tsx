import { Button, LinkButton } from '#app/components/button'
import { Card } from '#app/components/card'
import { HiddenFields } from '#app/components/field-parts'
import { FormToken } from '#app/http/form-token'
import type { CounterSite } from '#app/services/counter/counter-desk.server'
import { formatDate } from '#app/view/format'
import { stageTitle } from '#app/view/stages'
import { draftHref } from './application-draft-pages'
import { TASK_FIELD } from './command-form'

const StateWords = ({ site: { state, otherAgency, draftId } }: { site: CounterSite }) => {
  if (otherAgency !== null) return <p>由{otherAgency}受理（第四条），本窗口不录入；请告知当事人到该机构办理，或者在网上申请。</p>
  if (state.is === 'running') return <p>已有一件申请：{stageTitle('application', state.stage)}。办结后可以再申请（第八条）。</p>
  if (state.is === 'inAgreement') return <p>已签订服务协议，不用再申请。</p>
  if (state.is === 'barred')
    return (
      <p>
        {formatDate(state.until)}以前（含当日）不予受理，{formatDate(state.mayApplyFrom)}起可以申请（{state.basis}
        ）。当事人坚持提交的，照常收件。
      </p>
    )
  if (state.is === 'drafted' && draftId === null) return <p>单位正在网上填写申请；窗口录入的另成一份，先提交的一份算数。</p>
  return null
}

const SiteAction = ({ site: { id, state, otherAgency, draftId } }: { site: CounterSite }) => {
  if (otherAgency !== null || state.is === 'inAgreement') return null
  if (state.is === 'running') return <LinkButton href={`/cases/${state.caseId}`}>打开申请，代为办理</LinkButton>
  if (draftId !== null)
    return (
      <LinkButton href={draftHref(draftId)} tone="primary">
        继续录入
      </LinkButton>
    )
  return (
    <form method="post" noValidate>
      <FormToken />
      <HiddenFields values={{ [TASK_FIELD]: 'draft', siteId: id }} />
      <Button busyText="正在准备…">录入申请</Button>
    </form>
  )
}

/** A practice site at the window: what stands in the way, and the way to enter its application. */
export const CounterSiteCard = ({ site }: { site: CounterSite }) => (
  <Card title={site.name}>
    <p className="text-ink-600">
      {site.kindTitle}，{site.address}
    </p>
    <StateWords site={site} />
    <div className="mt-3">
      <SiteAction site={site} />
    </div>
  </Card>
)
