import { createPrivateKey, createPublicKey, type KeyObject, sign, X509Certificate } from 'node:crypto'
import { type Der, findSignatureAlgorithm, orderChain, type SignatureAlgorithm } from '#app/services/signing/certificates.server'
import { ok, type Result, refuse } from '#workflows/result'

/**
 * The port behind which a key lives: a person's key file, the agency's key file, or a remote seal service. A service that
 * takes only digests uses `digest` (SHA-256 of `data`). The signature is PKCS #1 v1.5, or ECDSA in DER.
 */
export type Signer = {
  certificate: Der
  /** The issuers in order, up to the root or below it. */
  chain: readonly Der[]
  algorithm: SignatureAlgorithm
  sign(input: { data: Uint8Array; digest: Uint8Array }): Promise<Uint8Array>
}

/** Why no signer could be made of what was given; `sentence` is for the person who gave it. */
export type SigningRefusal = {
  code: 'wrongPassword' | 'unreadableKeyFile' | 'unsupportedProtection' | 'keyMissing' | 'unsupportedKey'
  sentence: string
}

const sentences: Record<SigningRefusal['code'], string> = {
  wrongPassword: '证书密码不正确，请重新输入',
  unreadableKeyFile: '这不是可以读取的证书文件，请选择后缀为 .p12 或 .pfx 的文件',
  unsupportedProtection: '证书文件的加密方式过旧或不受支持，请用 AES-256 方式重新导出',
  keyMissing: '证书文件中没有与证书相配的私钥，请重新导出并包含私钥',
  unsupportedKey: '证书的密钥不受支持，请使用 RSA 2048 位以上或 ECDSA P-256 的证书',
}

export function refuseSigning(code: SigningRefusal['code']): { readonly ok: false; readonly refusal: SigningRefusal } {
  return refuse({ code, sentence: sentences[code] })
}

/** A signer of a private key in memory and the certificates that came with it, in any order. */
export function createKeySigner(privateKey: KeyObject, certificates: readonly Der[]): Result<Signer, SigningRefusal> {
  const publicKey = createPublicKey(privateKey)
  const certificate = certificates.find((der) => new X509Certificate(der).publicKey.equals(publicKey))
  if (!certificate) return refuseSigning('keyMissing')
  const algorithm = findSignatureAlgorithm(certificate)
  if (!algorithm) return refuseSigning('unsupportedKey')
  return ok({
    certificate,
    chain: orderChain(certificate, certificates),
    algorithm,
    sign: async ({ data }) => sign('sha256', data, privateKey),
  })
}

const pemBlock = /-----BEGIN ([A-Z ]+)-----[A-Za-z0-9+/=\s]+-----END \1-----/g

/** The agency's signer from the text of its key file: one unencrypted private key and its certificates in PEM. */
export function readPemSigner(pem: string): Result<Signer, SigningRefusal> {
  const blocks = [...pem.matchAll(pemBlock)].map(([text, label]) => ({ text, label }))
  const key = blocks.find(({ label }) => label?.endsWith('PRIVATE KEY'))
  if (!key) return refuseSigning('keyMissing')
  try {
    const certificates = blocks.filter(({ label }) => label === 'CERTIFICATE').map(({ text }) => new X509Certificate(text).raw)
    return createKeySigner(createPrivateKey(key.text), certificates)
  } catch {
    return refuseSigning('unreadableKeyFile')
  }
}
