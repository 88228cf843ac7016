import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { visit } from '#app/journey/steps'
import { anApplication, morningOf } from '#test/setup/core'
import { publicActor } from '#workflows/access/authorise'
import { aprilMorning, evaluating, fillIn, openSite, panelLogins, personWith, type Site, scoreOnPages, wordsOf } from './round-site'

let site: Site
beforeEach(async () => {
  site = await openSite()
})
afterEach(() => site.close())

const april = '/desk/rounds/round-370502-2026-04'
const evaluationOf = (id: string) => `/desk/evaluations/${id}`

/** Both clinics scored by the whole panel through the pages, and concluded. */
async function concluded(): Promise<{ clinic: string; other: string; round: string }> {
  const ids = await evaluating(site)
  for (const login of panelLogins) {
    const member = await site.as(login)
    await scoreOnPages(member, ids.clinic)
    await scoreOnPages(member, ids.other)
  }
  const officer = await site.as('officer-370502')
  for (const id of [ids.clinic, ids.other]) {
    await visit(site.core.portal, site.core.clinic, id)
    await fillIn(officer, evaluationOf(id), { _task: 'concludeEvaluation' })
  }
  return ids
}

describe('opening a round', () => {
  test('lists it with its lock day, and refuses a second one of the same month', async () => {
    const officer = await site.as('officer-370502')
    const opened = await fillIn(officer, '/desk/rounds', { month: '2026-04' })
    expect(opened.headers.location).toBe(april)
    expect(wordsOf(await officer.get('/desk/rounds'))).toContain('2026年3月31日 星期二')
    const again = await fillIn(officer, '/desk/rounds', { month: '2026-04' })
    expect(again.status).toBe(422)
    expect(wordsOf(again)).toContain('2026年4月的评估批次已经设立')
  })

  test('asks for the month when none was chosen', async () => {
    const answer = await fillIn(await site.as('officer-370502'), '/desk/rounds', {})
    expect(answer.status).toBe(422)
    expect(wordsOf(answer)).toContain('请选择哪一次集中评估')
  })

  test('shows whom the lock will take, and does not exist for another county', async () => {
    const officer = await site.as('officer-370502')
    await fillIn(officer, '/desk/rounds', { month: '2026-04' })
    await anApplication(site.core, { stage: 'queued' })
    expect(wordsOf(await officer.get(april))).toMatch(/东营仁和诊所 .*预计列入/)
    expect((await (await site.as('officer-370522')).get(april)).status).toBe(404)
  })
})

describe('the panel', () => {
  const chosen = {
    'panel.agencyStaff': 'account-staff-370502',
    'panel.clinicalExpert': 'account-clinical-370502',
    'panel.managementExpert': 'account-manager-370502',
  }

  test('needs all four kinds of member; what was ticked stays ticked', async () => {
    const officer = await site.as('officer-370502')
    await fillIn(officer, '/desk/rounds', { month: '2026-04' })
    const refused = await fillIn(officer, `${april}/panel`, chosen)
    expect(refused.status).toBe(422)
    expect(wordsOf(refused)).toContain('评估小组至少四人')
    const boxes = refused.text.match(/<input[^>]*type="checkbox"[^>]*>/g) ?? []
    const isTicked = (id: string) => boxes.some((box) => box.includes(`"account-${id}"`) && box.includes('checked'))
    expect(['staff-370502', 'clinical-370502', 'insured-370502'].map(isTicked)).toEqual([true, true, false])
    const appointed = await fillIn(officer, `${april}/panel`, { ...chosen, 'panel.insuredPerson': 'account-insured-370502' })
    expect(appointed.headers.location).toBe(april)
  })

  test('keeps a member whose sheet is in', async () => {
    const { clinic } = await evaluating(site)
    await scoreOnPages(await site.as('staff-370502'), clinic)
    const officer = await site.as('officer-370502')
    const others = { ...chosen, 'panel.agencyStaff': 'account-staff-370522', 'panel.insuredPerson': 'account-insured-370502' }
    const refused = await fillIn(officer, `${april}/panel`, others)
    expect(refused.status).toBe(422)
    expect(wordsOf(refused)).toContain('已经提交评分表，不能移出评估小组')
  })
})

