import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifySignedPdf } from '#app/services/signing/verify.server'
import {
  agencyName,
  bothSignatures,
  clinicName,
  makeAgreement,
  makeParties,
  type Parties,
  signAsAgency,
  signAsClinic,
  signedAt,
} from '#test/templates/signing-fixture'

let directory = ''
let unsigned: Uint8Array = new Uint8Array()

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'signing-'))
  unsigned = await makeAgreement()
})

afterAll(() => rmSync(directory, { recursive: true, force: true }))

function run(command: string, ...parameters: string[]): string {
  return execFileSync(command, parameters, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } })
}

function writeTemporary(name: string, bytes: Uint8Array | string): string {
  const path = join(directory, name)
  writeFileSync(path, bytes)
  return path
}

/** What pdfsig says when the demonstration root is installed; it exits 0 whatever it finds, so its words count. */
function askPdfsig(pdf: Uint8Array, parties: Parties): string {
  const database = mkdtempSync(join(directory, 'nss-'))
  const root = writeTemporary('root.pem', new X509Certificate(parties.root.certificate).toString())
  run('certutil', '-N', '-d', `sql:${database}`, '--empty-password')
  run('certutil', '-A', '-d', `sql:${database}`, '-n', 'root', '-t', 'C,C,C', '-i', root)
  return run('pdfsig', '-nssdir', database, writeTemporary('signed.pdf', pdf))
}

function count(text: string, words: string): number {
  return text.split(words).length - 1
}

describe('an agreement before it is signed', () => {
  it('shows two empty signature fields and asks no reader to redraw them', () => {
    const text = Buffer.from(unsigned).toString('latin1')
    expect(text).toContain('/SigFlags 3')
    expect(text).not.toContain('NeedAppearances')
    expect(count(text, '/F 132')).toBe(2)
    const words = run('pdfsig', writeTemporary('unsigned.pdf', unsigned))
    expect(words).toMatch(
      /InstitutionSignature\s+The signature form field is not signed[\s\S]*AgencySignature\s+The signature form field is not signed/,
    )
  })

  it('does not verify as signed', () => {
    const report = verifySignedPdf({ pdf: unsigned, roots: [], expected: bothSignatures })
    expect(report.valid).toBe(false)
    expect(report.findings.map(({ code }) => code)).toEqual(['revisionCount'])
  })
})

describe.each([
  ['rsa-2048', 'ecdsa-p256'],
  ['ecdsa-p256', 'rsa-3072'],
] as const)('an agreement signed by 乙方 with %s and the agency with %s', (clinicKind, agencyKind) => {
  let parties: Parties
  let signed: Uint8Array
  beforeAll(async () => {
    parties = await makeParties(clinicKind, agencyKind)
    signed = await signAsAgency(await signAsClinic(unsigned, parties.clinic), parties.agency)
  })

  it('is valid and trusted for pdfsig, with both Chinese names', () => {
    const words = askPdfsig(signed, parties)
    expect(count(words, 'Signature Validation: Signature is Valid.')).toBe(2)
    expect(count(words, 'Certificate Validation: Certificate is Trusted.')).toBe(2)
    expect(count(words, 'Signature Type: ETSI.CAdES.detached')).toBe(2)
    expect(words).toContain(`Signer Certificate Common Name: ${clinicName}`)
    expect(words).toContain(`Signer Certificate Common Name: ${agencyName}`)
    expect(words.trimEnd()).toMatch(/Total document signed\n[\s\S]*Certificate is Trusted\.$/)
  })

  it('is valid for our own verifier, which names both parties and their times', () => {
    const report = verifySignedPdf({ pdf: signed, roots: [parties.root.certificate], expected: bothSignatures })
    expect(report.findings).toEqual([])
    expect(report).toMatchObject({ valid: true, revisionCount: 3, coversWholeFile: true })
    expect(report.signatures.map(({ signerName, findings }) => ({ signerName, findings }))).toEqual([
      { signerName: clinicName, findings: [] },
      { signerName: agencyName, findings: [] },
    ])
    expect(report.signatures.map((one) => one.signedAt)).toEqual([signedAt.clinic, signedAt.agency])
    expect(report.summary).toContain(clinicName)
  })

  it('is well-formed for qpdf', () => {
    expect(run('qpdf', '--check', writeTemporary('checked.pdf', signed))).toContain('No syntax or stream encoding errors found')
  })

  it('keeps every earlier byte and shows the time of signing in its place', async () => {
    expect(Buffer.from(signed.subarray(0, unsigned.length)).equals(unsigned)).toBe(true)
    const text = run('pdftotext', '-layout', writeTemporary('text.pdf', signed), '-')
    expect(text).toContain('医疗保障定点服务协议')
    expect(text).toContain('2026年5月8日 15:05 签署')
    const appearances = Buffer.from(signed).subarray(unsigned.length).toString('latin1')
    expect(count(appearances, '/Subtype /Form')).toBe(2)
  })

  it('has no signing time among the signed attributes, which PAdES forbids', () => {
    const signingTime = Buffer.from('06092a864886f70d010905', 'hex').toString('hex')
    expect(Buffer.from(signed).toString('latin1')).not.toContain(signingTime)
  })
})

describe('an agreement that only 乙方 has signed', () => {
  it('is valid as far as it goes and not valid as the whole agreement', async () => {
    const parties = await makeParties('ecdsa-p256', 'ecdsa-p256')
    const pdf = await signAsClinic(unsigned, parties.clinic)
    const roots = [parties.root.certificate]
    expect(verifySignedPdf({ pdf, roots, expected: bothSignatures.slice(0, 1) }).valid).toBe(true)
    const whole = verifySignedPdf({ pdf, roots, expected: bothSignatures })
    expect(whole.valid).toBe(false)
    expect(whole.findings.map(({ code }) => code)).toEqual(['revisionCount'])
  })

  it('cannot be signed twice in one field nor certified a second time', async () => {
    const parties = await makeParties('ecdsa-p256', 'ecdsa-p256')
    const pdf = await signAsClinic(unsigned, parties.clinic)
    await expect(signAsClinic(pdf, parties.clinic, false)).rejects.toThrow('No empty signature field')
    await expect(signAsAgency(pdf, parties.agency, true)).rejects.toThrow('Only the first signature')
  })

  it('is the same file again from the same record and the same RSA key', async () => {
    const parties = await makeParties('rsa-2048', 'ecdsa-p256')
    const [first, second] = [await signAsClinic(unsigned, parties.clinic), await signAsClinic(await makeAgreement(), parties.clinic)]
    expect(Buffer.from(first).equals(second)).toBe(true)
  })
})
