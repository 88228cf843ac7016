import { afterEach, describe, expect, it } from 'vitest'
import { CliError } from '#app/cli/cli-error'
import { mailTest } from '#app/cli/mail-test'
import { readConfig } from '#app/server/config'
import { standingClock } from '#app/services/clock.server'
import { springMorning } from '#test/setup/core'
import { freePort, type MailServer, smtpRefusal, startSmtp } from '#test/setup/smtp'
import { transportTo } from './mail-core'

const servers: MailServer[] = []
const start = async (hooks: Parameters<typeof startSmtp>[0] = {}) => {
  const server = await startSmtp(hooks)
  servers.push(server)
  return server
}
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

const from = 'ybxy@dongying.example'

describe('the mail settings', () => {
  it.each(['smtp://mail.example', 'smtps://portal:p%40ss%2Fword@mail.example:465', 'smtp://[::1]:2525'])('may be %s', (url) => {
    const result = readConfig({ PORTAL_SMTP_URL: url, PORTAL_MAIL_FROM: `东营医保 <${from}>` })
    expect(result).toMatchObject({ ok: true, config: { mail: { url, from: `东营医保 <${from}>`, requireTls: false } } })
  })

  it('ask for an encrypted connection in production', () => {
    const production = {
      PORTAL_MODE: 'production',
      PORTAL_ORIGIN: 'https://ybxy.example',
      PORTAL_SECRET: 'k3Jd9-sLq0_vT7xZb2-Wn5Rc8-Yp1Ga4',
      PORTAL_SEAL_KEY_FILE: 'seal.pem',
    }
    const result = readConfig({ ...production, PORTAL_SMTP_URL: 'smtp://mail.example', PORTAL_MAIL_FROM: from })
    expect(result).toMatchObject({ ok: true, config: { mail: { requireTls: true } } })
  })

  it.each([
    'mail.example',
    'http://mail.example',
    'smtp://',
    'smtp://mail.example/inbox',
    'smtp://mail.example?ignoreTLS=true',
    'smtp://portal:100%@mail.example',
  ])('may not be %s, and the value is not repeated', (url) => {
    const result = readConfig({ PORTAL_SMTP_URL: url, PORTAL_MAIL_FROM: from })
    expect(result).toMatchObject({ ok: false, faults: [expect.stringMatching(/^PORTAL_SMTP_URL：须为 smtp/)] })
  })

  it.each(['东营医保', 'a@b.example, c@d.example', `东营医保\r\nBcc: c@d.example <${from}>`, '<>', ''])(
    'refuse the sender %j',
    (sender) => {
      const result = readConfig({ PORTAL_SMTP_URL: 'smtp://mail.example', PORTAL_MAIL_FROM: sender })
      expect(result).toMatchObject({ ok: false, faults: [expect.stringMatching(/^PORTAL_MAIL_FROM：须为发件邮箱/)] })
    },
  )

  it.each([{ PORTAL_SMTP_URL: 'smtp://portal:s3cret@mail.example' }, { PORTAL_MAIL_FROM: from }])(
    'are given both or not at all: %j',
    (env) => {
      const result = readConfig(env)
      const [fault] = result.ok ? [] : result.faults
      expect(fault).toContain('须同时填写，或者都不填写')
      expect(fault).not.toContain('s3cret')
      expect(readConfig({})).not.toHaveProperty('config.mail')
    },
  )
})

describe('mail-test', () => {
  const run = (env: Record<string, string>, address = 'operator@mail.example') => {
    const settings = readConfig(env)
    if (!settings.ok) throw new Error(settings.faults.join('\n'))
    return mailTest(settings.config, standingClock(springMorning), address)
  }
  const faultOf = async (sent: Promise<string>): Promise<string> => {
    const error: unknown = await sent.then(
      () => expect.fail('it was sent'),
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(CliError)
    return (error as Error).message
  }

  it('sends one e-mail to the address and says so', async () => {
    const server = await start()
    const words = await run({ PORTAL_SMTP_URL: server.url, PORTAL_MAIL_FROM: `东营医保 <${from}>` })
    expect(words).toContain('已经接收发往 operator@mail.example 的测试邮件')
    expect(server.received).toMatchObject([{ from, to: ['operator@mail.example'] }])
    expect(server.received[0]?.headers.subject).toBe('测试邮件：东营市医保定点协议管理平台')
  })

  it('says what to set when nothing is set, and how it is written', async () => {
    expect(await faultOf(run({}))).toContain('PORTAL_SMTP_URL')
    expect(await faultOf(run({}, ''))).toContain('写法：mail-test')
  })

  it('says what is wrong when the server refuses, in its own words too', async () => {
    const refuse = (code: number, words: string) => () => {
      throw smtpRefusal(code, words)
    }
    const server = await start({ onRecipient: refuse(550, 'relaying denied') })
    const refused = await faultOf(run({ PORTAL_SMTP_URL: server.url, PORTAL_MAIL_FROM: from }))
    expect(refused).toContain('没有发出：收件方不接受这个邮箱地址')
    expect(refused).toContain('550 relaying denied')
    const down = await faultOf(run({ PORTAL_SMTP_URL: `smtp://127.0.0.1:${await freePort()}`, PORTAL_MAIL_FROM: from }))
    expect(down).toContain('连不上邮件服务器')
    const locked = await start({ credentials: { user: 'portal', pass: 'right' } })
    const url = locked.url.replace('//', '//portal:wr0ng-one@')
    const unknown = await faultOf(run({ PORTAL_SMTP_URL: url, PORTAL_MAIL_FROM: from }))
    expect(unknown).toContain('邮件服务器不接受登录账号或者密码')
    expect(unknown).not.toContain('wr0ng')
  })
})

describe('an encrypted connection', () => {
  // The same machine under a name that does not read as local.
  const asRemote = (server: MailServer) => `smtp://[::ffff:127.0.0.1]:${server.port}`
  const mail = { id: 'x', at: springMorning, to: { name: '', address: 'a@mail.example' }, subject: '提醒', text: '请办理' }

  it('is a condition where it is required: nothing goes out in the clear', async () => {
    const server = await start()
    expect(await transportTo(asRemote(server), true).send(mail)).toMatchObject({
      isPermanent: false,
      words: expect.stringContaining('加密连接'),
    })
    expect(server.received).toEqual([])
    expect(await transportTo(asRemote(server), false).send(mail)).toBeUndefined()
    expect(server.received).toHaveLength(1)
  })

  it('needs a certificate that can be trusted', async () => {
    const server = await start({ options: { disabledCommands: ['AUTH'] } })
    expect(await transportTo(asRemote(server), true).send(mail)).toMatchObject({
      isPermanent: false,
      words: expect.stringContaining('加密连接'),
    })
    expect(server.received).toEqual([])
  })
})
