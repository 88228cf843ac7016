import { beforeEach, describe, expect, it } from 'vitest'
import { caseDeskOf } from '#app/services/desk/case-desk.server'
import { changeHolder, type HoldingTask } from '#app/services/desk/holding.server'
import { addNote } from '#app/services/desk/notes.server'
import { inboxPage } from '#app/services/inbox.server'
import { serveCases } from '#test/app/case-app'
import { anApplication, type Core, ids, morningOf, openCoreAt } from '#test/setup/core'
import { hiddenOf, type PlainBrowser } from '#test/setup/http'
import { unwrap } from '#test/workflows/seeds'
import type { Actor } from '#workflows/access/authorise'

const desk = `/desk/cases/${ids.application}`
const page = `/cases/${ids.application}`

let core: Core
let visit: (login: string) => Promise<PlainBrowser>
beforeEach(async () => {
  core = await openCoreAt('submitted')
  visit = (await serveCases(core)).visit
})

let given = 0
const change = (actor: Actor, task: HoldingTask, caseId = ids.application) =>
  changeHolder(core.portal, { actor, caseId, id: `holding-${++given}`, task })
const note = (actor: Actor, input: Record<string, string>, caseId = ids.application) =>
  addNote(core.portal, `note-${++given}`, { actor, caseId, input })
const holderOf = async (caseId = ids.application) => (await core.portal.read.holding.find(caseId))?.name
/** The main part of a page: the frame around it counts what is open. */
const mainOf = (text: string) => text.slice(text.indexOf('<main'))

