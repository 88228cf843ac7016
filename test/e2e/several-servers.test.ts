import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demonstrationPassword } from '#app/journey/cast'
import { castFor } from '#app/journey/life'
import { ensureRound, submit } from '#app/journey/steps'
import { shiftSetting } from '#app/server/demonstration-clock'
import { verifyLog } from '#app/services/checkpoints.server'
import { standingClock, systemClock } from '#app/services/clock.server'
import { createPortal, type Portal } from '#app/services/portal.server'
import { loadReferenceData } from '#app/services/reference-data.server'
import { migrate } from '#db/migrate'
import { morningOf, springMorning } from '#test/setup/core'
import { type OpenedDatabase, onlyPostgres } from '#test/setup/databases'
import { hiddenOf, PlainBrowser } from '#test/setup/http'
import { endProcesses, type Started, startProcess } from '#test/setup/processes'
import { clinicInput, pharmacyInput } from '#test/workflows/sample-application'
import type { Instant } from '#workflows/calendar/plain-date'
import { ApplicationInput } from '#workflows/domain/application-input'

const postgres = await onlyPostgres()
const clinic = ApplicationInput.parse(clinicInput())
const pharmacy = ApplicationInput.parse(pharmacyInput())
const opinion = '材料齐全，予以受理'

describe.skipIf(postgres === undefined)(
  'two servers and a worker, three processes on one PostgreSQL database (NOT SUPPORTED without it)',
  () => {
    let opened: OpenedDatabase
    // The test's own look at the database; it gives no command and sweeps nothing once the processes run.
    let portal: Portal
    let servers: Started[] = []
    let worker: Started
    let browsers: PlainBrowser[] = []
    const roundId = 'round-370502-2026-04'

    /** Moves the present of all three processes; each follows by itself. */
    const moveTo = (moment: Instant) =>
      portal.unit.inTransaction((tx) => tx.policy.putSetting(shiftSetting, String(Date.parse(moment) - Date.parse(systemClock.now()))))
    const signIn = async (server: Started, login: string) => {
      const [, port] = await server.said(/http:\/\/localhost:(\d+)/)
      const browser = new PlainBrowser(`http://localhost:${port}`)
      await browser.get('/sign-in')
      expect((await browser.post('/sign-in', { login, password: demonstrationPassword })).status).toBe(303)
      return browser
    }
    const commandsOf = async (caseId: string, command: string) => (await portal.read.eventLog.ofCase(caseId, command)).length

    beforeAll(async () => {
      if (postgres === undefined) return
      opened = await postgres.open()
      await migrate(opened.database)
      portal = createPortal({ database: opened.database, clock: standingClock(springMorning), mode: 'demo' })
      await loadReferenceData(portal.unit, springMorning)
      for (const input of [clinic, pharmacy]) {
        const cast = await castFor(portal, input, input.institution.type)
        await submit(portal, cast, input, input.institution.type)
        if (input === clinic) await ensureRound(portal, cast, 2026, 4)
      }
      await moveTo(springMorning)
      const settings = {
        PORT: '0',
        PORTAL_DATABASE_URL: opened.url,
        PORTAL_SECRET: 'k3Jd9-sLq0_vT7xZb2-Wn5Rc8-Yp1Ga4',
        PORTAL_LOG_LEVEL: 'warn',
      }
      // One of the servers sweeps beside the worker: that must do no harm either.
      servers = [startProcess('server', settings), startProcess('server', { ...settings, PORTAL_WORKER: 'separate' })]
      worker = startProcess('worker', settings)
      await worker.said(/后台进程已启动/)
      browsers = await Promise.all(servers.map((server) => signIn(server, 'officer-370502')))
    })
    afterAll(async () => {
      endProcesses()
      await opened?.drop()
      postgres?.stop()
    })

    it('let one of two rival commands through; the other is told that the case has moved on', async () => {
      const path = '/cases/medical/do/acceptApplication'
      const forms = await Promise.all(browsers.map((browser) => browser.get(path)))
      const answers = await Promise.all(
        browsers.map((browser, index) => browser.post(path, { ...hiddenOf(forms[index] ?? { text: '' }), opinion })),
      )
      expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
      expect(answers.find(({ status }) => status === 409)?.text).toContain('该事项已有新的进展')
      expect(await commandsOf('medical', 'acceptApplication')).toBe(1)
    })

    it('give one command id one effect and both senders the same answer', async () => {
      const path = '/cases/pharmacy/do/acceptApplication'
      const [first, second] = await Promise.all(servers.map((server) => signIn(server, 'officer-370522')))
      const fields = { ...hiddenOf((await first?.get(path)) ?? { text: '' }), opinion }
      await second?.get(path)
      const answers = await Promise.all([first?.post(path, fields), second?.post(path, fields)])
      expect(answers.map((answer) => answer?.status)).toEqual([303, 303])
      expect(answers[0]?.headers.location).toBe(answers[1]?.headers.location)
      expect(await commandsOf('pharmacy', 'acceptApplication')).toBe(1)
      expect((await portal.read.documents.ofCase('pharmacy')).map(({ kind }) => kind)).toEqual(['applicationReceipt', 'acceptanceNotice'])
    })

    it('count wrong passwords together', async () => {
      const statuses: number[] = []
      const outsiders = browsers.map(({ origin }) => new PlainBrowser(origin))
      for (const outsider of outsiders) await outsider.get('/sign-in')
      for (let attempt = 0; attempt < 11; attempt += 1) {
        const answer = await outsiders[attempt % 2]?.post('/sign-in', { login: 'head-370502', password: 'not this one' })
        statuses.push(answer?.status ?? 0)
      }
      expect(statuses).toEqual([...Array<number>(10).fill(422), 429])
    })

    it('fire every deadline once and deliver every effect once, though two of them sweep', async () => {
      await moveTo(morningOf('2026-04-02'))
      const stageOf = async (id: string) => (await portal.read.caseFiles.find(id))?.stage
      const waiting = async () => (await portal.read.outbox.waiting('2026-04-03T00:00:00.000Z')).length
      await expect.poll(() => stageOf('medical'), { timeout: 60_000 }).toBe('underEvaluation')
      await expect.poll(waiting, { timeout: 60_000 }).toBe(0)

      expect((await portal.read.eventLog.ofCase(roundId)).map(({ command }) => command)).toEqual([
        'openRound',
        'appointPanel',
        'deadline.roundLock',
        'deadline.evaluationOpens',
      ])
      expect([await commandsOf('medical', 'joinRound'), await commandsOf('medical', 'beginEvaluation')]).toEqual([1, 1])
      const fired = await opened.database.read.selectFrom('deadline').select(['id', 'kind']).where('status', '=', 'fired').execute()
      expect(fired.length).toBeGreaterThan(0)
      for (const { id, kind } of fired)
        expect(await portal.read.eventLog.findByCommandId(`deadline:${id}`)).toEqual(kind === 'timer' ? expect.anything() : undefined)
      const rows = await opened.database.read.selectFrom('outbox').selectAll().execute()
      for (const row of rows) expect(row).toMatchObject({ attempts: 0, last_error: null, parked_at: null, delivered_at: expect.anything() })
      const versions = await opened.database.read.selectFrom('document_file').select('version').execute()
      expect(versions).toHaveLength((await opened.database.read.selectFrom('document').select('id').execute()).length)
      expect(await verifyLog(portal.unit)).toEqual([])
    })

    it('stop when they are told to, and have met nothing unexpected', async () => {
      expect(await Promise.all([...servers, worker].map((one) => one.stop()))).toEqual([0, 0, 0])
      for (const one of [...servers, worker]) expect(one.output()).not.toMatch(/"level":(50|60)/)
    })
  },
)
