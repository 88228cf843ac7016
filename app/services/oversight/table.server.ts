import type { ServedFile } from '#app/http/file-response.server'
import { filingKinds, filingViewTitles } from '#app/view/filing-register'
import type { Actor } from '#workflows/access/authorise'
import { dateOf, formatDate } from '#workflows/calendar/plain-date'
import type { Portal } from '../portal.server'
import { sheetOf, workbookFile } from '../xlsx/workbook.server'
import { type FilingsAsked, wholeRegister } from './register.server'

/** A slice of a department's register of filings as a table (第十一条). */
export async function registerTable(portal: Portal, actor: Actor, asked: FilingsAsked): Promise<ServedFile> {
  const today = dateOf(portal.now())
  const sheet = sheetOf({
    name: '备案登记簿',
    title: `备案登记簿（第十一条，${filingViewTitles[asked.view]}${asked.year === '' ? '' : `，${asked.year}年`}，截至${formatDate(today)}）`,
    columns: [
      { header: '机构', width: 34, cell: ({ title }) => title },
      { header: '文书', width: 12, cell: ({ kind }) => filingKinds[kind] },
      { header: '编号', width: 28, cell: ({ number }) => number },
      { header: '服务类别（终止原因）', width: 30, cell: ({ services }) => services },
      { header: '有效期', width: 34, cell: ({ term }) => term },
      { header: '签订（终止）日期', width: 16, cell: ({ signedOn }) => signedOn },
      { header: '报送机关', width: 24, cell: ({ agency }) => agency },
      { header: '报送日期', width: 13, cell: ({ filedOn }) => filedOn ?? '' },
      { header: '状态', width: 16, cell: ({ view, isLate }) => (isLate ? '备案时限已过，尚未报送' : filingViewTitles[view]) },
      { header: '回执日期', width: 13, cell: ({ receipts }) => receipts.at(-1)?.on ?? '' },
      {
        header: '意见和答复',
        width: 50,
        cell: ({ receipts }) =>
          receipts
            .filter(({ remarks }) => remarks !== '')
            .map(({ on, remarks, answer }) => `${on} 意见：${remarks}${answer === null ? '' : `；答复：${answer}`}`)
            .join('\n'),
      },
    ],
    rows: await wholeRegister(portal, actor, asked),
  })
  return workbookFile(`备案登记簿 ${today}`, [sheet])
}
