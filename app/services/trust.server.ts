import * as z from 'zod'
import type { Repositories, UnitOfWork } from '#db/unit-of-work'
import { type Result, refuse } from '#workflows/result'
import type { Der } from './signing/certificates.server'
import { createDemoRoot, issueDemoCertificate } from './signing/demo-ca.server'
import { createFileSigner, encodeKeyFile, type KeyAndCertificate, readKeyFile } from './signing/key-file.server'
import { writePkcs12 } from './signing/pkcs12-write.server'
import type { Signer, SigningRefusal } from './signing/provider.server'

const Roots = z.array(z.string())
const rootsKey = 'trust.roots'
const demoRootKey = 'demo.root'
const demoKeyOf = (holder: string) => `demo.key.${holder}`

/** Certificates of the issuers that the portal trusts, as DER. */
export async function trustedRoots(tx: Repositories): Promise<Der[]> {
  const stored = await tx.policy.findSetting(rootsKey)
  return stored === undefined ? [] : Roots.parse(JSON.parse(stored)).map((text) => Buffer.from(text, 'base64'))
}

export async function setTrustedRoots(tx: Repositories, roots: readonly Der[]): Promise<void> {
  await tx.policy.putSetting(rootsKey, JSON.stringify(roots.map((der) => Buffer.from(der).toString('base64'))))
}

async function storedKey(tx: Repositories, setting: string, make: () => Promise<KeyAndCertificate>): Promise<KeyAndCertificate> {
  const stored = await tx.policy.findSetting(setting)
  if (stored !== undefined) return readKeyFile(stored)
  return readKeyFile(await tx.policy.settleSetting(setting, encodeKeyFile(await make())))
}

/** The demonstration CA: made once per database, trusted by this portal only. */
async function demoRoot(tx: Repositories): Promise<KeyAndCertificate> {
  const root = await storedKey(tx, demoRootKey, () => createDemoRoot({ commonName: '东营医保协议平台演示根证书' }))
  await setTrustedRoots(tx, [root.certificate])
  return root
}

/** A demonstration key in the holder's name; made at the first call, the same ever after. Only in demo mode. */
export async function demoKey(unit: UnitOfWork, holder: string): Promise<KeyAndCertificate> {
  const outcome = await unit.inTransaction(async (tx) => {
    const root = await demoRoot(tx)
    return storedKey(tx, demoKeyOf(holder), () => issueDemoCertificate(root, { commonName: holder, organization: holder }, 'ecdsa-p256'))
  })
  if (!outcome.ok) throw new Error(`demonstration key refused: ${outcome.refusal.code}`)
  return outcome.value
}

/** A signer with the demonstration key of a holder. */
export async function demoSigner(unit: UnitOfWork, holder: string): Promise<Signer> {
  const signer = createFileSigner(await demoKey(unit, holder))
  if (!signer.ok) throw new Error(signer.refusal.sentence)
  return signer.value
}

/** The demonstration certificate as a file that a person can download and give back when signing. */
export async function demoKeyFile(unit: UnitOfWork, holder: string, password: string): Promise<Uint8Array> {
  return writePkcs12(await demoKey(unit, holder), password)
}

/** The agency's seal: in production a PEM file that the operator places, never in the database. */
export function agencyFileSigner(pem: string | undefined): Result<Signer, SigningRefusal> {
  if (pem === undefined) return refuse({ code: 'keyMissing', sentence: '本机构的电子签章尚未配置，请联系系统管理员' })
  try {
    return createFileSigner(readKeyFile(pem))
  } catch {
    return refuse({ code: 'unreadableKeyFile', sentence: '本机构的电子签章文件无法读取，请联系系统管理员' })
  }
}
