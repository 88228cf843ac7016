import type { ServedFile } from '#app/http/file-response.server'
import { ledgerStates } from '#app/view/ledger'
import { daysLeftText, licenceKinds } from '#app/view/licence'
import type { Actor } from '#workflows/access/authorise'
import { dateOf, formatDate } from '#workflows/calendar/plain-date'
import { wholeLedger } from '../ledger.server'
import type { Portal } from '../portal.server'
import { sheetOf, workbookFile } from '../xlsx/workbook.server'
import { wholeLicences } from './licences.server'

type Reading = Pick<Portal, 'read' | 'now'>

/** What an agency reads of the ledger of 第十条, as a table; without the persons behind it. */
export async function ledgerTable(portal: Reading, actor: Actor, query: string): Promise<ServedFile> {
  const today = dateOf(portal.now())
  const sheet = sheetOf({
    name: '限制台账',
    title: `限制台账（第十条（二）至（四），截至${formatDate(today)}）`,
    columns: [
      { header: '单位', width: 34, cell: ({ name }) => name },
      { header: '统一社会信用代码', width: 22, cell: ({ uscc }) => uscc },
      { header: '地点', width: 36, cell: ({ place }) => place },
      { header: '事实', width: 28, cell: ({ cause }) => cause },
      { header: '日期', width: 13, cell: ({ on }) => on },
      { header: '文号', width: 26, cell: ({ source }) => source },
      { header: '限制至（含当日）', width: 16, cell: ({ until }) => until ?? '' },
      { header: '状态', width: 22, cell: ({ state }) => ledgerStates[state].label },
      { header: '登记机构', width: 12, cell: ({ agency }) => agency },
    ],
    rows: await wholeLedger(portal, actor, query),
  })
  return workbookFile(`限制台账 ${today}`, [sheet])
}

/** A slice of the licences behind agreements, as a table. */
export async function licencesTable(portal: Reading, actor: Actor, asked: { view: string; query: string }): Promise<ServedFile> {
  const today = dateOf(portal.now())
  const sheet = sheetOf({
    name: '证照台账',
    title: `证照台账（履行中的协议，截至${formatDate(today)}）`,
    columns: [
      { header: '机构', width: 34, cell: ({ title }) => title },
      { header: '单位', width: 34, cell: ({ holder }) => holder },
      { header: '统一社会信用代码', width: 22, cell: ({ uscc }) => uscc },
      { header: '地址', width: 36, cell: ({ address }) => address },
      { header: '证照', width: 24, cell: ({ kind }) => licenceKinds[kind] },
      { header: '编号', width: 28, cell: ({ number }) => number },
      { header: '有效期至（含当日）', width: 16, cell: ({ validUntil }) => validUntil ?? '长期' },
      { header: '剩余', width: 16, cell: ({ daysLeft }) => daysLeftText(daysLeft) },
      { header: '协议状态', width: 28, cell: ({ agreementState }) => agreementState },
      { header: '结算', width: 20, cell: ({ hold }) => hold?.label ?? '正常' },
      { header: '经办地', width: 12, cell: ({ agency }) => agency },
    ],
    rows: await wholeLicences(portal, actor, asked),
  })
  return workbookFile(`证照台账 ${today}`, [sheet])
}
