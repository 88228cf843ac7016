import { createCms, sha256 } from '#app/services/signing/cms.server'
import type { Signer } from '#app/services/signing/provider.server'
import { embedSignature, prepareSignature, readSignedBytes, type SignatureRequest } from '#templates/signing/incremental'

export type SignPdfInput = Omit<SignatureRequest, 'appearance'> & { pdf: Uint8Array; signer: Signer; appearance?: Uint8Array }

/** The PDF with one more signature, as a new revision; the bytes given stay its beginning. */
export async function signPdf({ pdf, signer, ...request }: SignPdfInput): Promise<Uint8Array> {
  const prepared = prepareSignature(pdf, request)
  return embedSignature(prepared, await createCms(signer, sha256(readSignedBytes(prepared))))
}
