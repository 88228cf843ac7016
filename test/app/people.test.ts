import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sessionCookieName } from '#app/http/cookies.server'
import { addMember, endAuthority, renewLetter } from '#app/services/people/change-members.server'
import { authorityNotes } from '#app/services/people/intake-authority.server'
import { peopleOf } from '#app/services/people/members.server'
import { actorOf } from '#app/services/sessions.server'
import { sha256 } from '#db/canonical-json'
import { anApplication, type Core, morningOf, openCore } from '#test/setup/core'
import { PlainBrowser } from '#test/setup/http'
import { startPages } from '#test/setup/pages'
import { onePagePdf } from '#test/setup/upload-files'
import { unwrap } from '#test/workflows/seeds'
import type { Actor } from '#workflows/access/authorise'
import { plainDate } from '#workflows/calendar/plain-date'
import { newAccount } from './institution-clerk'

let core: Core
let served: Awaited<ReturnType<typeof startPages>>
/** Of the clinic, whose clerk registered it: brought in by that clerk. */
let representative: Actor

const bytes = onePagePdf('letter')
const scan = { field: 'letter', name: '授权委托书.pdf', mediaType: 'application/pdf', bytes, digest: sha256(bytes) }
const letter = { scope: 'all', validUntil: '2026-06-30' }
const ownPassword = '自己好记的一句很长的密码呀'

async function actorFor(login: string): Promise<Actor> {
  const account = await core.portal.read.people.findByLogin(login)
  if (account === undefined) throw new Error(`no account ${login}`)
  return actorOf(account)
}

/** Adds somebody to the clinic by the one who may, and gives them a password of their own. */
async function add(by: Actor, login: string, terms: Record<string, string> = letter): Promise<Actor> {
  const form = { how: 'new', login, ownName: `某${login.slice(0, 3)}`, ...terms }
  const added = unwrap(await addMember(core.portal, { actor: by, institutionId: core.clinic.institutionId }, form, scan))
  await core.portal.unit.inTransaction((tx) => tx.people.setPassword(added.accountId, 'x'))
  return actorFor(login)
}

