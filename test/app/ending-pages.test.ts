import { beforeEach, describe, expect, it } from 'vitest'
import { agreementContext } from '#app/services/case-context'
import { recordOpening } from '#app/services/service-of-documents.server'
import { serveCases } from '#test/app/case-app'
import { fileChange, licence } from '#test/app/change-clerk'
import { daysOn, today } from '#test/app/ending-clerk'
import { type Core, ids, openCoreAt, sign } from '#test/setup/core'
import { hiddenOf, type PlainBrowser } from '#test/setup/http'
import { onePagePdf } from '#test/setup/upload-files'

let core: Core
let visit: (login: string) => Promise<PlainBrowser>
beforeEach(async () => {
  core = await openCoreAt('inForce')
  ;({ visit } = await serveCases(core))
})

const paper = { name: '检查笔录.pdf', bytes: onePagePdf('record of an inspection'), type: 'application/pdf' }
const caseOf = (location: string | undefined) => /\/cases\/([^?]+)/.exec(location ?? '')?.[1] ?? ''
const keptOf = (text: string) => /name="kept" value="([^"]+)"/.exec(text)?.[1] ?? ''
const send = async (who: PlainBrowser, id: string, command: string, typed: Record<string, string>) => {
  const page = `/cases/${id}/do/${command}`
  const hidden = hiddenOf(await who.get(page))
  const isMultipart = command === 'giveStatement' || command === 'waiveStatement'
  return isMultipart ? who.postFiles(page, { ...hidden, ...typed }) : who.post(page, { ...hidden, ...typed })
}

describe('ending an agreement (第十五至十九条)', () => {
  it('begins with a ground from the articles and keeps what was typed and uploaded while a fact is missing', async () => {
    const officer = await visit('officer-370502')
    const path = `/desk/agreements/${ids.agreement}/end`
    expect((await officer.get(`/cases/${ids.agreement}`)).text).toContain(path)
    const grounds = (await officer.get(`${path}?next=1`)).text
    for (const words of ['请选择解除（终止）的情形', '第十六条', '第十九条（三）', '写明处罚决定的机关']) expect(grounds).toContain(words)
    const page = await officer.get(`${path}?ground=violation`)
    for (const words of ['陈述申辩', '起方可受理新的申请', '事实1']) expect(page.text).toContain(words)
    const typed = { ground: 'violation', basis: '服务协议第二十条第（三）项', 'facts[2]': '串换', plannedEndsOn: '' }
    const refused = await officer.postFiles(path, { ...hiddenOf(page), ...typed }, { evidence: paper })
    expect(refused.status).toBe(422)
    // The fault stands at the line in which the fact was typed, not at the first.
    expect(refused.text).toContain('href="#f-facts-2-"')
    for (const words of ['请逐条写明事实，不少于10个字', '服务协议第二十条第（三）项', '检查笔录.pdf'])
      expect(refused.text).toContain(words)
    const whole = { ...typed, 'facts[0]': '', 'facts[2]': '2026年6月1日现场检查，发现串换项目收费12人次。', kept: keptOf(refused.text) }
    const sent = await officer.postFiles(path, { ...hiddenOf(refused), ...whole })
    expect(sent.status).toBe(303)
    const id = caseOf(sent.headers.location)
    const own = (await officer.get(`/cases/${id}`)).text
    for (const words of ['已事先告知，等待送达', '检查笔录.pdf', '串换项目收费', '不办会怎样', '陈述申辩不会加重处理'])
      expect(own).toContain(words)
    expect((await officer.get('/desk')).text).not.toContain(`/cases/${id}`)
    expect((await officer.get(path)).text).toContain('已经有正在办理的解除（终止）')
  })

  it('hears the party and is decided by another; the party reads the draft only as a decision', async () => {
    const { officer, applicant } = core.clinic
    const evidence = await core.portal.unit.inTransaction((tx) => tx.files.put(paper.bytes, paper.type, core.portal.now()))
    const proposal = {
      agreementId: ids.agreement,
      ground: 'violation',
      facts: ['现场检查发现串换项目收费12人次。'],
      basis: '服务协议第二十条',
      evidence: [{ name: paper.name, digest: evidence.ok ? evidence.value : '' }],
    }
    const id = 'ending-1'
    await core.must(officer, 'proposeEnding', id, proposal)
    const [notice] = await core.portal.read.documents.ofCase(id)
    await recordOpening(core.portal, applicant, notice?.id ?? '')
    const clerk = await visit('clinic')
    expect((await clerk.get('/my')).text).toContain(`/cases/${id}`)
    expect((await clerk.get(`/cases/${id}`)).text).toContain('等待陈述申辩')
    const short = await send(clerk, id, 'giveStatement', { statement: '不对', wantsHearing: 'yes' })
    expect(short.status).toBe(422)
    expect(short.text).toContain('请写明陈述申辩的内容，不少于10个字')
    expect(short.text).toContain('不对')
    expect(
      (await send(clerk, id, 'giveStatement', { statement: '12人次中有9人次属于录入错误，已经退费。', wantsHearing: 'yes' })).status,
    ).toBe(303)

    const second = await visit('officer2-370502')
    const terms = { endsOn: daysOn(core, 10), settlement: '结算至协议结束之日，30日内结清。', patients: '' }
    const lacking = await send(second, id, 'draftEndingDecision', terms)
    expect(lacking.text).toContain('请选择陈述申辩是否采纳')
    expect(lacking.text).toContain('录入错误')
    const onStatement = { statementOutcome: 'notAdopted', onStatement: '退费在检查之后，不影响违约的认定。' }
    const tooLate = await send(second, id, 'draftEndingDecision', { ...terms, ...onStatement, endsOn: '2040-01-01' })
    expect(tooLate.text).toContain('不能晚于协议期满日')
    expect((await send(second, id, 'draftEndingDecision', { ...terms, ...onStatement })).status).toBe(303)
    expect((await clerk.get(`/cases/${id}`)).text).not.toContain('退费在检查之后')
    expect((await second.get(`/cases/${id}`)).text).not.toContain('/do/decideEnding')

    const head = await visit('head-370502')
    const deciding = (await head.get(`/cases/${id}/do/decideEnding`)).text
    for (const words of ['退费在检查之后', '24:00', '起方可受理新的申请']) expect(deciding).toContain(words)
    expect((await send(head, id, 'decideEnding', { opinion: '事实清楚，同意。' })).status).toBe(303)
    const decided = (await clerk.get(`/cases/${id}`)).text
    for (const words of ['已决定，等待送达', '退费在检查之后', '60日内申请行政复议']) expect(decided).toContain(words)
  })

  it('is asked for by the institution, who is told what it loses, and signed by both with their keys (第十六条)', async () => {
    const clerk = await visit('clinic')
    const path = `/my/agreements/${ids.agreement}/rescission`
    const page = await clerk.get(path)
    for (const words of ['解除后会失去什么', '不再由医疗保险结算', '起方可受理新的申请']) expect(page.text).toContain(words)
    const typed = { reason: '因经营调整，自愿停止医保服务。', plannedEndsOn: daysOn(core, 20) }
    const refused = await clerk.post(path, { ...hiddenOf(page), ...typed })
    expect(refused.status).toBe(422)
    for (const words of ['请勾选知悉', '因经营调整', daysOn(core, 20)]) expect(refused.text).toContain(words)
    const stranger = await visit('pharmacy')
    await stranger.get('/my')
    expect((await stranger.post(path, { ...hiddenOf(refused), ...typed })).status).toBe(404)
    const sent = await clerk.post(path, { ...hiddenOf(refused), ...typed, understood: 'yes' })
    const id = caseOf(sent.headers.location)
    expect(await core.stageOf(id)).toBe('talks')
    const officer = await visit('officer-370502')
    expect((await officer.get(`/cases/${id}/do/offerRescission`)).text).toContain(`value="${daysOn(core, 20)}"`)
    const offer = { endsOn: daysOn(core, 20), settlement: '结算至解除之日，30日内结清。', patients: '', remark: '' }
    expect((await send(officer, id, 'offerRescission', offer)).status).toBe(303)
    const signing = (await clerk.get(`/cases/${id}/sign`)).text
    expect(signing).toContain('签订协商解除协议书（乙方）')
    await sign(core, core.clinic, id, 'institution')
    const head = await visit('head-370502')
    expect((await head.get('/desk/sign')).text).toContain('协商解除协议书')
    await sign(core, core.clinic, id, 'agency')
    expect(agreementContext(await core.fileOf(ids.agreement)).end).toMatchObject({ endsOn: daysOn(core, 20), article: '第十六条' })
  })
})

