import { beforeEach, describe, expect, it } from 'vitest'
import { agreementContext, endingContext } from '#app/services/case-context'
import { continueBatch } from '#app/services/desk/batch.server'
import { endManyOf, proposeMany } from '#app/services/ending/end-many.server'
import { paperOf } from '#test/app/change-clerk'
import {
  anotherAgreement,
  barsOf,
  daysOn,
  decide,
  endForViolation,
  proposalOf,
  proposeEnding,
  today,
  waitDays,
} from '#test/app/ending-clerk'
import { type Core, ids, openCoreAt } from '#test/setup/core'
import { unwrap } from '#test/workflows/seeds'
import { addDays, plainDate } from '#workflows/calendar/plain-date'

let core: Core
beforeEach(async () => {
  core = await openCoreAt('inForce')
})

const agreementNow = async (id: string = ids.agreement) => agreementContext(await core.fileOf(id))
const kindsOf = async (id: string) => (await core.portal.read.documents.ofCase(id)).map(({ kind }) => kind)
const issuesOf = async (command: Parameters<Core['give']>[1], actor: Parameters<Core['give']>[0], id: string, input: unknown) => {
  const outcome = await core.give(actor, command, id, input)
  return outcome.ok || outcome.refusal.code !== 'invalidInput' ? {} : outcome.refusal.issues
}

