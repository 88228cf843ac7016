import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { evaluate } from '#app/journey/steps'
import { caseViewOf } from '#app/services/case-view.server'
import { findEvaluation } from '#app/services/evaluation-view.server'
import { aprilMorning, fillIn, wordsOf } from '#test/app/round-site'
import { anApplication, type Core, ids, morningOf, openCoreAt } from '#test/setup/core'
import { PlainBrowser } from '#test/setup/http'
import { startPages } from '#test/setup/pages'
import { type Actor, publicActor } from '#workflows/access/authorise'
import { PanelRole } from '#workflows/policy/score-sheet'

// Dossier A19: an objection that is upheld leads to a second evaluation by other people, with a notice of its own.

const page = `/desk/evaluations/${ids.application}`
const statement = '该诊所评估当天医师并不在岗，由无资质人员坐诊，请核查当日排班和处方。'

async function ordered(core: Core): Promise<void> {
  const { must, clinic, portal } = core
  await must(publicActor, 'fileObjection', ids.application, { name: '张明理', phone: '13805469999', statement })
  const [filed] = await portal.read.eventLog.ofCase(ids.application, 'fileObjection')
  await must(clinic.officer, 'decideObjection', ids.application, {
    objectionId: filed?.command_id ?? '',
    upheld: 'yes',
    measure: 'reEvaluate',
    finding: '排班表与现场记录不一致，原评分依据不足，另行评估。',
    secondHandlerId: clinic.secondOfficer.id,
  })
  await portal.advanceTo(aprilMorning(22))
}

async function pages(core: Core) {
  const served = await startPages(core.portal, (file) =>
    /^routes\/(desk\/(round|evaluation|re-)|field\/|public\/notice|demo\/|session\/)/.test(file),
  )
  const as = async (login: string) => {
    const browser = new PlainBrowser(served.origin)
    await browser.get('/sign-in')
    await browser.post('/demo/sign-in', { login })
    return browser
  }
  return { as, visitor: new PlainBrowser(served.origin), close: served.close }
}

const panelFields = (agency: string) =>
  Object.fromEntries(
    PanelRole.options.map((role, index) => [`panel.${role}`, `account-${['staff', 'clinical', 'manager', 'insured'][index]}-${agency}`]),
  )

