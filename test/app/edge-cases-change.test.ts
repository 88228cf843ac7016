import { beforeEach, describe, expect, it } from 'vitest'
import { agreementContext } from '#app/services/case-context'
import { consolidatedAgreement } from '#app/services/consolidated-agreement.server'
import { changeOf, fileChange, filingOf, licence, passEvaluation, settleChange } from '#test/app/change-clerk'
import { anApplication, type Core, ids, morningOf, openCore, openCoreAt } from '#test/setup/core'
import { addDays, plainDate } from '#workflows/calendar/plain-date'

let core: Core
let today: string
beforeEach(async () => {
  core = await openCoreAt('inForce')
  today = core.portal.now().slice(0, 10)
})

const agreementNow = async () => agreementContext(await core.fileOf(ids.agreement))
const readsNow = async () => consolidatedAgreement(core.portal.read, await core.fileOf(ids.agreement))
const kindsOf = async (id: string) => (await core.portal.read.documents.ofCase(id)).map(({ kind }) => kind)
const representative = (after: string) => ({
  items: [{ item: 'representative' as const, before: '李责任', after }],
  licences: [licence(today)],
})
const refusedAt = async (id: string, filing: Parameters<typeof filingOf>[1]) => {
  const outcome = await core.give(core.clinic.applicant, 'fileChange', id, await filingOf(core, filing))
  return outcome.ok || outcome.refusal.code !== 'invalidInput' ? [] : Object.keys(outcome.refusal.issues)
}

