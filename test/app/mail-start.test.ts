import { pino } from 'pino'
import { describe, expect, it, vi } from 'vitest'
import { readConfig } from '#app/server/config'
import { openPortal } from '#app/server/open-portal'
import { isSetUp } from '#app/services/delivery/channel'
import { startSmtp } from '#test/setup/smtp'
import { type MailCase, mailFrom, openMailCore } from './mail-core'

const gap = { materialId: 'identity', title: '身份证', problem: '缺反面', remedy: '补交反面' }

/** The portal as the web server opens it, on the database of a test. */
async function startOn({ core }: MailCase, env: Record<string, string>) {
  const settings = readConfig({ PORTAL_DATABASE_URL: `file:${core.database.file ?? ''}`, ...env })
  if (!settings.ok) throw new Error(settings.faults.join('\n'))
  return openPortal(settings.config, pino({ level: 'silent' }))
}

describe('a portal that is started with a mail server', () => {
  it('tells the applicant by e-mail that a supplement notice is there, and nothing of what it says', async () => {
    const site = await openMailCore()
    const { core, caseId } = site
    await core.must(core.clinic.officer, 'issueSupplementNotice', caseId, { items: [gap] })
    const server = await startSmtp()
    const portal = await startOn(site, { PORTAL_SMTP_URL: server.url, PORTAL_MAIL_FROM: mailFrom, PORTAL_ORIGIN: 'https://ybxy.example' })
    // Months have passed on the wall clock: other notices may follow, so the one of the step is waited for.
    const waiting = async () =>
      (await core.database.read.selectFrom('delivery').select('status').where('status', '!=', 'sent').execute()).length
    await vi.waitFor(
      async () => {
        expect(server.received.length).toBeGreaterThan(0)
        expect(await waiting()).toBe(0)
      },
      { timeout: 25_000, interval: 200 },
    )
    const turn = server.received.find(({ text }) => text.includes('补正告知书'))
    expect(turn?.to).toEqual(['clinic@mail.example'])
    for (const { text } of server.received) {
      expect(text).toContain(`/cases/${caseId}`)
      expect(text).not.toContain(gap.problem)
      expect(text).not.toContain(gap.remedy)
    }
    await portal.close?.()
    await server.close()
    expect(await waiting()).toBe(0)
  })

  it('queues none any more after a start without one', async () => {
    const site = await openMailCore()
    expect(await isSetUp(site.core.portal.read, 'mail')).toBe(true)
    const portal = await startOn(site, {})
    expect(await isSetUp(portal.read, 'mail')).toBe(false)
    await portal.close?.()
  })
})
