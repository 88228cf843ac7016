import { createHash } from 'node:crypto'
import { Set as Asn1Set, fromBER, Null, ObjectIdentifier, OctetString, Sequence } from 'asn1js'
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs'
import { type Der, readCertificate, type SignatureAlgorithm, toArrayBuffer } from '#app/services/signing/certificates.server'
import type { Signer } from '#app/services/signing/provider.server'

const oid = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsaEncryption: '1.2.840.113549.1.1.1',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
} as const

/** A detached CMS taken apart: what varies between two signatures of ours. The signer's certificate stands first. */
export type SignedDataParts = {
  certificates: readonly [Der, ...Der[]]
  /** DER of the SET OF attributes: the bytes that are signed. */
  signedAttributes: Der
  algorithm: SignatureAlgorithm
  signature: Uint8Array
}

/** A detached CMS (PAdES baseline B) over content of the given SHA-256 digest, with the signer's chain, as DER. */
export async function createCms(signer: Signer, contentDigest: Uint8Array): Promise<Der> {
  const signedAttributes = encodeSignedAttributes(signer.certificate, contentDigest)
  const signature = await signer.sign({ data: signedAttributes, digest: sha256(signedAttributes) })
  return encodeSignedData({
    certificates: [signer.certificate, ...signer.chain],
    signedAttributes,
    algorithm: signer.algorithm,
    signature,
  })
}

/**
 * The signed attributes: content type, message digest, signing certificate (RFC 5035), in DER order. No signing time:
 * PAdES baseline puts it into the PDF's /M (ETSI EN 319 142-1 §6.3).
 */
export function encodeSignedAttributes(certificate: Der, contentDigest: Uint8Array): Der {
  const certificateId = new Sequence({ value: [new OctetString({ valueHex: toArrayBuffer(sha256(certificate)) })] })
  const attributes = [
    new Attribute({ type: oid.contentType, values: [new ObjectIdentifier({ value: oid.data })] }),
    new Attribute({ type: oid.messageDigest, values: [new OctetString({ valueHex: toArrayBuffer(contentDigest) })] }),
    new Attribute({
      type: oid.signingCertificateV2,
      values: [new Sequence({ value: [new Sequence({ value: [certificateId] })] })],
    }),
  ]
  const encoded = attributes.map((attribute) => Buffer.from(attribute.toSchema().toBER())).sort(Buffer.compare)
  return new Uint8Array(new Asn1Set({ value: encoded.map((der) => parseDer(der)) }).toBER())
}

/** The whole CMS from its parts; the same parts always give the same bytes. */
export function encodeSignedData(parts: SignedDataParts): Der {
  const certificates = parts.certificates.map(readCertificate)
  const [signerCertificate = new Certificate()] = certificates
  const signerInfo = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: signerCertificate.issuer, serialNumber: signerCertificate.serialNumber }),
    digestAlgorithm: new AlgorithmIdentifier({ algorithmId: oid.sha256 }),
    signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes: readAttributes(parts.signedAttributes) }),
    signatureAlgorithm: signatureAlgorithmIdentifier(parts.algorithm),
    signature: new OctetString({ valueHex: toArrayBuffer(parts.signature) }),
  })
  const signedData = new SignedData({
    digestAlgorithms: [new AlgorithmIdentifier({ algorithmId: oid.sha256 })],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: oid.data }),
    certificates,
    signerInfos: [signerInfo],
  })
  const contentInfo = new ContentInfo({ contentType: oid.signedData, content: signedData.toSchema() })
  return new Uint8Array(contentInfo.toSchema().toBER())
}

/** Takes a CMS apart; throws when it is not one SignedData of one signer with signed attributes and certificates. */
export function decodeSignedData(der: Der): SignedDataParts {
  const contentInfo = new ContentInfo({ schema: parseDer(der) })
  const signedData = new SignedData({ schema: contentInfo.content })
  const [signerInfo] = signedData.signerInfos
  const certificates = (signedData.certificates ?? []).map((certificate) => new Uint8Array(certificate.toSchema().toBER()))
  const [signerCertificate, ...chain] = certificates
  if (!signerInfo?.signedAttrs || !signerCertificate) throw new Error('Signer or certificate missing')
  return {
    certificates: [signerCertificate, ...chain],
    signedAttributes: new Uint8Array(signerInfo.signedAttrs.encodedValue.slice(0)),
    algorithm: signerInfo.signatureAlgorithm.algorithmId === oid.rsaEncryption ? 'rsa-sha256' : 'ecdsa-p256-sha256',
    signature: new Uint8Array(signerInfo.signature.valueBlock.valueHexView),
  }
}

/** The message digest among the signed attributes; throws when it is missing. */
export function readMessageDigest(signedAttributes: Der): Uint8Array {
  const attribute = readAttributes(signedAttributes).find(({ type }) => type === oid.messageDigest)
  const value: unknown = attribute?.values[0]
  if (!(value instanceof OctetString)) throw new Error('Message digest missing')
  return new Uint8Array(value.valueBlock.valueHexView)
}

export function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest()
}

function readAttributes(signedAttributes: Der): Attribute[] {
  const set = parseDer(signedAttributes)
  if (!(set instanceof Asn1Set)) throw new Error('Set of attributes expected')
  return set.valueBlock.value.map((schema) => new Attribute({ schema }))
}

function signatureAlgorithmIdentifier(algorithm: SignatureAlgorithm): AlgorithmIdentifier {
  return algorithm === 'rsa-sha256'
    ? new AlgorithmIdentifier({ algorithmId: oid.rsaEncryption, algorithmParams: new Null() })
    : new AlgorithmIdentifier({ algorithmId: oid.ecdsaWithSha256 })
}

function parseDer(der: Uint8Array) {
  const parsed = fromBER(toArrayBuffer(der))
  if (parsed.offset !== der.length) throw new Error('Not one DER value')
  return parsed.result
}
