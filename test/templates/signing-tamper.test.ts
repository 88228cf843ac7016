import { beforeAll, describe, expect, it } from 'vitest'
import { createDemoRoot, issueDemoCertificate } from '#app/services/signing/demo-ca.server'
import { type FindingCode, type VerificationReport, verifySignedPdf } from '#app/services/signing/verify.server'
import { getSignatureField } from '#templates/signing/form-fields'
import { getRootNumber, getSize, mergeObjects, readRevisions, resolveDictionary } from '#templates/signing/pdf-revisions'
import { isPdfDictionary, isPdfReference, isPdfStream, type PdfValue, pdfName, pdfReference, pdfText } from '#templates/signing/pdf-value'
import {
  agencyName,
  appendRevision,
  bothSignatures,
  type Change,
  clinicName,
  findContents,
  flipBit,
  flipContents,
  forgeSigned,
  getSignature,
  makeAgreement,
  makeParties,
  type Parties,
  signAsAgency,
  signAsClinic,
  signedAt,
  signerOf,
} from '#test/templates/signing-fixture'

let parties: Parties
let unsigned: Uint8Array
let first: Uint8Array
let signed: Uint8Array

beforeAll(async () => {
  parties = await makeParties()
  unsigned = await makeAgreement()
  first = await signAsClinic(unsigned, parties.clinic)
  signed = await signAsAgency(first, parties.agency)
})

function verify(pdf: Uint8Array): VerificationReport {
  return verifySignedPdf({ pdf, roots: [parties.root.certificate], expected: bothSignatures })
}

/** All findings of a report, those of a signature with its place in front. */
function codes(report: VerificationReport): string[] {
  return [
    ...report.findings.map(({ code }) => code),
    ...report.signatures.flatMap(({ findings }, index) => findings.map(({ code }) => `${index + 1}:${code}`)),
  ]
}

function expectRefused(pdf: Uint8Array, ...wanted: (FindingCode | `${1 | 2 | 3}:${FindingCode}`)[]): void {
  const report = verify(pdf)
  expect(report.valid).toBe(false)
  expect(report.summary).toContain('验证未通过')
  expect(codes(report)).toEqual(expect.arrayContaining(wanted))
}

function offsetOf(pdf: Uint8Array, words: string, from = 0): number {
  const offset = Buffer.from(pdf).indexOf(words, from, 'latin1')
  expect(offset).toBeGreaterThan(0)
  return offset
}

/** The content stream of the first page, as number and value. */
function firstPageContent(pdf: Uint8Array): { number: number; content: PdfValue } {
  const revisions = readRevisions(pdf)
  const objects = mergeObjects(revisions)
  const catalogue = resolveDictionary(objects, pdfReference(getRootNumber(revisions[0])))
  const kids = resolveDictionary(objects, catalogue.get('Pages')).get('Kids')
  const contents = resolveDictionary(objects, Array.isArray(kids) ? kids[0] : undefined).get('Contents')
  if (!isPdfReference(contents)) throw new Error('no content')
  return { number: contents.number, content: objects.get(contents.number) ?? null }
}

const otherPage: PdfValue = { kind: 'stream', dictionary: new Map(), data: Buffer.from('0 0 100 100 re f') }
const replacePage: Change = (objects) => objects.set(firstPageContent(unsigned).number, otherPage)