describe('signing after the agreement itself', () => {
  it('takes the keys of both parties for a supplement, as for the agreement', async () => {
    const items = [{ item: 'representative' as const, before: '李责任', after: '周新任' }]
    const id = await fileChange(core, 'change-signed', { items, licences: [licence(today(core))] })
    await core.must(core.clinic.officer, 'concludeChangeCheck', id, { opinion: '材料齐全，与证照一致。' })
    await core.must(core.clinic.officer, 'offerSupplement', id, { effectiveOn: today(core), remark: '' })
    await sign(core, core.clinic, id, 'institution')
    const head = await visit('head-370502')
    expect((await head.get('/desk/sign')).text).toContain('补充协议')
    await sign(core, core.clinic, id, 'agency')
    expect(await core.stageOf(id)).toBe('agreed')
  })
})

describe('endings in bulk (第十八条)', () => {
  it('are proposed for the ticked agreements alone; without one ticked nothing typed is lost', async () => {
    const officer = await visit('officer-370502')
    const path = '/desk/endings/new'
    const page = await officer.get(path)
    expect(page.text).toContain(ids.agreement)
    const typed = {
      'facts[0]': '经两次书面通知，在期限内没有签订补充协议。',
      basis: '医疗保障部门2026年新规定',
      talks: '2026年5月发出补充协议，期限届满没有达成一致。',
    }
    const refused = await officer.postFiles(path, { ...hiddenOf(page), ...typed }, { evidence: paper })
    expect(refused.status).toBe(422)
    for (const words of ['请至少勾选一份协议', '医疗保障部门2026年新规定', '检查笔录.pdf']) expect(refused.text).toContain(words)
    const chosen = { case: ids.agreement, [`revision.${ids.agreement}`]: '1', kept: keptOf(refused.text) }
    const sent = await officer.postFiles(path, { ...hiddenOf(refused), ...typed, ...chosen })
    expect(sent.status).toBe(303)
    const batch = (await officer.get(sent.headers.location ?? '')).text
    expect(batch).toContain('1 件全部办理')
    expect(await core.portal.read.caseFiles.list({ machine: 'ending', parentId: ids.agreement })).toHaveLength(1)
  })
})
