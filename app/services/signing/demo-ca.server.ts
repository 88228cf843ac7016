import { createHash, createPrivateKey, createPublicKey, generateKeyPair, type KeyObject, sign } from 'node:crypto'
import { promisify } from 'node:util'
import { BitString, fromBER, Integer, Null, OctetString, PrintableString, Utf8String } from 'asn1js'
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  Extension,
  PublicKeyInfo,
  RelativeDistinguishedNames,
  Time,
} from 'pkijs'
import { type Der, readCertificate, toArrayBuffer } from '#app/services/signing/certificates.server'
import type { KeyAndCertificate } from '#app/services/signing/key-file.server'

export const demoKeyKinds = ['rsa-2048', 'rsa-3072', 'ecdsa-p256'] as const
export type DemoKeyKind = (typeof demoKeyKinds)[number]

export type DemoName = {
  /** 单位或人员名称, e.g. 东营市仁和诊所 */
  commonName: string
  organization?: string
}

/** Demonstration time may stand anywhere in these years. */
const validFrom = new Date('2020-01-01T00:00:00.000Z')
const validUntil = new Date('2035-12-31T23:59:59.000Z')

const newKeyPair = promisify(generateKeyPair)

/** The root of the demonstration: no reader trusts it until a person installs it. Made once; the caller keeps it. */
export async function createDemoRoot(name: DemoName, kind: DemoKeyKind = 'ecdsa-p256'): Promise<KeyAndCertificate> {
  const key = await createKey(kind)
  const publicKey = createPublicKey(key)
  const certificate = issue({
    subject: encodeName(name),
    issuer: encodeName(name),
    publicKey,
    issuerKey: key,
    extensions: [
      extension('2.5.29.19', true, new BasicConstraints({ cA: true }).toSchema().toBER()),
      extension('2.5.29.15', true, keyUsage(0x06, 1)),
      extension('2.5.29.14', false, new OctetString({ valueHex: keyIdentifier(publicKey) }).toBER()),
    ],
  })
  return { privateKey: key.export({ format: 'der', type: 'pkcs8' }), certificate, chain: [] }
}

/** A signing certificate of one party, issued by the demonstration root. */
export async function issueDemoCertificate(root: KeyAndCertificate, name: DemoName, kind: DemoKeyKind): Promise<KeyAndCertificate> {
  const key = await createKey(kind)
  const publicKey = createPublicKey(key)
  const issuerKey = createPrivateKey({ key: Buffer.from(root.privateKey), format: 'der', type: 'pkcs8' })
  const authority = new AuthorityKeyIdentifier({
    keyIdentifier: new OctetString({ valueHex: keyIdentifier(createPublicKey(issuerKey)) }),
  })
  const certificate = issue({
    subject: encodeName(name),
    issuer: readCertificate(root.certificate).subject,
    publicKey,
    issuerKey,
    extensions: [
      extension('2.5.29.19', true, new BasicConstraints({ cA: false }).toSchema().toBER()),
      extension('2.5.29.15', true, keyUsage(0xc0, 6)),
      extension('2.5.29.14', false, new OctetString({ valueHex: keyIdentifier(publicKey) }).toBER()),
      extension('2.5.29.35', false, authority.toSchema().toBER()),
    ],
  })
  return {
    privateKey: key.export({ format: 'der', type: 'pkcs8' }),
    certificate,
    chain: [root.certificate, ...root.chain],
  }
}

async function createKey(kind: DemoKeyKind): Promise<KeyObject> {
  if (kind === 'ecdsa-p256') return (await newKeyPair('ec', { namedCurve: 'P-256' })).privateKey
  return (await newKeyPair('rsa', { modulusLength: kind === 'rsa-2048' ? 2048 : 3072 })).privateKey
}

type CertificateRequest = {
  subject: RelativeDistinguishedNames
  issuer: RelativeDistinguishedNames
  publicKey: KeyObject
  issuerKey: KeyObject
  extensions: Extension[]
}

function issue(request: CertificateRequest): Der {
  const algorithm =
    request.issuerKey.asymmetricKeyType === 'rsa'
      ? new AlgorithmIdentifier({ algorithmId: '1.2.840.113549.1.1.11', algorithmParams: new Null() })
      : new AlgorithmIdentifier({ algorithmId: '1.2.840.10045.4.3.2' })
  const certificate = new Certificate({
    version: 2,
    serialNumber: new Integer({ valueHex: serialNumber(request.publicKey) }),
    signature: algorithm,
    issuer: request.issuer,
    subject: request.subject,
    notBefore: new Time({ type: 0, value: validFrom }),
    notAfter: new Time({ type: 0, value: validUntil }),
    subjectPublicKeyInfo: new PublicKeyInfo({ schema: fromBER(toArrayBuffer(encodePublicKey(request.publicKey))).result }),
    extensions: request.extensions,
    signatureAlgorithm: algorithm,
  })
  const body = Buffer.from(certificate.encodeTBS().toBER())
  certificate.tbsView = body
  certificate.signatureValue = new BitString({ valueHex: toArrayBuffer(sign('sha256', body, request.issuerKey)) })
  return new Uint8Array(certificate.toSchema().toBER())
}

function encodeName({ commonName, organization }: DemoName): RelativeDistinguishedNames {
  const parts = [
    ['2.5.4.8', '山东省'],
    ['2.5.4.7', '东营市'],
    ...(organization === undefined ? [] : [['2.5.4.10', organization] as const]),
    ['2.5.4.3', commonName],
  ] as const
  return new RelativeDistinguishedNames({
    typesAndValues: [
      new AttributeTypeAndValue({ type: '2.5.4.6', value: new PrintableString({ value: 'CN' }) }),
      ...parts.map(([type, value]) => new AttributeTypeAndValue({ type, value: new Utf8String({ value }) })),
    ],
  })
}

function extension(extnID: string, critical: boolean, extnValue: ArrayBuffer): Extension {
  return new Extension({ extnID, critical, extnValue })
}

/** The key usage as a bit string; `unused` counts the bits at the end that DER leaves out. */
function keyUsage(bits: number, unused: number): ArrayBuffer {
  return new BitString({ valueHex: Uint8Array.of(bits).buffer, unusedBits: unused }).toBER()
}

/** Drawn from the key, so that no counter is needed; the first bits make it positive and free of leading zeros. */
function serialNumber(publicKey: KeyObject): ArrayBuffer {
  const bytes = createHash('sha256').update(encodePublicKey(publicKey)).digest().subarray(0, 16)
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return toArrayBuffer(bytes)
}

function keyIdentifier(publicKey: KeyObject): ArrayBuffer {
  return toArrayBuffer(createHash('sha256').update(encodePublicKey(publicKey)).digest().subarray(0, 20))
}

function encodePublicKey(publicKey: KeyObject): Buffer {
  return publicKey.export({ format: 'der', type: 'spki' })
}
