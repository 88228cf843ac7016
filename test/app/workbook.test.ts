import readSheets from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { sheetOf, workbookFile } from '#app/services/xlsx/workbook.server'

const dangerous = [
  '=1+1',
  '+86',
  '-2',
  '@SUM(A1)',
  '＝HYPERLINK("x")',
  '一\t=1',
  '91370502000000000123456789',
  '00123',
  '𠮷㛃堂 <&>"',
  '第一行\n第二行',
]

describe('a table for download', () => {
  it('gives every text back as it was typed, whatever it begins with', async () => {
    const columns = [
      { header: '名称', width: 20, cell: (text: string) => text },
      { header: '字数', width: 8, cell: (text: string) => text.length },
    ]
    const file = await workbookFile('名单', [sheetOf({ name: '名单', title: '截至某日', columns, rows: dangerous })])
    expect(file.name).toBe('名单.xlsx')
    const [sheet] = await readSheets(Buffer.from(file.bytes))
    const read = sheet?.data.map(([first, second]) => [first, second])
    // A tab is the one sign that is replaced: it would begin a cell of its own wherever the table is pasted.
    expect(read?.slice(2)).toEqual(dangerous.map((text) => [text.replace('\t', ' '), text.length]))
    expect(read?.slice(0, 2)).toEqual([
      ['截至某日', null],
      ['名称', '字数'],
    ])
  })
})
