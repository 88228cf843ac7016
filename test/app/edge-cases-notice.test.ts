import { beforeEach, describe, expect, it } from 'vitest'
import { publishRound } from '#app/journey/steps'
import { commandPageOf } from '#app/services/command-page.server'
import { findLead, handleLead } from '#app/services/notices/leads.server'
import { findNotice, findObjectable } from '#app/services/public/notices.server'
import { fileObjection, ownInstitutionOf } from '#app/services/public/objections.server'
import { evaluating, openSite as openRoundSite } from '#test/app/round-site'
import { anApplication, type Core, ids, morningOf, openCoreAt } from '#test/setup/core'
import { hiddenOf } from '#test/setup/http'
import { publicActor } from '#workflows/access/authorise'
import { addDays, addMinutes, type Instant, plainDate } from '#workflows/calendar/plain-date'
import { openSite, signInAs } from './public-site'

// The numbers are those of the edge cases of the domain's dossier. Those that need no database are in test/workflows.
const statement = '该机构门诊部实际开展的诊疗科目与公示的不一致，请到现场核查。'
const objection = { name: '王小明', phone: '13805461234', statement }

let core: Core
beforeEach(async () => {
  core = await openCoreAt('publicNotice')
})

const period = async (caseId: string) => {
  const [row] = await core.portal.read.deadlines.running(caseId)
  if (row === undefined) throw new Error('no notice runs')
  return { lastDay: plainDate(row.due_on), over: row.due_at as Instant }
}
const noticeId = async () => (await core.portal.read.documents.ofCase(ids.round)).find(({ kind }) => kind === 'publicNotice')?.id ?? ''
const object = (over: object = {}) => core.give(publicActor, 'fileObjection', ids.application, { ...objection, ...over })

describe('objections to a notice', () => {
  it('edge case 26: an objection on the last minute of the last day counts, one at 24:00 does not', async () => {
    const { over } = await period(ids.application)
    core.clock.moveTo(addMinutes(over, -1))
    expect(await object()).toMatchObject({ ok: true })
    core.clock.moveTo(over)
    expect(await object()).toMatchObject({ ok: false })
  })

  it('edge case 26: by post the postmark decides: a late letter of a day within the notice holds the signature, another is a lead', async () => {
    const { lastDay } = await period(ids.application)
    const { officer, secondOfficer } = core.clinic
    const publishedOn = plainDate((await findNotice(core.portal, await noticeId()))?.from ?? '')
    await core.portal.advanceTo(morningOf(addDays(lastDay, 2)))
    expect(await core.stageOf(ids.application)).toBe('negotiating.drafting')
    const post = (postmarkOn: string) =>
      core.give(
        officer,
        'fileObjection',
        ids.application,
        { ...objection, channel: 'post', postmarkOn },
        { commandId: `post-${postmarkOn}` },
      )
    for (const outside of [addDays(publishedOn, -1), addDays(lastDay, 1)])
      expect(await post(outside)).toMatchObject({ refusal: { issues: { postmarkOn: [expect.stringContaining('线索')] } } })
    expect(await post(lastDay)).toMatchObject({ ok: true })
    expect(await core.stageOf(ids.application)).toMatch(/objections\.open/)
    const finding = '经到现场核查，实际开展的诊疗科目与公示一致。'
    const decision = { objectionId: `post-${lastDay}`, upheld: 'no', finding, secondHandlerId: secondOfficer.id }
    await core.must(officer, 'decideObjection', ids.application, decision)
    expect(await core.stageOf(ids.application)).toBe('negotiating.drafting')
    // Nobody but an officer may say when a letter was posted.
    expect(await object({ channel: 'post', postmarkOn: lastDay })).toMatchObject({ ok: false })
  })

  it('edge case 26: an anonymous objection is a lead: it holds nobody, and the officers pursue it as a suspicion for another to verify', async () => {
    const person = (await openSite(core)).visitor()
    const path = `/notices/${await noticeId()}/object/${ids.application}`
    const page = await person.get(path)
    const { _commandId = '' } = hiddenOf(page)
    const answer = await person.post(path, { _commandId, signed: 'anonymous', statement, confirmed: 'yes' })
    expect(answer.status).toBe(303)
    expect((await person.get(answer.headers.location ?? '')).text).toContain('线索已收到')
    expect(await core.stageOf(ids.application)).toMatch(/objections\.none/)
    expect(await core.portal.read.eventLog.ofCase(ids.application, 'fileObjection')).toEqual([])
    const { officer, panel } = core.clinic
    expect(await findLead(core.portal, officer, _commandId)).toMatchObject({ status: 'open', statement })
    // Whoever sat on the panel does not learn what is said of its result.
    const panelOfficer = { ...officer, id: panel[0]?.actor.id ?? '' }
    expect(await findLead(core.portal, panelOfficer, _commandId)).toBeUndefined()
    const input = { status: 'pursued', result: '线索指明了科室和时间，可以查证。' }
    expect(await handleLead(core.portal, officer, { id: _commandId, input })).toMatchObject({ ok: true })
    expect(await core.portal.read.caseNotes.countOpenSuspicions(ids.application)).toBe(1)
    expect(await handleLead(core.portal, officer, { id: _commandId, input })).toMatchObject({ ok: false })
  })

  it('edge case 27: a competitor may object and is not named in the log; the institution’s own objection is a review of its result', async () => {
    const { visitor } = await openSite(core)
    const path = `/notices/${await noticeId()}/object/${ids.application}`
    for (const login of ['pharmacy', 'clinic']) {
      const person = visitor()
      await signInAs(person, login)
      const page = await person.get(path)
      expect(page.text.includes('申请结果复核')).toBe(login === 'clinic')
      expect((await person.post(path, { ...hiddenOf(page), ...objection, confirmed: 'yes' })).status).toBe(303)
    }
    const [competitor, own] = await core.portal.read.eventLog.ofCase(ids.application, 'fileObjection')
    expect(competitor).toMatchObject({ actor_id: 'public', actor_role: 'public' })
    expect(own).toMatchObject({ actor_id: core.clinic.applicant.id, actor_role: 'applicant' })
    expect(await ownInstitutionOf(core.portal, core.pharmacy.applicant, ids.application)).toBeUndefined()
  })

  it('edge case 28: an objection against one institution does not hold back the others', async () => {
    const site = await openRoundSite()
    const { clinic, other, round } = await evaluating(site)
    const own = site.core
    for (const [caseId, party] of [
      [clinic, own.clinic],
      [other, site.neighbour],
    ] as const)
      await anApplication(own, { stage: 'evaluated', after: 'underEvaluation', id: caseId, party })
    await publishRound(own.portal, own.clinic, round)
    expect((await fileObjection(own.portal, clinic, 'against-one', objection)).ok).toBe(true)
    const [row] = await own.portal.read.deadlines.running(other)
    await own.portal.advanceTo(row?.due_at as Instant)
    expect(await own.stageOf(other)).toBe('negotiating.drafting')
    expect(await own.stageOf(clinic)).toBe('publicNotice.clock.over publicNotice.objections.open.inTime')
    await site.close()
  })
})

