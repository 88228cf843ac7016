import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { demonstrationPresent } from '#app/journey/demonstration'
import { loadBuilt } from '#app/server/built'
import { readConfig } from '#app/server/config'
import { createApp } from '#app/server/create-app'
import { shiftSetting } from '#app/server/demonstration-clock'
import { createLogger } from '#app/server/logger'
import { openPortal, type Portal } from '#app/server/open-portal'
import { systemClock } from '#app/services/clock.server'
import { openDatabase } from '#db/open'
import { unitOfWork } from '#db/unit-of-work'
import { listen } from './http'

export type RunningPortal = { origin: string; portal: Portal; folder: string; close: () => Promise<void> }

/** A copy of the demonstration, its present at its beginning again. */
async function copyOfDemonstration(file: string): Promise<void> {
  copyFileSync(inject('demonstration'), file)
  const database = openDatabase(`file:${file}`)
  const shift = Date.parse(demonstrationPresent) - Date.parse(systemClock.now())
  await unitOfWork(database).inTransaction((tx) => tx.policy.putSetting(shiftSetting, String(shift)))
  await database.close()
}

/** The built portal on a free port with a demonstration of its own, in this process; `close` removes everything. */
export async function startPortal(env: Readonly<Record<string, string>> = {}): Promise<RunningPortal> {
  const folder = mkdtempSync(join(tmpdir(), 'portal-'))
  const file = join(folder, 'portal.sqlite')
  await copyOfDemonstration(file)
  const settings = readConfig({
    PORTAL_DATABASE_URL: `file:${file}`,
    PORTAL_REQUESTS_PER_MINUTE: '100000',
    PORTAL_LOG_LEVEL: 'error',
    ...env,
  })
  if (!settings.ok) throw new Error(settings.faults.join('\n'))
  const { config } = settings
  const logger = createLogger(config.logLevel)
  const portal = await openPortal(config, logger)
  const app = createApp({ ...(await loadBuilt(process.cwd())), portal, config, logger })
  const served = await listen(app)
  return {
    origin: served.origin,
    portal,
    folder,
    async close() {
      await served.close()
      await portal.close?.()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
