import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCms, decodeSignedData, encodeSignedData, sha256 } from '#app/services/signing/cms.server'
import { checkCms } from '#app/services/signing/cms-check.server'
import type { Signer } from '#app/services/signing/provider.server'
import { clinicName, makeParties, type Parties, signedAt } from '#test/templates/signing-fixture'

const content = Buffer.from('协议正文', 'utf8')
let directory = ''
let parties: Parties

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'cms-'))
  parties = await makeParties('rsa-3072', 'ecdsa-p256')
})

afterAll(() => rmSync(directory, { recursive: true, force: true }))

describe.each(['clinic', 'agency'] as const)('a CMS of the %s', (party) => {
  let signer: Signer
  let cms: Uint8Array
  beforeAll(async () => {
    signer = parties[party]
    cms = await createCms(signer, sha256(content))
  })

  it('is verified by openssl with its chain and its signing-certificate attribute', () => {
    const path = (name: string) => join(directory, `${party}-${name}`)
    writeFileSync(path('cms.der'), cms)
    writeFileSync(path('content'), content)
    writeFileSync(path('root.pem'), new X509Certificate(parties.root.certificate).toString())
    const parameters = ['-inform', 'DER', '-in', path('cms.der'), '-content', path('content'), '-binary', '-CAfile', path('root.pem')]
    const options = ['-cades', '-purpose', 'any']
    const out = execFileSync('openssl', ['cms', '-verify', ...parameters, ...options], { stdio: ['ignore', 'pipe', 'ignore'] })
    expect(out.equals(content)).toBe(true)
  })

  it('is the same bytes again when it is taken apart and put together', () => {
    expect(Buffer.from(encodeSignedData(decodeSignedData(cms))).equals(cms)).toBe(true)
  })

  it('fits other content in no case', () => {
    const roots = [parties.root.certificate]
    expect(checkCms(cms, sha256(content), roots, signedAt.clinic)).toMatchObject({ digestMatches: true, signatureValid: true })
    const other = checkCms(cms, sha256(Buffer.from('另一份')), roots, signedAt.clinic)
    expect(other).toMatchObject({ digestMatches: false, signatureValid: true, chainFault: undefined })
  })
})

describe('a remote seal service', () => {
  it('sees the attributes and their digest, and its failure is passed on', async () => {
    const seen: { data: Uint8Array; digest: Uint8Array }[] = []
    const remote: Signer = {
      ...parties.clinic,
      sign: async (input) => {
        seen.push(input)
        return parties.clinic.sign(input)
      },
    }
    const cms = await createCms(remote, sha256(content))
    expect(checkCms(cms, sha256(content), [parties.root.certificate], signedAt.clinic).signerName).toBe(clinicName)
    expect(seen.map(({ data, digest }) => Buffer.from(sha256(data)).equals(digest))).toEqual([true])
    const broken: Signer = { ...remote, sign: () => Promise.reject(new Error('seal service unreachable')) }
    await expect(createCms(broken, sha256(content))).rejects.toThrow('seal service unreachable')
  })
})
