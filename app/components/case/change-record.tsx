import { Materials } from '#app/components/case/case-record'
import { DateExplained } from '#app/components/date-explained'
import { SummaryList } from '#app/components/summary-list'
import { DataTable } from '#app/components/table'
import type { ChangeSection, LicenceClock } from '#app/view/change-view'
import { formatDate } from '#app/view/format'

/** The last day of one licence's month, with the days that count. */
export const ClockOf = ({ due }: Pick<LicenceClock, 'due'>) => (typeof due === 'string' ? <p>{due}</p> : <DateExplained {...due} />)

/** What a change is about: before and after, each licence with its last day, the papers. */
export const ChangeRecord = ({ change }: { readonly change: ChangeSection }) => (
  <>
    <h2 className="mb-4 mt-10">变更的内容</h2>
    <DataTable
      caption="变更的内容"
      captionHidden
      rows={change.items}
      rowKey={({ title, after }) => `${title} ${after}`}
      columns={[
        { key: 'title', header: '事项', rowHeader: true, cell: ({ title }) => title },
        { key: 'before', header: '变更前', cell: ({ before }) => before },
        { key: 'after', header: '变更后', cell: ({ after }) => after },
      ]}
    />
    {change.remarks.length === 0 ? null : (
      <div className="mt-6">
        <SummaryList rows={change.remarks} />
      </div>
    )}
    {change.licences.length === 0 ? null : (
      <>
        <h2 className="mb-2 mt-10">变更的证照和申请期限（第十五条）</h2>
        <ul className="divide-y divide-line-200 border-y border-line-200">
          {change.licences.map(({ title, number, changedOn, due }) => (
            <li key={`${title} ${number}`} className="py-3">
              <p>
                <span className="font-bold">{title}</span>（{number}），{formatDate(changedOn)}变更，应当在以下日期前申请：
              </p>
              <ClockOf due={due} />
            </li>
          ))}
        </ul>
      </>
    )}
    {change.materials.length === 0 ? null : (
      <>
        <h2 className="mb-4 mt-10">提交的材料</h2>
        <Materials materials={change.materials} />
      </>
    )}
  </>
)
