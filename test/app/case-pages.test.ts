import { describe, expect, it } from 'vitest'
import { serveCases } from '#test/app/case-app'
import { anApplication, ids, openCore } from '#test/setup/core'
import { hiddenOf } from '#test/setup/http'

const materials = [
  { materialId: 'practiceLicence', title: '执业许可证正副本或者备案凭证', problem: '缺少校验页。', remedy: '补交校验页。' },
]

describe('the page of a case', () => {
  it('answers stage, turn, date and consequence, and leads to the one main action', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    const { visit } = await serveCases(core)
    const officer = await (await visit('officer-370502')).get(`/cases/${ids.application}`)
    expect(officer.status).toBe(200)
    for (const words of [
      '到哪一步了',
      '等待受理审查',
      '轮到您了',
      '2026年3月9日',
      '为什么是这一天',
      '审查申请材料',
      `/desk/intake/${ids.application}`,
    ])
      expect(officer.text).toContain(words)
    const applicant = await (await visit('clinic')).get(`/cases/${ids.application}`)
    expect(applicant.text).not.toContain('轮到您了')
    expect(applicant.text).not.toContain('/desk/intake/')
    expect(applicant.text).toContain(`/cases/${ids.application}/do/withdrawApplication`)
  })

  it('does not exist for another county, another institution and an evaluator of another panel', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    const { visit } = await serveCases(core)
    for (const login of ['officer-370522', 'pharmacy', 'clinical-370522']) {
      expect((await (await visit(login)).get(`/cases/${ids.application}`)).status).toBe(404)
    }
    const city = await (await visit('officer-370500')).get(`/cases/${ids.application}`)
    expect(city.status).toBe(200)
    expect(city.text).not.toContain('/do/proposeRefusal')
  })

  it('keeps the panel sealed: no scores before publication for the institution, none of a member ever', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'evaluated' })
    const { visit } = await serveCases(core)
    const applicant = await visit('clinic')
    const before = (await applicant.get(`/cases/${ids.application}`)).text
    expect(before).toContain('自评总分')
    expect(before).not.toContain('评估总分')
    for (const { actor } of core.clinic.panel) expect(before).not.toContain(actor.name)
    expect(before).not.toContain('回避')
    expect((await (await visit('head-370502')).get(`/cases/${ids.application}`)).text).toContain('评估总分')
    await anApplication(core, { stage: 'publicNotice', after: 'evaluated' })
    expect((await applicant.get(`/cases/${ids.application}`)).text).toContain('评估总分')
  })

  it('keeps the objector out of what the institution reads', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'publicNotice' })
    const statement = '该诊所夜间没有医师值班，与申请表所写不符，请予核查。'
    await core.must(core.clinic.officer, 'fileObjection', ids.application, { name: '钱一鸣', phone: '13805461234', statement })
    const { visit } = await serveCases(core)
    const applicant = (await (await visit('clinic')).get(`/cases/${ids.application}`)).text
    expect(applicant).toContain('收到异议')
    for (const secret of ['钱一鸣', '13805461234', statement]) expect(applicant).not.toContain(secret)
    const officer = (await (await visit('officer-370502')).get(`/cases/${ids.application}`)).text
    expect(officer).toContain(statement)
    expect(officer).not.toContain('钱一鸣')
  })

  it('opens the file to a member of the panel only after the declaration', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'underEvaluation' })
    const { visit } = await serveCases(core)
    const member = await visit('clinical-370502')
    const closed = (await member.get(`/cases/${ids.application}`)).text
    expect(closed).toContain('案卷尚未开放')
    expect(closed).not.toContain('提交的材料')
    const [panelMember] = core.clinic.panel.filter(({ role }) => role === 'clinicalExpert')
    if (panelMember === undefined) throw new Error('no clinical expert')
    await core.must(panelMember.actor, 'declareConflict', ids.application, { hasConflict: 'no', note: '' })
    const open = (await member.get(`/cases/${ids.application}`)).text
    expect(open).toContain('提交的材料')
    // DECISIONS 31: the self-score comes after the own sheet.
    expect(open).not.toContain('自评总分')
    expect(open).not.toContain('370502198005120010')
  })

  it('hands out the files of the case to its readers and to nobody else', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    const { visit } = await serveCases(core)
    const officer = await visit('officer-370502')
    const [, href = ''] = /href="(\/cases\/[^"]+\/files\/[0-9a-f]{64})"/.exec((await officer.get(`/cases/${ids.application}`)).text) ?? []
    const got = await officer.get(href)
    expect(got.status).toBe(200)
    expect(got.headers['content-type']).toBe('application/pdf')
    expect((await (await visit('officer-370522')).get(href)).status).toBe(404)
  })

  it('shows an agreement with its term, and after its end the bar and the closing duties', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'inForce' })
    const { visit } = await serveCases(core)
    const officer = await visit('officer-370502')
    const inForce = (await officer.get(`/cases/${ids.agreement}`)).text
    expect(inForce).toContain('履行中')
    expect(inForce).toContain('有效期')
    await anApplication(core, { stage: 'closing', after: 'inForce' })
    // Three years later the session of that day has run out.
    const closing = (await (await visit('officer-370502')).get(`/cases/${ids.agreement}`)).text
    expect(closing).toContain('不予受理新申请的期间')
    for (const duty of ['settleClaims', 'returnPlaque', 'announceExit']) expect(closing).toContain(`/do/${duty}`)
  })
})

