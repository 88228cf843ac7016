import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { demonstrationPassword, ensureAccount } from '#app/journey/cast'
import { anApplication, type Core, ids, openCore } from '#test/setup/core'
import type { PlainBrowser } from '#test/setup/http'
import { openSite, signInAs } from './public-site'

let core: Core
let visitor: () => PlainBrowser
beforeAll(async () => {
  core = await openCore()
  for (const role of ['systemAdmin', 'securityAdmin', 'auditAdmin'] as const)
    await ensureAccount(core.portal, { login: role, name: `${role}员`, roles: [role], agencyId: null }, demonstrationPassword)
  visitor = (await openSite(core)).visitor
})

async function as(login: string): Promise<PlainBrowser> {
  const person = visitor()
  await signInAs(person, login)
  await person.get('/notices')
  return person
}

const statusOf = async (login: string) => (await core.portal.read.people.findByLogin(login))?.status

describe('administration', () => {
  it('is for the three administrators only', async () => {
    expect((await visitor().get('/admin')).headers.location).toContain('/sign-in')
    const answers: Record<string, number> = {}
    for (const login of ['clinic', 'officer-370502', 'head-370502', 'systemAdmin', 'securityAdmin', 'auditAdmin'])
      answers[login] = (await (await as(login)).get('/admin')).status
    expect(answers).toEqual({
      clinic: 403,
      'officer-370502': 403,
      'head-370502': 403,
      systemAdmin: 200,
      securityAdmin: 200,
      auditAdmin: 200,
    })
  })

  it('shows accounts without anything of their passwords, and marks the periods that are our own draft', async () => {
    const { text } = await (await as('systemAdmin')).get('/admin')
    expect(text).toContain('officer-370502')
    expect(text).not.toContain('$argon2')
    expect(text).toContain('草案')
    expect(text).toContain('第九条（四）')
  })

  it('lets only the security administrator switch an account off; its session ends at once', async () => {
    const clinic = await as('pharmacy')
    const account = await core.portal.read.people.findByLogin('pharmacy')
    const fields = { task: 'setStatus', account: account?.id ?? '', status: 'disabled' }
    for (const login of ['systemAdmin', 'auditAdmin']) expect((await (await as(login)).post('/admin', fields)).status).toBe(403)
    expect(await statusOf('pharmacy')).toBe('active')
    const security = await as('securityAdmin')
    expect((await security.post('/admin', fields)).status).toBe(303)
    expect(await statusOf('pharmacy')).toBe('disabled')
    expect((await clinic.get('/demo/time')).headers.location).toContain('/sign-in')
    await security.post('/admin', { ...fields, status: 'active' })
    expect(await statusOf('pharmacy')).toBe('active')
  })

  it('lets only the system administrator make accounts, with what each role needs, one role each', async () => {
    const fields = { name: '宋经办', login: 'songjb', password: 'a-long-enough-phrase', role: 'officer', agencyId: '', panelRole: '' }
    for (const login of ['securityAdmin', 'auditAdmin'])
      expect((await (await as(login)).post('/admin/accounts/new', fields)).status).toBe(403)
    const administrator = await as('systemAdmin')
    const refused = await administrator.post('/admin/accounts/new', fields)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('须选择所属经办机构')
    expect(refused.text).not.toContain(fields.password)
    expect((await administrator.post('/admin/accounts/new', { ...fields, agencyId: '370502' })).status).toBe(303)
    expect(await core.portal.read.people.findByLogin('songjb')).toMatchObject({ roles: ['officer'], agency_id: '370502', status: 'active' })
    expect((await administrator.post('/admin/accounts/new', { ...fields, agencyId: '370502' })).text).toContain('已经有人使用')
  })

  it('keeps the security administrator from locking himself out', async () => {
    const account = await core.portal.read.people.findByLogin('securityAdmin')
    const answer = await (await as('securityAdmin')).post('/admin', { task: 'setStatus', account: account?.id ?? '', status: 'disabled' })
    expect(answer.status).toBe(400)
    expect(await statusOf('securityAdmin')).toBe('active')
  })

  it('lets the auditor recompute the log, and finds what was changed behind its back', async () => {
    await anApplication(core, { stage: 'queued' })
    const auditor = await as('auditAdmin')
    const verifyLog = () => auditor.post('/admin', { task: 'verifyLog' })
    expect((await verifyLog()).text).toContain('核验通过')
    await sql`drop trigger case_event_no_update`.execute(core.database.write)
    await core.database.write.updateTable('case_event').set({ actor_name: '别人' }).where('case_id', '=', ids.application).execute()
    const { text } = await verifyLog()
    expect(text).toContain('处不符')
    expect(text).toContain(ids.application)
  })

  it('gives nobody else the verification', async () => {
    expect((await (await as('securityAdmin')).post('/admin', { task: 'verifyLog' })).status).toBe(403)
  })
})
