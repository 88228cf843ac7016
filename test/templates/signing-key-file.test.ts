import { execFileSync } from 'node:child_process'
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCommonName } from '#app/services/signing/certificates.server'
import { createDemoRoot, issueDemoCertificate } from '#app/services/signing/demo-ca.server'
import { createFileSigner, encodeKeyFile, type KeyAndCertificate, readKeyFile } from '#app/services/signing/key-file.server'
import { readPkcs12Signer } from '#app/services/signing/pkcs12-read.server'
import { writePkcs12 } from '#app/services/signing/pkcs12-write.server'
import { checkSigner, createKeySigner } from '#app/services/signing/provider.server'
import { verifySignedPdf } from '#app/services/signing/verify.server'
import { clinicName, makeAgreement, signAsClinic, signedAt, signerOf } from '#test/templates/signing-fixture'

const password = '密码 Pass-2026'
let directory = ''
let root: KeyAndCertificate
let clinic: KeyAndCertificate

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'key-file-'))
  root = await createDemoRoot({ commonName: '东营医保演示根证书' })
  clinic = await issueDemoCertificate(root, { commonName: clinicName }, 'rsa-2048')
})

afterAll(() => rmSync(directory, { recursive: true, force: true }))

function openssl(...parameters: string[]): string {
  return execFileSync('openssl', parameters, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}

function temporary(name: string, content: Uint8Array | string): string {
  const path = join(directory, name)
  writeFileSync(path, content)
  return path
}

/** A key file as openssl writes it, with further options for its protection. */
function opensslFile(...options: string[]): Uint8Array {
  const key = temporary('key.pem', encodeKeyFile(clinic))
  const path = join(directory, 'openssl.p12')
  openssl('pkcs12', '-export', '-in', key, '-out', path, '-passout', `pass:${password}`, ...options)
  return readFileSync(path)
}

async function refusalOf(file: Uint8Array, word: string): Promise<string | undefined> {
  const signer = await readPkcs12Signer(file, word)
  return signer.ok ? undefined : signer.refusal.code
}

describe('the demonstration CA', () => {
  it('issues certificates with Chinese names that hold from 2020 to 2035', () => {
    const certificate = new X509Certificate(clinic.certificate)
    expect(readCommonName(clinic.certificate)).toBe(clinicName)
    expect(certificate.validFrom).toBe('Jan  1 00:00:00 2020 GMT')
    expect(certificate.validTo).toBe('Dec 31 23:59:59 2035 GMT')
    expect(certificate.verify(new X509Certificate(root.certificate).publicKey)).toBe(true)
  })

  it('is accepted as an issuer by openssl', () => {
    const rootFile = temporary('root.pem', new X509Certificate(root.certificate).toString())
    const leafFile = temporary('leaf.pem', new X509Certificate(clinic.certificate).toString())
    expect(openssl('verify', '-x509_strict', '-CAfile', rootFile, leafFile)).toContain('leaf.pem: OK')
  })

  it('works on from the text in which its key was stored', async () => {
    const restored = readKeyFile(encodeKeyFile(root))
    const later = await issueDemoCertificate(restored, { commonName: '东营市康泰大药房' }, 'ecdsa-p256')
    expect(new X509Certificate(later.certificate).checkIssued(new X509Certificate(root.certificate))).toBe(true)
    expect(() => readKeyFile('nothing')).toThrow('Not a key file')
  })
})

describe('a PKCS#12 file with a password', () => {
  it('downloaded from the demonstration CA signs an agreement', async () => {
    const file = await writePkcs12(clinic, password)
    const signer = await readPkcs12Signer(file, password)
    if (!signer.ok) throw new Error(signer.refusal.sentence)
    const pdf = await signAsClinic(await makeAgreement(), signer.value)
    const expected = [{ fieldName: 'InstitutionSignature', signerName: clinicName }] as const
    expect(verifySignedPdf({ pdf, roots: [root.certificate], expected }).valid).toBe(true)
  })

  it('downloaded from the demonstration CA is read by openssl', async () => {
    const path = temporary('ours.p12', await writePkcs12(clinic, password))
    const text = openssl('pkcs12', '-in', path, '-passin', `pass:${password}`, '-nodes')
    expect(text.match(/BEGIN CERTIFICATE/g)).toHaveLength(2)
    expect(text).toContain('BEGIN PRIVATE KEY')
    const first = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/.exec(text)?.[0] ?? ''
    expect(new X509Certificate(first).raw.equals(clinic.certificate)).toBe(true)
  })

  it.each([
    ['AES-256', []],
    ['the older 3DES', ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']],
    ['certificates left open', ['-certpbe', 'NONE', '-macalg', 'sha512']],
    ['no integrity code', ['-nomac']],
  ])('written by another program with %s is read', async (_, options) => {
    const signer = await readPkcs12Signer(opensslFile(...options), password)
    if (!signer.ok) throw new Error(signer.refusal.sentence)
    expect(readCommonName(signer.value.certificate)).toBe(clinicName)
    expect(signer.value.chain).toHaveLength(1)
    expect(signer.value.algorithm).toBe('rsa-sha256')
  })

  it('with a wrong password is refused as such, with and without integrity code', async () => {
    expect(await refusalOf(opensslFile(), 'wrong')).toBe('wrongPassword')
    expect(await refusalOf(opensslFile(), '')).toBe('wrongPassword')
    expect(await refusalOf(opensslFile('-nomac'), 'wrong')).toBe('wrongPassword')
    const refused = await readPkcs12Signer(opensslFile(), 'wrong')
    expect(JSON.stringify(refused)).not.toContain(password)
  })

  it('that holds no key, is no key file or is far too large is refused by name', async () => {
    expect(await refusalOf(opensslFile('-nokeys'), password)).toBe('keyMissing')
    expect(await refusalOf(Buffer.from('%PDF-1.7'), password)).toBe('unreadableKeyFile')
    expect(await refusalOf(new Uint8Array(), password)).toBe('unreadableKeyFile')
    expect(await refusalOf(new Uint8Array(300_000), password)).toBe('unreadableKeyFile')
  })

  it('whose protection would hold the processor for long is refused', async () => {
    expect(await refusalOf(opensslFile('-iter', '3000000', '-nomac'), password)).toBe('unsupportedProtection')
  })
})

describe('a signer before it signs', () => {
  const at = signedAt.clinic

  it('is accepted for its holder, under its root, within its validity', () => {
    expect(checkSigner(signerOf(clinic), { holder: clinicName, roots: [root.certificate], at }).ok).toBe(true)
  })

  it.each([
    ['otherHolder', { holder: '东营市人民医院', at }],
    ['expired', { holder: clinicName, at: '2019-12-31T00:00:00.000Z' }],
    ['expired', { holder: clinicName, at: '2036-01-01T00:00:00.000Z' }],
  ])('is refused with %s', (code, check) => {
    const result = checkSigner(signerOf(clinic), { ...check, roots: [root.certificate] })
    expect(result).toMatchObject({ ok: false, refusal: { code } })
  })

  it('is refused under a root that the platform does not trust', async () => {
    const other = await createDemoRoot({ commonName: '东营医保演示根证书' })
    const result = checkSigner(signerOf(clinic), { holder: clinicName, roots: [other.certificate], at })
    expect(result).toMatchObject({ ok: false, refusal: { code: 'untrusted' } })
  })

  it('is refused when the certificate belongs to another key, or the key file is damaged', async () => {
    const other = await issueDemoCertificate(root, { commonName: clinicName }, 'ecdsa-p256')
    expect(createFileSigner({ ...clinic, privateKey: other.privateKey })).toMatchObject({ ok: false, refusal: { code: 'keyMissing' } })
    expect(createFileSigner({ ...clinic, privateKey: Uint8Array.of(1, 2, 3) })).toMatchObject({
      ok: false,
      refusal: { code: 'unreadableKeyFile' },
    })
  })

  it('is refused for a key that is too short', () => {
    const weak = temporary('weak.pem', '')
    openssl('req', '-x509', '-newkey', 'rsa:1024', '-nodes', '-keyout', weak, '-out', `${weak}.crt`, '-subj', '/CN=weak', '-days', '9')
    const certificate = new X509Certificate(readFileSync(`${weak}.crt`)).raw
    expect(createKeySigner(createPrivateKey(readFileSync(weak)), [certificate])).toMatchObject({
      ok: false,
      refusal: { code: 'unsupportedKey' },
    })
  })
})