describe('a bit changed in a signed agreement', () => {
  it('in the text of a page breaks both signatures', () => {
    const { content } = firstPageContent(signed)
    const data = isPdfStream(content) ? content.data : new Uint8Array()
    expect(data.length).toBeGreaterThan(40)
    expectRefused(flipBit(signed, data.byteOffset + 30), '1:contentDigest', '2:contentDigest')
  })

  it('in the second revision leaves the first signature valid and breaks the second', () => {
    const reasonOfAgency = offsetOf(signed, '/Location', first.length) + 20
    const report = verify(flipBit(signed, reasonOfAgency))
    expect(report.signatures.map(({ valid }) => valid)).toEqual([true, false])
    expect(codes(report)).toContain('2:contentDigest')
  })

  it.each([0, 1])('anywhere in CMS %i, certificates included, is found', (index) => {
    const contents = findContents(signed)[index]
    if (!contents) throw new Error('no contents')
    expect(contents.length).toBeGreaterThan(1_000)
    const missed: number[] = []
    for (let byte = 0; byte < contents.length; byte += 17) {
      if (verify(flipContents(signed, contents.start, byte)).valid) missed.push(byte)
    }
    expect(missed).toEqual([])
  })

  it('in the zeros behind a CMS is found', () => {
    const [contents] = findContents(signed)
    if (!contents) throw new Error('no contents')
    expectRefused(flipContents(signed, contents.start, contents.length + 100), '1:signature')
  })

  it('at any of 150 places of the file is found', () => {
    const step = Math.floor(signed.length / 150)
    const places = Array.from({ length: 150 }, (_, index) => index * step + 3)
    expect(places.filter((place) => verify(flipBit(signed, place)).valid)).toEqual([])
  })
})

describe('something added after the last signature', () => {
  it.each([
    ['a letter', 'x'],
    ['an empty line', '\n'],
    ['a comment', '% harmless\n'],
    ['a second end mark', '%%EOF\n'],
  ])('%s', (_, words) => {
    expectRefused(Buffer.concat([signed, Buffer.from(words)]), 'structure')
  })

  it('an unsigned revision that replaces a page', () => {
    expectRefused(appendRevision(signed, replacePage), 'revisionCount', '3:foreignChange', '3:noSignature')
  })

  it('an unsigned revision with nothing in it', () => {
    expectRefused(
      appendRevision(signed, () => undefined),
      'revisionCount',
    )
  })

  it('an unsigned revision that changes what a signature shows', () => {
    const field = getSignatureField(signed, 'AgencySignature')
    const change: Change = (objects) => objects.set(field.number, new Map(field.dictionary).set('Rect', [0, 0, 500, 500]))
    expectRefused(appendRevision(signed, change), 'revisionCount', '3:noSignature')
  })

  it('an unsigned revision that points to another catalogue', () => {
    const change: Change = (objects, trailer) => {
      const number = getSize(readRevisions(signed)[2] ?? readRevisions(signed)[0])
      objects.set(number, new Map([['Type', pdfName('Catalog')]]))
      trailer.set('Root', pdfReference(number))
    }
    expect(() => appendRevision(signed, change)).toThrow('Root changed')
  })

  it('an unsigned revision slipped in between the two signatures', async () => {
    const between = await signAsAgency(appendRevision(first, replacePage), parties.agency)
    expectRefused(between, 'revisionCount', '2:foreignChange')
  })
})

