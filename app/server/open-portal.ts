import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Config } from '#app/server/config'
import { shiftedClock, systemClock } from '#app/services/clock.server'
import { seedDemonstration } from '#app/services/demonstration.server'
import { publicOriginSetting } from '#app/services/issue-document.server'
import { mailSetting } from '#app/services/mail/queue-mail.server'
import { smtpTransport } from '#app/services/mail/transport.server'
import { type Portal as Core, createPortal } from '#app/services/portal.server'
import { loadReferenceData } from '#app/services/reference-data.server'
import { migrate } from '#db/migrate'
import { openDatabase } from '#db/open'
import { isReady } from './readiness'
import { takeServerPlace } from './single-server'
import { startWorker } from './worker'

/** The portal as the web server runs it: the composition root with readiness and start notes. */
export type Portal = Core & {
  /** Detail is for the log: the public answer says only whether all is well. */
  readiness?: () => Promise<{ ok: boolean; checks: Readonly<Record<string, boolean>> }>
  /** Lines shown after the address at start: the demonstration accounts. */
  startNotes?: () => Promise<readonly string[]>
}

/** By how many milliseconds the demonstration's clock is ahead of the wall clock. */
export const shiftSetting = 'clock.shift'

/** Opens the database, brings it to the newest schema, seeds a demonstration when it is empty, and starts the worker. */
export async function openPortal(config: Config, logger: Logger): Promise<Portal> {
  const database = openDatabase(config.databaseUrl)
  const leave = database.file === null ? () => {} : takeServerPlace(database.file)
  await migrate(database)
  const isDemo = config.mode === 'demo'
  const shift = { milliseconds: 0 }
  const core = createPortal({
    database,
    mode: config.mode,
    clock: isDemo ? shiftedClock(shift) : systemClock,
    realNow: systemClock.now,
    log: logger,
    ...(config.mail === undefined ? {} : { mail: smtpTransport(config.mail) }),
    agencyKey: (agencyId) => readKey(config.agencyKeyFolder, agencyId),
  })
  await loadReferenceData(core.unit, systemClock.now())
  const origin = config.origin ?? `http://localhost:${config.port}`
  await core.unit.inTransaction(async (tx) => {
    await tx.policy.putSetting(publicOriginSetting, origin)
    await tx.policy.putSetting(mailSetting, config.mail === undefined ? 'no' : 'yes')
  })
  const notes = isDemo ? await seedDemonstration(database, (milliseconds) => saveShift(core, milliseconds)) : []
  if (isDemo) shift.milliseconds = Number((await core.read.policy.findSetting(shiftSetting)) ?? 0)
  const stopWorker = startWorker(core, logger)
  return {
    ...core,
    // The demonstration's present survives a restart.
    advanceTo: async (moment) => {
      await core.advanceTo(moment)
      await saveShift(core, shift.milliseconds)
    },
    readiness: () => isReady(core, database),
    startNotes: async () => notes,
    close: async () => {
      await stopWorker()
      await core.close()
      leave()
    },
  }
}

async function saveShift(portal: Core, milliseconds: number): Promise<void> {
  await portal.unit.inTransaction((tx) => tx.policy.putSetting(shiftSetting, String(milliseconds)))
}

function readKey(folder: string | undefined, agencyId: string): string | undefined {
  if (folder === undefined || !/^\d{6}$/.test(agencyId)) return undefined
  try {
    return readFileSync(join(folder, `${agencyId}.pem`), 'utf8')
  } catch {
    return undefined
  }
}
