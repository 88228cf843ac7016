import { beforeAll, describe, expect, it } from 'vitest'
import { publishList } from '#app/journey/steps'
import { anApplication, type Core, ids, morningOf, openCore } from '#test/setup/core'
import { hiddenOf, type PlainBrowser } from '#test/setup/http'
import { openSite, signInAs } from './public-site'

let core: Core
let visitor: () => PlainBrowser
let notice: string
const statement = '该机构门诊部实际开展的诊疗科目与公示的不一致，请到现场核查。'
const objector = { name: '王小明', phone: '13805461234' }

beforeAll(async () => {
  core = await openCore()
  await anApplication(core, { stage: 'publicNotice' })
  visitor = (await openSite(core)).visitor
  const document = (await core.portal.read.documents.ofCase(ids.round)).find(({ kind }) => kind === 'publicNotice')
  notice = document?.id ?? ''
})

const formPath = () => `/notices/${notice}/object/${ids.application}`

async function object(person: PlainBrowser, fields: Record<string, string>) {
  const page = await person.get(formPath())
  return person.post(formPath(), { ...hiddenOf(page), ...fields })
}

const objections = async () => (await core.portal.read.eventLog.ofCase(ids.application, 'fileObjection')).length

describe('a public notice', () => {
  it('is on the home page and in the list while its five working days run, with the days left', async () => {
    for (const path of ['/', '/notices']) {
      const { text } = await visitor().get(path)
      expect(text).toContain(`/notices/${notice}`)
      expect(text).toMatch(/还有 \d 个工作日/)
    }
  })

  it('shows name, total and result, explains its last day, and leads to an objection', async () => {
    const { status, text } = await visitor().get(`/notices/${notice}`)
    expect(status).toBe(200)
    expect(text).toContain('评估合格（拟签约）')
    expect(text).toMatch(/\d{2}\.\d{2}/)
    expect(text).toContain('为什么是这一天')
    expect(text).toContain(formPath())
  })

  it('can be downloaded by anybody, with a Chinese name', async () => {
    const { status, headers, text } = await visitor().get(`/documents/${notice}`)
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('application/pdf')
    expect(headers['content-disposition']).toContain(`filename*=UTF-8''${encodeURIComponent('评估结果公示')}`)
    expect(text.slice(0, 5)).toBe('%PDF-')
  })

  it('is not found under the code of another kind of document', async () => {
    const [receipt] = await core.portal.read.documents.ofCase(ids.application)
    expect((await visitor().get(`/notices/${receipt?.id}`)).status).toBe(404)
    expect((await visitor().get('/notices/ABCDEFGHJKMN')).status).toBe(404)
  })
})

describe('other documents', () => {
  it('are for those who may read the case; to others they do not exist', async () => {
    const [receipt] = await core.portal.read.documents.ofCase(ids.application)
    const path = `/documents/${receipt?.id}`
    expect((await visitor().get(path)).headers.location).toBe(`/sign-in?next=${encodeURIComponent(path)}`)
    const answers: Record<string, number> = {}
    for (const login of ['clinic', 'officer-370502', 'officer-370500', 'pharmacy', 'officer-370522']) {
      const person = visitor()
      await signInAs(person, login)
      answers[login] = (await person.get(path)).status
    }
    expect(answers).toEqual({
      clinic: 200,
      'officer-370502': 200,
      'officer-370500': 200,
      pharmacy: 404,
      'officer-370522': 404,
    })
  })
})

