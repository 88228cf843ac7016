import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demonstrationPassword, ensureAccount } from '#app/journey/cast'
import { setUpSetting } from '#app/services/delivery/channel'
import { PlainBrowser } from '#test/setup/http'
import { startPages } from '#test/setup/pages'
import { smtpRefusal, startSmtp } from '#test/setup/smtp'
import { deliverMails, deliveryOf, type MailCase, openMailCore, queueNotice, transportTo } from './mail-core'
import { signInAs } from './public-site'

const wanted = new Set([
  'routes/home.tsx',
  'routes/institution/contact.tsx',
  'routes/institution/register.tsx',
  'routes/desk/deliveries.tsx',
  'routes/desk/worklist.tsx',
  'routes/admin/admin.tsx',
  'routes/admin/new-account.tsx',
])
const isWanted = (file: string) => wanted.has(file) || /^routes\/(session|demo)\//.test(file)

let site: MailCase
let origin: string
let close: () => Promise<void>
beforeAll(async () => {
  site = await openMailCore()
  const admin = { login: 'system-admin', name: '系统员', roles: ['systemAdmin'] as const, agencyId: null }
  await ensureAccount(site.core.portal, admin, demonstrationPassword)
  ;({ origin, close } = await startPages(site.core.portal, isWanted))
})
afterAll(() => close())

async function as(login: string): Promise<PlainBrowser> {
  const person = new PlainBrowser(origin)
  await signInAs(person, login)
  return person
}

const emailOf = async (login: string) => (await site.core.portal.read.people.findByLogin(login))?.email

/** A notice for the clinic that its mailbox refused. */
async function failedNotice() {
  const { delivery } = await queueNotice(site)
  const server = await startSmtp({
    onRecipient: () => {
      throw smtpRefusal(550, 'no such user')
    },
  })
  await deliverMails(site.core, transportTo(server.url))
  await server.close()
  return deliveryOf(site.core, delivery.id)
}

const setUp = (isSetUp: boolean) =>
  site.core.portal.unit.inTransaction((tx) => tx.policy.putSetting(setUpSetting.mail, isSetUp ? 'yes' : 'no'))

describe('the own address', () => {
  it('is shown, corrected and taken away by its owner', async () => {
    const clinic = await as('clinic')
    expect((await clinic.get('/my/contact')).text).toContain('value="clinic@mail.example"')
    const { text } = await clinic.postAndFollow('/my/contact', { email: ' new@mail.example ' })
    expect(text).toContain('已保存：通知发送到 new@mail.example')
    expect(await emailOf('clinic')).toBe('new@mail.example')
    expect((await clinic.postAndFollow('/my/contact', { email: '' })).text).toContain('已保存：只在平台内接收通知')
    expect(await emailOf('clinic')).toBeNull()
    await clinic.post('/my/contact', { email: 'clinic@mail.example' })
  })

  it.each([
    'yibao@',
    '医保@example.cn',
    'a@b.example, c@d.example',
    'a@b.example\r\nBcc: c@d.example',
    'a b@c.example',
    `${'a'.repeat(250)}@b.example`,
  ])('is not taken when it is %j; what was typed stays', async (email) => {
    const clinic = await as('clinic')
    await clinic.get('/my/contact')
    const { status, text } = await clinic.post('/my/contact', { email })
    expect(status).toBe(422)
    expect(text).toMatch(/请填写完整的电子邮箱|电子邮箱太长/)
    expect(await emailOf('clinic')).toBe('clinic@mail.example')
  })

  it('may be given by staff for themselves, and by nobody who is not signed in', async () => {
    const officer = await as('officer-370502')
    await officer.get('/my/contact')
    expect((await officer.post('/my/contact', { email: 'officer@agency.example' })).status).toBe(303)
    expect(await emailOf('officer-370502')).toBe('officer@agency.example')
    expect((await new PlainBrowser(origin).get('/my/contact')).headers.location).toContain('/sign-in')
  })

  it('may be left out or given at registration', async () => {
    const fields = {
      name: '东营区测试诊所',
      uscc: '91370502MA3TETE0X1',
      usccConfirmed: 'on',
      type: 'medical',
      ownName: '王小明',
      capacity: 'handler',
      password: 'a long enough phrase',
      passwordAgain: 'a long enough phrase',
      consent: 'on',
    }
    const visitor = new PlainBrowser(origin)
    await visitor.get('/my/register')
    const refused = await visitor.post('/my/register', { ...fields, login: 'wangxm', email: 'wrong' })
    expect([refused.status, refused.text.includes('请填写完整的电子邮箱')]).toEqual([422, true])
    const answer = await visitor.post('/my/register', {
      ...fields,
      login: 'wangxm',
      email: 'wang@mail.example',
    })
    expect(answer.status).toBe(303)
    expect(await emailOf('wangxm')).toBe('wang@mail.example')
  })

  it('may be given by the administrator who makes an account', async () => {
    const admin = await as('system-admin')
    await admin.get('/admin/accounts/new')
    const fields = { name: '陈新人', password: 'a long enough phrase', role: 'officer', agencyId: '370502' }
    expect((await admin.post('/admin/accounts/new', { ...fields, login: 'chen-new', email: 'chen@agency.example' })).status).toBe(303)
    expect((await admin.post('/admin/accounts/new', { ...fields, login: 'chen-none', email: '' })).status).toBe(303)
    expect([await emailOf('chen-new'), await emailOf('chen-none')]).toEqual(['chen@agency.example', null])
  })
})