describe('a notice that was not up, or stood there wrongly', () => {
  it('edge case 29: days lost are added by the head for every entry, with the reason and the new end for all to read', async () => {
    const before = await period(ids.application)
    const reason = '4月16日机房停电，公示网页全天无法打开。'
    const { officer, head } = core.clinic
    expect(await core.give(officer, 'extendPublicNotice', ids.round, { lostDays: '1', reason })).toMatchObject({ ok: false })
    await core.must(head, 'extendPublicNotice', ids.round, { lostDays: '2', reason })
    const after = await period(ids.application)
    expect(after.lastDay > before.lastDay).toBe(true)
    expect(await period(ids.round)).toEqual(after)
    const id = await noticeId()
    const { text } = await (await openSite(core)).visitor().get(`/notices/${id}`)
    expect(text).toContain(reason)
    expect(text).toMatch(/已顺延 (<!-- -->)?2/)
    expect((await findNotice(core.portal, id))?.to).toBe(after.lastDay)
    core.clock.moveTo(addMinutes(before.over, 60))
    expect(await object()).toMatchObject({ ok: true })
  })

  it('edge case 30: a wrong name is corrected by an announcement, with five new working days for that entry alone', async () => {
    const before = await period(ids.application)
    await core.portal.advanceTo(morningOf(before.lastDay))
    const correction = { field: 'name', wrong: '东营仁合诊所', right: '东营仁和诊所', reason: '公示录入时写错一个字。' }
    const shown = async () => {
      const page = await commandPageOf(core.portal, core.clinic.head, ids.application, 'correctNotice')
      return 'page' in page ? page.page.facts.published.find(({ question }) => question === '机构名称')?.answer : undefined
    }
    expect(await shown()).toBe((await core.portal.read.caseFiles.find(ids.application))?.title)
    await core.must(core.clinic.head, 'correctNotice', ids.application, correction)
    expect(await shown()).toBe(correction.right)
    const after = await period(ids.application)
    expect(after.lastDay > before.lastDay).toBe(true)
    expect((await period(ids.round)).lastDay).toBe(before.lastDay)
    const id = await noticeId()
    // The others' time is over: the corrected entry still takes objections.
    await core.portal.advanceTo(morningOf(addDays(before.lastDay, 1)))
    expect(await core.stageOf(ids.round)).toBe('closed')
    const { text } = await (await openSite(core)).visitor().get(`/notices/${id}`)
    expect(text).toContain('更正公告')
    expect(text).toContain(correction.wrong)
    expect(text).toContain(`/notices/${id}/object/${ids.application}`)
    expect(await findObjectable(core.portal, id, ids.application)).toMatchObject({ isOpen: true, due: { due: after.lastDay } })
    await core.portal.advanceTo(after.over)
    expect(await core.stageOf(ids.application)).toBe('negotiating.drafting')
  })
})
