import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { anApplication } from '#test/setup/core'
import { ApplicationContext } from '#workflows/machines/application-context'
import { evaluating, fillIn, openSite, panelLogins, type Site, scoreOnPages, selfRemark, sheetFields, wordsOf } from './round-site'

let site: Site
let clinic: string
let page: string
beforeEach(async () => {
  site = await openSite()
  clinic = (await evaluating(site)).clinic
  page = `/field/${clinic}`
})
afterEach(() => site.close())

const contextOf = async () => ApplicationContext.parse(((await site.core.fileOf(clinic)).snapshot as { context: unknown }).context)
const declare = async (hasConflict: 'yes' | 'no', note = '') => {
  const member = await site.as('staff-370502')
  return { member, answer: await fillIn(member, page, { _task: 'declareConflict', hasConflict, note }) }
}

describe('the list of the day', () => {
  test('holds the institutions of the rounds whose panel the member sits on', async () => {
    const words = wordsOf(await (await site.as('clinical-370502')).get('/field'))
    expect(words).toContain('东营仁和诊所')
    expect(words).toContain('东营安康诊所')
    expect(wordsOf(await (await site.as('staff-370522')).get('/field'))).toContain('现在没有需要您评估的机构')
  })

  test('does not open to anybody else', async () => {
    expect((await (await site.as('staff-370522')).get(page)).status).toBe(404)
    expect((await (await site.as('officer-370502')).get(page)).status).toBe(403)
  })
})

describe('the declaration', () => {
  test('comes before the file: no item and no paper is shown until it is made', async () => {
    const member = await site.as('staff-370502')
    const before = await member.get(page)
    expect(before.text).toContain('name="hasConflict"')
    expect(before.text).not.toContain('name="score.M-B01"')
    expect(before.text).not.toContain(`/cases/${clinic}`)
    await fillIn(member, page, { _task: 'declareConflict', hasConflict: 'no', note: '' })
    expect((await member.get(page)).text).toContain('name="score.M-B01"')
  })

  test('of a conflict closes the file and takes no score', async () => {
    const { member, answer } = await declare('yes', '配偶在该诊所任职')
    expect(answer.status).toBe(303)
    expect(wordsOf(await member.get(page))).toContain('您已申明回避')
    const posted = await member.post(page, { ...sheetFields(), _intent: 'check' })
    expect(posted.status).toBe(409)
    const handedIn = await fillIn(member, `${page}/check`, { confirmed: 'yes', _commandId: site.core.portal.newId() })
    expect(handedIn.headers.location).toBe(page)
    expect((await contextOf()).sheetsBy).toEqual([])
  })

  test('of a conflict must say which one; the choice stays', async () => {
    const { answer } = await declare('yes')
    expect(answer.status).toBe(422)
    expect(wordsOf(answer)).toContain('请写明应当回避的情形')
    expect(/<input[^>]*value="yes"[^>]*>/.exec(answer.text)?.[0]).toContain('checked')
  })
})

