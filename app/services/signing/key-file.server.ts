import { createPrivateKey } from 'node:crypto'
import type { Der } from '#app/services/signing/certificates.server'
import { createKeySigner, refuseSigning, type Signer, type SigningRefusal } from '#app/services/signing/provider.server'
import type { Result } from '#workflows/result'

/** A key with its certificate as the caller stores it: the key as PKCS #8 DER, the issuers in order up to the root. */
export type KeyAndCertificate = { privateKey: Der; certificate: Der; chain: readonly Der[] }

const block = /-----BEGIN (PRIVATE KEY|CERTIFICATE)-----([A-Za-z0-9+/=\s]+)-----END \1-----/g

/** Key and certificates as one PEM text, for the caller's file, read again by `readKeyFile`. */
export function encodeKeyFile({ privateKey, certificate, chain }: KeyAndCertificate): string {
  return [pem('PRIVATE KEY', privateKey), ...[certificate, ...chain].map((der) => pem('CERTIFICATE', der))].join('')
}

/** Reads an unencrypted PKCS #8 key with its certificate first and the issuers behind it; throws when it is something else. */
export function readKeyFile(text: string): KeyAndCertificate {
  const blocks = [...text.matchAll(block)]
  const read = (wanted: string) => blocks.filter(([, label]) => label === wanted).map(([, , body]) => Buffer.from(body ?? '', 'base64'))
  const [privateKey] = read('PRIVATE KEY')
  const [certificate, ...chain] = read('CERTIFICATE')
  if (!privateKey || !certificate) throw new Error('Not a key file')
  return { privateKey, certificate, chain }
}

/** The signer of a key that lies in a local file of the agency, or of one that the demonstration CA has just made. */
export function createFileSigner({ privateKey, certificate, chain }: KeyAndCertificate): Result<Signer, SigningRefusal> {
  try {
    const key = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' })
    return createKeySigner(key, [certificate, ...chain])
  } catch {
    return refuseSigning('unreadableKeyFile')
  }
}

function pem(label: string, der: Der): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}
