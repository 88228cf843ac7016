import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { UploadedBytes } from '#app/http/upload.server'
import { placeholderMaterial } from '#app/journey/placeholder-material'
import { checkPdf } from '#app/services/uploads/pdf-check.server'
import { prepareMaterials } from '#app/services/uploads/prepare.server'
import { hiddenWords, onePagePdf, photograph, pngBomb, screenshot } from '#test/setup/upload-files'

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const uploaded = (bytes: Uint8Array, mediaType: string, name = '许可证'): UploadedBytes => ({
  field: 'material.practiceLicence',
  name,
  mediaType,
  bytes,
  digest: digestOf(bytes),
})

/** The one file, prepared. */
async function kept(bytes: Uint8Array, mediaType: string): Promise<UploadedBytes> {
  const { files, faults } = await prepareMaterials([uploaded(bytes, mediaType)])
  const [file] = files
  if (file === undefined) throw new Error(faults.map(({ message }) => message).join())
  return file
}

async function refusal(bytes: Uint8Array, mediaType: string): Promise<string> {
  const { files, faults } = await prepareMaterials([uploaded(bytes, mediaType)])
  expect(files).toEqual([])
  expect(faults).toMatchObject([{ status: 422, field: 'material.practiceLicence' }])
  return faults[0]?.message ?? ''
}

describe('a photograph', () => {
  it('is kept without place, device and names, and the digest is that of what is kept', async () => {
    const taken = await photograph()
    for (const words of Object.values(hiddenWords)) expect(taken.includes(words)).toBe(true)
    expect(taken.includes('Exif')).toBe(true)
    const file = await kept(taken, 'image/jpeg')
    for (const words of [...Object.values(hiddenWords), 'Exif', 'http://ns.adobe.com/xap', 'ICC_PROFILE'])
      expect(Buffer.from(file.bytes).includes(words)).toBe(false)
    const left = await sharp(file.bytes).metadata()
    expect(left).toMatchObject({ format: 'jpeg', width: 60, height: 30 })
    expect([left.exif, left.xmp, left.iptc, left.icc, left.orientation]).toEqual(new Array(5).fill(undefined))
    expect(file.digest).toBe(digestOf(file.bytes))
    expect(file.digest).not.toBe(digestOf(taken))
  })

  it('that was taken sideways is stored upright', async () => {
    const file = await kept(await photograph({ orientation: 6 }), 'image/jpeg')
    expect(await sharp(file.bytes).metadata()).toMatchObject({ width: 30, height: 60 })
  })

  it('keeps the full resolution of colour, so that a seal over small print stays legible', async () => {
    expect((await sharp((await kept(await photograph(), 'image/jpeg')).bytes).metadata()).chromaSubsampling).toBe('4:4:4')
  })

  it('larger than any paper needs is made smaller', async () => {
    const file = await kept(await photograph({ width: 9000, height: 90 }), 'image/jpeg')
    expect((await sharp(file.bytes).metadata()).width).toBe(7016)
  })

  it('hides nothing behind its picture', async () => {
    const file = await kept(Buffer.concat([await photograph(), Buffer.from('PK\u0003\u0004 hidden archive')]), 'image/jpeg')
    expect(Buffer.from(file.bytes).includes('hidden archive')).toBe(false)
  })

  it('that breaks off is refused in plain words', async () => {
    const whole = await photograph({ width: 900, height: 900 })
    expect(await refusal(whole.subarray(0, whole.length / 2), 'image/jpeg')).toContain('已经损坏或者不完整')
  })

  it('gives the same bytes each time, so that the same file is known again', async () => {
    const taken = await photograph()
    expect((await kept(taken, 'image/jpeg')).digest).toBe((await kept(taken, 'image/jpeg')).digest)
  })
})

describe('a PNG', () => {
  it('stays a PNG', async () => {
    const file = await kept(await screenshot(), 'image/png')
    expect(await sharp(file.bytes).metadata()).toMatchObject({ format: 'png', width: 40, height: 20 })
  })

  it('that would unfold to fill the memory is refused before it does', async () => {
    const bomb = await pngBomb()
    expect(bomb.length).toBeLessThan(1000)
    expect(await refusal(bomb, 'image/png')).toContain('像素过多（超过 1.2 亿像素）')
  })
})

describe('a PDF', () => {
  let folder: string
  let source: string
  const made = (name: string, options: readonly string[]): Buffer => {
    const target = join(folder, name)
    execFileSync('qpdf', [...options, target])
    return readFileSync(target)
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'portal-pdf-'))
    source = join(folder, 'source.pdf')
    writeFileSync(source, await placeholderMaterial('许可证'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('is kept byte for byte', async () => {
    const bytes = onePagePdf('licence')
    const file = await kept(bytes, 'application/pdf')
    expect(Buffer.from(file.bytes).equals(bytes)).toBe(true)
    expect(file.digest).toBe(digestOf(bytes))
  })

  it('has its pages counted, however its objects are written', () => {
    const three = made('three.pdf', ['--empty', '--pages', source, '1,1,1', '--'])
    expect(checkPdf(three)).toEqual({ ok: true, pages: 3 })
    const path = join(folder, 'three.pdf')
    for (const options of [['--object-streams=generate'], ['--linearize'], ['--linearize', '--object-streams=generate'], ['--qdf']])
      expect(checkPdf(made('other.pdf', [...options, path])), options.join(' ')).toEqual({ ok: true, pages: 3 })
  })

  it('with a password to open it, or only to change it, is refused', async () => {
    for (const [user, owner] of [
      ['open', 'change'],
      ['', 'change'],
    ] as const) {
      const locked = made('locked.pdf', ['--encrypt', user, owner, '256', '--', '--object-streams=generate', source])
      expect(await refusal(locked, 'application/pdf')).toContain('密码')
    }
  })

  it('that breaks off, or holds no page, is refused', async () => {
    const whole = readFileSync(source)
    expect(await refusal(whole.subarray(0, whole.length / 2), 'application/pdf')).toContain('已经损坏或者不完整')
    expect(await refusal(Buffer.from('%PDF-1.4\n% nothing\n%%EOF\n'), 'application/pdf')).toContain('已经损坏或者不完整')
    expect(await refusal(Buffer.from('%PDF-1.4\n<script>alert(1)</script>\n%%EOF\n'), 'application/pdf')).toContain('已经损坏或者不完整')
  })

  it('that was changed counts as it stands after the change', () => {
    const change = '2 0 obj<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'
    expect(checkPdf(Buffer.concat([onePagePdf('first'), Buffer.from(change)]))).toEqual({ ok: true, pages: 2 })
  })
})

describe('several files', () => {
  it('are judged one by one: one that is refused keeps the others', async () => {
    const { files, faults } = await prepareMaterials([
      uploaded(onePagePdf('a'), 'application/pdf', 'a.pdf'),
      uploaded(Buffer.from('%PDF-1.4'), 'application/pdf', 'b.pdf'),
      uploaded(await screenshot(), 'image/png', 'c.png'),
    ])
    expect(files.map(({ name }) => name)).toEqual(['a.pdf', 'c.png'])
    expect(faults.map(({ message }) => message)).toEqual([expect.stringContaining('「b.pdf」')])
  })
})