beforeAll(async () => {
  core = await openCore()
  served = await startPages(core.portal, (file) => /^routes\/(institution|session|case)\//.test(file))
  representative = await add(core.clinic.applicant, 'boss.li', {})
})
afterAll(() => served.close())

const asked = (actor: Actor) => ({ actor, institutionId: core.clinic.institutionId })

describe('who acts for an institution', () => {
  it('is the legal representative, whom a clerk may bring in as long as there is none, and who then manages the clerks', async () => {
    const { portal, clinic } = core
    const view = await peopleOf(portal, representative, clinic.institutionId)
    expect(view.people.map(({ login, capacity, standing }) => [login, capacity, standing])).toEqual([
      ['boss.li', 'legalRepresentative', 'acts'],
      ['clinic', 'handler', 'acts'],
    ])
    const form = { how: 'new', login: 'second.boss', ownName: '某某', ...letter }
    expect(await addMember(portal, asked(clinic.applicant), form, scan)).toMatchObject({ refusal: { code: 'forbidden' } })
    expect(await addMember(portal, asked(core.pharmacy.applicant), form, scan)).toMatchObject({ refusal: { code: 'forbidden' } })
    expect(await portal.read.people.findByLogin('second.boss')).toBeUndefined()
  })

  it('is a handler by a letter with its scan, scope and last day, which lies ahead', async () => {
    const form = { how: 'existing', login: 'pharmacy', scope: '', validUntil: '2026-03-01' }
    const refused = await addMember(core.portal, asked(representative), form, undefined)
    expect(refused).toMatchObject({ refusal: { issues: { scope: ['请选择授权范围'], letter: [expect.any(String)] } } })
    const past = await addMember(core.portal, asked(representative), { ...form, scope: 'all' }, scan)
    expect(past).toMatchObject({ refusal: { issues: { validUntil: [expect.stringContaining('不能早于今天')] } } })
    const officer = { ...form, ...letter, login: 'officer-370502' }
    expect(await addMember(core.portal, asked(representative), officer, scan)).toMatchObject({
      refusal: { issues: { login: [expect.any(String)] } },
    })
  })

  it('60 the same person may act for many institutions, each with its own letter, and the officer is told', async () => {
    const { portal, clinic, pharmacy } = core
    const form = { how: 'existing', login: 'pharmacy', ...letter }
    unwrap(await addMember(portal, asked(representative), form, scan))
    const shared = await actorFor('pharmacy')
    expect([...shared.institutionIds].sort()).toEqual([clinic.institutionId, pharmacy.institutionId].sort())
    const caseId = await anApplication(core, { stage: 'submitted', party: { ...clinic, applicant: shared }, id: 'by-shared' })
    const today = plainDate('2026-03-02')
    const notes = await authorityNotes(portal.read, { caseId, institutionId: clinic.institutionId, drugLicenceNumber: undefined, today })
    expect(notes.map(({ message }) => message).join('\n')).toContain(`同时为另外1家单位经办（${pharmacy.input.institution.name}）`)
    expect(notes.some(({ href }) => href?.startsWith('/attachments/') === true)).toBe(true)
    unwrap(await core.give(shared, 'withdrawApplication', caseId, { reason: '撤回后由本单位另行申请' }))
  })
})

describe('a handler', () => {
  it('whose letter has ended may read, but give no command, until the representative stores a new one', async () => {
    const { portal, clinic } = core
    const clerk = await add(representative, 'zhao.clerk', { scope: 'all', validUntil: '2026-03-02' })
    const caseId = await anApplication(core, { stage: 'submitted', id: 'of-clerk' })
    core.clock.moveTo(morningOf('2026-03-03'))
    const withdraw = () => core.give(clerk, 'withdrawApplication', caseId, { reason: '暂时不再申请' })
    expect(await withdraw()).toMatchObject({ refusal: { code: 'noAuthority', reason: 'ended', until: '2026-03-02' } })
    expect((await core.fileOf(caseId)).revision).toBe(1)
    const { sessionId } = (await portal.sessions.signInAs('zhao.clerk')) ?? { sessionId: '' }
    expect(await textOf(`/cases/${caseId}`, sessionId)).toContain(clinic.input.site.name)
    expect(await textOf('/my', sessionId)).toContain('授权委托书已经到期')
    expect(await renewLetter(portal, { ...asked(clerk), accountId: clerk.id }, letter, scan)).toMatchObject({
      refusal: { code: 'forbidden' },
    })
    unwrap(await renewLetter(portal, { ...asked(representative), accountId: clerk.id }, letter, scan))
    unwrap(await withdraw())
  })

  it('whose authority is ended loses access in the same moment; what was begun stays with the institution', async () => {
    const { portal, clinic } = core
    const former = await add(representative, 'qian.clerk')
    const caseId = await anApplication(core, { stage: 'submitted', party: { ...clinic, applicant: former }, id: 'handed-over' })
    const { sessionId } = (await portal.sessions.signInAs('qian.clerk')) ?? { sessionId: '' }
    expect(await portal.sessions.findActor(sessionId)).toMatchObject({ institutionIds: [clinic.institutionId] })
    const ending = { reason: '离职', successorId: clinic.applicant.id }
    const person = { ...asked(representative), accountId: former.id }
    expect(await endAuthority(portal, { ...person, actor: clinic.applicant }, ending)).toMatchObject({ refusal: { code: 'forbidden' } })
    unwrap(await endAuthority(portal, person, ending))
    expect(await portal.sessions.findActor(sessionId)).toBeUndefined()
    expect((await actorFor('qian.clerk')).institutionIds).toEqual([])
    const { ended } = await peopleOf(portal, representative, clinic.institutionId)
    expect(ended.find(({ reason }) => reason === '离职')).toMatchObject({ successor: clinic.applicant.name, ender: representative.name })
    unwrap(await core.give(clinic.applicant, 'withdrawApplication', caseId, { reason: '由接手的人撤回' }))
  })

  it('with a password for one use sees nothing of the institution before choosing another', async () => {
    const { portal } = core
    const form = { how: 'new', login: 'sun.clerk', ownName: '孙某', ...letter }
    const { password } = unwrap(await addMember(portal, asked(representative), form, scan))
    const browser = new PlainBrowser(served.origin)
    await browser.get('/sign-in')
    await browser.post('/sign-in', { login: 'sun.clerk', password: password ?? '' })
    expect((await browser.get('/my')).headers.location).toBe('/my/password')
    expect((await actorFor('sun.clerk')).institutionIds).toEqual([])
    const page = await browser.get('/my/people')
    expect(page.text).toContain('您现在不代表任何单位')
    await browser.get('/my/password')
    const again = { currentPassword: password ?? '', password: ownPassword, passwordAgain: ownPassword }
    expect((await browser.post('/my/password', { ...again, currentPassword: 'not-the-password' })).status).toBe(422)
    expect((await browser.post('/my/password', again)).headers.location).toBe('/my?password=1')
    expect((await browser.get('/my')).text).toContain(core.clinic.input.institution.name)
    expect((await portal.sessions.signIn('sun.clerk', password ?? '', '192.0.2.1')).ok).toBe(false)
  })
})

describe('what was chosen before there was an account', () => {
  it('is asked no second time: kind, place, affiliation and services travel to the draft', async () => {
    const browser = new PlainBrowser(served.origin)
    const query = 'kind=clinic&admdvs=370502&affiliation=private&services=general_outpatient&services=inpatient'
    const answer = await browser.get(`/can-i-apply?${query}&uscc=${newAccount.uscc}`)
    expect(answer.text.replaceAll('<!-- -->', '')).toContain('不能申请住院')
    const begin = /href="(\/my\/register\?[^"]+)"/.exec(answer.text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const register = await browser.get(begin)
    expect(register.text).toContain(`value="${newAccount.uscc}"`)
    const site = await browser.postAndFollow(begin, { ...newAccount })
    expect(site.text).toMatch(/<option value="clinic" selected/)
    expect(site.text).toMatch(/<option value="370502" selected/)
    const next = `/my/sites/new?welcome=1&${query}`
    const { admdvs, affiliation, kind } = core.clinic.input.site
    const mine = await browser.postAndFollow(next, { name: newAccount.name, address: '南一路77号', admdvs, affiliation, kind })
    const services = [...mine.text.matchAll(/name="services" value="([^"]+)"/g)].map(([, value]) => value ?? '')
    const siteId = /name="siteId" value="([^"]+)"/.exec(mine.text)?.[1] ?? ''
    const { headers } = await browser.post('/my', { siteId, services })
    const draft = await browser.get(headers.location ?? '')
    expect(draft.text).toMatch(/value="general_outpatient"[^>]*checked|checked[^>]*value="general_outpatient"/)
  })
})

/** A page as somebody with this session sees it. */
async function textOf(path: string, sessionId: string): Promise<string> {
  const answer = await fetch(served.origin + path, { headers: { Cookie: `${sessionCookieName(false)}=${sessionId}` } })
  return (await answer.text()).replace(/<[^>]*>/g, ' ')
}
