import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import { ChangeFilingPayload } from '#workflows/commands/payloads'
import { changeItems } from '#workflows/domain/change-items'
import { changeContext } from '../case-context'

export type ChangedValue = { title: string; before: string; after: string }

/** What a change asked for: its own filing, and those of the changes that were settled with it. */
export async function filingsOf(tx: Repositories, change: CaseFile): Promise<ChangeFilingPayload[]> {
  const absorbed = await Promise.all(changeContext(change).absorbed.map((id) => tx.caseFiles.find(id)))
  const others = await Promise.all(absorbed.flatMap((file) => (file === undefined ? [] : [filingsOf(tx, file)])))
  const filed = (await tx.eventLog.ofCase(change.id)).findLast(({ command }) => command === 'fileChange' || command === 'fileNotedChange')
  return [...others.flat(), ...(filed === undefined ? [] : [ChangeFilingPayload.parse(filed.payload)])]
}

/** The changed items of filings in words, as documents and pages print them. */
export const changedValues = (filings: readonly ChangeFilingPayload[]): ChangedValue[] =>
  filings.flatMap(({ items }) =>
    items.map(({ item, before, after }) => ({ title: changeItems[item].title, before: before === '' ? '原协议未载明' : before, after })),
  )
