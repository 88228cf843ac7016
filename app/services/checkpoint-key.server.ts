import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, verify } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import type { CheckpointTable } from '#db/schema'
import type { Repositories } from '#db/unit-of-work'

const keySetting = 'checkpoint.key'

/** Something about sealing that the operator can put right, in a Chinese sentence. */
export class SealFault extends Error {}

const pemOf = (key: KeyObject) => key.export({ format: 'pem', type: 'pkcs8' }).toString()
const newKey = () => generateKeyPairSync('ed25519').privateKey

function readPem(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new SealFault(`PORTAL_SEAL_KEY_FILE：读不到封存密钥文件 ${file}；用 npm run portal -- seal create-key ${file} 建立`)
  }
}

function ed25519(read: (pem: string) => KeyObject, file: string): KeyObject {
  const pem = readPem(file)
  try {
    const key = read(pem)
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch {
    // Said below: whatever Node makes of it, it is not such a key.
  }
  throw new SealFault(`PORTAL_SEAL_KEY_FILE：${file} 不是 PEM 格式的 Ed25519 密钥`)
}

/** The private key of the sealer. @throws SealFault */
export const readSealKey = (file: string): KeyObject => ed25519(createPrivateKey, file)

/** The public half, from the key file or from its `.pub`: an auditor needs no more. @throws SealFault */
export const readPublicSealKey = (file: string): KeyObject => ed25519(createPublicKey, file)

/** Makes a key file that only its owner reads, and beside it the public half. @throws SealFault when there is one already */
export function createSealKey(file: string): void {
  const key = newKey()
  try {
    writeFileSync(file, pemOf(key), { mode: 0o600, flag: 'wx' })
    writeFileSync(`${file}.pub`, createPublicKey(key).export({ format: 'pem', type: 'spki' }).toString(), { mode: 0o644, flag: 'wx' })
  } catch {
    throw new SealFault(`没有建立：${file} 或 ${file}.pub 已经存在，或者所在文件夹不能写入`)
  }
}

/** The key of a demonstration, kept in its database; made at the first call. */
export async function databaseSealKey(tx: Repositories): Promise<KeyObject> {
  const stored = (await tx.policy.findSetting(keySetting)) ?? (await tx.policy.settleSetting(keySetting, pemOf(newKey())))
  return createPrivateKey(stored)
}

/** The public half of that key; undefined when there is none, or none that can be read. */
export async function findDatabaseKey(read: Repositories): Promise<KeyObject | undefined> {
  const stored = await read.policy.findSetting(keySetting)
  try {
    return stored === undefined ? undefined : createPublicKey(stored)
  } catch {
    return undefined
  }
}

export const publicText = (key: KeyObject): string =>
  (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'der', type: 'spki' }).toString('base64')

/** The key of a copied checkpoint; undefined when it is none. */
export function publicKeyOf(text: string): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
  } catch {
    return undefined
  }
}

/** Whether this key signed the checkpoint. */
export const isSignedBy = ({ digest, signature }: Pick<CheckpointTable, 'digest' | 'signature'>, key: KeyObject): boolean =>
  verify(null, Buffer.from(digest, 'hex'), key, Buffer.from(signature, 'base64'))
