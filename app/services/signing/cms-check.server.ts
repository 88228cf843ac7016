import { verify, X509Certificate } from 'node:crypto'
import {
  type ChainFault,
  type Der,
  findChainFault,
  findSignatureAlgorithm,
  readCommonName,
} from '#app/services/signing/certificates.server'
import { decodeSignedData, encodeSignedAttributes, encodeSignedData, readMessageDigest } from '#app/services/signing/cms.server'

export type CmsCheck = {
  /** CN of the signer's certificate; empty when the CMS cannot be read. */
  signerName: string
  digestMatches: boolean
  signatureValid: boolean
  chainFault: ChainFault | undefined
}

/**
 * Checks a CMS as it stands in /Contents (zeros may follow) against the digest of the signed content, the trusted roots
 * and the moment of signing (ISO instant). A CMS that our builder would not write byte for byte from its own parts is not
 * valid: so nothing in it can be altered unseen, not even what the signature itself does not cover.
 */
export function checkCms(contents: Uint8Array, contentDigest: Uint8Array, roots: readonly Der[], at: string): CmsCheck {
  try {
    const der = cutZeros(contents)
    const parts = decodeSignedData(der)
    const [certificate] = parts.certificates
    const messageDigest = readMessageDigest(parts.signedAttributes)
    const isCanonical =
      equal(encodeSignedData(parts), der) && equal(encodeSignedAttributes(certificate, messageDigest), parts.signedAttributes)
    const { publicKey } = new X509Certificate(certificate)
    return {
      signerName: readCommonName(certificate),
      digestMatches: equal(messageDigest, contentDigest),
      signatureValid:
        isCanonical &&
        findSignatureAlgorithm(certificate) === parts.algorithm &&
        verify('sha256', parts.signedAttributes, publicKey, parts.signature),
      chainFault: findChainFault(parts.certificates, roots, at),
    }
  } catch {
    // Parsers of ASN.1 throw plain errors on whatever a stranger's file holds; all of them mean the same here.
    return { signerName: '', digestMatches: false, signatureValid: false, chainFault: 'broken' }
  }
}

/** The DER value at the beginning, when only zeros follow it. */
function cutZeros(contents: Uint8Array): Uint8Array {
  const count = (contents[1] ?? 0) & 0x7f
  const isLong = ((contents[1] ?? 0) & 0x80) !== 0
  const lengthBytes = isLong ? contents.subarray(2, 2 + count) : contents.subarray(1, 2)
  const length = lengthBytes.reduce((sum, byte) => sum * 256 + byte, 0) + (isLong ? 2 + count : 2)
  if (contents[0] !== 0x30 || contents.subarray(length).some((byte) => byte !== 0)) throw new Error('Not one padded DER value')
  return contents.subarray(0, length)
}

function equal(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0
}
