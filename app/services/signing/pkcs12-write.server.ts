import { randomBytes } from 'node:crypto'
import { BmpString, Null, OctetString } from 'asn1js'
import {
  AlgorithmIdentifier,
  Attribute,
  AuthenticatedSafe,
  CertBag,
  ContentInfo,
  DigestInfo,
  EncryptedContentInfo,
  EncryptedData,
  MacData,
  PBES2Params,
  PBKDF2Params,
  PFX,
  PKCS8ShroudedKeyBag,
  SafeBag,
  SafeContents,
} from 'pkijs'
import { type Der, readCertificate, readCommonName, toArrayBuffer } from '#app/services/signing/certificates.server'
import { sha256 } from '#app/services/signing/cms.server'
import type { KeyAndCertificate } from '#app/services/signing/key-file.server'
import { computeMac, encryptBag, pkcs12Oid } from '#app/services/signing/pkcs12-cipher.server'

const rounds = { encryption: 20_000, mac: 2_048 }
const oid = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certificateBag: '1.2.840.113549.1.12.10.1.3',
  friendlyName: '1.2.840.113549.1.9.20',
  localKeyId: '1.2.840.113549.1.9.21',
  pbkdf2: '1.2.840.113549.1.5.12',
  hmacSha256: '1.2.840.113549.2.9',
  aes256Cbc: '2.16.840.1.101.3.4.1.42',
} as const

/**
 * A PKCS#12 file (AES-256, PBKDF2, SHA-256) with the key, its certificate and the issuers, under a password: what a
 * person downloads from the demonstration CA and gives back for signing.
 */
export async function writePkcs12(holder: KeyAndCertificate, password: string): Promise<Der> {
  const attributes = holderAttributes(holder.certificate)
  const certificates = [holder.certificate, ...holder.chain].map(
    (der, index) =>
      new SafeBag({
        bagId: oid.certificateBag,
        bagValue: new CertBag({ parsedValue: readCertificate(der) }),
        ...(index === 0 ? { bagAttributes: attributes } : {}),
      }),
  )
  const shrouded = await encrypt(holder.privateKey, password)
  const key = new SafeBag({
    bagId: oid.shroudedKeyBag,
    bagValue: new PKCS8ShroudedKeyBag({ encryptionAlgorithm: shrouded.algorithm, encryptedData: octets(shrouded.data) }),
    bagAttributes: attributes,
  })
  const safes = [await encryptedSafe(encodeBags(certificates), password), dataContent(encodeBags([key]))]
  const content = encode(new AuthenticatedSafe({ safeContents: safes }))
  const macSalt = randomBytes(16)
  const mac = computeMac({ password, salt: macSalt, rounds: rounds.mac, hash: pkcs12Oid.sha256 }, content)
  const macData = new MacData({
    mac: new DigestInfo({
      digestAlgorithm: new AlgorithmIdentifier({ algorithmId: pkcs12Oid.sha256, algorithmParams: new Null() }),
      digest: octets(mac),
    }),
    macSalt: octets(macSalt),
    iterations: rounds.mac,
  })
  return encode(new PFX({ authSafe: dataContent(content), macData }))
}

/** Readers match key and certificate by the key identifier and show the friendly name. */
function holderAttributes(certificate: Der): Attribute[] {
  return [
    new Attribute({ type: oid.friendlyName, values: [new BmpString({ value: readCommonName(certificate) })] }),
    new Attribute({ type: oid.localKeyId, values: [octets(sha256(certificate).subarray(0, 20))] }),
  ]
}

async function encryptedSafe(plain: Uint8Array, password: string): Promise<ContentInfo> {
  const { algorithm, data } = await encrypt(plain, password)
  const encryptedData = new EncryptedData({
    encryptedContentInfo: new EncryptedContentInfo({
      contentType: oid.data,
      contentEncryptionAlgorithm: algorithm,
      encryptedContent: octets(data),
    }),
  })
  return new ContentInfo({ contentType: oid.encryptedData, content: encryptedData.toSchema() })
}

async function encrypt(plain: Uint8Array, password: string): Promise<{ algorithm: AlgorithmIdentifier; data: Uint8Array }> {
  const salt = randomBytes(16)
  const iv = randomBytes(16)
  const derivation = new PBKDF2Params({
    salt: octets(salt),
    iterationCount: rounds.encryption,
    prf: new AlgorithmIdentifier({ algorithmId: oid.hmacSha256, algorithmParams: new Null() }),
  })
  const params = new PBES2Params({
    keyDerivationFunc: new AlgorithmIdentifier({ algorithmId: oid.pbkdf2, algorithmParams: derivation.toSchema() }),
    encryptionScheme: new AlgorithmIdentifier({ algorithmId: oid.aes256Cbc, algorithmParams: octets(iv) }),
  })
  return {
    algorithm: new AlgorithmIdentifier({ algorithmId: pkcs12Oid.pbes2, algorithmParams: params.toSchema() }),
    data: await encryptBag(plain, password, salt, rounds.encryption, iv),
  }
}

function encodeBags(safeBags: SafeBag[]): Uint8Array {
  return encode(new SafeContents({ safeBags }))
}

function dataContent(bytes: Uint8Array): ContentInfo {
  return new ContentInfo({ contentType: oid.data, content: octets(bytes) })
}

function octets(bytes: Uint8Array): OctetString {
  return new OctetString({ valueHex: toArrayBuffer(bytes) })
}

function encode(structure: { toSchema(): { toBER(): ArrayBuffer } }): Uint8Array {
  return new Uint8Array(structure.toSchema().toBER())
}
