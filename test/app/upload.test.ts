import { describe, expect, it } from 'vitest'
import { readUploads, type UploadKind } from '#app/http/upload.server'

const pdf = new TextEncoder().encode('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n')
const program = Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff, 0, 0, ...new Array<number>(64).fill(0)])

function upload(parts: Record<string, string | File>): Request {
  const form = new FormData()
  for (const [name, value] of Object.entries(parts)) form.append(name, value)
  return new Request('http://localhost/upload', { method: 'POST', body: form })
}

const limits = (change: { allowed?: UploadKind[]; maxBytes?: number; maxFiles?: number } = {}) => ({
  allowed: ['pdf'] as UploadKind[],
  maxBytes: 1024,
  maxFiles: 2,
  ...change,
})

describe('an uploaded form', () => {
  it('gives texts and files with their Chinese names, and the digest of the bytes', async () => {
    const read = await readUploads(upload({ 说明: '许可证正本', file: new File([pdf], '执业许可证.pdf') }), limits())
    if (!read.ok) throw new Error(read.message)
    expect(read.form.get('说明')).toBe('许可证正本')
    const [file] = read.files
    expect(file).toMatchObject({ field: 'file', name: '执业许可证.pdf', mediaType: 'application/pdf' })
    expect(file?.digest).toHaveLength(64)
    expect(Buffer.from(file?.bytes ?? []).equals(Buffer.from(pdf))).toBe(true)
  })

  it('treats a file field left empty as no file', async () => {
    const read = await readUploads(upload({ file: new File([], ''), number: '1' }), limits())
    expect(read).toMatchObject({ ok: true, files: [] })
  })

  it('refuses a program that calls itself a PDF, and says what it is', async () => {
    const read = await readUploads(upload({ file: new File([program], '许可证.pdf', { type: 'application/pdf' }) }), limits())
    expect(read).toMatchObject({ ok: false, status: 422, field: 'file' })
    expect(read.ok ? '' : read.message).toContain('exe')
  })

  it('refuses what it cannot recognise', async () => {
    const read = await readUploads(upload({ file: new File(['只是文字'], '许可证.pdf') }), limits())
    expect(read).toMatchObject({ ok: false, status: 422 })
  })

  it('refuses a kind that this form does not take, though the file is sound', async () => {
    const read = await readUploads(upload({ file: new File([pdf], 'a.pdf') }), limits({ allowed: ['p12'] }))
    expect(read).toMatchObject({ ok: false, status: 422 })
  })

  it('refuses bytes over the limit with 413 and keeps the texts that came with them', async () => {
    const large = new File([pdf, new Uint8Array(2000)], 'a.pdf')
    const read = await readUploads(upload({ before: '先填的', file: large, after: '后填的' }), limits())
    expect(read).toMatchObject({ ok: false, status: 413, field: 'file' })
    expect([read.form.get('before'), read.form.get('after')]).toEqual(['先填的', '后填的'])
  })

  it('refuses more files than asked for', async () => {
    const files = { a: new File([pdf], 'a.pdf'), b: new File([pdf], 'b.pdf'), c: new File([pdf], 'c.pdf') }
    expect(await readUploads(upload(files), limits())).toMatchObject({ ok: false, status: 422, field: 'c' })
  })

  it('refuses a form that breaks off', async () => {
    const body = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF'
    const request = new Request('http://localhost/', {
      method: 'POST',
      headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
      body,
    })
    expect(await readUploads(request, limits())).toMatchObject({ ok: false, status: 400 })
  })
})
