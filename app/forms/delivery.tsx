import { Button } from '#app/components/button'
import { Card } from '#app/components/card'
import { TextArea } from '#app/components/field'
import { HiddenFields } from '#app/components/field-parts'
import type { FormReply } from '#app/components/form-reply'
import { SummaryList } from '#app/components/summary-list'
import { DataTable } from '#app/components/table'
import { Tag, type TagTone } from '#app/components/tag'
import { FormToken } from '#app/http/form-token'
import type { FailedDelivery, LoggedDelivery } from '#app/services/delivery/deliveries-view.server'
import { channelWords } from '#app/view/channels'
import { formatInstant } from '#app/view/format'

type FailedDeliveryCardProps = {
  readonly delivery: FailedDelivery
  readonly mayHandle: boolean
  readonly reply: FormReply | undefined
}

/** One person whom a message did not reach: about what, why, and the note of how the person was told after all. */
export const FailedDeliveryCard = ({ delivery, mayHandle, reply }: FailedDeliveryCardProps) => {
  const { id, channel, noteField, recipient, institution, address, addressNow, subject, caseTitle, href, why, failedAt, phones } = delivery
  return (
    <Card title={institution === null ? recipient : `${recipient}（${institution}）`} titleLevel={3} isMarked>
      <SummaryList
        rows={[
          { question: '通知', answer: subject },
          {
            question: '事项',
            answer: (
              <a href={href} className="inline-flex min-h-target items-center">
                {caseTitle}
              </a>
            ),
          },
          { question: '为什么没有发到', answer: `${why}。` },
          { question: channelWords[channel].address, answer: <span className="break-all">{address}</span> },
          { question: '最后一次发送', answer: formatInstant(failedAt) },
          ...(phones.length === 0
            ? []
            : [
                {
                  question: '电话',
                  answer: (
                    <ul>
                      {phones.map(({ who, number }) => (
                        <li key={who}>
                          {who}：
                          <a href={`tel:${number}`} className="inline-flex min-h-target items-center">
                            {number}
                          </a>
                        </li>
                      ))}
                    </ul>
                  ),
                },
              ]),
        ]}
      />
      {mayHandle ? (
        <form method="post" noValidate>
          <FormToken />
          <HiddenFields values={{ delivery: id }} />
          <TextArea
            name={noteField}
            label="通知情况"
            hint={`什么时间、用什么方式、告知了谁。${channelWords[channel].address}有误的，请提醒本人在“消息”页最下方改正`}
            required
            rows={2}
            maxLength={300}
            reply={reply}
          />
          <Button tone="secondary" busyText="保存中…">
            已通知到，保存
          </Button>
        </form>
      ) : null}
      {mayHandle && addressNow !== null ? (
        <form method="post" noValidate className="mt-4">
          <FormToken />
          <HiddenFields values={{ delivery: id, task: 'sendAgain' }} />
          <Button tone="quiet" busyText="正在排队…">
            再发一次<span className="break-all font-normal">（{addressNow}）</span>
          </Button>
        </form>
      ) : null}
    </Card>
  )
}

const states = {
  queued: { word: '待发送', tone: 'active' },
  sent: { word: '已发出', tone: 'done' },
  failed: { word: '没有发到', tone: 'loss' },
  handled: { word: '已另行通知', tone: 'done' },
} satisfies Record<LoggedDelivery['status'], { word: string; tone: TagTone }>

/** All other messages of the agency, the newest first. */
export const DeliveryLog = ({ log, total }: { log: readonly LoggedDelivery[]; total: number }) => (
  <DataTable
    caption={`发送记录（${total} 条）`}
    rows={log}
    rowKey={(row) => row.id}
    columns={[
      {
        key: 'recipient',
        header: '收件人',
        rowHeader: true,
        cell: ({ recipient, address }) => (
          <>
            {recipient}
            <span className="block break-all text-sm font-normal text-ink-600">{address}</span>
          </>
        ),
      },
      { key: 'channel', header: '方式', cell: ({ channel }) => channelWords[channel].name },
      {
        key: 'subject',
        header: '通知',
        cell: (row) => (
          <>
            <a href={row.href}>{row.subject}</a>
            {row.text === '' ? null : <span className="block max-w-measure text-sm text-ink-600">{row.text}</span>}
          </>
        ),
      },
      { key: 'at', header: '通知时间', cell: (row) => formatInstant(row.at) },
      { key: 'status', header: '状态', cell: (row) => <Tag tone={states[row.status].tone}>{states[row.status].word}</Tag> },
      {
        key: 'detail',
        header: '情况',
        cell: ({ detail }) => [detail.at === null ? '' : formatInstant(detail.at), detail.words].filter((part) => part !== '').join(' '),
      },
    ]}
  />
)
