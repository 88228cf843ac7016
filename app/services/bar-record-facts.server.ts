import * as z from 'zod'
import type { Repositories } from '#db/unit-of-work'
import type { BarRecordFacts } from '#workflows/commands/facts'
import { UsccShape } from '#workflows/domain/uscc'
import { barRecordContext } from './case-context'

export const MOST_RECORDS = 5000

/** What is registered of the credit code that is being entered, and which of its decisions the ledger has already. */
export async function barRecordFacts(tx: Repositories, input: unknown): Promise<BarRecordFacts> {
  const uscc = z.object({ uscc: UsccShape }).safeParse(input).data?.uscc
  const institution = uscc === undefined ? undefined : await tx.institutions.findByUscc(uscc)
  const files = uscc === undefined ? [] : await tx.caseFiles.list({ machine: 'barRecord' }, MOST_RECORDS)
  return {
    institutionId: institution?.id ?? null,
    sites: institution === undefined ? [] : (await tx.institutions.sitesOf(institution.id)).map(({ id, address }) => ({ id, address })),
    recordedNumbers: files.flatMap((file) => {
      const context = barRecordContext(file)
      return file.stage !== 'dropped' && context.uscc === uscc && context.decisionNumber !== '' ? [context.decisionNumber] : []
    }),
  }
}
