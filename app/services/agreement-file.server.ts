import type { Repositories } from '#db/unit-of-work'
import { dateOf, instant } from '#workflows/calendar/plain-date'
import type { AgreementFile } from '#workflows/commands/facts'

/** Kinds that both parties sign; a case issues one of them, perhaps several times. */
export const signedKinds: ReadonlySet<string> = new Set([
  'serviceAgreement',
  'supplementAgreement',
  'renewalAgreement',
  'rescissionAgreement',
])

/** The newest bytes of the text that the parties of a case sign; null before it is set. */
export async function agreementFileOf(tx: Repositories, caseId: string): Promise<AgreementFile | null> {
  const document = (await tx.documents.ofCase(caseId)).findLast(({ kind }) => signedKinds.has(kind))
  const file = document && (await tx.documents.latestFile(document.id))
  if (document === undefined || file === undefined) return null
  const issuedOn = dateOf(instant(document.issued_at))
  return { documentId: document.id, number: document.number, version: file.version, digest: file.digest, issuedOn }
}
