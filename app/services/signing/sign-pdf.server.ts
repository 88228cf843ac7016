import { readCommonName } from '#app/services/signing/certificates.server'
import { createCms, sha256 } from '#app/services/signing/cms.server'
import type { Signer } from '#app/services/signing/provider.server'
import { drawSignatureAppearance } from '#templates/signing/appearance'
import { getSignatureField, readFieldSize } from '#templates/signing/form-fields'
import { embedSignature, prepareSignature, readSignedBytes } from '#templates/signing/incremental'
import type { SignatureFieldName } from '#templates/signing/signature-fields'

export type SignPdfInput = {
  pdf: Uint8Array
  fieldName: SignatureFieldName
  signer: Signer
  /** The name on the visible seal; the signature itself always names the holder of the certificate. */
  signerName: string
  reason: string
  /** Instant of signing. */
  at: string
  /** True for the first signature: it certifies the document. */
  certify: boolean
}

const location = '山东省东营市'

/**
 * The PDF with one more signature, as a new revision with a visible seal; the bytes given stay its beginning. Throws on
 * misuse (field unknown or signed) and passes on what the signer's key service throws.
 */
export async function signPdf({ pdf, fieldName, signer, signerName, reason, at, certify }: SignPdfInput): Promise<Uint8Array> {
  const size = readFieldSize(getSignatureField(pdf, fieldName))
  const appearance = await drawSignatureAppearance({ ...size, signerName, at })
  const holder = readCommonName(signer.certificate)
  const prepared = prepareSignature(pdf, { fieldName, signerName: holder, reason, location, at, certify, appearance })
  return embedSignature(prepared, await createCms(signer, sha256(readSignedBytes(prepared))))
}
