import { beforeAll, describe, expect, it } from 'vitest'
import { anApplication, type Core, ids, openCore } from '#test/setup/core'
import type { PlainBrowser } from '#test/setup/http'
import { openSite } from './public-site'

let core: Core
let visitor: () => PlainBrowser
let agreement: { id: string; number: string; versions: Uint8Array[] }

beforeAll(async () => {
  core = await openCore()
  await anApplication(core, { stage: 'inForce' })
  visitor = (await openSite(core)).visitor
  const { documents, files } = core.portal.read
  const document = (await documents.ofCase(ids.application)).find(({ kind }) => kind === 'serviceAgreement')
  if (document === undefined) throw new Error('no agreement')
  const versions = await Promise.all((await documents.filesOf(document.id)).map(async ({ digest }) => (await files.find(digest))?.bytes))
  agreement = { id: document.id, number: document.number, versions: versions.filter((bytes) => bytes !== undefined) }
})

async function verify(bytes: Uint8Array, name = '协议.pdf') {
  const person = visitor()
  await person.get('/verify')
  return person.postFiles('/verify', {}, { file: { name, bytes, type: 'application/pdf' } })
}

const version = (number: number) => agreement.versions[number - 1] ?? new Uint8Array()

describe('looking a document up', () => {
  it.each([
    ['its code', () => agreement.id],
    ['its code in small letters with spaces', () => `${agreement.id.slice(0, 4)} ${agreement.id.slice(4)}`.toLowerCase()],
    ['its number', () => agreement.number],
    ['its number with other brackets', () => agreement.number.replace('〔', '（').replace('〕', '）')],
  ])('finds it by %s', async (_, typed) => {
    const answer = await visitor().get(`/verify?code=${encodeURIComponent(typed())}`)
    expect(answer.headers.location).toBe(`/verify/${agreement.id}`)
  })

  it('shows what is public of it and nothing of its content', async () => {
    const { status, text } = await visitor().get(`/verify/${agreement.id}`)
    expect(status).toBe(200)
    expect(text).toContain(agreement.number)
    expect(text).toContain('履行中，已签约未公布')
    expect(text).toContain('没有核验什么')
    expect(text).not.toContain(core.clinic.input.institution.uscc)
  })

  it('says of an unknown code that it is unknown, with 404, and keeps it', async () => {
    const person = visitor()
    const answer = await person.get('/verify/ABCDEFGHJKMN')
    const page = await person.get(answer.headers.location ?? '')
    expect(page.status).toBe(404)
    expect(page.text).toContain('没有查到这份文书')
    expect(page.text).toContain('value="ABCDEFGHJKMN"')
  })

  it('asks for a code when none was typed', async () => {
    expect((await visitor().get('/verify?code=')).status).toBe(422)
  })
})

describe('checking a file', () => {
  it('passes the agreement with both signatures and says what was not checked', async () => {
    const { status, text } = await verify(version(3))
    expect(status).toBe(200)
    expect(text).toContain('核验通过')
    expect(text).toContain(core.clinic.input.institution.name)
    expect(text.match(/签名之后内容没有被改动/g)).toHaveLength(2)
    expect(text).toContain('签名之后证书是否被吊销')
    expect(text).not.toContain('未通过：')
  })

  it('warns of the version that only one party has signed', async () => {
    const { text } = await verify(version(2))
    expect(text).toContain('不是最新的一版')
    expect(text).not.toContain('核验通过')
  })

  it('finds one changed byte and says which signatures it breaks', async () => {
    const changed = new Uint8Array(version(3))
    const place = Math.floor(version(1).byteLength / 2)
    changed[place] = (changed[place] ?? 0) ^ 1
    const { text } = await verify(changed)
    expect(text).toContain('不是本平台留存的文件')
    expect(text.match(/签名之后内容被改动/g)).toHaveLength(2)
    expect(text).not.toContain('核验通过')
  })

  it('does not know a PDF that was made elsewhere', async () => {
    const { status, text } = await verify(new TextEncoder().encode('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'))
    expect(status).toBe(200)
    expect(text).toContain('不是本平台留存的文件')
  })

  it('refuses a program that calls itself a PDF', async () => {
    const program = Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff, 0, 0, ...new Array<number>(64).fill(0)])
    const { status, text } = await verify(program)
    expect(status).toBe(422)
    expect(text).toContain('实际为 exe 格式')
  })

  it('refuses more than 20 MB with 413', async () => {
    const large = new Uint8Array(21 * 1024 * 1024)
    large.set(new TextEncoder().encode('%PDF-1.7\n'))
    const { status, text } = await verify(large)
    expect(status).toBe(413)
    expect(text).toContain('超过 20 MB')
  })

  it('asks for a file when none was chosen', async () => {
    const { status, text } = await verify(new Uint8Array(), '')
    expect(status).toBe(422)
    expect(text).toContain('请选择要核验的 PDF 文件')
  })

  it('keeps nothing of what was uploaded', async () => {
    const foreign = new TextEncoder().encode('%PDF-1.4\n% somebody else\n%%EOF\n')
    const before = await core.database.read.selectFrom('stored_file').select('digest').execute()
    await verify(foreign)
    expect(await core.database.read.selectFrom('stored_file').select('digest').execute()).toHaveLength(before.length)
  })
})
