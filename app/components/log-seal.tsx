import { Card } from '#app/components/card'
import { SummaryList } from '#app/components/summary-list'
import type { LogSeal } from '#app/services/log-seal.server'
import { formatInstant } from '#app/view/format'

/** How a verification ended, in a word or two. */
export const verificationWord = (verified: LogSeal['verified']): string =>
  verified === null ? '无' : verified.faults === 0 ? '一致' : `${verified.faults}处不符`

/** With what a printed notice can be compared. */
export const SealHead = ({ number, digest }: NonNullable<LogSeal['head']>) => (
  <p className="mb-3 text-ink-600">
    第{number}号封存，摘要 <span className="font-mono">{digest}</span>
    。公示和名单公告上印有当时最新的封存号和摘要，可与此核对。
  </p>
)

/** That nobody changed the record since: for whoever supervises. */
export const LogSealCard = ({ lastSealedAt, head, verified }: LogSeal) => (
  <Card title="办理记录的封存">
    <SummaryList
      rows={[
        { question: '最近封存', answer: lastSealedAt === null ? '尚未封存' : formatInstant(lastSealedAt) },
        {
          question: '最近核验',
          answer: verified === null ? '尚未核验' : `${formatInstant(verified.at)}，${verificationWord(verified)}`,
        },
      ]}
    />
    {head === null ? null : <SealHead {...head} />}
  </Card>
)