describe('who holds a case', () => {
  it('is said on the case page and the intake screen, and claimed there by one press', async () => {
    const officer = await visit('officer-370502')
    for (const path of [page, `/desk/intake/${ids.application}`]) expect((await officer.get(path)).text).toContain('还没有人领取')
    const claimed = await officer.post(desk, { intent: 'claim', back: 'intake' })
    expect([claimed.status, claimed.headers.location]).toEqual([303, `/desk/intake/${ids.application}`])
    expect(mainOf((await officer.get(page)).text)).toContain(`${core.clinic.officer.name}</span>（本人）`)
    expect(mainOf((await officer.get('/desk?view=held')).text)).toContain('我承办的（1 件）')
    const colleague = await visit('officer2-370502')
    expect(mainOf((await colleague.get('/desk')).text)).toContain('待我办理：没有事项')
    const second = await colleague.post(desk, { intent: 'claim' })
    expect(second.status).toBe(422)
    expect(second.text).toContain(`已由${core.clinic.officer.name}承办`)
    expect(await holderOf()).toBe(core.clinic.officer.name)
  })

  it('is decided once when two officers claim at the same moment', async () => {
    const { officer, secondOfficer } = core.clinic
    const outcomes = await Promise.all([officer, secondOfficer].map((actor) => change(actor, { kind: 'claim' })))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await core.portal.read.holding.history(ids.application)).toHaveLength(1)
  })

  it('changes by hand-over with a reason; the receiver alone is told; no date, revision or line of the record moves', async () => {
    const { portal, clinic } = core
    const { officer, secondOfficer, head } = clinic
    unwrap(await change(officer, { kind: 'claim' }))
    const before = [await portal.read.deadlines.running(ids.application), await core.fileOf(ids.application)]
    const events = (await portal.read.eventLog.ofCase(ids.application)).length
    const visitor = await visit('officer-370502')
    const form = await visitor.get(desk)
    const fields = { ...hiddenOf(form), intent: 'handOver', toId: secondOfficer.id }
    const blank = await visitor.post(desk, { ...fields, reason: '' })
    expect([blank.status, blank.text.includes('请写明移交的原因')]).toEqual([422, true])
    expect((await visitor.post(desk, { ...fields, reason: '外出培训一周' })).status).toBe(303)
    expect((await visitor.post(desk, { ...fields, reason: '外出培训一周' })).status).toBe(303)
    expect([await portal.read.deadlines.running(ids.application), await core.fileOf(ids.application)]).toEqual(before)
    expect(await portal.read.eventLog.ofCase(ids.application)).toHaveLength(events)
    expect(await holderOf()).toBe(secondOfficer.name)
    const textsOf = async (actor: Actor) => (await inboxPage(portal, actor, { view: 'all', page: 1 })).notices.map(({ text }) => text)
    expect(await textsOf(secondOfficer)).toEqual([expect.stringContaining(`${officer.name}移交给您承办`)])
    expect([...(await textsOf(officer)), ...(await textsOf(head))].join()).not.toContain('移交给您承办')
    const view = await caseDeskOf(portal, head, ids.application)
    expect(view?.history.map(({ what, reason }) => `${what} ${reason}`)).toEqual([
      `${officer.name}移交${secondOfficer.name}承办 外出培训一周`,
      `${officer.name}领取承办 `,
    ])
  })

  it('is changed by the holder and the heads of the agency only, and stays inside the agency', async () => {
    const { clinic, pharmacy, city } = core
    const { officer, secondOfficer, head } = clinic
    const to = (toId: string): HoldingTask => ({ kind: 'handOver', toId, reason: '岗位调整' })
    unwrap(await change(officer, { kind: 'claim' }))
    const refusalOf = async (actor: Actor, task: HoldingTask) => {
      const outcome = await change(actor, task)
      return outcome.ok ? 'done' : outcome.refusal.code
    }
    expect(await refusalOf(secondOfficer, to(secondOfficer.id))).toBe('forbidden')
    expect(await refusalOf(secondOfficer, { kind: 'release', reason: '' })).toBe('forbidden')
    expect(await refusalOf(head, { kind: 'claim' })).toBe('forbidden')
    expect(await refusalOf(officer, to(pharmacy.officer.id))).toBe('invalidInput')
    for (const stranger of [pharmacy.officer, city.head, clinic.applicant, clinic.authority])
      expect(await refusalOf(stranger, to(secondOfficer.id)), stranger.name).toBe('notFound')
    expect(await refusalOf(head, to(secondOfficer.id))).toBe('done')
    expect(await refusalOf(secondOfficer, { kind: 'release', reason: '' })).toBe('done')
    expect(await holderOf()).toBeUndefined()
  })

  it('is nobody after the case has gone to another agency', async () => {
    const { clinic, pharmacy, portal } = core
    unwrap(await change(clinic.officer, { kind: 'claim' }))
    const reason = '执业地点已迁往利津县，由利津县经办机构管辖。'
    await core.must(clinic.officer, 'transferApplication', ids.application, { toAgencyId: '370522', reason })
    expect(await holderOf()).toBeUndefined()
    expect(await caseDeskOf(portal, clinic.officer, ids.application)).toBeUndefined()
    unwrap(await change(pharmacy.officer, { kind: 'claim' }))
    expect(await holderOf()).toBe(pharmacy.officer.name)
  })

  it('leaves every step of the law to every officer of the agency', async () => {
    unwrap(await change(core.clinic.officer, { kind: 'claim' }))
    await core.must(core.clinic.secondOfficer, 'acceptApplication', ids.application, { opinion: '材料齐全，予以受理' })
    expect(await core.stageOf(ids.application)).toBe('queued')
  })
})