describe('a command that comes too late', () => {
  it('is answered 409 with what happened meanwhile, and keeps what was typed', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    const { visit } = await serveCases(core)
    const officer = await visit('officer-370502')
    const path = `/cases/${ids.application}/do/proposeRefusal`
    const form = hiddenOf(await officer.get(path))
    await core.must(core.clinic.officer, 'issueSupplementNotice', ids.application, { items: materials })
    const { payload } = (await core.portal.read.eventLog.ofCase(ids.application))[0] ?? {}
    const sent = (payload as { materials: { materialId: string }[] }).materials.filter(({ materialId }) => materialId === 'practiceLicence')
    await core.must(core.clinic.applicant, 'answerSupplementNotice', ids.application, { materials: sent, explanation: '已补' })
    const typed = { ground: 'otherPolicyGround', facts: '查明该诊所的执业地点与许可证所载不一致。', rule: '某文件第三条' }
    const late = await officer.post(path, { ...form, ...typed })
    expect(late.status).toBe(409)
    // Long Chinese pages must come through without a stray byte.
    expect(late.text).not.toContain('\0')
    for (const words of ['您填写期间发生的变化', '提交补正材料', typed.facts, typed.rule]) expect(late.text).toContain(words)
    const again = await officer.post(path, { ...hiddenOf(late), ...typed })
    expect(again.status).toBe(303)
    // Nobody refuses alone: the head decides.
    expect(await core.stageOf(ids.application)).toContain('refusalProposed')
    await core.must(core.clinic.head, 'refuseApplication', ids.application, { opinion: '同意' })
    expect(await core.stageOf(ids.application)).toBe('refused')
  })

  it('shows the typed text for copying when the step is no longer possible at all', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    const { visit } = await serveCases(core)
    const officer = await visit('officer-370502')
    const path = `/cases/${ids.application}/do/proposeRefusal`
    const form = hiddenOf(await officer.get(path))
    await core.must(core.clinic.applicant, 'withdrawApplication', ids.application, { reason: '' })
    const facts = '查明该诊所的执业地点与许可证所载不一致。'
    const late = await officer.post(path, { ...form, ground: 'otherPolicyGround', facts, rule: '某文件第三条' })
    expect(late.status).toBe(409)
    expect(late.text).toContain(facts)
    expect(late.text).toContain('撤回申请')
  })

  it('out of order is a clear 409, an unknown command a 404, another county a 404, another role a 403', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'queued' })
    const { visit } = await serveCases(core)
    const officer = await visit('officer-370502')
    const early = await officer.get(`/cases/${ids.application}/do/offerTerms`)
    expect(early.status).toBe(409)
    expect(early.text).toContain('当前阶段不能办理这一步')
    expect((await officer.get(`/cases/${ids.application}/do/toString`)).status).toBe(404)
    expect((await officer.get(`/cases/${ids.application}/do/commentTerms`)).status).toBe(403)
    expect((await (await visit('officer-370522')).get(`/cases/${ids.application}/do/offerTerms`)).status).toBe(404)
  })

  it('asks a second time for a supplement nowhere: no button, and 409 to a direct post', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    const { visit } = await serveCases(core)
    const officer = await visit('officer-370502')
    const path = `/cases/${ids.application}/do/issueSupplementNotice`
    await core.must(core.clinic.officer, 'issueSupplementNotice', ids.application, { items: materials })
    const { payload } = (await core.portal.read.eventLog.ofCase(ids.application))[0] ?? {}
    const sent = (payload as { materials: { materialId: string }[] }).materials.filter(({ materialId }) => materialId === 'practiceLicence')
    await core.must(core.clinic.applicant, 'answerSupplementNotice', ids.application, { materials: sent, explanation: '' })
    const page = await officer.get(path)
    expect(page.status).toBe(409)
    expect(page.text).not.toContain('发出补正告知')
    const hidden = hiddenOf(await officer.get(`/cases/${ids.application}/do/proposeRefusal`))
    const direct = await officer.post(path, {
      ...hidden,
      'items[0].materialId': 'drugList',
      'items[0].problem': '不清晰',
      'items[0].remedy': '重新提交',
    })
    expect(direct.status).toBe(409)
    expect(await core.stageOf(ids.application)).toBe('submitted.clock.inTime submitted.examination.byOfficer')
  })

  it('refuses a wrong ground with 422 at its field', async () => {
    const core = await openCore()
    await anApplication(core, { stage: 'submitted' })
    const { visit } = await serveCases(core)
    const officer = await visit('officer-370502')
    const path = `/cases/${ids.application}/do/proposeRefusal`
    const facts = '自评表显示该诊所各项均未达到要求。'
    const answer = await officer.post(path, {
      ...hiddenOf(await officer.get(path)),
      ground: 'selfEvaluationBelowStandard',
      facts,
      rule: '',
    })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('自评已达到规定标准，不能以此理由不予受理')
    expect(answer.text).toContain(facts)
  })
})