describe('edge cases of an ending (第十五至十九条, 第十条（二）)', () => {
  it('39: an institution that closed quietly is asked first; silence is no answer, and two decide on what was found', async () => {
    const facts = ['2026年6月1日现场查看，门店锁闭，已经停止执业。', '自2026年4月20日起连续30日没有上传结算，电话无人接听。']
    await proposeEnding(core, 'ending-39', { ground: 'closedQuietly', facts })
    expect(await core.stageOf('ending-39')).toBe('notice.unserved')
    await waitDays(core, 20)
    expect(await core.stageOf('ending-39')).toBe('deciding.drafting')
    await decide(core, 'ending-39')
    await waitDays(core, 11)
    expect((await agreementNow()).end).toMatchObject({ kind: 'termination', article: '第十九条（二）' })
    expect((await agreementNow()).isOver).toBe(true)
  })

  it('41: with patients in bed the decision says what becomes of them, and the agreement is not wound up before they are moved', async () => {
    const agreementId = await anotherAgreement(core, 'agreement-41', ['general_outpatient', 'inpatient'])
    const { officer, applicant, secondOfficer } = core.clinic
    await proposeEnding(core, 'ending-41', { ground: 'violation', agreementId })
    await core.must(applicant, 'waiveStatement', 'ending-41', { confirmed: 'yes' })
    const bare = { endsOn: daysOn(core, 10), settlement: '结算至协议结束之日。' }
    expect(await issuesOf('draftEndingDecision', secondOfficer, 'ending-41', bare)).toHaveProperty('patients')
    await decide(core, 'ending-41', { patients: '在院6人：4人转市人民医院，2人结算至本次出院。' })
    await waitDays(core, 11)
    for (const duty of ['settleClaims', 'returnPlaque', 'announceExit'] as const)
      await core.must(officer, duty, agreementId, { note: '已经核对并办理完毕。' })
    expect(await core.stageOf(agreementId)).toContain('term.closing.patients.open')
    await core.must(officer, 'transferPatients', agreementId, { note: '6人已经全部转出或者出院。' })
    expect(await core.stageOf(agreementId)).toContain('term.ended')
  })

  it('42: those who refuse the change of the law are ended in bulk, each in a case and by a decision of its own', async () => {
    const second = await anotherAgreement(core, 'agreement-42', ['general_outpatient'])
    const { portal, clinic } = core
    const page = await endManyOf(portal, clinic.officer)
    const ticked = (page?.rows ?? []).map(({ id, revision }) => ({ caseId: id, revision }))
    expect(ticked.map(({ caseId }) => caseId).sort()).toEqual([ids.agreement, second].sort())
    const input = {
      facts: ['经两次书面通知，在期限内没有签订补充协议。'],
      basis: '《东营市基本医疗保险医药机构协议管理办法》第十八条',
      talks: '2026年5月发出补充协议，期限届满没有达成一致。',
      evidence: [await paperOf(core, '补充协议的通知')],
    }
    // A fault of what all share opens nothing.
    const lacking = await proposeMany(portal, clinic.officer, { id: 'batch-0', input: { ...input, talks: '' }, ticked })
    expect(lacking).toMatchObject({ ok: false, refusal: { code: 'invalidInput', issues: { talks: expect.anything() } } })
    expect(await portal.read.caseFiles.list({ machine: 'ending' })).toEqual([])
    const batch = unwrap(await proposeMany(portal, clinic.officer, { id: 'batch-42', input, ticked }))
    await continueBatch(portal, clinic.officer, batch)
    const endings = await portal.read.caseFiles.list({ machine: 'ending' })
    expect(endings.map(({ parent_id }) => parent_id).sort()).toEqual([ids.agreement, second].sort())
    const [one, other] = endings.map(({ id }) => id)
    await core.must(clinic.applicant, 'waiveStatement', one ?? '', { confirmed: 'yes' })
    await decide(core, one ?? '')
    expect(await core.stageOf(one ?? '')).toBe('decided.unserved')
    expect(await core.stageOf(other ?? '')).toBe('notice.unserved')
  })

  it('48: an institution that never answers is served by the platform, heard by its silence and told the decision', async () => {
    await proposeEnding(core, 'ending-48', { ground: 'violation' })
    const { secondOfficer } = core.clinic
    const tooSoon = await core.give(secondOfficer, 'draftEndingDecision', 'ending-48', {
      endsOn: daysOn(core, 10),
      settlement: '按规定结清。',
    })
    expect(tooSoon).toMatchObject({ ok: false, refusal: { code: 'notAllowedNow' } })
    await waitDays(core, 20)
    await decide(core, 'ending-48')
    await waitDays(core, 11)
    expect(await core.stageOf('ending-48')).toBe('decided.final')
    expect(await kindsOf('ending-48')).toEqual(['endingPriorNotice', 'endingDecision'])
    expect((await agreementNow()).isOver).toBe(true)
  })

  it('50: a contested decision stands while it is reviewed, unless a stay is ordered before its day', async () => {
    const { officer, head, applicant } = core.clinic
    await proposeEnding(core, 'ending-50', { ground: 'violation' })
    await core.must(applicant, 'waiveStatement', 'ending-50', { confirmed: 'yes' })
    await decide(core, 'ending-50')
    await core.must(officer, 'contestEnding', 'ending-50', { kind: 'review', filedOn: today(core), note: '' })
    await core.must(head, 'stayEnding', 'ending-50', { order: '鲁政复停〔2026〕3号，复议机关', reason: '决定停止执行。' })
    await waitDays(core, 11)
    expect((await agreementNow()).isOver).toBe(false)
    expect((await agreementNow()).end).toBeNull()
    await core.close()

    core = await openCoreAt('inForce')
    await endForViolation(core, 'ending-50')
    await core.must(core.clinic.officer, 'contestEnding', 'ending-50', { kind: 'suit', filedOn: today(core), note: '' })
    expect((await agreementNow()).isOver).toBe(true)
    const late = await issuesOf('stayEnding', core.clinic.head, 'ending-50', { order: '法院的裁定，2026年第3号', reason: '裁定停止执行。' })
    expect(late).toHaveProperty('order')
  })

  it('51: the death of a sole practitioner ends the agreement on its day, and bars nobody', async () => {
    const eventOn = today(core)
    await proposeEnding(core, 'ending-51', { ground: 'practitionerDied', facts: ['个体执业者已于当日因病去世。'], eventOn })
    expect(await core.stageOf('ending-51')).toBe('deciding.drafting')
    await decide(core, 'ending-51', { endsOn: eventOn })
    await waitDays(core, 1)
    expect((await agreementNow()).isOver).toBe(true)
    expect(await barsOf(core)).toEqual([])
  })

  it('52: what was merged into another ends without a bar; a revoked licence brings one', async () => {
    const facts = ['经批准并入东营市某医院，原机构注销。']
    await proposeEnding(core, 'ending-52', { ground: 'merged', facts, eventOn: today(core) })
    await decide(core, 'ending-52', { endsOn: today(core) })
    await waitDays(core, 1)
    expect((await agreementNow()).isOver).toBe(true)
    expect(await barsOf(core)).toEqual([])
    await core.close()

    core = await openCoreAt('inForce')
    await proposeEnding(core, 'ending-52b', {
      ground: 'licenceRevoked',
      facts: ['执业许可证被依法吊销，决定已经生效。'],
      eventOn: today(core),
    })
    await decide(core, 'ending-52b', { endsOn: today(core) })
    await waitDays(core, 1)
    expect(await barsOf(core)).toHaveLength(1)
  })

  it('53: an end that a court sets aside gives the agreement back with its former last day or that of a settlement; the bar is lifted', async () => {
    const formerLastDay = (await agreementNow()).expiresOn
    await endForViolation(core, 'ending-53')
    expect(await barsOf(core)).toHaveLength(1)
    const ruling = { number: '（2026）鲁05行终3号', authority: '东营市中级人民法院', decidedOn: today(core) }
    await core.must(core.clinic.head, 'setAsideEnding', 'ending-53', { ...ruling, expiresOn: '' })
    expect(await core.stageOf('ending-53')).toBe('setAside')
    expect(await barsOf(core)).toEqual([])
    const agreements = await core.portal.read.caseFiles.list({ machine: 'agreement' })
    const restored = agreements.find(({ id }) => id !== ids.agreement)
    expect(restored && agreementContext(restored)).toMatchObject({ isOver: false, expiresOn: formerLastDay, restoredFrom: ids.agreement })
    expect((await agreementNow()).isOver).toBe(true)
    await core.close()

    core = await openCoreAt('inForce')
    await endForViolation(core, 'ending-53')
    await core.must(core.clinic.head, 'setAsideEnding', 'ending-53', { ...ruling, expiresOn: '2027-12-31' })
    const again = (await core.portal.read.caseFiles.list({ machine: 'agreement' })).find(({ id }) => id !== ids.agreement)
    expect(again && agreementContext(again).expiresOn).toBe('2027-12-31')
  })
})

