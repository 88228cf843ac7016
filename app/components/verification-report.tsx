import { Icon } from '#app/components/icon'
import { NoticeBanner } from '#app/components/notice-banner'
import { SummaryList } from '#app/components/summary-list'
import { formatInstant } from '#app/view/format'

type Check = { readonly sentence: string; readonly isGood: boolean }

type DocumentFactsProps = {
  readonly code: string
  readonly title: string
  readonly number: string
  readonly agency: string
  readonly issuedAt: string
  readonly agreementState: string | null
  readonly isReplaced: boolean
  readonly isOnPaper: boolean
}

type Verdict = {
  readonly tone: 'success' | 'warning' | 'loss'
  readonly title: string
  readonly advice: string
  readonly fileName: string
  readonly digest: string
  readonly document: DocumentFactsProps | null
  readonly checks: readonly Check[]
  readonly signatures: readonly {
    readonly signer: string
    readonly signedAt: string
    readonly reason: string
    readonly checks: readonly Check[]
    readonly isValid: boolean
  }[]
  readonly notChecked: readonly string[]
}

/** What the register says of a document; nothing of its content. */
export const DocumentFacts = ({ document }: { document: DocumentFactsProps }) => (
  <SummaryList
    rows={[
      { question: '文书', answer: document.title },
      { question: '编号', answer: document.number },
      { question: '签发机构', answer: document.agency },
      { question: '签发时间', answer: formatInstant(document.issuedAt) },
      { question: '核验码', answer: <span className="font-mono">{document.code}</span> },
      ...(document.isReplaced ? [{ question: '文本', answer: '已被新的文本取代，不再签署' }] : []),
      ...(document.isOnPaper ? [{ question: '签署方式', answer: '纸质签署，扫描件（没有电子签名）' }] : []),
      ...(document.agreementState === null ? [] : [{ question: '协议状态', answer: document.agreementState }]),
    ]}
  />
)

const CheckList = ({ checks, label }: { checks: readonly Check[]; label: string }) => (
  <ul aria-label={label} className="mb-4 max-w-measure">
    {checks.map(({ sentence, isGood }) => (
      <li key={sentence} className="flex items-start gap-2 py-1">
        <Icon name={isGood ? 'check' : 'cross'} className={isGood ? 'mt-1 text-good-600' : 'mt-1 text-loss-600'} />
        <span>
          <span className="sr-only">{isGood ? '通过：' : '未通过：'}</span>
          {sentence}
        </span>
      </li>
    ))}
  </ul>
)

/** Everything that was checked of an uploaded file, and what was not. */
export const VerificationReport = ({ verdict }: { verdict: Verdict }) => (
  <section aria-label="核验结果" className="mb-10">
    <NoticeBanner tone={verdict.tone} title={verdict.title} live>
      {verdict.advice === '' ? null : verdict.advice}
    </NoticeBanner>
    {verdict.document === null ? null : <DocumentFacts document={verdict.document} />}
    <h2 className="mb-2 text-xl">核验了什么</h2>
    <CheckList checks={verdict.checks} label="文件" />
    {verdict.signatures.map((signature, index) => (
      <section
        key={`${signature.signer}-${signature.signedAt}`}
        aria-label={`第${index + 1}个签名`}
        className="mb-4 border-l-4 border-line-200 pl-4"
      >
        <h3 className="text-base">
          第 {index + 1} 个签名：{signature.signer === '' ? '无法读出签名人' : signature.signer}
        </h3>
        <p className="text-sm text-ink-600">
          {signature.reason}
          {signature.signedAt === '' ? null : ` · ${formatInstant(signature.signedAt)}`}
        </p>
        <CheckList checks={signature.checks} label={`第${index + 1}个签名`} />
      </section>
    ))}
    <h2 className="mb-2 text-xl">没有核验什么</h2>
    <ul className="mb-4 max-w-measure list-disc pl-6">
      {verdict.notChecked.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
    <p className="max-w-measure text-sm text-ink-600">
      文件“{verdict.fileName}”的 SHA-256：<span className="break-all font-mono">{verdict.digest}</span>。文件只用于这次核验，没有保存。
    </p>
  </section>
)
