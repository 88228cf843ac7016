import { X509Certificate } from 'node:crypto'
import { fromBER } from 'asn1js'
import { Certificate, type RelativeDistinguishedNames } from 'pkijs'

/** A DER file of a certificate, CMS, key … */
export type Der = Uint8Array

export const signatureAlgorithms = ['rsa-sha256', 'ecdsa-p256-sha256'] as const
export type SignatureAlgorithm = (typeof signatureAlgorithms)[number]

const commonNameType = '2.5.4.3'
const minimumRsaBits = 2048

/** Parses one certificate; throws when the bytes are not exactly one DER certificate. */
export function readCertificate(der: Der): Certificate {
  const parsed = fromBER(toArrayBuffer(der))
  if (parsed.offset !== der.length) throw new Error('Not one DER certificate')
  return new Certificate({ schema: parsed.result })
}

/** The common name (CN) of the holder, e.g. 东营市某某诊所; empty when there is none. */
export function readCommonName(der: Der): string {
  return commonNameOf(readCertificate(der).subject)
}

/** The kind of signature a certificate's key makes; undefined for keys that are too short or of another kind. */
export function findSignatureAlgorithm(der: Der): SignatureAlgorithm | undefined {
  const { publicKey } = new X509Certificate(der)
  const details = publicKey.asymmetricKeyDetails
  if (publicKey.asymmetricKeyType === 'rsa' && (details?.modulusLength ?? 0) >= minimumRsaBits) return 'rsa-sha256'
  if (publicKey.asymmetricKeyType === 'ec' && details?.namedCurve === 'prime256v1') return 'ecdsa-p256-sha256'
  return undefined
}

/** Puts a certificate's issuers, found in a heap, in order up to the last one known; the certificate itself is not in it. */
export function orderChain(certificate: Der, heap: readonly Der[]): Der[] {
  const chain: Der[] = []
  let current = new X509Certificate(certificate)
  const rest = heap.map((der) => new X509Certificate(der))
  while (!isSelfIssued(current)) {
    const index = rest.findIndex((candidate) => isIssuedBy(current, candidate))
    const [issuer] = index < 0 ? [] : rest.splice(index, 1)
    if (!issuer) break
    chain.push(issuer.raw)
    current = issuer
  }
  return chain
}

export type ChainFault = 'expired' | 'notSigning' | 'broken' | 'untrusted'

/**
 * Checks a signer's certificate with the chain as it stands in a signature: each certificate issued by the next one, all
 * within their validity at `at` (ISO instant), every one of them needed, the end issued by or equal to a trusted root.
 * Answers undefined when all is well.
 */
export function findChainFault(chain: readonly Der[], roots: readonly Der[], at: string): ChainFault | undefined {
  const path = chain.map((der) => new X509Certificate(der))
  const trusted = roots.map((der) => new X509Certificate(der))
  const last = path.at(-1)
  if (!last) return 'broken'
  for (const [index, certificate] of path.entries()) {
    const issuer = path[index + 1]
    if (issuer && !(isIssuedBy(certificate, issuer) && issuer.ca)) return 'broken'
    if (!isWithinValidity(certificate, at)) return 'expired'
  }
  const anchor = trusted.find((root) => root.raw.equals(last.raw) || isIssuedBy(last, root))
  if (!anchor?.ca) return 'untrusted'
  if (!isWithinValidity(anchor, at)) return 'expired'
  return path[0] && maySign(path[0]) ? undefined : 'notSigning'
}

export function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer
}

function commonNameOf(name: RelativeDistinguishedNames): string {
  const found = name.typesAndValues.find(({ type }) => type === commonNameType)
  return found ? String(found.value.valueBlock.value) : ''
}

function isSelfIssued(certificate: X509Certificate): boolean {
  return certificate.checkIssued(certificate)
}

/** The outer algorithm is not covered by the issuer's signature; a flipped bit there shows as a difference to the inner one. */
function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  if (!certificate.checkIssued(issuer) || !certificate.verify(issuer.publicKey)) return false
  const { signature, signatureAlgorithm } = readCertificate(certificate.raw)
  return signature.isEqual(signatureAlgorithm)
}

function isWithinValidity({ validFrom, validTo }: X509Certificate, at: string): boolean {
  return Date.parse(validFrom) <= Date.parse(at) && Date.parse(at) <= Date.parse(validTo)
}

const keyUsageType = '2.5.29.15'
/** digitalSignature or nonRepudiation: the two highest bits of the key usage (RFC 5280 §4.2.1.3). */
const signingBits = 0xc0

function maySign(certificate: X509Certificate): boolean {
  const usage = readCertificate(certificate.raw).extensions?.find(({ extnID }) => extnID === keyUsageType)
  const bits = usage ? new Uint8Array(usage.extnValue.valueBlock.valueHexView).at(-1) : signingBits
  return !certificate.ca && ((bits ?? 0) & signingBits) !== 0
}
