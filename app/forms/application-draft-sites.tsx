import type { ReactNode } from 'react'
import { Button, LinkButton } from '#app/components/button'
import { Card } from '#app/components/card'
import { Tag } from '#app/components/tag'
import { FormToken } from '#app/http/form-token'
import { formatDate } from '#app/view/format'
import { stageTitle } from '#app/view/stages'
import { draftHref } from './application-draft-pages'

type SiteState =
  | { readonly is: 'free' }
  | { readonly is: 'drafted'; readonly draftId: string }
  | { readonly is: 'running'; readonly caseId: string; readonly stage: string }
  | { readonly is: 'inAgreement'; readonly caseId: string }
  | { readonly is: 'barred'; readonly until: string; readonly mayApplyFrom: string; readonly reason: string; readonly basis: string }

type Site = {
  readonly id: string
  readonly name: string
  readonly kindTitle: string
  readonly address: string
  readonly agencyName: string
  readonly state: SiteState
}

const tags = {
  free: { word: '可以申请', tone: 'done' },
  drafted: { word: '正在填写', tone: 'active' },
  running: { word: '申请办理中', tone: 'active' },
  inAgreement: { word: '已有协议', tone: 'done' },
  barred: { word: '暂不受理', tone: 'loss' },
} as const

const StateWords = ({ state }: { state: SiteState }) => {
  switch (state.is) {
    case 'free':
      return <p>还没有服务协议，随时可以申请（第九条（二））。</p>
    case 'drafted':
      return <p>申请还没有提交；提交以前不算提出申请。</p>
    case 'running':
      return <p>已有一件申请：{stageTitle('application', state.stage)}。一个执业地点一次只能办理一件（第八条），办结后可以再申请。</p>
    case 'inAgreement':
      return <p>已签订服务协议，不用再申请；期满前办理续签。</p>
    case 'barred':
      return (
        <p>
          {formatDate(state.until)}以前（含当日）不予受理，<strong>{formatDate(state.mayApplyFrom)}起可以申请</strong>（{state.basis}）。
        </p>
      )
  }
}

const StateAction = ({ site, services }: { site: Site; services: readonly string[] }): ReactNode => {
  const { state } = site
  switch (state.is) {
    case 'free':
      return (
        <form method="post" action="/my" noValidate>
          <FormToken />
          <input type="hidden" name="siteId" value={site.id} />
          {services.map((service) => (
            <input key={service} type="hidden" name="services" value={service} />
          ))}
          <Button busyText="正在准备…">
            为这个执业地点申请<span className="sr-only">：{site.name}</span>
          </Button>
        </form>
      )
    case 'drafted':
      return <LinkButton href={draftHref(state.draftId)}>继续填写</LinkButton>
    case 'running':
      return <LinkButton href={`/cases/${state.caseId}`}>查看申请</LinkButton>
    case 'inAgreement':
      return <LinkButton href={`/cases/${state.caseId}`}>查看协议</LinkButton>
    case 'barred':
      return null
  }
}

type SiteListProps = {
  readonly institution: { readonly name: string; readonly uscc: string; readonly typeTitle: string; readonly sites: readonly Site[] }
  readonly showName: boolean
  /** Services that were chosen for a site before it was registered. */
  readonly chosen?: { readonly siteId: string; readonly services: readonly string[] } | undefined
}

/** The practice sites of one institution; each applies on its own (第八条). */
export const SiteList = ({ institution, showName, chosen }: SiteListProps) => (
  <>
    <p className="mb-3 text-ink-600">
      {showName ? `${institution.name}，` : ''}
      {institution.typeTitle}，统一社会信用代码 {institution.uscc}
    </p>
    {institution.sites.map((site) => (
      <Card key={site.id} title={site.name} titleLevel={3} aside={<Tag tone={tags[site.state.is].tone}>{tags[site.state.is].word}</Tag>}>
        <p>
          {site.kindTitle}，{site.address}
        </p>
        <p>受理机构：{site.agencyName}</p>
        <StateWords state={site.state} />
        <div className="mt-3 empty:hidden">
          <StateAction site={site} services={chosen?.siteId === site.id ? chosen.services : []} />
        </div>
      </Card>
    ))}
  </>
)
