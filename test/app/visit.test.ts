import { describe, expect, it } from 'vitest'
import { serveCases } from '#test/app/case-app'
import { anApplication, type Core, ids, openCore } from '#test/setup/core'
import { hiddenOf } from '#test/setup/http'

const scheduling = `/cases/${ids.application}/do/scheduleVisit`
const recording = `/cases/${ids.application}/do/recordVisit`

// The core stands on 13 April, in the month of the round.
async function evaluating() {
  const core = await openCore()
  await anApplication(core, { stage: 'underEvaluation' })
  return { core, ...(await serveCases(core)) }
}

const notified = (core: Core) =>
  core.must(core.clinic.officer, 'scheduleVisit', ids.application, { visitOn: '2026-04-13', arrivesAt: '09:30' })

const said = {
  visitedOn: '2026-04-13',
  arrivedAt: '09:30',
  leftAt: '11:00',
  present: 'account-staff-370502',
  representativeName: '李建国',
  representativePosition: '负责人',
  findings: '核对许可证原件和人员资格证书，查看诊室、治疗室和信息系统，与申请材料一致。',
  statement: '',
}

/** Every member who is ticked when the page opens. */
const tickedOn = (text: string): string[] =>
  [...text.matchAll(/<input[^>]*name="present"[^>]*>/g)]
    .filter(([box]) => box.includes('checked'))
    .map(([box]) => /value="([^"]+)"/.exec(box)?.[1] ?? '')

describe('the visit on site', () => {
  it('is arranged within the evaluation of the round, which the page names with the panel', async () => {
    const { core, visit } = await evaluating()
    const officer = await visit('officer-370502')
    const page = await officer.get(scheduling)
    expect(page.text).toContain('2026年4月1日至4月30日')
    expect(page.text).toContain('经办机构工作人员')
    const outside = await officer.post(scheduling, { ...hiddenOf(page), visitOn: '2026-05-06', arrivesAt: '9点' })
    expect(outside.status).toBe(422)
    expect(outside.text).toContain('请按24小时制填写时间')
    const late = await officer.post(scheduling, { ...hiddenOf(outside), visitOn: '2026-05-06', arrivesAt: '09:30' })
    expect(late.text).toContain('考查日期应在评估期内（2026年4月1日起至2026年4月30日）')
    expect((await officer.post(scheduling, { ...hiddenOf(late), visitOn: '2026-04-15', arrivesAt: '09:30' })).status).toBe(303)
    const kinds = (await core.portal.read.documents.ofCase(ids.application)).map(({ kind }) => kind)
    expect(kinds).toContain('evaluationVisitNotice')
    const own = (await (await visit('clinic')).get(`/cases/${ids.application}`)).text
    expect(own).toContain('考查时间：2026年4月15日 09:30')
    expect(own).toContain('现场评估通知书')
  })

  it('is not recorded before it was announced', async () => {
    const { visit } = await evaluating()
    expect((await (await visit('officer-370502')).get(recording)).status).toBe(409)
  })

  it('is recorded with those who came; what was typed stays when something is missing', async () => {
    const { core, visit } = await evaluating()
    await notified(core)
    const officer = await visit('officer-370502')
    const page = await officer.get(recording)
    expect(tickedOn(page.text)).toHaveLength(4)
    const alone = await officer.post(recording, { ...hiddenOf(page), ...said, confirmation: 'signed' })
    expect(alone.status).toBe(422)
    expect(alone.text).toContain('现场考查至少两名评估小组成员参加')
    expect(alone.text).toContain(`${said.findings}</textarea>`)
    expect(tickedOn(alone.text)).toEqual([said.present])
    const present = [said.present, 'account-clinical-370502']
    expect((await officer.post(recording, { ...hiddenOf(alone), ...said, present, confirmation: 'signed' })).status).toBe(303)
    const record = (await core.portal.read.documents.ofCase(ids.application)).find(({ kind }) => kind === 'visitRecord')
    const two = [expect.anything(), expect.anything()]
    expect(record?.data).toMatchObject({ confirmation: { outcome: 'signed' }, arrivedAt: '09:30', members: two })
  })

  it('needs reason and witness where the institution would not sign, and a member of the panel may record it', async () => {
    const { core, visit } = await evaluating()
    await notified(core)
    const member = await visit('staff-370502')
    // Like everything else of the file, after the declaration (回避).
    expect((await member.get(recording)).status).toBe(409)
    await core.must(core.clinic.panel[0]?.actor ?? core.clinic.officer, 'declareConflict', ids.application, { hasConflict: 'no', note: '' })
    const page = await member.get(recording)
    const form = (answer: typeof page, more: Record<string, string>) => ({
      ...hiddenOf(answer),
      ...said,
      present: [said.present, 'account-clinical-370502'],
      confirmation: 'refused',
      ...more,
    })
    const bare = await member.post(recording, form(page, {}))
    expect(bare.status).toBe(422)
    for (const words of ['请填写拒绝签字的理由', '请填写见证人的姓名', '请填写见证人的单位和职务']) expect(bare.text).toContain(words)
    const witnessed = { refusalReason: '认为考查时间过短', witnessName: '周正', witnessPosition: '社区居委会工作人员' }
    expect((await member.post(recording, form(bare, witnessed))).status).toBe(303)
    const officer = (await (await visit('officer-370502')).get(`/cases/${ids.application}`)).text
    expect(officer).toContain('被考查单位拒绝签字：认为考查时间过短')
  })

  it('takes no member who has declared a conflict', async () => {
    const { core, visit } = await evaluating()
    await notified(core)
    const [first] = core.clinic.panel
    await core.must(first?.actor ?? core.clinic.officer, 'declareConflict', ids.application, {
      hasConflict: 'yes',
      note: '配偶在该诊所任职',
    })
    const officer = await visit('officer-370502')
    const page = await officer.get(recording)
    expect(tickedOn(page.text)).not.toContain(said.present)
    const present = [said.present, 'account-clinical-370502']
    const forged = await officer.post(recording, { ...hiddenOf(page), ...said, present, confirmation: 'signed' })
    expect(forged.status).toBe(422)
    expect(forged.text).toContain('已申明回避的成员不参加现场考查')
  })

  it('is put on record when it was in vain, with who came and why', async () => {
    const { core, visit } = await evaluating()
    await notified(core)
    const officer = await visit('officer-370502')
    const path = `/cases/${ids.application}/do/recordFailedVisit`
    const page = await officer.get(path)
    expect(tickedOn(page.text)).toContain('account-staff-370502')
    const typed = { visitedOn: '2026-04-13', arrivedAt: '09:40', present: ['account-staff-370502', 'account-clinical-370502'] }
    const bare = await officer.post(path, { ...hiddenOf(page), ...typed, facts: '锁门' })
    expect(bare.status).toBe(422)
    for (const words of ['请选择未能考查的原因', '不少于10个字', '锁门</textarea>']) expect(bare.text).toContain(words)
    const facts = '大门上锁，电话联系负责人无人接听，已拍照。'
    expect((await officer.post(path, { ...hiddenOf(bare), ...typed, cause: 'closed', facts })).status).toBe(303)
    const own = (await (await visit('clinic')).get(`/cases/${ids.application}`)).text
    expect(own).toContain('机构已经停业或者没有营业')
    expect(own).toContain(facts)
  })

  it('is no business of the institution to record', async () => {
    const { core, visit } = await evaluating()
    await notified(core)
    expect((await (await visit('clinic')).get(recording)).status).toBe(403)
  })
})
