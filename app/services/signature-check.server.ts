import * as z from 'zod'
import type { CaseFile } from '#db/repositories/case-files'
import type { Repositories } from '#db/unit-of-work'
import type { AgreementFile } from '#workflows/commands/facts'
import { type ExpectedSignature, verifySignedPdf } from './signing/verify.server'
import { trustedRoots } from './trust.server'

const SignatureInput = z.object({ signedDigest: z.string(), baseDigest: z.string() })

type Parties = { institution: { name: string }; agency: { name: string } }

/** The names that the two certificates must carry: 乙方 its licensed name, 甲方 the agency's, as `named` or as the register has them. */
export async function expectedSigners(tx: Repositories, file: CaseFile, named?: Parties): Promise<ExpectedSignature[]> {
  if (named !== undefined)
    return [
      { fieldName: 'InstitutionSignature', signerName: named.institution.name },
      { fieldName: 'AgencySignature', signerName: named.agency.name },
    ]
  const institution = file.institution_id === null ? undefined : await tx.institutions.find(file.institution_id)
  const agency = await tx.institutions.getAgency(file.agency_id)
  return [
    { fieldName: 'InstitutionSignature', signerName: institution?.name ?? '' },
    { fieldName: 'AgencySignature', signerName: agency.name },
  ]
}

/**
 * Looks at the signed bytes that a signing command names, with our own verifier, before the command may be accepted:
 * a digest alone proves nothing.
 * @returns null when the command is no signing command
 */
export async function checkSignedAgreement(
  tx: Repositories,
  file: CaseFile,
  agreement: AgreementFile | null,
  input: unknown,
): Promise<{ ok: boolean; reason: string } | null> {
  const asked = SignatureInput.safeParse(input)
  if (!asked.success || agreement === null) return null
  const base = await tx.files.find(agreement.digest)
  const signed = await tx.files.find(asked.data.signedDigest)
  if (base === undefined || signed === undefined) return { ok: false, reason: '没有找到签名后的文件' }
  if (!Buffer.from(signed.bytes).subarray(0, base.bytes.byteLength).equals(Buffer.from(base.bytes)))
    return { ok: false, reason: '签名后的文件与所签的文本不是同一份' }
  const expected = (await expectedSigners(tx, file)).slice(0, agreement.version)
  const report = verifySignedPdf({ pdf: signed.bytes, roots: await trustedRoots(tx), expected })
  return { ok: report.valid, reason: report.summary }
}