describe('an objection', () => {
  it('names every field that is wrong and keeps what was typed', async () => {
    const answer = await object(visitor(), { name: '', phone: '12345', statement: '太短', confirmed: 'yes' })
    expect(answer.status).toBe(422)
    for (const sentence of ['请填写真实姓名', '请填写11位手机号码', '不少于20个字']) expect(answer.text).toContain(sentence)
    expect(answer.text).toContain('value="12345"')
    expect(answer.text).toContain('>太短</textarea>')
    expect(await objections()).toBe(0)
  })

  it('is not sent before it was checked on the page', async () => {
    const answer = await object(visitor(), { ...objector, statement })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('请核对所填内容')
    expect(answer.text).toContain(statement)
    expect(await objections()).toBe(0)
  })

  it('is received without an account; the receipt has its number in the register and its address nothing about the person', async () => {
    const person = visitor()
    const answer = await object(person, { ...objector, statement, confirmed: 'yes' })
    expect(answer.status).toBe(303)
    const location = answer.headers.location ?? ''
    expect(decodeURIComponent(location)).not.toMatch(/王小明|1380546/)
    const receipt = await person.get(location)
    const [paper] = (await core.portal.read.documents.ofCase(ids.application)).filter(({ kind }) => kind === 'objectionReceipt')
    expect(paper?.number).toMatch(/〔2026〕/)
    expect(receipt.text).toContain(`异议登记号 ${paper?.number}`)
    expect(receipt.text).not.toContain('王小明')
    const [event] = await core.portal.read.eventLog.ofCase(ids.application, 'fileObjection')
    expect(JSON.stringify(event)).not.toMatch(/王小明|13805461234/)
  })

  it('gives receipt and answer as files to whoever holds its address, and no other file of the case', async () => {
    const person = visitor()
    const { headers } = await object(person, { ...objector, statement, confirmed: 'yes' })
    const address = headers.location ?? ''
    const commandId = address.split('/').at(-1) ?? ''
    const papers = async () =>
      [...(await person.get(address)).text.matchAll(/href="([^"]*\/documents\/[^"]+)"/g)].map(([, href = '']) => href)
    const [receipt = '', ...none] = await papers()
    expect(none).toEqual([])
    expect((await person.get(receipt)).headers['content-type']).toBe('application/pdf')
    const issued = await core.portal.read.documents.ofCase(ids.application)
    const other = issued.find(({ kind }) => kind === 'evaluationForm')?.id ?? ''
    expect((await person.get(`${address}/documents/${other}`)).status).toBe(404)
    expect((await person.get(receipt.replace(commandId, core.portal.newId()))).status).toBe(404)
    await core.must(core.clinic.officer, 'decideObjection', ids.application, {
      objectionId: commandId,
      upheld: 'no',
      finding: '经到现场核查，实际开展的诊疗科目与公示一致。',
      secondHandlerId: core.clinic.secondOfficer.id,
    })
    expect(await papers()).toHaveLength(2)
    expect((await person.get(address)).text).toContain('已经答复')
    expect((await person.get((await papers())[1] ?? '')).headers['content-type']).toBe('application/pdf')
  })

  it('has no receipt under an id that nobody was given', async () => {
    expect((await visitor().get(`${formPath()}/receipt/${core.portal.newId()}`)).status).toBe(404)
  })

  it('is not shown to others: the notice reads as before', async () => {
    const { text } = await visitor().get(`/notices/${notice}`)
    expect(text).not.toContain(statement)
    expect(text).not.toMatch(/有异议|核查中|正在核查/)
    expect(text).toContain('提出异议')
  })

  it('counts once when the button was pressed twice', async () => {
    const before = await objections()
    const person = visitor()
    const page = await person.get(formPath())
    const fields = { ...hiddenOf(page), name: '李四', phone: '0546-8331234', statement, confirmed: 'yes' }
    const first = await person.post(formPath(), fields)
    const second = await person.post(formPath(), fields)
    expect(second.headers.location).toBe(first.headers.location)
    expect(await objections()).toBe(before + 1)
  })

  it('comes too late after the last day; what was typed stays on the page', async () => {
    const before = await objections()
    const person = visitor()
    const page = await person.get(formPath())
    const [row] = await core.portal.read.deadlines.running(ids.round)
    // The clock alone moves: nobody has swept yet, and still it is too late.
    core.clock.moveTo(morningOf(`${row?.due_on.slice(0, 8)}${Number(row?.due_on.slice(8)) + 1}`))
    const answer = await person.post(formPath(), { ...hiddenOf(page), ...objector, statement, confirmed: 'yes' })
    expect(answer.status).toBe(409)
    expect(answer.text).toContain('公示期已满')
    expect(answer.text).toContain(statement)
    expect(await objections()).toBe(before)
    const after = await visitor().get(`/notices/${notice}`)
    expect(after.text).toContain('公示期已满')
    expect(after.text).not.toContain(formPath())
    expect((await visitor().get(formPath())).text).not.toContain('<textarea')
  })
})

describe('the search for institutions', () => {
  it('finds a listed agreement by a part of the name, with its term, and nothing while it is signed and not announced', async () => {
    const own = await openCore()
    const person = (await openSite(own)).visitor()
    await anApplication(own, { stage: 'signing' })
    const name = own.clinic.input.site.name
    const query = `/institutions?q=${encodeURIComponent(name.slice(1, 4))}`
    expect((await person.get(query)).text).toContain('没有找到')
    await anApplication(own, { stage: 'inForce', after: 'signing' })
    const unlisted = await person.get(query)
    expect(unlisted.text).toContain('没有找到')
    expect(unlisted.text).toContain('名单还没有公布')
    await publishList(own.portal, own.city, { additions: [ids.agreement] })
    const found = await person.get(query)
    expect(found.text).toContain(name)
    expect(found.text).toMatch(/2026年\d+月\d+日至2029年\d+月\d+日 24:00/)
    expect(found.text).toMatch(/最近一次名单：.*公布/)
  })
})