describe('internal notes', () => {
  const words = '电话核对时对方说法前后不一'

  it('are read by officers and heads of the agency, by nobody else', async () => {
    const officer = await visit('officer-370502')
    const form = await officer.get(desk)
    expect((await officer.post(desk, { ...hiddenOf(form), intent: 'note', text: words })).status).toBe(303)
    expect((await officer.post(desk, { ...hiddenOf(form), intent: 'note', text: words })).status).toBe(303)
    expect(await core.portal.read.caseNotes.ofCase(ids.application)).toHaveLength(1)
    expect((await (await visit('head-370502')).get(desk)).text).toContain(words)
    for (const login of ['clinic', 'authority-370502', 'officer-370500', 'officer-370522']) {
      const visitor = await visit(login)
      expect([login, [403, 404].includes((await visitor.get(desk)).status)]).toEqual([login, true])
      const { text } = await visitor.get(page)
      expect([login, text.includes(words), text.includes('由谁承办')]).toEqual([login, false, false])
    }
    expect((await officer.get(page)).text).not.toContain(words)
  })

  it('14 a suspicion waits for somebody else to verify it, is counted on the desk, and refuses nobody', async () => {
    const { clinic, portal } = core
    unwrap(await note(clinic.officer, { text: words, isSuspicion: 'yes' }))
    const author = await visit('officer-370502')
    expect(mainOf((await author.get('/desk?view=suspicion')).text)).toContain('有待核实线索（1 件）')
    const [open] = await portal.read.caseNotes.ofCase(ids.application)
    const fields = {
      intent: 'close',
      noteId: open?.id ?? '',
      [`outcome-${open?.id}`]: 'dispelled',
      [`result-${open?.id}`]: '已到注册机关核对，证书属实',
    }
    const own = await author.post(desk, fields)
    expect([own.status, own.text.includes('线索由提出人以外的人员核实')]).toEqual([422, true])
    await core.must(clinic.officer, 'acceptApplication', ids.application, { opinion: '材料齐全，予以受理' })
    const colleague = await visit('officer2-370502')
    expect((await colleague.get(desk)).text).toContain('填写核实结果')
    expect((await colleague.post(desk, { ...fields, [`result-${open?.id}`]: '' })).text).toContain('请写明怎样核实')
    expect((await colleague.post(desk, fields)).status).toBe(303)
    expect((await colleague.get(desk)).text).toContain('核实结果：不属实。')
    expect((await colleague.post(desk, fields)).status).toBe(422)
    expect(mainOf((await author.get('/desk?view=suspicion')).text)).toContain('有待核实线索：没有事项')
  })
})

describe('absence', () => {
  it('13 the clerk is absent on receipt: the clock runs, the duty climbs to the window’s head on day 3 and the agency’s on day 5', async () => {
    const { portal } = core
    const [period] = await portal.read.deadlines.running(ids.application)
    const climbed = async () => mainOf((await (await visit('head-370502')).get('/desk?view=climbed')).text)
    const unclaimed = mainOf((await (await visit('officer-370502')).get('/desk?view=unclaimed')).text)
    expect(unclaimed).toContain('无人承办（1 件）')
    expect(await climbed()).toContain('报到负责人的：没有事项')
    await portal.advanceTo(morningOf('2026-03-05'))
    const third = await climbed()
    expect([third.includes('已报窗口负责人'), third.includes('东营仁和诊所')]).toEqual([true, true])
    await portal.advanceTo(morningOf('2026-03-09'))
    expect(await climbed()).toContain('已报机构负责人')
    expect((await portal.read.deadlines.running(ids.application))[0]?.due_at).toBe(period?.due_at)
    await portal.advanceTo(morningOf('2026-03-10'))
    expect(await core.stageOf(ids.application)).toBe('submitted.clock.late submitted.examination.byOfficer')
    const late = await climbed()
    expect([late.includes('已报机构负责人'), late.includes('已逾期')]).toEqual([true, true])
    // The head of the agency gives it to somebody who is there.
    unwrap(await change(core.clinic.head, { kind: 'handOver', toId: core.clinic.secondOfficer.id, reason: '承办人请假' }))
    await core.must(core.clinic.secondOfficer, 'acceptApplication', ids.application, { opinion: '材料齐全，予以受理' })
    expect(await climbed()).toContain('报到负责人的：没有事项')
  })
})

describe('the record', () => {
  it('of holders and notes only grows', async () => {
    unwrap(await change(core.clinic.officer, { kind: 'claim' }))
    unwrap(await note(core.clinic.officer, { text: '电话已通知' }))
    const { write } = core.database
    for (const table of ['holding_event', 'case_note'] as const) {
      await expect(write.deleteFrom(table).execute()).rejects.toThrow(/append-only/)
      await expect(write.updateTable(table).set({ at: '2020-01-01T00:00:00.000Z' }).execute()).rejects.toThrow(/append-only/)
    }
    await anApplication(core, { stage: 'queued', after: 'submitted' })
    expect(await holderOf()).toBe(core.clinic.officer.name)
  })
})
