import { LinkButton } from '#app/components/button'
import { CaseDuties } from '#app/components/case/case-duties'
import { FourAnswers } from '#app/components/four-answers'
import { SummaryList } from '#app/components/summary-list'
import type { AgreementPage } from '#app/services/renewal/agreement-page.server'
import { Clauses, Differences, Grades, History, Terms } from './agreement-sections'

/** An agreement as it reads today: what comes next, what was agreed and changed, how it compares with the newest text. */
export const AgreementView = ({ page }: { readonly page: AgreementPage }) => (
  <>
    <p className="text-ink-600">
      服务协议 {page.number} · {page.agencyName}
    </p>
    <h1 className="mb-6">{page.title}</h1>
    <FourAnswers {...page.position} />
    <p className="no-print mb-6 flex flex-wrap items-center gap-x-6 gap-y-2">
      {page.mayApply ? (
        <LinkButton href={`/cases/${page.id}/do/applyForRenewal`} tone="primary">
          申请续签
        </LinkButton>
      ) : null}
      <a href={`/cases/${page.id}`} className="inline-flex min-h-target items-center">
        {page.isOwn ? '办理、文书和办理记录' : '协议案卷'}
      </a>
    </p>
    <CaseDuties duties={page.duties} />
    <h2 className="mb-4 mt-10">协议现在的内容</h2>
    <SummaryList rows={page.facts} />
    <h2 className="mb-4 mt-10">有效期</h2>
    <Terms page={page} />
    <h2 className="mb-4 mt-10">变更和补充协议</h2>
    <History page={page} />
    <h2 className="mb-4 mt-10">年度考核</h2>
    <Grades page={page} />
    <h2 className="mb-4 mt-10">与现行协议文本的不同</h2>
    <Differences page={page} />
    <h2 className="mb-4 mt-10">协议条款（现行文本）</h2>
    <Clauses page={page} />
  </>
)
