import { LinkButton } from '#app/components/button'
import { Card, CardGrid } from '#app/components/card'
import { EmptyState } from '#app/components/empty-state'
import { Inset } from '#app/components/inset'
import type { KitState } from '#app/components/kit/kit-data'
import { NoticeBanner } from '#app/components/notice-banner'
import { Pager } from '#app/components/pager'
import { Progress } from '#app/components/progress'
import { Stat, StatRow } from '#app/components/stat'
import { SummaryList } from '#app/components/summary-list'
import { type Column, DataTable } from '#app/components/table'
import { Tag } from '#app/components/tag'
import { TaskList } from '#app/components/task-list'
import { formatDate, formatHundredths, formatMoney, maskId, maskPhone } from '#app/view/format'

type Row = { id: string; name: string; kind: string; score: number; on: string; state: 'done' | 'active' | 'loss' }

const ROWS: readonly Row[] = [
  { id: 'a', name: '东营区㛃䶮口腔诊所', kind: '诊所', score: 8650, on: '2026-03-05', state: 'done' },
  { id: 'b', name: '垦利区永安镇中心卫生院永安村一体化管理卫生室', kind: '村卫生室', score: 7850, on: '2026-03-09', state: 'loss' },
  { id: 'c', name: '河口区仁和大药房', kind: '单体零售药店', score: 9120, on: '2026-03-12', state: 'active' },
]

const STATES = { done: '合格', active: '公示中', loss: '不合格' } as const

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'name',
    header: '机构名称',
    rowHeader: true,
    sort: { href: '?sort=name', direction: 'ascending' },
    cell: (row) => (
      <a href="#main" className="inline-flex min-h-target items-center">
        {row.name}
      </a>
    ),
  },
  { key: 'kind', header: '类型', cell: (row) => row.kind },
  { key: 'on', header: '受理日期', sort: { href: '?sort=on', direction: 'none' }, cell: (row) => formatDate(row.on) },
  { key: 'score', header: '得分', numeric: true, cell: (row) => formatHundredths(row.score) },
  { key: 'state', header: '状态', cell: (row) => <Tag tone={row.state}>{STATES[row.state]}</Tag> },
]

const Banners = () => (
  <>
    <NoticeBanner tone="success" title="申请已提交" live>
      <p>受理回执已生成，编号 东区医保收〔2026〕12号。</p>
    </NoticeBanner>
    <NoticeBanner title="4 月评估批次">
      <p>锁定日为 3月31日；之后受理的申请进入 10 月批次。</p>
    </NoticeBanner>
    <NoticeBanner tone="warning" title="有一项材料需要补正">
      <p>请在 5月9日 24:00 前一次补齐。</p>
    </NoticeBanner>
    <NoticeBanner tone="loss" title="申请不予受理">
      <p>依据第十条（一）：自评未达到合格线。可在下一批次重新申请。</p>
    </NoticeBanner>
    <Inset>
      <p>第十条（一）列出不予受理的情形；不服的，可以自收到通知之日起申请行政复议。</p>
    </Inset>
  </>
)

const Tags = () => (
  <p className="mb-6 flex flex-wrap gap-2">
    <Tag>未开始</Tag>
    <Tag tone="active">办理中</Tag>
    <Tag tone="done">合格</Tag>
    <Tag tone="fix">需修改</Tag>
    <Tag tone="loss">不合格</Tag>
  </p>
)

/** Messages, figures, tables and lists. */
export const KitLists = ({ state }: { state: KitState }) => (
  <>
    <h2 className="mb-4 mt-10">消息与状态</h2>
    <Banners />
    <Tags />
    <h2 className="mb-4 mt-10">数字与进度</h2>
    <StatRow>
      <Stat label="今天到期" value="3" unit="件" href="#main" />
      <Stat label="已逾期" value="1" unit="件" href="#main" isLoss />
      <Stat label="等待对方" value="12" unit="件" />
      <Stat label="本批机构" value="46" unit="家" note="4 月批次" />
    </StatRow>
    <Progress label="已完成评估" value={state === 'empty' ? 0 : 31} max={46} unit="家" />
    <h2 className="mb-4 mt-10">列表</h2>
    <DataTable
      caption="4 月批次的申请"
      columns={COLUMNS}
      rows={state === 'empty' ? [] : ROWS}
      rowKey={(row) => row.id}
      empty={
        <EmptyState title="本批次还没有申请" action={<LinkButton href="#main">查看批次安排</LinkButton>}>
          <p>锁定日前受理的申请会列在这里。</p>
        </EmptyState>
      }
    />
    <Pager page={4} pageCount={9} hrefOf={(page) => `?page=${page}`} total="共 132 件" />
    <CardGrid>
      <Card title="口腔诊所（东城）" href="#main" aside={<Tag tone="active">公示中</Tag>} isMarked>
        <p>公示至 2026年5月9日。</p>
      </Card>
      <Card title="查机构">
        <p>按名称或县区查找已签约的机构。</p>
      </Card>
    </CardGrid>
    <h2 className="mb-4 mt-10">申请各部分</h2>
    <TaskList
      label="申请各部分"
      tasks={[
        { label: '机构与执业地点', state: 'filled', href: '#main' },
        { label: '人员与设备', state: state === 'error' ? 'fix' : 'empty', href: '#main', hint: '执业医师至少一名' },
        { label: '核对并提交', state: 'locked' },
      ]}
    />
    <SummaryList
      rows={[
        { question: '机构名称', answer: '东营区㛃䶮口腔诊所', changeHref: '#main' },
        { question: '法定代表人身份证号', answer: maskId('37050219800101123X'), changeHref: '#main' },
        { question: '联系电话', answer: maskPhone('13805461234'), changeHref: '#main' },
        { question: '开办资金', answer: formatMoney(12345600) },
        { question: '需要说明的情况', answer: '', changeHref: '#main' },
      ]}
    />
  </>
)
