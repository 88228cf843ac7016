import type { ServedFile } from '#app/http/file-response.server'
import type { ListedInstitution } from '#templates/documents/list-announcement'
import { documents } from '#templates/registry'
import { formatDate, type PlainDate } from '#workflows/calendar/plain-date'
import type { Portal } from '../portal.server'
import { type Sheet, type SheetColumn, sheetOf, workbookFile } from '../xlsx/workbook.server'
import { leavingOf } from './exits.server'
import { type PublishedEntry, publishedEntries } from './published.server'

const name = { header: '机构名称', width: 34, cell: (row: { name: string }) => row.name }
const address = { header: '地址', width: 40, cell: (row: { address: string }) => row.address }
const code = { header: '统一社会信用代码', width: 22, cell: (row: { code: string }) => row.code }
const place: readonly SheetColumn<ListedInstitution>[] = [
  name,
  code,
  { header: '许可证（备案）编号', width: 26, cell: ({ licence }) => licence ?? '' },
  address,
  { header: '经办机构', width: 12, cell: ({ agency }) => agency ?? '' },
  { header: '服务类别', width: 28, cell: ({ services }) => services.join('、') },
  { header: '有效期自', width: 13, cell: ({ from }) => from },
  { header: '有效期至', width: 13, cell: ({ to }) => to ?? '长期' },
]

/** An announcement of the list as a table, with what it said itself; undefined when there is none of that id. */
export async function announcementTable({ read }: Pick<Portal, 'read'>, documentId: string): Promise<ServedFile | undefined> {
  const document = await read.documents.find(documentId)
  if (document?.kind !== 'listAnnouncement') return undefined
  const { head, additions, changes, exits } = documents.listAnnouncement.schema.parse(document.data)
  const title = (part: string) => `${head.issuer}　${head.documentNumber}　${formatDate(head.issuedOn)}　${part}的医药机构`
  const changed = changes.flatMap(({ items, ...entry }) => items.map((item) => ({ ...entry, ...item })))
  const sheets: Sheet[] = [
    ...(additions.length === 0 ? [] : [sheetOf({ name: '新增', title: title('新增'), columns: place, rows: additions })]),
    ...(changed.length === 0
      ? []
      : [
          sheetOf({
            name: '变更',
            title: title('变更'),
            columns: [
              name,
              code,
              { header: '变更事项', width: 20, cell: (row) => row.title },
              { header: '变更前', width: 36, cell: ({ before }) => before },
              { header: '变更后', width: 36, cell: ({ after }) => after },
            ],
            rows: changed,
          }),
        ]),
    ...(exits.length === 0
      ? []
      : [
          sheetOf({
            name: '退出',
            title: title('退出'),
            columns: [
              name,
              address,
              { header: '原因', width: 36, cell: ({ reason }) => reason },
              { header: '协议终止日期', width: 14, cell: ({ endedOn }) => endedOn },
            ],
            rows: exits,
          }),
        ]),
  ]
  return workbookFile(`协议管理医药机构名单公告 ${head.issuedOn}`, sheets)
}

/** The whole list as the announcements up to the end of a day have it, and who has left it. */
export async function listTable({ read }: Pick<Portal, 'read'>, on: PlainDate): Promise<ServedFile> {
  const entries = await publishedEntries(read, on)
  const ended = await leavingOf(read)
  const rows = [...entries].map(([id, entry]) => ({ ...entry, state: stateOn(on, entry, ended.get(id)?.endedOn) }))
  const byName = (a: PublishedEntry, b: PublishedEntry) => a.name.localeCompare(b.name, 'zh')
  const day = formatDate(on)
  const listed = sheetOf<PublishedEntry & { state: string }>({
    name: '名单',
    title: `东营市基本医疗保险协议管理医药机构名单（截至${day}）`,
    columns: [
      ...place,
      { header: '公布日期', width: 13, cell: ({ listedOn }) => listedOn },
      { header: '公布文号', width: 26, cell: ({ listNumber }) => listNumber },
      { header: '最近变更公布', width: 14, cell: ({ changedOn }) => changedOn ?? '' },
      { header: '状态', width: 24, cell: ({ state }) => state },
    ],
    rows: rows.filter(({ exit }) => exit === null).sort(byName),
  })
  const gone = sheetOf({
    name: '已退出',
    title: `已退出名单的医药机构（截至${day}）`,
    columns: [
      name,
      code,
      address,
      { header: '协议终止日期', width: 14, cell: ({ exit }) => exit?.endedOn ?? '' },
      { header: '原因', width: 36, cell: ({ exit }) => exit?.reason ?? '' },
      { header: '公布退出日期', width: 14, cell: ({ exit }) => exit?.announcedOn ?? '' },
      { header: '公布文号', width: 26, cell: ({ exit }) => exit?.number ?? '' },
    ],
    rows: rows.filter(({ exit }) => exit !== null).sort(byName),
  })
  return workbookFile(`协议管理医药机构名单 ${on}`, [listed, gone])
}

function stateOn(on: PlainDate, { from }: PublishedEntry, endedOn: PlainDate | undefined): string {
  if (endedOn !== undefined && endedOn < on) return `协议已于${formatDate(endedOn)}终止，待公布退出`
  return from > on ? '已签订，待生效' : '履行中'
}