describe('edge cases of a change (第十四、十五条)', () => {
  it('6: a move to another county is decided by the agency that signed, which hands the agreement over with the supplement', async () => {
    const place = { address: '利津县利津街道利一路12号', admdvs: '370522' }
    const items = [{ item: 'place' as const, before: '东营区', after: place.address }]
    const id = await fileChange(core, 'change-6', { items, place, licences: [licence(today)] })
    await core.must(core.clinic.officer, 'concludeChangeCheck', id, { opinion: '材料齐全' })
    expect(await core.stageOf(id)).toBe('evaluating.awaitingVisit')
    await passEvaluation(core, id)
    expect((await core.fileOf(ids.agreement)).agency_id).toBe('370502')
    await settleChange(core, id)
    expect(await core.stageOf(id)).toBe('agreed')
    const agreement = await core.fileOf(ids.agreement)
    expect(agreement.agency_id).toBe('370522')
    expect((await readsNow()).address).toBe(place.address)
    expect(await kindsOf(ids.agreement)).toContain('handOverNotice')
    const { officer } = core.pharmacy
    await core.must(officer, 'fileAgreement', ids.agreement, {})
  })

  it('33: a new representative of an agreement in force signs from then on; nothing is evaluated or announced anew', async () => {
    const id = await fileChange(core, 'change-33', representative('周新任'))
    await settleChange(core, id)
    expect((await readsNow()).representative).toBe('周新任')
    expect(await kindsOf(id)).not.toContain('publicNotice')
    const contact = { person: '吴联系', phone: '13905461111' }
    const next = await fileChange(core, 'change-33b', { items: [{ item: 'contact', before: '', after: '吴联系，13905461111' }], contact })
    await core.must(core.clinic.officer, 'concludeChangeCheck', next, { opinion: '已核对' })
    expect(await core.stageOf(next)).toBe('noteTaken')
    expect(await readsNow()).toMatchObject({ representative: '周新任', phone: '13905461111' })
  })

  it('40: a stop for refurbishment is no suspension under the Measure of 2016: the way is a supplement', async () => {
    const outcome = await core.give(core.clinic.applicant, 'requestSuspension', ids.agreement, { reason: '门诊楼装修，预计三个月后恢复' })
    expect(JSON.stringify(outcome)).toContain('补充协议')
    expect(await core.stageOf(ids.agreement)).toContain('performance.performing')
  })

  it('44: a renewal waits for the change that runs beside it, and closes when that change ends the agreement', async () => {
    // Three years on, the calendar of the State Council's notices must still be known.
    core = await openCore({ at: morningOf('2023-03-02') })
    await anApplication(core, { stage: 'inForce' })
    const { applicant, officer, secondOfficer, head } = core.clinic
    const lastDay = plainDate((await agreementNow()).expiresOn ?? '')
    await core.portal.advanceTo(morningOf(addDays(lastDay, -40)))
    const changedOn = addDays(lastDay, -45)
    const id = await fileChange(core, 'change-44', { ...representative('周新任'), licences: [licence(changedOn)] })
    const wish = {
      services: core.clinic.input.form.services.services,
      unreportedChanges: 'none',
      selfReport: '按协议履行。',
      confirmed: 'yes',
    }
    await core.must(applicant, 'applyForRenewal', ids.agreement, wish)
    const [renewal] = await core.portal.read.caseFiles.list({ machine: 'renewal', parentId: ids.agreement })
    await core.portal.advanceTo(morningOf(addDays(lastDay, -29)))
    const review = { licencesValid: 'yes', noUnreportedChanges: 'yes', gradesQualified: 'yes', opinion: '符合续签条件' }
    const tooEarly = await core.give(officer, 'concludeRenewalReview', renewal?.id ?? '', review)
    expect(JSON.stringify(tooEarly)).toContain('须先办结变更')

    const refusal = { facts: '新任负责人被列入限制名单，经核实无误。', talks: '两次协商，乙方不同意更换负责人。' }
    await core.must(officer, 'proposeChangeRefusal', id, refusal)
    await core.must(head, 'refuseChange', id, { opinion: '同意' })
    const ending = `ending-${id}`
    await core.must(applicant, 'waiveStatement', ending, { confirmed: 'yes' })
    const endsOn = addDays(lastDay, -20)
    await core.must(secondOfficer, 'draftEndingDecision', ending, { endsOn, settlement: '按已发生的费用结清。' })
    await core.must(head, 'decideEnding', ending, { opinion: '同意终止' })
    await core.portal.advanceTo(morningOf(addDays(endsOn, 1)))
    expect((await agreementNow()).isOver).toBe(true)
    expect(await core.stageOf(renewal?.id ?? '')).toBe('closed')
  })

  it('49: two changes keep a clock each until one supplement settles both', async () => {
    const first = await fileChange(core, 'change-49a', representative('周新任'))
    const second = await fileChange(core, 'change-49b', {
      items: [{ item: 'name', before: '东营仁和诊所有限公司', after: '东营仁和门诊有限公司' }],
      licences: [licence(today)],
    })
    expect((await core.portal.read.deadlines.running(first)).length).toBe(1)
    expect((await core.portal.read.deadlines.running(second)).length).toBe(1)
    await core.must(core.clinic.officer, 'mergeChange', first, { into: second })
    expect(await core.stageOf(first)).toBe('merged')
    expect((await changeOf(core, second)).absorbed).toEqual([first])
    await settleChange(core, second)
    expect(await readsNow()).toMatchObject({ representative: '周新任', name: '东营仁和门诊有限公司' })
    expect((await agreementNow()).supplements).toBe(1)
  })
})

describe('a report of a change that cannot be right', () => {
  it('is refused at its place: a day to come, nothing changed, no licence named, an account or a contact without its form', async () => {
    const named = { items: [{ item: 'representative' as const, before: '李责任', after: '周新任' }] }
    expect(await refusedAt('bad', { ...named, licences: [licence('2030-01-01')] })).toContain('licences[0].changedOn')
    expect(await refusedAt('bad', named)).toEqual(['licences'])
    expect(await refusedAt('bad', representative('李责任'))).toEqual(['items[0].after'])
    expect(await refusedAt('bad', { items: [{ item: 'bankAccount', before: '', after: '新账户' }] })).toEqual(['account.bankAccount'])
    expect(await refusedAt('bad', { items: [{ item: 'contact', before: '', after: '新联系人' }] })).toEqual(['contact.person'])
    expect(await core.portal.read.caseFiles.find('bad')).toBeUndefined()
  })
})