describe('the sealed evaluation', () => {
  const reason = '候诊区和治疗区之间没有隔断'

  test('shows nothing of the scores until the last sheet is in', async () => {
    const { clinic } = await evaluating(site)
    const officer = await site.as('officer-370502')
    for (const login of panelLogins.slice(0, 3))
      await scoreOnPages(await site.as(login), clinic, { 'score.M-B03': '1', 'reason.M-B03': reason })
    const sealed = wordsOf(await officer.get(evaluationOf(clinic)))
    expect(sealed).toContain('评分密封')
    expect(sealed).not.toContain(reason)
    expect(sealed).not.toContain('评估得分')
    const matrix = wordsOf(await officer.get(april))
    expect(matrix).toContain('3 / 4')
    expect(matrix).not.toContain(reason)
    await scoreOnPages(await site.as(panelLogins[3]), clinic, { 'score.M-B03': '1', 'reason.M-B03': reason })
    const opened = wordsOf(await officer.get(evaluationOf(clinic)))
    expect(opened).toContain(reason)
    // 第九条（三）: papers and site; the visit is not on record yet.
    expect(opened).toContain('登记考查记录以后，才能作出评估结论')
    expect(opened).not.toContain('按此结果作出评估结论')
    await visit(site.core.portal, site.core.clinic, clinic)
    expect(wordsOf(await officer.get(evaluationOf(clinic)))).toContain('按此结果作出评估结论')
  })

  test('has no conclusion before a failed veto is decided together, with a minute', async () => {
    const { clinic } = await evaluating(site)
    const failed = { 'veto.M-A01': 'fail', 'reason.M-A01': '副本缺少校验页' }
    for (const [index, login] of panelLogins.entries()) await scoreOnPages(await site.as(login), clinic, index === 1 ? failed : {})
    const officer = await site.as('officer-370502')
    const page = evaluationOf(clinic)
    const early = await fillIn(officer, page, { _task: 'concludeEvaluation' })
    expect(early.status).toBe(422)
    expect(wordsOf(early)).toContain('请小组合议作出结论并记入笔录')
    const minute = { _task: 'recordJointMinute', 'decisions.0.itemId': 'M-A01' }
    const wordless = await fillIn(officer, page, { ...minute, 'decisions.0.outcome': 'pass', 'decisions.0.minute': '同意' })
    expect(wordless.status).toBe(422)
    expect(wordsOf(wordless)).toContain('至少5个字')
    expect(wordless.text).toContain('同意</textarea>')
    await visit(site.core.portal, site.core.clinic, clinic)
    const decided = { ...minute, 'decisions.0.outcome': 'pass', 'decisions.0.minute': '核对原件，校验页在正本，一致认定通过' }
    expect((await fillIn(officer, page, decided)).status).toBe(303)
    expect((await fillIn(officer, page, { _task: 'concludeEvaluation' })).status).toBe(303)
    expect(await site.core.stageOf(clinic)).toBe('evaluated')
    expect(wordsOf(await officer.get(page))).toContain('校验页在正本')
  })

  test('fails the institution when the panel finds the veto failed, whatever the points', async () => {
    const { clinic } = await evaluating(site)
    const failed = { 'veto.M-A01': 'fail', 'reason.M-A01': '副本缺少校验页' }
    for (const [index, login] of panelLogins.entries()) await scoreOnPages(await site.as(login), clinic, index === 1 ? failed : {})
    const officer = await site.as('officer-370502')
    const page = evaluationOf(clinic)
    const decided = {
      'decisions.0.itemId': 'M-A01',
      'decisions.0.outcome': 'fail',
      'decisions.0.minute': '许可证校验已经过期，一致认定不通过',
    }
    await visit(site.core.portal, site.core.clinic, clinic)
    await fillIn(officer, page, { _task: 'recordJointMinute', ...decided })
    await fillIn(officer, page, { _task: 'concludeEvaluation' })
    expect(wordsOf(await officer.get(page))).toContain('评估不合格')
  })
})

