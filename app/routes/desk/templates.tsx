import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { SignedInLayout } from '#app/components/signed-in-layout'
import { DataTable } from '#app/components/table'
import { Tag } from '#app/components/tag'
import { requireWording } from '#app/routes/desk/wording.server'
import { type TemplateLine, templateLines } from '#app/services/messages/template-desk.server'
import { shellOf } from '#app/services/shell.server'
import { formatInstant } from '#app/view/format'
import { channelTitles, kindTitles, partsOfTemplate } from '#templates/messages/message-texts'

export const meta: MetaFunction = () => [{ title: '消息文字 - 经办机构' }]

export const loader = async (args: LoaderFunctionArgs) => {
  const actor = await requireWording(args)
  return { shell: await shellOf(args, actor), lines: await templateLines(args.context.portal) }
}

const nameOf = ({ template }: TemplateLine): string => {
  const { kind, channel } = partsOfTemplate(template)
  return `${kindTitles[kind]} · ${channelTitles[channel]}`
}

/** The texts of all notices, worded by the city agency for everybody. */
export default function Templates() {
  const { shell, lines } = useLoaderData<typeof loader>()
  return (
    <SignedInLayout shell={shell} current="/desk/templates">
      <h1 className="mb-2">消息文字</h1>
      <p className="mb-6 max-w-measure">
        各经办机构发出的消息、邮件和短信都用这里的文字。一人拟定，另一人复核后发布；发布后对以后的通知有效，已经发出的不变。
      </p>
      <DataTable
        caption="各类消息的文字"
        captionHidden
        rows={lines}
        rowKey={({ template }) => template}
        columns={[
          { key: 'name', header: '消息', rowHeader: true, cell: (line) => <a href={`/desk/templates/${line.template}`}>{nameOf(line)}</a> },
          { key: 'text', header: '现在的文字', cell: ({ text }) => <span className="whitespace-pre-line">{text.body}</span> },
          {
            key: 'version',
            header: '版本',
            cell: ({ version, publishedAt }) =>
              version === null || publishedAt === null ? '平台自带' : `第${version}版，${formatInstant(publishedAt)}发布`,
          },
          { key: 'draft', header: '待复核', cell: ({ hasDraft }) => (hasDraft ? <Tag tone="active">待复核</Tag> : '') },
        ]}
      />
    </SignedInLayout>
  )
}
