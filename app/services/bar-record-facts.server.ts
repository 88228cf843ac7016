import * as z from 'zod'
import type { Repositories } from '#db/unit-of-work'
import type { BarRecordFacts } from '#workflows/commands/facts'
import { UsccShape } from '#workflows/domain/uscc'

/** What is registered of the credit code that is being entered, and which of its decisions the ledger has already. */
export async function barRecordFacts(tx: Repositories, input: unknown): Promise<BarRecordFacts> {
  const uscc = z.object({ uscc: UsccShape }).safeParse(input).data?.uscc
  const institution = uscc === undefined ? undefined : await tx.institutions.findByUscc(uscc)
  const records = uscc === undefined ? [] : await tx.ledger.recordsOf(uscc)
  return {
    institutionId: institution?.id ?? null,
    sites: institution === undefined ? [] : (await tx.institutions.sitesOf(institution.id)).map(({ id, address }) => ({ id, address })),
    recordedNumbers: records.flatMap(({ number, stage }) => (stage !== 'dropped' && number !== '' ? [number] : [])),
  }
}