describe('approval and publication', () => {
  test('the head reads result, total, difference and vetoes of each institution', async () => {
    await concluded()
    await fillIn(await site.as('officer-370502'), april, { _task: 'submitResults' })
    const brief = wordsOf(await (await site.as('head-370502')).get(`${april}/approval`))
    expect(brief).toMatch(/东营安康诊所 .*评估合格 .*100\.00 .*100\.00 .*0\.00/)
  })

  test('nobody approves what they handed in', async () => {
    await concluded()
    await personWith(site.core, 'both', ['officer', 'head'])
    const both = await site.as('both')
    expect((await fillIn(both, april, { _task: 'submitResults' })).status).toBe(303)
    const refused = await fillIn(both, `${april}/approval`, { _task: 'approveResults', opinion: '同意公示' })
    expect(refused.status).toBe(403)
    expect(wordsOf(refused)).toContain('这一步须由另一人办理')
    expect(await site.core.stageOf('round-370502-2026-04')).toBe('handedIn')
  })

  test('the preview names the last day of the notice and the days off in between', async () => {
    await concluded()
    await fillIn(await site.as('officer-370502'), april, { _task: 'submitResults' })
    await fillIn(await site.as('head-370502'), `${april}/approval`, { _task: 'approveResults', opinion: '同意公示' })
    // The panel visited on Monday the 13th; the five working days end on the next Monday.
    const preview = wordsOf(await (await site.as('officer-370502')).get(`${april}/publication`))
    expect(preview).toContain('2026年4月20日 星期一 24:00')
    expect(preview).toMatch(/4月18日 星期六 不计入 周末/)
  })

  test('an empty round is closed with a reason', async () => {
    await fillIn(await site.as('officer-370502'), '/desk/rounds', { month: '2026-04' })
    await site.core.portal.advanceTo(aprilMorning(8))
    const officer = await site.as('officer-370502')
    expect(wordsOf(await officer.get(april))).toContain('作空批次结束')
    expect((await fillIn(officer, april, { _task: 'closeEmptyRound', reason: '' })).status).toBe(422)
    const closed = await fillIn(officer, april, { _task: 'closeEmptyRound', reason: '截止时没有已受理的申请' })
    expect(closed.status).toBe(303)
    expect(await site.core.stageOf('round-370502-2026-04')).toBe('closedEmpty')
    const next = closed.headers.location ?? ''
    expect(wordsOf(await officer.get(next))).toContain('已办理：')
    expect(wordsOf(await officer.get(april))).not.toContain('已办理：')
    // Whose step it was not is told of none, whatever the address says.
    expect(wordsOf(await (await site.as('head-370502')).get(next))).not.toContain('已办理：')
  })

  test('the head lets in who was accepted after the lock, with a reason that the round keeps', async () => {
    await fillIn(await site.as('officer-370502'), '/desk/rounds', { month: '2026-04' })
    await site.core.portal.advanceTo(aprilMorning(2))
    const late = await anApplication(site.core, { stage: 'queued' })
    const officer = await site.as('officer-370502')
    expect(wordsOf(await officer.get(april))).toContain('名单截止以后受理的申请 东营仁和诊所 2026年4月2日受理')
    const head = await site.as('head-370502')
    const admission = { _task: 'admitLateApplication', applicationId: late }
    const wordless = await fillIn(head, april, { ...admission, reason: '来晚了' })
    expect(wordless.status).toBe(422)
    expect(wordless.text).toContain('来晚了</textarea>')
    const reason = '材料在邮寄途中遗失后重新提交，小组尚未出发。'
    expect((await fillIn(head, april, { ...admission, reason })).status).toBe(303)
    expect(await site.core.stageOf(late)).toBe('underEvaluation')
    expect(wordsOf(await officer.get(april))).toContain(reason)
  })

  test('two visits in vain end in a conclusion without scores', async () => {
    const { clinic } = await evaluating(site)
    const { core } = site
    const page = evaluationOf(clinic)
    let officer = await site.as('officer-370502')
    for (const day of ['2026-04-14', '2026-04-16']) {
      await core.portal.advanceTo(morningOf(day))
      officer = await site.as('officer-370502')
      await core.must(core.clinic.officer, 'scheduleVisit', clinic, { visitOn: day, arrivesAt: '09:30' })
      expect(wordsOf(await officer.get(page))).not.toContain('按无法评估作结论')
      const present = core.clinic.panel.map(({ actor }) => actor.id)
      const record = { visitedOn: day, arrivedAt: '09:30', present, cause: 'closed', facts: '大门上锁，联系不上负责人，已经拍照。' }
      await core.must(core.clinic.officer, 'recordFailedVisit', clinic, record)
    }
    expect(wordsOf(await officer.get(page))).toContain('按无法评估作结论')
    const refused = await fillIn(officer, page, { _task: 'concludeUnable', reason: '锁门' })
    expect(refused.status).toBe(422)
    const reason = '4月14日和16日两次到场，机构都已停业。'
    expect((await fillIn(officer, page, { _task: 'concludeUnable', reason })).status).toBe(303)
    expect(wordsOf(await officer.get(page))).toContain(`评估不合格（无法评估） ${reason}`)
    expect(wordsOf(await officer.get(april))).toContain('评估不合格（无法评估）')
  })

  test('after the month only the head lets the work go on', async () => {
    const { clinic } = await evaluating(site)
    await site.core.portal.advanceTo(morningOf('2026-05-06'))
    const member = await site.as('staff-370502')
    expect(wordsOf(await member.get(`/field/${clinic}`))).toContain('评估月已过，等待延长')
    expect(wordsOf(await (await site.as('officer-370502')).get(april))).not.toContain('延长理由')
    const head = await site.as('head-370502')
    const extension = { _task: 'extendRound', until: '2026-05-15', reason: '两名专家因公外出，评估顺延半个月' }
    expect((await fillIn(head, april, extension)).status).toBe(303)
    expect(wordsOf(await head.get(april))).toContain('2026年5月15日')
    expect(wordsOf(await member.get(`/field/${clinic}`))).toContain('申明有无应当回避的情形')
  })
})

