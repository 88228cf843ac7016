import { DataTable } from '#app/components/table'
import type { TemplateVersion } from '#app/services/messages/template-desk.server'
import { formatInstant } from '#app/view/format'

const outcomes = { draft: '待复核', published: '发布', returned: '退回' } as const satisfies Record<TemplateVersion['status'], string>

/** Every text that was decided on, by whom and when. */
export const MessageVersions = ({ versions }: { versions: readonly TemplateVersion[] }) =>
  versions.length === 0 ? null : (
    <div className="mt-10">
      <DataTable
        caption="历次文字"
        rows={versions}
        rowKey={({ id }) => id}
        columns={[
          { key: 'position', header: '版本', rowHeader: true, cell: ({ position }) => `第${position}版` },
          {
            key: 'text',
            header: '文字',
            cell: ({ text }) => (
              <span className="whitespace-pre-line">{[text.subject, text.body].filter((part) => part !== '').join('\n')}</span>
            ),
          },
          { key: 'drafter', header: '拟定', cell: ({ drafter, draftedAt }) => `${drafter} ${formatInstant(draftedAt)}` },
          {
            key: 'decider',
            header: '复核',
            cell: ({ status, decider, decidedAt, note }) =>
              [outcomes[status], decider ?? '', decidedAt === null ? '' : formatInstant(decidedAt), note]
                .filter((part) => part !== '')
                .join(' '),
          },
        ]}
      />
    </div>
  )
