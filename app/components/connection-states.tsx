import { DataTable } from '#app/components/table'
import type { ListDesk } from '#app/services/list/desk.server'

/** How the tests of the systems of signed institutions stand (第十二条): a failing one is not announced as available. */
export const ConnectionStates = ({ connections }: { readonly connections: ListDesk['connections'] }) => (
  <section aria-labelledby="connections" className="mt-10">
    <h2 id="connections" className="mb-2">
      信息系统联调
    </h2>
    <p className="mb-4 max-w-measure">已签约但医保信息系统联调未通过的，登记后在通过以前不能列入公布的名单。协议的效力和期限不受影响。</p>
    <DataTable
      caption="已签约未公布机构的系统联调"
      captionHidden
      rows={connections}
      rowKey={({ id }) => id}
      columns={[
        { key: 'title', header: '机构', rowHeader: true, cell: ({ id, title }) => <a href={`/cases/${id}`}>{title}</a> },
        { key: 'state', header: '联调情况', cell: ({ state }) => state },
        {
          key: 'do',
          header: '登记结果',
          cell: ({ id, isConnected }) => (
            <span className="flex flex-wrap gap-x-4">
              {isConnected ? null : <a href={`/cases/${id}/do/passConnectionTest`}>通过</a>}
              <a href={`/cases/${id}/do/failConnectionTest`}>未通过</a>
            </span>
          ),
        },
      ]}
    />
  </section>
)
