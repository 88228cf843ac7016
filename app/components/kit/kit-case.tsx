import { DateExplained } from '#app/components/date-explained'
import { DocumentList } from '#app/components/document-list'
import { FourAnswers } from '#app/components/four-answers'
import { type KitState, NOTICE_PERIOD } from '#app/components/kit/kit-data'
import { measureSteps, Steps } from '#app/components/steps'
import { Timeline, type TimelineItem } from '#app/components/timeline'
import { workingDaysLeft } from '#app/view/format'

const EVENTS: readonly TimelineItem[] = [
  {
    id: 'e3',
    at: '2026-04-29T01:05:00Z',
    who: '东营区医保中心',
    what: '评估结果开始公示',
    article: '第九条（四）',
    document: { title: '评估结果公示（东区医保公示〔2026〕4号）', href: '#main' },
  },
  {
    id: 'e2',
    at: '2026-04-24T08:30:00Z',
    who: '评估小组（4 人）',
    what: '评估结束，折算得分 78.50 分',
    article: '第九条（三）',
    detail: '低于合格线 80.00 分；否决项全部通过。',
    isLoss: true,
  },
  { id: 'e1', at: '2026-03-02T02:12:00Z', who: '王㛃（申请人）', what: '提交申请', article: '第八条' },
]

const DUE = {
  due: '2026-05-09',
  remaining: workingDaysLeft(3),
  explanation: NOTICE_PERIOD,
}

/** What stands on a case page. */
export const KitCase = ({ state }: { state: KitState }) => (
  <>
    <h2 className="mb-4">一件申请的页首</h2>
    <Steps
      steps={measureSteps(state === 'empty' ? '申请' : '公示', {
        notes: { 申请: '3月2日', 受理: '3月5日', 评估: '4月24日', 公示: '至5月9日' },
        isStopped: state === 'error',
      })}
    />
    {state === 'empty' ? (
      <FourAnswers stage="填写申请" actor="您（申请人）" isViewersTurn due="没有期限" consequence="草稿一直保留，但不算提出申请。" />
    ) : (
      <FourAnswers
        stage="评估结果公示中（第 2 日，共 5 个工作日）"
        actor={state === 'error' ? '您（申请人）' : '社会公众'}
        isViewersTurn={state === 'error'}
        due={state === 'error' ? { ...DUE, remaining: workingDaysLeft(-2), isOverdue: true } : DUE}
        consequence={state === 'error' ? '逾期不签约的，视为放弃，本次申请终止。' : '没有异议的，公示期满自动进入协商签约。'}
        isLossAhead={state === 'error'}
      />
    )}
    <h2 className="mb-4 mt-10">较长的期限</h2>
    <DateExplained
      due="2026-06-30"
      remaining="还有 41 个工作日"
      explanation={{
        rule: '异议自受理之日起 60 日内办结（示例）',
        basis: '第九条',
        days: Array.from({ length: 60 }, (_, index) => ({
          date: `2026-0${index < 31 ? 5 : 6}-${String((index % 31) + 1).padStart(2, '0')}`,
          counted: index % 7 < 5,
          why: index % 7 < 5 ? '工作日' : '休息日',
        })),
      }}
    />
    <h2 className="mb-4 mt-10">文书</h2>
    <DocumentList
      emptyText="受理通知、评估表、公示和协议生成后列在这里，可以下载和核验。"
      documents={
        state === 'empty'
          ? []
          : [
              {
                id: 'd1',
                title: '受理通知书',
                number: '东区医保受〔2026〕12号',
                date: '2026-03-05',
                href: '#main',
                digest: '9f2c4be1a07d55aa3c',
                sizeText: '182 KB',
              },
              { id: 'd2', title: '评估表', date: '2026-04-24' },
            ]
      }
    />
    <h2 className="mb-4 mt-10">办理记录</h2>
    <Timeline items={EVENTS} />
  </>
)
