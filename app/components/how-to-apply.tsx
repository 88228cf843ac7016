import { formatDateLong, formatHundredths } from '#app/view/format'
import { refusalGrounds } from '#workflows/domain/refusal-grounds'

type GuideFigures = {
  readonly nextRound: { readonly year: number; readonly month: number; readonly lockOn: string | null } | null
  readonly roundMonths: readonly number[]
  readonly noticeDays: string
  readonly renewalOpens: string
  readonly term: string
  readonly passMarks: { readonly medical: number; readonly pharmacy: number }
}

type GuideStep = { readonly title: string; readonly article: string; readonly text: string }

const stepsOf = ({ roundMonths, noticeDays, renewalOpens, term }: GuideFigures): readonly GuideStep[] => [
  { title: '申请', article: '第八条', text: '对照评估标准表自评，填写申请表并上传材料。有多个执业地点的，每个地点单独申请。' },
  { title: '受理', article: '第九条（二）', text: '材料齐全、符合要求的及时受理；需要补正的，一次性告知全部内容。' },
  {
    title: '评估',
    article: '第九条（三）',
    text: `每年${roundMonths.map((month) => `${month}月`).join('、')}集中评估。评估小组由四类人员组成，审核资料并到现场查看。`,
  },
  { title: '公示', article: '第九条（四）', text: `评估结果向社会公示${noticeDays}。` },
  { title: '协商签约', article: '第九条（五）', text: '公示无异议的，双方协商并在线签订服务协议。' },
  { title: '履行', article: '第十二条', text: `双方履行协议；有效期原则上为${term}。` },
  { title: '期满', article: '第十三条', text: `期满前${renewalOpens}内可以申请续签；逾期未申请的，协议到期自动终止。` },
]

/** The seven steps of the Measure, with the figures of the rules in force; and who may not apply for the time being. */
export const HowToApply = ({ guide }: { guide: GuideFigures | null }) => {
  if (guide === null) return <p>目前没有现行有效的管理办法版本，暂停接收申请。请向经办机构咨询。</p>
  return (
    <>
      <ol className="mb-6 grid gap-x-8 md:grid-cols-2 elder:md:grid-cols-1">
        {stepsOf(guide).map((step, index) => (
          <li key={step.title} className="flex gap-3 border-t border-line-200 py-3">
            <span
              aria-hidden="true"
              className="step-mark flex h-8 w-8 shrink-0 items-center justify-center rounded-full border-2 border-brand-600 text-sm font-bold text-brand-600 elder:h-10 elder:w-10"
            >
              {index + 1}
            </span>
            <div className="min-w-0">
              <p className="font-bold">
                {step.title}
                <span className="ml-2 text-sm font-normal text-ink-600">{step.article}</span>
              </p>
              <p>{step.text}</p>
            </div>
          </li>
        ))}
      </ol>
      <NextRound round={guide.nextRound} />
      <Eligibility passMarks={guide.passMarks} />
    </>
  )
}

const NextRound = ({ round }: { round: GuideFigures['nextRound'] }) => {
  if (round === null) return null
  const { year, month, lockOn } = round
  return (
    <p className="mb-4 max-w-measure">
      现在申请：
      {lockOn === null ? '' : `${formatDateLong(lockOn)}以前受理的，`}
      参加{year}年{month}月的集中评估；{lockOn === null ? '名单截止日待放假安排公布后确定。' : '此后受理的，参加下一批。'}
    </p>
  )
}

const Eligibility = ({ passMarks: { medical, pharmacy } }: Pick<GuideFigures, 'passMarks'>) => (
  <details id="eligibility" className="max-w-measure border-y border-line-200 py-1">
    <summary className="flex min-h-target items-center font-bold">哪些情形不予受理</summary>
    <p className="my-2">
      申请机构应当依法设立，并达到评估标准：折算总分医疗机构不低于{formatHundredths(medical)}分、零售药店不低于{formatHundredths(pharmacy)}
      分，且没有否决项不通过（第七条）。有下列情形之一的，不予受理：
    </p>
    <ul className="mb-3 list-disc space-y-2 pl-6">
      {Object.values(refusalGrounds).map((ground) => (
        <li key={ground.article}>
          {ground.title}（{ground.article}）。{ground.remedy}
        </li>
      ))}
    </ul>
  </details>
)