describe('signatures missing, exchanged or of other persons', () => {
  it('the second signature cut off', () => {
    expectRefused(first, 'revisionCount')
  })

  it('a CMS emptied', () => {
    const [contents] = findContents(signed)
    const empty = Buffer.from(signed).fill('0', (contents?.start ?? 0) + 1, (contents?.start ?? 0) + 200)
    expectRefused(empty, '1:signature')
  })

  it('the agency signing before 乙方', async () => {
    const swapped = await signAsClinic(await signAsAgency(unsigned, parties.agency, true), parties.clinic, false)
    expectRefused(swapped, '1:order', '2:order', '1:signer', '2:signer')
  })

  it('each party in the field of the other', async () => {
    const party = { signer: parties.agency, signerName: agencyName, at: signedAt.clinic, certify: true }
    const wrongField = await forgeSigned(unsigned, { ...party, fieldName: 'InstitutionSignature' }, () => undefined)
    expectRefused(await signAsAgency(wrongField, parties.agency), '1:signer')
  })

  it('the CMS of the first signature used for the second', () => {
    const [one, two] = findContents(signed)
    if (!one || !two) throw new Error('no contents')
    const copied = Buffer.from(signed)
    copied.copy(copied, two.start, one.start, one.start + 2 * 16_384 + 2)
    expectRefused(copied, '2:contentDigest', '2:signer')
  })

  it('the same Chinese names in certificates of another root', async () => {
    const root = await createDemoRoot({ commonName: '东营医保演示根证书', organization: '演示证书机构' })
    const forger = signerOf(await issueDemoCertificate(root, { commonName: clinicName }, 'ecdsa-p256'))
    expectRefused(await signAsAgency(await signAsClinic(unsigned, forger), parties.agency), '1:certificate.untrusted')
  })

  it('a certificate that another signing certificate claims to have issued', async () => {
    const issued = await issueDemoCertificate(parties.clinicKey, { commonName: agencyName }, 'ecdsa-p256')
    const pdf = await signAsAgency(first, signerOf(issued))
    expect(verify(pdf).signatures[1]?.certificateTrusted).toBe(false)
  })

  it('a signature outside the validity of its certificate', async () => {
    expectRefused(await signAsAgency(first, parties.agency, false, '2036-03-01T00:00:00.000Z'), '2:certificate.expired')
  })

  it('a second signature that states a time before the first', async () => {
    expectRefused(await signAsAgency(first, parties.agency, false, '2026-05-01T00:00:00.000Z'), 'time')
  })

  it('a file that is genuine but not the one in the record', () => {
    const input = { pdf: signed, roots: [parties.root.certificate], expected: bothSignatures }
    const { sha256 } = verifySignedPdf(input)
    expect(verifySignedPdf({ ...input, expectedSha256: sha256 }).valid).toBe(true)
    expect(codes(verifySignedPdf({ ...input, expectedSha256: sha256.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) }))).toEqual([
      'fileDigest',
    ])
  })
})