describe('an ending that cannot be right', () => {
  it('is refused at its place: a ground without facts or evidence, a fact that says nothing, a day to come', async () => {
    const { officer } = core.clinic
    const propose = async (proposal: object) =>
      Object.keys(await issuesOf('proposeEnding', officer, 'bad', { ...(await proposalOf(core, { ground: 'violation' })), ...proposal }))
    expect(await propose({ facts: [] })).toEqual(['facts'])
    expect(await propose({ facts: ['串换'] })).toEqual(['facts.0'])
    expect(await propose({ evidence: [] })).toEqual(['evidence'])
    expect(await propose({ ground: 'lawChanged' })).toEqual(['talks'])
    expect(await propose({ ground: 'closed' })).toEqual(['eventOn'])
    expect(await propose({ ground: 'closed', eventOn: '2031-01-01' })).toEqual(['eventOn'])
    expect(await propose({ ground: '' })).toEqual(['ground'])
    expect(await core.portal.read.caseFiles.find('bad')).toBeUndefined()
  })

  it('names no day before the agreement began or after its term, and nobody decides what they drafted or proposed', async () => {
    const { officer, secondOfficer, head } = core.clinic
    const { startsOn, expiresOn } = await agreementNow()
    await proposeEnding(core, 'ending-1', { ground: 'closed', facts: ['公司决议解散，已经完成注销登记。'], eventOn: today(core) })
    const settlement = '按已经发生的费用结清。'
    const draft = (endsOn: string) => issuesOf('draftEndingDecision', secondOfficer, 'ending-1', { endsOn, settlement })
    expect(await draft(addDays(plainDate(startsOn), -1))).toMatchObject({ endsOn: [expect.stringContaining('不能早于协议生效日')] })
    expect(await draft(addDays(plainDate(expiresOn ?? ''), 1))).toMatchObject({ endsOn: [expect.stringContaining('不能晚于协议期满日')] })
    expect(await draft(daysOn(core, 200))).toMatchObject({ endsOn: [expect.stringContaining('过渡期最长')] })
    const asHead = (actor: typeof officer) => ({ ...actor, roles: ['officer', 'head'] as const })
    await core.must(asHead(secondOfficer), 'draftEndingDecision', 'ending-1', { endsOn: today(core), settlement })
    for (const actor of [secondOfficer, officer]) {
      const outcome = await core.give(asHead(actor), 'decideEnding', 'ending-1', { opinion: '同意。' })
      expect(outcome).toMatchObject({ ok: false, refusal: { code: 'samePerson' } })
    }
    await core.must(head, 'decideEnding', 'ending-1', { opinion: '同意。' })
    expect(endingContext(await core.fileOf('ending-1')).end).toMatchObject({ endsOn: today(core), article: '第十九条（二）' })
  })
})