describe('the sheet', () => {
  test('refuses a score above the maximum at its field, keeps what was typed and saves the rest', async () => {
    const { member } = await declare('no')
    const refused = await member.post(page, { 'score.M-B01': '99', 'score.M-B03': '1.5', 'reason.M-B03': '缺少一处隔断', _intent: 'save' })
    expect(refused.status).toBe(422)
    expect(wordsOf(refused)).toContain('M-B01：得分不能超过满分2.0分')
    expect(/<input[^>]*name="score.M-B01"[^>]*>/.exec(refused.text)?.[0]).toContain('value="99"')
    const again = await member.get(page)
    expect(/<input[^>]*name="score.M-B03"[^>]*>/.exec(again.text)?.[0]).toContain('value="1.5"')
    expect(again.text).toContain('缺少一处隔断</textarea>')
  })

  test('is saved on the way without a page, and only for a member who may score', async () => {
    const { member } = await declare('no')
    const saved = await member.post(`${page}/draft`, { 'score.M-B03': '1.5', 'score.M-B01': '一' })
    expect(saved.text).toBe('10:00 已自动保存，1处无法识别')
    expect(/<input[^>]*name="score.M-B03"[^>]*>/.exec((await member.get(page)).text)?.[0]).toContain('value="1.5"')
    const undeclared = await site.as('clinical-370502')
    await undeclared.get(page)
    expect((await undeclared.post(`${page}/draft`, { 'score.M-B03': '1.5' })).status).toBe(409)
  })

  test('names a number that is none, and a band that is not on the list', async () => {
    const { member } = await declare('no')
    const refused = await member.post(page, { 'score.M-B01': '1.3', 'score.M-B03': '一分半', _intent: 'save' })
    expect(wordsOf(refused)).toContain('“一分半”不是得分')
    expect(wordsOf(refused)).toContain('得分只能是0.0、1.0、1.5、2.0分')
  })

  test('is not handed in while an item, a reason or the facts of a failed veto are missing', async () => {
    const { member } = await declare('no')
    const { 'score.M-B02': _left, ...fields } = sheetFields({ 'score.M-B03': '1', 'veto.M-A01': 'fail' })
    const refused = await member.post(page, { ...fields, _intent: 'check' })
    expect(refused.status).toBe(422)
    const words = wordsOf(refused)
    expect(words).toContain('M-B02：请填写得分')
    expect(words).toContain('M-B03：得分低于满分的，请写明扣分理由')
    expect(words).toContain('M-A01：选择“不通过”的，请写明事实')
    expect((await member.get(`${page}/check`)).headers.location).toBe(page)
    const pushed = await fillIn(member, `${page}/check`, { confirmed: 'yes', _commandId: site.core.portal.newId() })
    expect(pushed.headers.location).toBe(page)
    expect((await contextOf()).sheetsBy).toEqual([])
  })

  test("hides the applicant's own scores until it is handed in, then shows both", async () => {
    const { member } = await declare('no')
    await member.post(page, { ...sheetFields(), _intent: 'save' })
    expect((await member.get(page)).text).not.toContain('申请人自评：')
    expect((await member.get(page)).text).not.toContain(selfRemark)
    await scoreOnPages(member, clinic)
    const after = wordsOf(await member.get(page))
    expect(after).toContain('申请人自评与我的评分')
    expect(after).not.toContain('保存')
  })

  test('of one member is never shown to another', async () => {
    const { member } = await declare('no')
    await member.post(page, { 'score.M-B03': '1', 'reason.M-B03': '只有本人看得到的草稿', _intent: 'save' })
    const other = await site.as('clinical-370502')
    await fillIn(other, page, { _task: 'declareConflict', hasConflict: 'no', note: '' })
    expect((await other.get(page)).text).not.toContain('只有本人看得到的草稿')
  })
})

describe('handing in', () => {
  test('needs the confirmation, bears name and time, and happens once', async () => {
    const { member } = await declare('no')
    expect((await member.post(page, { ...sheetFields(), _intent: 'check' })).headers.location).toBe(`${page}/check`)
    const check = await member.get(`${page}/check`)
    const unconfirmed = await fillIn(member, `${page}/check`, {}, check)
    expect(unconfirmed.status).toBe(422)
    expect(wordsOf(unconfirmed)).toContain('请勾选确认后再提交')
    expect((await fillIn(member, `${page}/check`, { confirmed: 'yes' }, check)).status).toBe(303)
    const done = wordsOf(await member.get(page))
    expect(done).toMatch(/已提交：\S+，2026年4月13日 10:00/)
    const again = await fillIn(member, `${page}/check`, { confirmed: 'yes', _commandId: site.core.portal.newId() })
    expect(again.headers.location).toBe(page)
    expect(await site.core.portal.read.eventLog.ofCase(clinic, 'submitScoreSheet')).toHaveLength(1)
  })

  test('is not undone by what another member hands in meanwhile', async () => {
    const pages = []
    for (const login of panelLogins.slice(0, 2)) {
      const member = await site.as(login)
      await fillIn(member, page, { _task: 'declareConflict', hasConflict: 'no', note: '' })
      await member.post(page, { ...sheetFields(), _intent: 'check' })
      pages.push({ member, check: await member.get(`${page}/check`) })
    }
    for (const { member, check } of pages)
      expect((await fillIn(member, `${page}/check`, { confirmed: 'yes' }, check)).headers.location).toBe(page)
    expect((await contextOf()).sheetsBy).toHaveLength(2)
  })

  test('is over once the evaluation is concluded', async () => {
    for (const login of panelLogins) await scoreOnPages(await site.as(login), clinic)
    await fillIn(await site.as('officer-370502'), `/desk/evaluations/${clinic}`, { _task: 'concludeEvaluation' })
    const member = await site.as('staff-370502')
    expect((await fillIn(member, page, { ...sheetFields(), _intent: 'save', _commandId: site.core.portal.newId() })).status).toBe(409)
  })
})

test('before the lock the list says that the institutions are not named yet', async () => {
  const other = await openSite()
  const officer = await other.as('officer-370502')
  await fillIn(officer, '/desk/rounds', { month: '2026-04' })
  await anApplication(other.core, { stage: 'queued' })
  await fillIn(officer, '/desk/rounds/round-370502-2026-04/panel', {
    'panel.agencyStaff': 'account-staff-370502',
    'panel.clinicalExpert': 'account-clinical-370502',
    'panel.managementExpert': 'account-manager-370502',
    'panel.insuredPerson': 'account-insured-370502',
  })
  expect(wordsOf(await (await other.as('staff-370502')).get('/field'))).toContain('名单尚未截止')
  await other.close()
})