describe('a genuine key used for more than a signature', () => {
  const asAgency = (change: Change, base = first) =>
    forgeSigned(
      base,
      { fieldName: 'AgencySignature', signer: parties.agency, signerName: agencyName, at: signedAt.agency, certify: false },
      change,
    )
  const asClinic = (change: Change) =>
    forgeSigned(
      unsigned,
      { fieldName: 'InstitutionSignature', signer: parties.clinic, signerName: clinicName, at: signedAt.clinic, certify: true },
      change,
    )
  const withAgency = async (change: Change) => signAsAgency(await asClinic(change), parties.agency)

  it('passes when nothing else is done', async () => {
    expect(codes(verify(await asAgency(() => undefined)))).toEqual([])
    expect(codes(verify(await withAgency(() => undefined)))).toEqual([])
  })

  it('a page replaced within the signed revision', async () => {
    const pdf = await asAgency(replacePage)
    expectRefused(pdf, '2:foreignChange')
    expect(verify(pdf).signatures[1]).toMatchObject({ digestMatches: true, signatureValid: true, changesAllowed: false })
  })

  it('a note laid over the page within the signed revision', async () => {
    const note = new Map<string, PdfValue>([
      ['Type', pdfName('Annot')],
      ['Subtype', pdfName('FreeText')],
      ['Contents', pdfText('改')],
    ])
    expectRefused(
      await asAgency((objects) => objects.set(getSize(readRevisions(first)[1] ?? readRevisions(first)[0]) + 9, note)),
      '2:foreignChange',
    )
  })

  it('the field moved over the text', async () => {
    const { number } = getSignatureField(first, 'AgencySignature')
    const move: Change = (objects) => {
      const field = objects.get(number)
      if (isPdfDictionary(field)) field.set('Rect', [0, 0, 595, 842])
    }
    expectRefused(await asAgency(move), '2:fieldChanged')
  })

  it('the field of the other party changed', async () => {
    const other = getSignatureField(first, 'InstitutionSignature')
    expectRefused(await asAgency((objects) => objects.set(other.number, new Map(other.dictionary).set('F', 2))), '2:noSignature')
  })

  it('an appearance that refers to objects of the document', async () => {
    const { number } = getSignatureField(first, 'AgencySignature')
    const show: Change = (objects) => {
      const field = objects.get(number)
      if (isPdfDictionary(field))
        field.set(
          'AP',
          new Map([
            ['N', pdfReference(firstPageContent(first).number)],
            ['D', pdfReference(1)],
          ]),
        )
      objects.set(firstPageContent(first).number, otherPage)
    }
    expectRefused(await asAgency(show), '2:foreignChange')
  })

  it('a certification that allows more, is missing, or is not named by the catalogue', async () => {
    const allowMore: Change = (objects) => {
      const [reference] = (getSignature(objects).get('Reference') as PdfValue[]) ?? []
      const parameters = isPdfDictionary(reference) ? reference.get('TransformParams') : undefined
      if (isPdfDictionary(parameters)) parameters.set('P', 3)
    }
    expectRefused(await withAgency(allowMore), '1:certification')
    expectRefused(await withAgency((objects) => getSignature(objects).delete('Reference')), '1:certification')
    expectRefused(await withAgency((objects) => objects.delete(getRootNumber(readRevisions(unsigned)[0]))), '1:certification')
    expectRefused(await signAsAgency(await signAsClinic(unsigned, parties.clinic, false), parties.agency), '1:certification')
  })

  it('a script put into the catalogue with the certification', async () => {
    const change: Change = (objects) => {
      const catalogue = objects.get(getRootNumber(readRevisions(unsigned)[0]))
      if (isPdfDictionary(catalogue)) catalogue.set('OpenAction', new Map([['S', pdfName('JavaScript')]]))
    }
    expectRefused(await withAgency(change), '1:certification')
  })

  it('a byte range that is not the whole file without the signature', async () => {
    expectRefused(await asAgency((objects) => getSignature(objects).set('ByteRange', [0, 10, 20, -1])), '2:byteRange')
  })

  it('another kind of signature under our field', async () => {
    expectRefused(await asAgency((objects) => getSignature(objects).set('SubFilter', pdfName('adbe.pkcs7.detached'))), '2:byteRange')
  })

  it('a name in the signature that is not the name in the certificate', async () => {
    expectRefused(await asAgency((objects) => getSignature(objects).set('Name', pdfText('东营市人民医院'))), '2:signer')
  })

  it('another document information', async () => {
    const change: Change = (_, trailer) => trailer.set('Info', pdfReference(1))
    expectRefused(await asAgency(change), '2:foreignChange')
  })
})

describe('a document prepared for a later exchange before it was signed', () => {
  it('refers to an object that is not there yet', async () => {
    const text = Buffer.from(unsigned).toString('latin1')
    const prepared = Buffer.from(text.replace(/\/Producer \d\d 0 R/, '/Producer 99 0 R'), 'latin1')
    expect(prepared.equals(unsigned)).toBe(false)
    const pdf = await signAsAgency(await signAsClinic(prepared, parties.clinic), parties.agency)
    expect(codes(verify(pdf))).toEqual(['structure'])
  })
})

describe('files that are not ours at all', () => {
  it.each([
    ['nothing', ''],
    ['text', 'not a PDF'],
    ['a header alone', '%PDF-1.7\n%\xff\xff\xff\xff\n'],
    ['brackets without end', `%PDF-1.7\n%\xff\xff\xff\xff\n1 0 obj\n${'['.repeat(50_000)}`],
    ['a stream longer than the file', '%PDF-1.7\n%\xff\xff\xff\xff\n1 0 obj\n<< /Length 999999999 >>\nstream\n\nendstream\nendobj\n'],
  ])('%s', (_, words) => {
    expectRefused(Buffer.from(words, 'latin1'), 'structure')
  })
})
