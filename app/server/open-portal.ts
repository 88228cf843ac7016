import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Config } from '#app/server/config'
import { readSealKey } from '#app/services/checkpoint-key.server'
import type { Sealing } from '#app/services/checkpoints.server'
import { shiftedClock, systemClock } from '#app/services/clock.server'
import { setUpSetting } from '#app/services/delivery/channel'
import { seedDemonstration } from '#app/services/demonstration.server'
import { publicOriginSetting } from '#app/services/issue-document.server'
import { smtpTransport } from '#app/services/mail/transport.server'
import { oneTimeDaysSetting } from '#app/services/people/one-time-days.server'
import { type Portal as Core, createPortal } from '#app/services/portal.server'
import { loadReferenceData } from '#app/services/reference-data.server'
import { smsSignatureSetting } from '#app/services/sms/signature.server'
import { httpSmsTransport, pretendedSms, type SmsTransport } from '#app/services/sms/transport.server'
import { upgradeCases } from '#app/services/upgrade-cases.server'
import { type Database, openDatabase } from '#db/open'
import { migrateSafely } from '#db/schema-state'
import { findShift, followShift, type Shift, saveShift } from './demonstration-clock'
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

/** A server answers requests and sweeps unless a worker does; a worker only sweeps. */
export type ProcessRole = 'server' | 'worker'

/**
 * Opens the database, brings it to the newest schema, seeds a demonstration when it is empty, and starts the sweep that
 * belongs to this kind of process. Several processes may start at the same moment.
 * @throws whatever keeps it from the database, which is then closed again
 */
export async function openPortal(config: Config, logger: Logger, role: ProcessRole = 'server'): Promise<Portal> {
  const database = openDatabase(config.databaseUrl)
  let leave = () => {}
  try {
    if (database.file !== null) leave = takeServerPlace(database.file)
    return await openOn(database, config, logger, { role, leave })
  } catch (error) {
    leave()
    await database.close()
    throw error
  }
}

async function openOn(
  database: Database,
  config: Config,
  logger: Logger,
  { role, leave }: { role: ProcessRole; leave: () => void },
): Promise<Portal> {
  const isDemo = config.mode === 'demo'
  const shift: Shift = { milliseconds: 0 }
  const core = createPortal({
    database,
    mode: config.mode,
    clock: isDemo ? shiftedClock(shift) : systemClock,
    realNow: systemClock.now,
    log: logger,
    ...(config.mail === undefined ? {} : { mail: smtpTransport(config.mail) }),
    ...smsOf(config),
    sealing: sealingOf(config),
    agencyKey: (agencyId) => readKey(config.agencyKeyFolder, agencyId),
  })
  const notes = await database.alone(() => prepare(database, core, config, role))
  if (isDemo) shift.milliseconds = (await findShift(core)) ?? 0
  const stopFollowing = isDemo && database.dialect === 'postgres' ? followShift(core, shift) : () => {}
  const isSweeping = role === 'worker' || config.worker === 'inside'
  const stopWorker = isSweeping ? startWorker(core, logger) : async () => {}
  return {
    ...core,
    advanceTo: async (moment) => {
      await core.advanceTo(moment)
      await saveShift(core, shift.milliseconds)
    },
    readiness: () => isReady(core, database),
    startNotes: async () => notes,
    close: async () => {
      stopFollowing()
      await stopWorker()
      await core.close()
      leave()
    },
  }
}

/** Schema, reference data, settings and a demonstration; one process at a time. @returns the notes shown at start */
async function prepare(database: Database, core: Core, config: Config, role: ProcessRole): Promise<readonly string[]> {
  await migrateSafely(database)
  await loadReferenceData(core.unit, systemClock.now())
  await upgradeCases(core.unit, core.now)
  // Only a server knows the address at which it is reached.
  if (role === 'server') {
    await core.unit.inTransaction(async (tx) => {
      await tx.policy.putSetting(publicOriginSetting, config.origin ?? `http://localhost:${config.port}`)
      await tx.policy.putSetting(oneTimeDaysSetting, String(config.oneTimePasswordDays))
      await tx.policy.putSetting(setUpSetting.mail, config.mail === undefined ? 'no' : 'yes')
      await tx.policy.putSetting(setUpSetting.sms, config.sms === undefined ? (config.mode === 'demo' ? 'demo' : 'no') : 'yes')
      if (config.sms !== undefined) await tx.policy.putSetting(smsSignatureSetting, config.sms.signature)
    })
  }
  return config.mode === 'demo' ? seedDemonstration(database, (milliseconds) => saveShift(core, milliseconds)) : []
}

/** A demonstration without a service sends nothing and shows what it would have sent. */
function smsOf({ sms, mode }: Config): { sms?: SmsTransport } {
  if (sms !== undefined) return { sms: httpSmsTransport(sms) }
  return mode === 'demo' ? { sms: pretendedSms } : {}
}

/** @throws SealFault when the key cannot be read: a portal that cannot seal does not start */
const sealingOf = ({ sealKeyFile, sealCopyFolder }: Config): Sealing => ({
  ...(sealKeyFile === undefined ? {} : { key: readSealKey(sealKeyFile) }),
  ...(sealCopyFolder === undefined ? {} : { copyFolder: sealCopyFolder }),
})

function readKey(folder: string | undefined, agencyId: string): string | undefined {
  if (folder === undefined || !/^\d{6}$/.test(agencyId)) return undefined
  try {
    return readFileSync(join(folder, `${agencyId}.pem`), 'utf8')
  } catch {
    return undefined
  }
}