describe('a second evaluation, from the decision to the signatures', () => {
  let core: Core
  let site: Awaited<ReturnType<typeof pages>>
  beforeAll(async () => {
    core = await openCoreAt('publicNotice')
    await ordered(core)
    site = await pages(core)
  })
  afterAll(async () => site?.close())

  it('begins when the notice is over, while the round closes for all others', async () => {
    expect(await core.stageOf(ids.application)).toBe('reEvaluation.inTime')
    expect(await core.stageOf(ids.round)).toBe('closed')
  })

  it('takes nobody of the first panel, on the page or past it', async () => {
    const officer = await site.as('officer-370502')
    expect((await officer.get(`${page}/panel`)).text).not.toContain('value="account-staff-370502"')
    const again = await fillIn(officer, `${page}/panel`, panelFields('370502'))
    expect(again.status).toBe(422)
    expect(wordsOf(again)).toContain('参加过原评估，不能参加重新评估')
    expect((await fillIn(officer, `${page}/panel`, panelFields('370522'))).status).toBe(303)
    expect((await (await site.as('staff-370502')).get(`/field/${ids.application}`)).status).toBe(404)
    const member = await site.as('staff-370522')
    expect(wordsOf(await member.get('/field'))).toContain('东营仁和诊所：重新评估')
    expect(wordsOf(await member.get(`/field/${ids.application}`))).toContain('申明有无应当回避的情形')
  })

  it('is scored by the second panel, and its result is the agency’s alone until the head publishes it', async () => {
    const { officer, applicant, input } = core.clinic
    await evaluate(core.portal, { officer, panel: core.pharmacy.panel }, ids.application, () => input.selfEvaluation)
    expect(await core.stageOf(ids.application)).toBe('reEvaluated')
    const officialFor = async (actor: Actor) => (await caseViewOf(core.portal, actor, ids.application))?.record?.official
    expect(await officialFor(applicant)).toBeUndefined()
    expect(await officialFor(officer)).toBeDefined()
    expect((await findEvaluation(core.portal, core.city.officer, ids.application))?.result).toBeUndefined()
    expect(wordsOf(await (await site.as('officer-370502')).get(page))).not.toContain('审批通过，现在公示')
    const head = await site.as('head-370502')
    const wordless = await fillIn(head, page, { _task: 'returnReEvaluation', reason: '补' })
    expect(wordless.status).toBe(422)
    expect((await fillIn(head, page, { _task: 'publishReEvaluation', opinion: '同意公示' })).status).toBe(303)
    expect(await core.stageOf(ids.application)).toContain('publicNotice.clock.running')
    expect(await officialFor(applicant)).toBeDefined()
  })

  it('stands on a notice of its own, which takes objections; that of the round is past', async () => {
    const own = (await core.portal.read.documents.ofCase(ids.application)).find(({ kind }) => kind === 'publicNotice')
    expect((await site.visitor.get('/notices')).text).toContain(`/notices/${own?.id}`)
    const notice = await site.visitor.get(`/notices/${own?.id}`)
    expect(wordsOf(notice)).toContain('2026年4月集中评估重新评估结果公示')
    expect(notice.text).toContain(`/notices/${own?.id}/object/${ids.application}`)
    const [first] = await core.portal.read.documents.ofCase(ids.round)
    expect((await site.visitor.get(`/notices/${first?.id}`)).text).not.toContain('/object/')
  })

  it('leads to negotiation and both signatures; each evaluation has a form with its own members', async () => {
    await anApplication(core, { stage: 'inForce', after: 'publicNotice' })
    expect(await core.stageOf(ids.application)).toBe('signed')
    const forms = (await core.portal.read.documents.ofCase(ids.application)).filter(({ kind }) => kind === 'evaluationForm')
    const membersOf = ({ data }: { data: unknown }) => (data as { members: { name: string }[] }).members.map(({ name }) => name)
    expect(forms.map(membersOf)).toEqual([nameList(core.clinic.panel), nameList(core.pharmacy.panel)])
  })
})

describe('a second evaluation', () => {
  it('is not approved by who concluded it, and not concluded without a visit of its own', async () => {
    const core = await openCoreAt('publicNotice')
    await ordered(core)
    const { clinic, pharmacy, give, must } = core
    const members = pharmacy.panel.map(({ actor, role }) => ({ accountId: actor.id, role }))
    await must(clinic.officer, 'appointReEvaluationPanel', ids.application, { members })
    for (const { actor } of pharmacy.panel) {
      await must(actor, 'declareConflict', ids.application, { hasConflict: 'no', note: '' })
      await must(actor, 'submitScoreSheet', ids.application, { entries: clinic.input.selfEvaluation })
    }
    // The visit of the first evaluation does not count.
    expect(await give(clinic.officer, 'concludeEvaluation', ids.application, {})).toMatchObject({
      refusal: { issues: { '': [expect.stringContaining('还没有现场考查记录')] } },
    })
    const both: Actor = { ...clinic.officer, roles: ['officer', 'head'] }
    await core.portal.advanceTo(morningOf('2026-04-27'))
    await must(clinic.officer, 'scheduleVisit', ids.application, { visitOn: '2026-04-27', arrivesAt: '09:30' })
    await must(clinic.officer, 'recordVisit', ids.application, {
      visitedOn: '2026-04-27',
      arrivedAt: '09:30',
      leftAt: '10:30',
      present: pharmacy.panel.map(({ actor }) => actor.id),
      representativeName: '李建国',
      representativePosition: '负责人',
      findings: '核对许可证原件和当日排班、处方，与申请材料逐项对照，记录在案。',
      confirmation: 'signed',
    })
    await must(both, 'concludeEvaluation', ids.application, {})
    expect(await give(both, 'publishReEvaluation', ids.application, { opinion: '同意公示' })).toMatchObject({
      refusal: { code: 'samePerson' },
    })
  })
})

const nameList = (panel: Core['clinic']['panel']) => panel.map(({ actor }) => actor.name)
