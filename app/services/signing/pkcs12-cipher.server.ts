import { createCipheriv, createDecipheriv, createHash, createHmac, pbkdf2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { OctetString } from 'asn1js'
import { type AlgorithmIdentifier, PBES2Params, PBKDF2Params } from 'pkijs'
import { toArrayBuffer } from '#app/services/signing/certificates.server'

/** The file is protected by a method that is too old, too new or too slow for us. */
export class UnsupportedProtection extends Error {
  override readonly name = 'UnsupportedProtection'
}

/** Rounds above these would let one uploaded file hold a processor for seconds. */
const maximumRounds = { pbkdf2: 2_000_000, pkcs12: 100_000 }

const hashes: Record<string, { name: string; blockLength: number }> = {
  '1.3.14.3.2.26': { name: 'sha1', blockLength: 64 },
  '2.16.840.1.101.3.4.2.1': { name: 'sha256', blockLength: 64 },
  '2.16.840.1.101.3.4.2.2': { name: 'sha384', blockLength: 128 },
  '2.16.840.1.101.3.4.2.3': { name: 'sha512', blockLength: 128 },
}
const keyedHashes: Record<string, string> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
}
const blockCiphers: Record<string, { name: string; keyLength: number }> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', keyLength: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', keyLength: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', keyLength: 32 },
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', keyLength: 24 },
}
export const pkcs12Oid = { pbes2: '1.2.840.113549.1.5.13', pbeSha3Des: '1.2.840.113549.1.12.1.3', sha256: '2.16.840.1.101.3.4.2.1' }

const deriveKey = promisify(pbkdf2)

/** Decrypts with PBES2 (PBKDF2 with AES or 3DES, CBC) or the older SHA-1 and 3DES; throws on a wrong password. */
export async function decryptBag(algorithm: AlgorithmIdentifier, data: Uint8Array, password: string): Promise<Buffer> {
  if (algorithm.algorithmId === pkcs12Oid.pbes2) return decryptPbes2(new PBES2Params({ schema: algorithm.algorithmParams }), data, password)
  if (algorithm.algorithmId !== pkcs12Oid.pbeSha3Des) throw new UnsupportedProtection(algorithm.algorithmId)
  const [salt, rounds] = algorithm.algorithmParams.valueBlock.value
  const input = { password, salt: octets(salt), rounds: Number(rounds.valueBlock.valueDec), hash: '1.3.14.3.2.26' }
  const decipher = createDecipheriv('des-ede3-cbc', derivePkcs12(input, 1, 24), derivePkcs12(input, 2, 8))
  return Buffer.concat([decipher.update(data), decipher.final()])
}

/** Encrypts with AES-256-CBC under a key of PBKDF2-HMAC-SHA-256. */
export async function encryptBag(data: Uint8Array, password: string, salt: Uint8Array, rounds: number, iv: Uint8Array): Promise<Buffer> {
  const key = await deriveKey(Buffer.from(password, 'utf8'), salt, rounds, 32, 'sha256')
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  return Buffer.concat([cipher.update(data), cipher.final()])
}

export type MacInput = { password: string; salt: Uint8Array; rounds: number; hash: string }

/** The integrity code over the authenticated safe (RFC 7292 §5.1); `hash` is the digest algorithm's identifier. */
export function computeMac(input: MacInput, content: Uint8Array): Buffer {
  const { name } = getHash(input.hash)
  const length = createHash(name).digest().length
  return createHmac(name, derivePkcs12(input, 3, length))
    .update(content)
    .digest()
}

export function isMacRight(input: MacInput, content: Uint8Array, expected: Uint8Array): boolean {
  const mac = computeMac(input, content)
  return mac.length === expected.length && timingSafeEqual(mac, expected)
}

async function decryptPbes2(params: PBES2Params, data: Uint8Array, password: string): Promise<Buffer> {
  const derivation = new PBKDF2Params({ schema: params.keyDerivationFunc.algorithmParams })
  const cipher = blockCiphers[params.encryptionScheme.algorithmId]
  const hash = keyedHashes[derivation.prf?.algorithmId ?? '1.2.840.113549.2.7']
  if (!cipher || !hash || derivation.iterationCount > maximumRounds.pbkdf2 || derivation.iterationCount < 1) {
    throw new UnsupportedProtection(params.encryptionScheme.algorithmId)
  }
  const salt = octets(derivation.salt)
  const key = await deriveKey(Buffer.from(password, 'utf8'), salt, derivation.iterationCount, cipher.keyLength, hash)
  const decipher = createDecipheriv(cipher.name, key, octets(params.encryptionScheme.algorithmParams))
  return Buffer.concat([decipher.update(data), decipher.final()])
}

/** Key derivation of RFC 7292, appendix B.2; `purpose` 1 is a key, 2 an initial vector, 3 an integrity key. */
function derivePkcs12({ password, salt, rounds, hash }: MacInput, purpose: 1 | 2 | 3, length: number): Buffer {
  const { name, blockLength } = getHash(hash)
  if (rounds > maximumRounds.pkcs12 || rounds < 1) throw new UnsupportedProtection('rounds')
  const secret = Buffer.from(`${password}\0`, 'utf16le').swap16()
  const start = Buffer.concat([repeatTo(salt, blockLength), repeatTo(secret, blockLength)])
  const parts: Buffer[] = []
  for (let made = 0; made < length; ) {
    let digest = createHash(name).update(Buffer.alloc(blockLength, purpose)).update(start).digest()
    for (let round = 1; round < rounds; round += 1) digest = createHash(name).update(digest).digest()
    parts.push(digest)
    made += digest.length
    addToBlocks(start, repeatTo(digest, blockLength).subarray(0, blockLength))
  }
  return Buffer.concat(parts).subarray(0, length)
}

/** Adds `summand + 1` to every block of the buffer, as big-endian numbers of the block's length. */
function addToBlocks(blocks: Buffer, summand: Buffer): void {
  for (let start = 0; start < blocks.length; start += summand.length) {
    let carry = 1
    for (let index = summand.length - 1; index >= 0; index -= 1) {
      carry += (blocks[start + index] ?? 0) + (summand[index] ?? 0)
      blocks[start + index] = carry & 0xff
      carry >>= 8
    }
  }
}

/** The bytes over and over up to the next multiple of the block length; empty stays empty. */
function repeatTo(bytes: Uint8Array, blockLength: number): Buffer {
  const length = Math.ceil(bytes.length / blockLength) * blockLength
  return length === 0 ? Buffer.alloc(0) : Buffer.alloc(length, bytes)
}

function getHash(identifier: string): { name: string; blockLength: number } {
  const hash = hashes[identifier]
  if (!hash) throw new UnsupportedProtection(identifier)
  return hash
}

function octets(value: unknown): Uint8Array {
  if (!(value instanceof OctetString)) throw new UnsupportedProtection('octet string expected')
  return new Uint8Array(toArrayBuffer(new Uint8Array(value.getValue())))
}
