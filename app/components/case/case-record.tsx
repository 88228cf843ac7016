import { ScoreComparison } from '#app/components/score-comparison'
import { Stat, StatRow } from '#app/components/stat'
import { SummaryList } from '#app/components/summary-list'
import { Tag } from '#app/components/tag'
import type { AnswerSection, CaseRecord, HandedInFile, HandedInMaterial } from '#app/view/case-view'
import { formatHundredths } from '#app/view/format'

/** The files of one checklist entry, each opening in a page of its own. */
export const FileLinks = ({ files }: { files: readonly HandedInFile[] }) => (
  <ul>
    {files.map((file, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and a file may have been handed in twice
      <li key={`${index}-${file.href}`}>
        <a href={file.href} target="_blank" rel="noreferrer" className="inline-flex min-h-target items-center break-all">
          {file.name}
          <span className="sr-only">（在新窗口打开）</span>
        </a>
      </li>
    ))}
  </ul>
)

/** The form as it was sent, section by section; folded, because it is long. */
export const Answers = ({ sections, isOpen }: { sections: readonly AnswerSection[]; isOpen?: boolean | undefined }) => (
  <>
    {sections.map((section) => (
      <details key={section.title} open={isOpen === true} className="border-b border-line-200">
        <summary className="min-h-target py-2 font-bold">{section.title}</summary>
        <SummaryList
          rows={section.rows.map(({ question, answer }) => ({ question, answer: <span className="whitespace-pre-line">{answer}</span> }))}
        />
      </details>
    ))}
  </>
)

/** What was handed in, entry by entry. */
export const Materials = ({ materials }: { materials: readonly HandedInMaterial[] }) => (
  <ul className="mb-6 divide-y divide-line-200 border-y border-line-200">
    {materials.map((material, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and an entry may come again with an answer
      <li key={`${material.id}-${index}`} className="py-2 sm:flex sm:gap-6">
        <p className="sm:w-1/2">
          {material.title} {material.isSupplement ? <Tag tone="active">补正</Tag> : null}
        </p>
        <FileLinks files={material.files} />
      </li>
    ))}
  </ul>
)

const verdict = (passed: boolean) => (passed ? '达到合格要求' : '未达到合格要求')

const Totals = ({ record: { selfEvaluation, official } }: { record: CaseRecord }) => (
  <StatRow>
    {selfEvaluation === undefined ? null : (
      <Stat
        label="自评总分（折算百分）"
        value={formatHundredths(selfEvaluation.normalised)}
        unit="分"
        note={verdict(selfEvaluation.passed)}
        isLoss={!selfEvaluation.passed}
      />
    )}
    {official === undefined ? null : (
      <Stat
        label="评估总分（折算百分）"
        value={formatHundredths(official.normalised)}
        unit="分"
        note={
          official.passed && official.services.length > 0 ? `${official.conclusion}：${official.services.join('、')}` : official.conclusion
        }
        isLoss={!official.passed}
      />
    )}
    <Stat label="合格线" value={formatHundredths((official ?? selfEvaluation)?.passMark ?? 0)} unit="分" />
  </StatRow>
)

/** What was handed in, frozen at submission, and the scores that this reader may see. */
export const Record = ({ record }: { record: CaseRecord }) => (
  <>
    {record.selfEvaluation === undefined && record.official === undefined ? null : (
      <>
        <h2 className="mb-4 mt-10">评分</h2>
        <Totals record={record} />
        {record.official === undefined ? <p className="mb-4 text-ink-600">评估得分在结果公示以前保密。</p> : null}
        <details className="mb-6">
          <summary className="inline-flex min-h-target items-center text-brand-600 underline underline-offset-4">
            {record.official === undefined ? '逐项查看自评' : '逐项比较自评和评估'}
          </summary>
          <ScoreComparison caption="评估标准逐项得分" items={record.scores} />
        </details>
      </>
    )}
    <h2 className="mb-4 mt-10">申请表</h2>
    <p className="mb-2 text-ink-600">以下为提交时的内容，提交后不再改动。</p>
    <Answers sections={record.answers} />
    <h2 className="mb-4 mt-10">提交的材料</h2>
    <details className="mb-6">
      <summary className="inline-flex min-h-target items-center text-brand-600 underline underline-offset-4">
        {`查看全部 ${record.materials.length} 项材料`}
      </summary>
      <Materials materials={record.materials} />
    </details>
  </>
)