describe('an e-mail that did not arrive', () => {
  it('calls the officers of the agency that handles the case, with the reason and the telephone of the institution', async () => {
    await failedNotice()
    const officer = await as('officer-370502')
    const { text } = await officer.get('/desk/deliveries')
    const { agentMobile } = site.core.clinic.input.form.agent
    for (const part of ['收件方不接受这个邮箱地址', 'clinic@mail.example', `tel:${agentMobile}`, `/cases/${site.caseId}`])
      expect(text).toContain(part)
    expect(text).not.toContain('2026年3月9日24:00届满') // the text of the e-mail itself is not repeated
    expect((await officer.get('/desk')).text).toContain('条通知没有发到')
    const other = await as('officer-370522')
    expect((await other.get('/desk/deliveries')).text).not.toContain('clinic@mail.example')
    expect((await other.get('/desk')).text).not.toContain('条通知没有发到')
  })

  it('is done with once an officer has noted how the person was reached', async () => {
    const { id } = await failedNotice()
    const note = '3月2日10时电话告知经办人'
    const officer = await as('officer-370502')
    await officer.get('/desk/deliveries')
    const short = await officer.post('/desk/deliveries', { delivery: id, [`note-${id}`]: '已办' })
    expect([short.status, short.text.includes('不少于6个字'), short.text.includes('已办')]).toEqual([422, true, true])
    expect((await deliveryOf(site.core, id)).status).toBe('failed')
    const { text } = await officer.postAndFollow('/desk/deliveries', { delivery: id, [`note-${id}`]: note })
    expect(text).toContain('已记录通知情况')
    expect(text).toContain(note)
    expect(await deliveryOf(site.core, id)).toMatchObject({
      status: 'handled',
      handled_by: site.core.clinic.officer.id,
      handled_at: site.core.portal.now(),
      handled_note: note,
    })
    expect((await officer.post('/desk/deliveries', { delivery: id, [`note-${id}`]: '再点一次也没有关系' })).status).toBe(303)
    const second = await as('officer2-370502')
    await second.get('/desk/deliveries')
    const late = await second.post('/desk/deliveries', { delivery: id, [`note-${id}`]: '我也打过电话了' })
    expect([late.status, late.text.includes('提交没有生效')]).toEqual([409, true])
    expect((await deliveryOf(site.core, id)).handled_note).toBe(note)
  })

  it('is sent once more at the click of an officer, to the address that the person has by then', async () => {
    const { id } = await failedNotice()
    const officer = await as('officer-370502')
    expect((await officer.get('/desk/deliveries')).text).toContain('再发一次')
    const setEmail = (email: string | null) =>
      site.core.portal.unit.inTransaction((tx) => tx.people.setEmail(site.core.clinic.applicant.id, email))
    const again = () => officer.post('/desk/deliveries', { delivery: id, task: 'sendAgain' })
    await setEmail(null)
    expect((await again()).status).toBe(409)
    expect((await deliveryOf(site.core, id)).status).toBe('failed')
    await setEmail('right@mail.example')
    const stranger = await as('officer-370522')
    await stranger.get('/desk/deliveries')
    expect((await stranger.post('/desk/deliveries', { delivery: id, task: 'sendAgain' })).status).toBe(404)
    expect([(await again()).status, (await again()).status]).toEqual([303, 303])
    const server = await startSmtp()
    await deliverMails(site.core, transportTo(server.url))
    await server.close()
    expect(server.received.map(({ to }) => to)).toEqual([['right@mail.example']])
    expect(await deliveryOf(site.core, id)).toMatchObject({ status: 'sent', address: 'right@mail.example', failed_at: null })
    await setEmail('clinic@mail.example')
  })

  it('is not settled by another agency, the head, the institution or an administrator', async () => {
    const { id } = await failedNotice()
    const answers: Record<string, number> = {}
    for (const login of ['officer-370522', 'head-370502', 'clinic', 'system-admin']) {
      const person = await as(login)
      await person.get('/my/contact')
      answers[login] = (await person.post('/desk/deliveries', { delivery: id, [`note-${id}`]: '已经电话通知到本人' })).status
    }
    expect(answers).toEqual({ 'officer-370522': 404, 'head-370502': 403, clinic: 403, 'system-admin': 403 })
    expect((await deliveryOf(site.core, id)).status).toBe('failed')
    expect((await (await as('system-admin')).get('/desk/deliveries')).status).toBe(403)
    expect((await (await as('head-370502')).get('/desk/deliveries')).text).not.toContain('已通知到，保存')
  })
})

describe('without a mail server', () => {
  it('the pages say so, and the navigation of an agency without failures does not mention e-mail', async () => {
    await setUp(false)
    expect((await (await as('clinic')).get('/my/contact')).text).toContain('还没有开通电子邮件')
    const other = await as('officer-370522')
    expect((await other.get('/desk/deliveries')).text).toContain('没有开通电子邮件')
    expect((await other.get('/desk')).text).not.toContain('href="/desk/deliveries"')
    await setUp(true)
    expect((await other.get('/desk')).text).toContain('href="/desk/deliveries"')
  })
})
