import { beforeAll, describe, expect, it } from 'vitest'
import { findObjectionFile } from '#app/services/objection-view.server'
import { type Core, ids, openCoreAt } from '#test/setup/core'
import { type Answer, hiddenOf, type PlainBrowser, type SentFile, send } from '#test/setup/http'
import { startPages } from '#test/setup/pages'
import { onePagePdf, screenshot } from '#test/setup/upload-files'
import { ObjectionPayload } from '#workflows/commands/payloads'
import { openSite, signInAs } from './public-site'

const statement = '该机构门诊部实际开展的诊疗科目与公示的不一致，请到现场核查。'
const objector = { name: '王小明', phone: '13805461234', statement, confirmed: 'yes' }

let core: Core
let visitor: () => PlainBrowser
let path: string
beforeAll(async () => {
  core = await openCoreAt('publicNotice')
  visitor = (await openSite(core)).visitor
  const notice = (await core.portal.read.documents.ofCase(ids.round)).find(({ kind }) => kind === 'publicNotice')
  path = `/notices/${notice?.id}/object/${ids.application}`
})

async function post(person: PlainBrowser, fields: Record<string, string>, files: readonly SentFile[]): Promise<Answer> {
  const page = await person.get(path)
  return person.postFiles(path, { ...hiddenOf(page), ...fields }, { 'material.evidence': files })
}

const pdf = (words: string): SentFile => ({ name: '材料.pdf', bytes: onePagePdf(words) })
const commandIdOf = ({ headers }: Answer) => headers.location?.split('/').at(-1) ?? ''
const evidenceOf = async (commandId: string) =>
  ObjectionPayload.parse((await core.portal.read.eventLog.findByCommandId(commandId))?.payload).evidence
const keptOf = ({ text }: Answer) =>
  [...text.matchAll(/name="kept" value="([^"]+)"/g)].map(([, value = '']) =>
    value.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
  )

describe('the evidence of an objection', () => {
  it('stays with the form when something else is wrong, and is filed under names that tell nothing', async () => {
    const person = visitor()
    const name = '../../王小明<script>alert(1)</script>.png'
    const wrong = await post(person, { ...objector, phone: '1' }, [{ name, bytes: await screenshot() }, pdf('one')])
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain(statement)
    expect(wrong.text).not.toContain('<script>alert')
    const kept = keptOf(wrong)
    expect(kept).toHaveLength(2)
    const again = await person.post(path, { ...objector, _commandId: core.portal.newId(), kept })
    expect(again.status).toBe(303)
    const evidence = await evidenceOf(commandIdOf(again))
    expect(evidence.map(({ name: shown }) => shown)).toEqual(['证明材料1.png', '证明材料2.pdf'])
    const log = await core.database.read.selectFrom('case_event').selectAll().where('case_id', '=', ids.application).execute()
    const issued = await core.portal.read.documents.ofCase(ids.application)
    expect(JSON.stringify([log, issued])).not.toMatch(/王小明|13805461234|script>/)
  })

  it('is judged by its bytes, by its size and by its number; what was typed stays', async () => {
    const person = visitor()
    const script = { name: '照片.png', bytes: Buffer.from('<script>alert(1)</script>') }
    const answer = await post(person, objector, [script])
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('只接受')
    expect(answer.text).toContain(statement)
    const many = await post(
      visitor(),
      objector,
      Array.from({ length: 6 }, (_, index) => pdf(`page ${index}`)),
    )
    expect(many.status).toBe(422)
    expect(keptOf(many)).toHaveLength(5)
    const large = Buffer.concat([onePagePdf('large'), Buffer.alloc(10 * 1024 * 1024)])
    expect((await post(visitor(), objector, [{ name: '大.pdf', bytes: large }])).status).toBe(413)
  })

  it('cannot be taken from elsewhere by its digest', async () => {
    const bytes = onePagePdf('a paper of somebody else')
    const stored = await core.portal.unit.inTransaction((tx) => tx.files.put(bytes, 'application/pdf', core.portal.now()))
    if (!stored.ok) throw new Error('not stored')
    const person = visitor()
    await person.get(path)
    const kept = `evidence|${stored.value}|${'0'.repeat(64)}|材料.pdf`
    const answer = await person.post(path, { ...objector, _commandId: core.portal.newId(), kept })
    expect(answer.status).toBe(303)
    expect(await evidenceOf(commandIdOf(answer))).toEqual([])
  })

  it('opens for officers outside the panel, under its own objection alone, and never for the institution', async () => {
    const [one, two] = [await post(visitor(), objector, [pdf('first')]), await post(visitor(), objector, [pdf('second')])]
    const [first, second] = [commandIdOf(one), commandIdOf(two)]
    const [file] = await evidenceOf(first)
    const digest = file?.digest ?? ''
    const { officer, panel } = core.clinic
    const asked = { caseId: ids.application, objectionId: first, digest }
    expect(await findObjectionFile(core.portal, officer, asked)).toMatchObject({ mediaType: 'application/pdf' })
    expect(await findObjectionFile(core.portal, officer, { ...asked, objectionId: second })).toBeUndefined()
    expect(await findObjectionFile(core.portal, { ...officer, id: panel[0]?.actor.id ?? '' }, asked)).toBeUndefined()
    for (const actor of [core.clinic.head, core.clinic.applicant, core.pharmacy.officer, core.city.officer])
      expect(await findObjectionFile(core.portal, actor, asked)).toBeUndefined()
    const { origin, close } = await startPages(core.portal, (route) => /^routes\/(session|demo|case)\//.test(route))
    const clinic = visitor()
    await signInAs(clinic, 'clinic')
    const read = await send(`${origin}/cases/${ids.application}/files/${digest}`, { headers: { Cookie: clinic.cookieHeader } })
    expect(read.status).toBe(404)
    await close()
  })

  it('is taken from one address only so often; what was typed stays', async () => {
    const person = visitor()
    let last: Answer | undefined
    for (let count = 0; count < 7; count += 1) last = await post(person, { ...objector, confirmed: '' }, [pdf(`try ${count}`)])
    expect(last?.status).toBe(429)
    expect(last?.text).toContain(statement)
  })
})
