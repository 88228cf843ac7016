import { createPublicKey, type KeyObject, sign, X509Certificate } from 'node:crypto'
import {
  type Der,
  findChainFault,
  findSignatureAlgorithm,
  orderChain,
  readCommonName,
  type SignatureAlgorithm,
} from '#app/services/signing/certificates.server'
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
  code:
    | 'wrongPassword'
    | 'unreadableKeyFile'
    | 'unsupportedProtection'
    | 'keyMissing'
    | 'unsupportedKey'
    | 'otherHolder'
    | 'expired'
    | 'untrusted'
  sentence: string
}

const sentences: Record<SigningRefusal['code'], string> = {
  wrongPassword: '证书密码不正确，请重新输入',
  unreadableKeyFile: '这不是可以读取的证书文件，请选择后缀为 .p12 或 .pfx 的文件',
  unsupportedProtection: '证书文件的加密方式过旧或不受支持，请用 AES-256 方式重新导出',
  keyMissing: '证书文件中没有与证书相配的私钥，请重新导出并包含私钥',
  unsupportedKey: '证书的密钥不受支持，请使用 RSA 2048 位以上或 ECDSA P-256 的证书',
  otherHolder: '证书的持有人不是应当签署的单位，请使用本单位的证书',
  expired: '证书不在有效期内，请换用有效的证书',
  untrusted: '证书不是由平台信任的机构签发，或不能用于签名，请换用受信任机构的证书',
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

export type SignerCheck = { holder: string; roots: readonly Der[]; at: string }

/**
 * Whether a signer may sign for the holder named (CN of the certificate) at an instant; asked before anything is signed,
 * so that no file comes to be that its verification would refuse.
 */
export function checkSigner(signer: Signer, { holder, roots, at }: SignerCheck): Result<Signer, SigningRefusal> {
  if (readCommonName(signer.certificate).normalize('NFC') !== holder.normalize('NFC')) return refuseSigning('otherHolder')
  const fault = findChainFault([signer.certificate, ...signer.chain], roots, at)
  if (!fault) return ok(signer)
  return refuseSigning(fault === 'expired' ? 'expired' : 'untrusted')
}
