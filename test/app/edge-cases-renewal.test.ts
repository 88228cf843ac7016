import { beforeEach, describe, expect, it } from 'vitest'
import { publishList } from '#app/journey/steps'
import { agreementContext } from '#app/services/case-context'
import { serveCases } from '#test/app/case-app'
import { paperOf } from '#test/app/change-clerk'
import { type Core, ids, morningOf, openCoreAt, sign } from '#test/setup/core'
import { addDays, type PlainDate, plainDate } from '#workflows/calendar/plain-date'

// Three years on, the calendar of the State Council's notices must still be known.
const begun = morningOf('2023-03-02')

let core: Core
let lastDay: PlainDate
beforeEach(async () => {
  core = await openCoreAt('inForce', undefined, begun)
  lastDay = plainDate((await agreementNow()).expiresOn ?? '')
})

const agreementNow = async () => agreementContext(await core.fileOf(ids.agreement))
const leavesNow = async () => (await core.stageOf(ids.agreement)).split(' ')
const goTo = (day: PlainDate) => core.portal.advanceTo(morningOf(day))
const kindsOf = async (id: string) => (await core.portal.read.documents.ofCase(id)).map(({ kind }) => kind)
const wish = () => ({
  services: core.clinic.input.form.services.services,
  unreportedChanges: 'none',
  selfReport: '协议期内按协议履行，没有违约处理。',
  confirmed: 'yes',
})
async function askForRenewal(): Promise<string> {
  await core.must(core.clinic.applicant, 'applyForRenewal', ids.agreement, wish())
  const [renewal] = await core.portal.read.caseFiles.list({ machine: 'renewal', parentId: ids.agreement, status: 'active' })
  return renewal?.id ?? ''
}
const grade = (letter: string, isFinal: 'yes' | 'no') => ({ year: '2025', grade: letter, isFinal, source: '东医保发〔2026〕8号考核通报' })
const review = { licencesValid: 'yes', noUnreportedChanges: 'yes', gradesQualified: 'yes', opinion: '符合续签条件' }
const barsNow = async () => core.portal.read.bars.ofUscc(core.clinic.input.institution.uscc)

