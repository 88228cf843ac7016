import readSheets, { type Row } from 'read-excel-file/node'
import { expect } from 'vitest'
import { xlsxType } from '#app/services/xlsx/workbook.server'

/** The rows of each sheet of a table for download, as another program reads them. */
export async function tableAt(url: string, { cookieHeader }: { cookieHeader: string } = { cookieHeader: '' }): Promise<Map<string, Row[]>> {
  const answer = await fetch(url, { headers: { cookie: cookieHeader } })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, xlsxType])
  const sheets = await readSheets(Buffer.from(await answer.arrayBuffer()))
  return new Map(sheets.map(({ sheet, data }) => [sheet, data]))
}
