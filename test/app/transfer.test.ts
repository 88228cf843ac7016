import { describe, expect, it } from 'vitest'
import { serveCases } from '#test/app/case-app'
import { anApplication, ids, openCore } from '#test/setup/core'
import { hiddenOf } from '#test/setup/http'

const path = `/cases/${ids.application}/do/transferApplication`
const reason = '执业地点在河口区行政区域内，由河口区经办机构管辖。'

async function received() {
  const core = await openCore()
  await anApplication(core, { stage: 'submitted' })
  return { core, ...(await serveCases(core)) }
}

describe('handing an application over to the competent agency', () => {
  it('offers every other agency with its area, and asks for one and for a reason', async () => {
    const { core, visit } = await received()
    const officer = await visit('officer-370502')
    const page = await officer.get(path)
    expect(page.status).toBe(200)
    for (const words of ['河口区社会保险经办机构', '负责河口区辖区内的协议管理', '负责东营市本级的协议管理', '不重新开始'])
      expect(page.text).toContain(words)
    expect(page.text).not.toContain('value="370502"')
    const empty = await officer.post(path, { ...hiddenOf(page), reason: '不属于本机构' })
    expect(empty.status).toBe(422)
    expect(empty.text).toContain('请选择接收的经办机构')
    expect(empty.text).toContain('不少于10个字')
    expect(empty.text).toContain('不属于本机构</textarea>')
    expect((await core.fileOf(ids.application)).agency_id).toBe('370502')
  })

  it('leaves the sender on the own desk, told where it went, and no longer able to read it', async () => {
    const { core, visit } = await received()
    const officer = await visit('officer-370502')
    const before = await core.portal.read.deadlines.running(ids.application)
    const fields = { ...hiddenOf(await officer.get(path)), toAgencyId: '370522', reason }
    const sent = await officer.post(path, fields)
    expect([sent.status, sent.headers.location]).toEqual([303, '/desk?handedTo=370522'])
    expect((await officer.get('/desk?handedTo=370522')).text).toContain('申请已移送利津县社会保险经办机构')
    expect((await officer.get(`/cases/${ids.application}`)).status).toBe(404)
    // A second click of the same button is the same step, although the case is out of sight by now.
    expect((await officer.post(path, fields)).headers.location).toBe('/desk?handedTo=370522')
    const [now] = await core.portal.read.deadlines.running(ids.application)
    expect(now?.due_at).toBe(before[0]?.due_at)
  })

  it('goes on at the receiving agency, with the reason on record and the notice for the institution', async () => {
    const { core, visit } = await received()
    await core.must(core.clinic.officer, 'transferApplication', ids.application, { toAgencyId: '370522', reason })
    const receiver = await visit('officer-370522')
    expect((await receiver.get('/desk')).text).toContain('东营仁和诊所')
    const page = await receiver.get(`/cases/${ids.application}`)
    expect(page.text).toContain(reason)
    expect(page.text).toContain('接收机构：利津县社会保险经办机构')
    const documents = await core.portal.read.documents.ofCase(ids.application)
    expect(documents.map(({ kind }) => kind)).toContain('transferNotice')
    expect((await (await visit('clinic')).get(`/cases/${ids.application}`)).text).toContain('移送其他经办机构')
  })

  it('keeps nobody informed of an agency that does not exist', async () => {
    const { visit } = await received()
    expect((await (await visit('officer-370502')).get('/desk?handedTo=999999')).text).not.toContain('申请已移送')
  })
})