describe('edge cases of an agreement in force and its renewal (第十二、十三条)', () => {
  it('34: an agreement whose system fails its test for months is in force and not listed, until the test passes', async () => {
    await goTo(addDays(plainDate((await agreementNow()).startsOn), 60))
    expect(await leavesNow()).toContain('connection.awaited.late')
    const { officer } = core.clinic
    await core.must(officer, 'failConnectionTest', ids.agreement, { note: '7月3日联调，上传接口报错' })
    await expect(publishList(core.portal, core.city, { additions: [ids.agreement] })).rejects.toThrow('联调未通过')
    const city = (await (await (await serveCases(core)).visit('officer-370500')).get('/desk/list')).text
    expect(city).toContain('信息系统联调未通过')
    expect(city).not.toContain('name="additions"')
    expect(await leavesNow()).toEqual(expect.arrayContaining(['term.inForce.fixedTerm', 'connection.failing']))
    await core.must(officer, 'passConnectionTest', ids.agreement, { note: '9月1日复测，全部接口通过' })
    await publishList(core.portal, core.city, { additions: [ids.agreement] })
    expect(await leavesNow()).toContain('listing.listed')
  })

  it('37: a licence that ends while its renewal is pending has a time of grace with proof; payment is held, the agreement stands', async () => {
    const { applicant } = core.clinic
    const today = plainDate(core.portal.now().slice(0, 10))
    const ends = addDays(today, 20)
    const scan = await paperOf(core, '换发的执业许可证')
    await core.must(applicant, 'recordLicence', ids.agreement, { expiresOn: ends, scan })
    await core.must(applicant, 'noteLicenceProof', ids.agreement, {
      proof: await paperOf(core, '受理通知书'),
      note: '东营区卫健局受理，文号12',
    })
    await goTo(addDays(ends, 1))
    expect(await leavesNow()).toContain('settlement.grace')
    await goTo(addDays(ends, 16))
    expect(await leavesNow()).toEqual(expect.arrayContaining(['settlement.held', 'term.inForce.fixedTerm']))
    const next = addDays(ends, 30)
    await core.must(applicant, 'recordLicence', ids.agreement, { expiresOn: next, scan })
    expect(await leavesNow()).toContain('settlement.open.watched')
    // Without proof there is no grace.
    await goTo(addDays(next, 1))
    expect(await leavesNow()).toContain('settlement.held')
    expect((await agreementNow()).isOver).toBe(false)
  })

  it('38: an overdue check of the licence holds payment and not the agreement', async () => {
    const { officer } = core.clinic
    await core.must(officer, 'holdSettlement', ids.agreement, { reason: '执业许可证校验逾期，卫健局暂缓校验' })
    expect(await leavesNow()).toEqual(expect.arrayContaining(['settlement.held', 'term.inForce.fixedTerm']))
    await core.must(officer, 'releaseSettlement', ids.agreement, { reason: '已通过校验，恢复结算' })
    expect((await leavesNow()).some((leaf) => leaf.startsWith('settlement.open'))).toBe(true)
    expect((await agreementNow()).holdReason).toBeNull()
  })

  it('43: a renewal asked for 31 days before the last day is kept, and dated on the first day of the window', async () => {
    await goTo(addDays(lastDay, -31))
    const id = await askForRenewal()
    expect(await core.stageOf(id)).toBe('early')
    expect(await kindsOf(id)).toContain('renewalReceipt')
    await goTo(addDays(lastDay, -30))
    expect(await core.stageOf(id)).toBe('reviewing.inTime')
  })

  it('45: a renewal refused for grade D after a timely application: it ends on its last day, and the bar applies', async () => {
    const { officer, head } = core.clinic
    await goTo(addDays(lastDay, -20))
    const id = await askForRenewal()
    const proposal = { ground: 'notQualified', facts: '2025年度考核等次为D，已经公布并生效。' }
    expect((await core.give(officer, 'proposeRenewalRefusal', id, proposal)).ok).toBe(false)
    await core.must(officer, 'recordGrade', ids.agreement, grade('D', 'yes'))
    expect(JSON.stringify(await core.give(officer, 'concludeRenewalReview', id, review))).toContain('等次为D')
    await core.must(officer, 'proposeRenewalRefusal', id, proposal)
    await core.must(head, 'refuseRenewal', id, { opinion: '同意不予续签' })
    expect(await kindsOf(id)).toContain('renewalRefusal')
    expect((await agreementNow()).isOver).toBe(false)
    await goTo(addDays(lastDay, 1))
    expect((await agreementNow()).isOver).toBe(true)
    expect((await barsNow()).map(({ starts_on }) => starts_on)).toEqual([lastDay])
  })

  it('46: the last grade is not final: the review waits, the agreement is held on in writing, and is renewed when the grade is out', async () => {
    const { officer } = core.clinic
    await goTo(addDays(lastDay, -25))
    const id = await askForRenewal()
    await core.must(officer, 'recordGrade', ids.agreement, grade('B', 'no'))
    expect(JSON.stringify(await core.give(officer, 'concludeRenewalReview', id, review))).toContain('没有生效')
    await core.must(officer, 'holdForAssessment', id, { note: '等待2025年度考核结果' })
    await goTo(addDays(lastDay, 10))
    expect(await leavesNow()).toContain('term.inForce.continued.inTime')
    expect(await kindsOf(ids.agreement)).toContain('continuationNotice')
    await core.must(officer, 'recordGrade', ids.agreement, grade('B', 'yes'))
    await core.must(officer, 'concludeRenewalReview', id, review)
    await core.must(officer, 'offerRenewal', id, { services: wish().services, remark: '' })
    await sign(core, core.clinic, id, 'institution')
    await sign(core, core.clinic, id, 'agency')
    expect(await core.stageOf(id)).toBe('renewed')
    expect(await leavesNow()).toContain('term.inForce.fixedTerm')
    expect(await agreementNow()).toMatchObject({ startsOn: addDays(lastDay, 10), continuedOn: null, renewal: null })
  })

  it('47: an agency that does nothing is reported 15 days before, and its silence costs the institution nothing', async () => {
    await goTo(addDays(lastDay, -28))
    const id = await askForRenewal()
    await goTo(addDays(lastDay, -14))
    expect(await core.stageOf(id)).toBe('reviewing.late')
    expect((await core.fileOf(id)).tags).toContain('overdue')
    await goTo(addDays(lastDay, 1))
    expect(await leavesNow()).toContain('term.inForce.continued.inTime')
    await goTo(addDays(lastDay, 120))
    expect(await leavesNow()).toContain('term.inForce.continued.late')
    expect((await agreementNow()).isOver).toBe(false)
    expect(await barsNow()).toEqual([])
  })
})

describe('a renewal that cannot be asked for', () => {
  const codeOf = async (actor: Core['clinic']['applicant']) => {
    const outcome = await core.give(actor, 'applyForRenewal', ids.agreement, wish())
    return outcome.ok ? 'ok' : JSON.stringify(outcome.refusal)
  }

  it('is refused to another institution, before the form opens and a second time; nothing is begun', async () => {
    await goTo(addDays(lastDay, -91))
    expect(await codeOf(core.clinic.applicant)).toContain('还没有到可以提出续签的时候')
    await goTo(addDays(lastDay, -20))
    expect(await codeOf(core.pharmacy.applicant)).toContain('notFound')
    expect(await core.portal.read.caseFiles.list({ machine: 'renewal', parentId: ids.agreement })).toEqual([])
    await askForRenewal()
    expect(await codeOf(core.clinic.applicant)).toContain('已经提出过续签申请')
    expect(await core.portal.read.caseFiles.list({ machine: 'renewal', parentId: ids.agreement })).toHaveLength(1)
  })
})
