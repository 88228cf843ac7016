import type { ReactNode } from 'react'
import { LinkButton } from '#app/components/button'
import { type MaterialLine, MaterialLines } from '#app/components/material-lines'
import { NoticeBanner } from '#app/components/notice-banner'
import { SummaryList } from '#app/components/summary-list'
import { Tag } from '#app/components/tag'
import { formatDate, formatHundredths } from '#app/view/format'
import type { ServicePermission } from '#workflows/domain/institution-kinds'

export type EligibilityAnswerProps = {
  /** The same kind and services on the page of the list, and on the page where applying begins. */
  readonly listHref: string
  readonly beginHref: string
  readonly beginLabel: string
  readonly answer: {
    readonly agency: {
      readonly name: string
      readonly reason: string
      readonly basis: string
      readonly phone: string
      readonly address: string
    }
    readonly kindTitle: string
    readonly services: readonly {
      readonly title: string
      readonly permission: ServicePermission
      readonly isChosen: boolean
      readonly materials: readonly MaterialLine[]
    }[]
    readonly closed: readonly string[]
    readonly materials: readonly MaterialLine[]
    readonly round:
      | {
          readonly year: number
          readonly month: number
          readonly lockOn: string | null
          readonly explanation: { readonly rule: string } | null
        }
      | undefined
    readonly table: {
      readonly title: string
      readonly attachment: string
      readonly isDraft: boolean
      readonly passMark: number
      readonly vetoes: number
      readonly items: number
    }
    readonly grounds: readonly { readonly title: string; readonly article: string; readonly remedy: string }[]
    readonly bar:
      | { readonly until: string; readonly mayApplyFrom: string; readonly underReview: boolean; readonly others: readonly string[] }
      | 'none'
      | undefined
  }
}

type Answer = EligibilityAnswerProps['answer']

const permissionWords = {
  yes: { word: '可以申请', tone: 'done' },
  ask: { word: '说明条件后可以申请', tone: 'active' },
  withBeds: { word: '有核定床位可以申请', tone: 'active' },
  no: { word: '不能申请', tone: 'neutral' },
} as const

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="mt-8">
    <h2 className="mb-3 text-xl">{title}</h2>
    {children}
  </section>
)

const BarBanner = ({ bar }: Pick<Answer, 'bar'>) => {
  if (bar === undefined) return null
  if (bar === 'none') return <NoticeBanner tone="success" title="这个代码目前没有第十条规定的时间限制" live />
  return (
    <NoticeBanner tone="loss" title={`${formatDate(bar.until)}以前（含当日）不予受理`} live>
      <p>这个代码有第十条规定的限制，{formatDate(bar.mayApplyFrom)}起可以重新申请。原因请单位登录后查看，或者向经办机构查询。</p>
      {bar.others.length === 0 ? null : (
        <p>
          另有{bar.others.length}项限制，分别到{bar.others.map(formatDate).join('、')}为止。
        </p>
      )}
      {bar.underReview ? <p>所依据的决定正在复议（诉讼），决定仍然有效；被依法撤销的，限制随即解除。</p> : null}
    </NoticeBanner>
  )
}

const roundWords = (round: Answer['round']): string => {
  if (round === undefined) return '下一年的放假安排尚未公布，批次日期公布后在这里显示'
  const name = `${round.year}年${round.month}月批次`
  return round.lockOn === null ? `${name}；截止日待放假安排公布后确定` : `${name}；${formatDate(round.lockOn)} 24:00 前受理的都能参加`
}

/** What an institution of this kind at this place has to know before it begins, on one page. */
export const EligibilityAnswer = ({ answer, listHref, beginHref, beginLabel }: EligibilityAnswerProps) => {
  const { agency, kindTitle, services, closed, materials, round, table, grounds, bar } = answer
  return (
    <div className="mt-6 border-t-4 border-brand-600 pt-4">
      <BarBanner bar={bar} />
      <Part title={`${kindTitle}：由谁办理，什么时候评估`}>
        {closed.length === 0 ? null : (
          <NoticeBanner tone="warning" title={`${kindTitle}不能申请${closed.join('、')}`}>
            <p>可以申请的服务类别见下面（第六条）。</p>
          </NoticeBanner>
        )}
        <SummaryList
          rows={[
            { question: '受理的经办机构', answer: agency.name },
            { question: '为什么是它', answer: `${agency.reason}（${agency.basis}）` },
            { question: '地址和电话', answer: `${agency.address}，${agency.phone}` },
            { question: '什么时候可以申请', answer: '随时可以提交，随时受理（第九条（二））' },
            { question: '今天受理的参加', answer: roundWords(round) },
            {
              question: '合格的标准',
              answer: `《${table.title}》（${table.attachment}${table.isDraft ? '，设计稿' : ''}）折算 ${formatHundredths(table.passMark)} 分以上，并且否决项全部通过；本类机构最多 ${table.items} 项，其中否决项 ${table.vetoes} 项`,
            },
          ]}
        />
        {round?.explanation === null || round === undefined ? null : (
          <p className="text-sm text-ink-600">名单截止日：{round.explanation.rule}</p>
        )}
      </Part>
      <Part title="可以申请的服务类别">
        <ul className="divide-y divide-line-200 border-y border-line-200">
          {services.map(({ title, permission, isChosen, materials: special }) => (
            <li key={title} className="flex flex-wrap items-baseline justify-between gap-x-4 py-2">
              <div className="min-w-0 flex-1 basis-64">
                <p className="font-bold">
                  {title}
                  {isChosen ? <span className="ml-2 text-sm font-normal text-ink-600">已选</span> : null}
                </p>
                {special.map((item) => (
                  <p key={item.id} className="text-sm text-ink-600">
                    另交：{item.title}
                  </p>
                ))}
              </div>
              <Tag tone={permissionWords[permission].tone}>{permissionWords[permission].word}</Tag>
            </li>
          ))}
        </ul>
      </Part>
      <Part title="要准备的材料">
        <p className="mb-3">
          扫描或者拍照成 PDF、JPG、PNG 上传，每个不超过 20 MB。清单以外的不用交，见<a href={listHref}>公开的材料清单</a>。
        </p>
        <MaterialLines label="要准备的材料" materials={materials} />
      </Part>
      <Part title="哪些情形不予受理（第十条）">
        <ul className="divide-y divide-line-200 border-y border-line-200">
          {grounds.map(({ title, article, remedy }) => (
            <li key={article} className="py-2">
              <p className="font-bold">
                {title}
                <span className="ml-2 text-sm font-normal text-ink-600">{article}</span>
              </p>
              <p className="text-sm text-ink-600">{remedy}</p>
            </li>
          ))}
        </ul>
      </Part>
      <p className="mt-6">
        <LinkButton href={beginHref} tone="primary">
          {beginLabel}
        </LinkButton>
      </p>
      <span className="ml-3 text-sm text-ink-600">上面选的内容带过去，不用再填。</span>
    </div>
  )
}
