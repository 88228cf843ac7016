import { createPrivateKey, type KeyObject } from 'node:crypto'
import { fromBER, OctetString } from 'asn1js'
import { AuthenticatedSafe, CertBag, type ContentInfo, EncryptedData, PFX, PKCS8ShroudedKeyBag, PrivateKeyInfo, SafeContents } from 'pkijs'
import { type Der, toArrayBuffer } from '#app/services/signing/certificates.server'
import { decryptBag, isMacRight, UnsupportedProtection } from '#app/services/signing/pkcs12-cipher.server'
import { createKeySigner, refuseSigning, type Signer, type SigningRefusal } from '#app/services/signing/provider.server'
import type { Result } from '#workflows/result'

/** Key files of real CAs are a few thousand bytes. */
const maximumLength = 262_144
const dataType = '1.2.840.113549.1.7.1'
const encryptedDataType = '1.2.840.113549.1.7.6'

/**
 * A signer from a person's PKCS#12 file (.p12, .pfx). File and password are used for this call and kept nowhere; the
 * key lives as long as the signer does.
 */
export async function readPkcs12Signer(file: Uint8Array, password: string): Promise<Result<Signer, SigningRefusal>> {
  const parsed = file.length > maximumLength ? undefined : parsePfx(file)
  if (!parsed) return refuseSigning('unreadableKeyFile')
  try {
    if (!isIntact(parsed, password)) return refuseSigning('wrongPassword')
    const { keys, certificates } = await readBags(parsed.content, password)
    const [key] = keys
    return key ? createKeySigner(key, certificates) : refuseSigning('keyMissing')
  } catch (error) {
    if (error instanceof UnsupportedProtection) return refuseSigning('unsupportedProtection')
    // With a right integrity code the rest can only be a damaged file; without one a wrong password decrypts to nonsense.
    return refuseSigning(parsed.pfx.macData ? 'unreadableKeyFile' : 'wrongPassword')
  }
}

type ParsedPfx = { pfx: PFX; content: Uint8Array }

function parsePfx(file: Uint8Array): ParsedPfx | undefined {
  try {
    const pfx = new PFX({ schema: parseBer(file) })
    const content: unknown = pfx.authSafe.content
    return pfx.authSafe.contentType === dataType && content instanceof OctetString ? { pfx, content: octetsOf(content) } : undefined
  } catch {
    return undefined
  }
}

function isIntact({ pfx, content }: ParsedPfx, password: string): boolean {
  const { macData } = pfx
  if (!macData) return true
  const hash = macData.mac.digestAlgorithm.algorithmId
  const input = { password, salt: octetsOf(macData.macSalt), rounds: macData.iterations ?? 1, hash }
  return isMacRight(input, content, octetsOf(macData.mac.digest))
}

type Bags = { keys: KeyObject[]; certificates: Der[] }

async function readBags(content: Uint8Array, password: string): Promise<Bags> {
  const bags: Bags = { keys: [], certificates: [] }
  for (const contentInfo of new AuthenticatedSafe({ schema: parseBer(content) }).safeContents) {
    const plain = await readSafe(contentInfo, password)
    for (const { bagValue } of new SafeContents({ schema: parseBer(plain) }).safeBags) {
      if (bagValue instanceof PKCS8ShroudedKeyBag) {
        bags.keys.push(readKey(await decryptBag(bagValue.encryptionAlgorithm, octetsOf(bagValue.encryptedData), password)))
      } else if (bagValue instanceof PrivateKeyInfo) {
        bags.keys.push(readKey(Buffer.from(bagValue.toSchema().toBER())))
      } else if (bagValue instanceof CertBag && bagValue.certValue instanceof OctetString) {
        bags.certificates.push(octetsOf(bagValue.certValue))
      }
    }
  }
  return bags
}

async function readSafe(contentInfo: ContentInfo, password: string): Promise<Uint8Array> {
  const content: unknown = contentInfo.content
  if (contentInfo.contentType === dataType && content instanceof OctetString) return octetsOf(content)
  if (contentInfo.contentType !== encryptedDataType) throw new UnsupportedProtection(contentInfo.contentType)
  const { encryptedContentInfo } = new EncryptedData({ schema: contentInfo.content })
  const encrypted = new Uint8Array(encryptedContentInfo.getEncryptedContent())
  return decryptBag(encryptedContentInfo.contentEncryptionAlgorithm, encrypted, password)
}

function readKey(pkcs8: Buffer): KeyObject {
  return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
}

function octetsOf(octets: OctetString): Uint8Array {
  return Uint8Array.from(new Uint8Array(octets.getValue()))
}

function parseBer(bytes: Uint8Array) {
  const parsed = fromBER(toArrayBuffer(bytes))
  if (parsed.offset < 0) throw new Error('Not BER')
  return parsed.result
}