describe('an objection', () => {
  const objector = {
    name: '张明理',
    phone: '13805469999',
    statement: '该诊所评估当天医师并不在岗，由无资质人员坐诊，请核查当日排班和处方。',
  }

  async function published() {
    const ids = await concluded()
    await fillIn(await site.as('officer-370502'), april, { _task: 'submitResults' })
    await fillIn(await site.as('head-370502'), `${april}/approval`, { _task: 'approveResults', opinion: '同意公示' })
    expect((await fillIn(await site.as('officer-370502'), `${april}/publication`, {})).status).toBe(303)
    return ids
  }

  test('holds its institution and not the other; the notice ends by itself', async () => {
    const { clinic, other, round } = await published()
    await site.core.must(publicActor, 'fileObjection', clinic, objector)
    await site.core.portal.advanceTo(aprilMorning(22))
    expect(await site.core.stageOf(round)).toBe('closed')
    expect(await site.core.stageOf(other)).toBe('negotiating.drafting')
    expect(await site.core.stageOf(clinic)).toContain('publicNotice.clock.over')

    const officer = await site.as('officer-370502')
    const page = `/desk/objections/${clinic}`
    expect(wordsOf(await officer.get('/desk/objections'))).toContain('东营仁和诊所')
    const [event] = await site.core.portal.read.eventLog.ofCase(clinic, 'fileObjection')
    const decision = {
      objectionId: event?.command_id ?? '',
      upheld: 'no',
      finding: '调取排班表、处方和监控，评估当日医师在岗，异议不成立。',
    }
    const alone = await fillIn(officer, page, { ...decision, secondHandlerId: '' })
    expect(alone.status).toBe(422)
    expect(wordsOf(alone)).toContain('请选择另一名核查人员')
    expect(alone.text).toContain('异议不成立。</textarea>')
    expect((await fillIn(officer, page, { ...decision, secondHandlerId: 'account-officer2-370502' })).status).toBe(303)
    expect(await site.core.stageOf(clinic)).toBe('negotiating.drafting')
  })

  test('shows who objected to officers outside the panel only', async () => {
    const { clinic } = await published()
    await site.core.must(publicActor, 'fileObjection', clinic, objector)
    const page = `/desk/objections/${clinic}`
    expect(wordsOf(await (await site.as('officer-370502')).get(page))).toContain('张明理，电话 13805469999')
    for (const login of ['head-370502', 'officer-370500']) {
      const words = wordsOf(await (await site.as(login)).get(page))
      expect(words).toContain('由无资质人员坐诊')
      expect(words).not.toContain('张明理')
    }
    expect((await (await site.as('officer-370522')).get(page)).status).toBe(404)
  })
})
