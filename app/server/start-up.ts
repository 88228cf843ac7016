import type { Logger } from 'pino'
import { SealFault } from '#app/services/checkpoint-key.server'
import { type Config, readConfig } from './config'
import { databaseFault } from './database-faults'
import { createLogger } from './logger'
import { openPortal, type Portal, type ProcessRole } from './open-portal'

const EX_CONFIG = 78
const DRAIN_LIMIT_MS = 25_000

/** The settings of this process; when they are wrong, says everything at once and ends it. */
export function settingsOrExit(): { config: Config; logger: Logger } {
  const settings = readConfig(process.env)
  if (settings.ok) return { config: settings.config, logger: createLogger(settings.config.logLevel) }
  return exitWith(EX_CONFIG, ['设置有误，未启动：', ...settings.faults.map((fault) => `  ${fault}`)].join('\n'))
}

/** Says in a sentence why the process does not start, and ends it. */
export function exitWith(code: number, sentence: string): never {
  console.error(sentence)
  process.exit(code)
}

/** Refuses a worker where the database allows one process only. */
export function refuseWorkerOnSqlite({ databaseUrl }: Config): void {
  if (databaseUrl.startsWith('file:'))
    exitWith(EX_CONFIG, 'SQLite 数据库只供一个进程使用，后台工作已在服务进程内进行，不能另开后台进程；需要时请改用 PostgreSQL。')
}

/** Opens the portal, or says plainly what keeps it from its database and ends the process. */
export async function openPortalOrExit(config: Config, logger: Logger, role: ProcessRole): Promise<Portal> {
  try {
    return await openPortal(config, logger, role)
  } catch (error) {
    if (error instanceof SealFault) return exitWith(EX_CONFIG, `未启动：${error.message}`)
    const sentence = databaseFault(error, config.databaseUrl)
    if (sentence !== undefined) return exitWith(1, `未启动：${sentence}`)
    logger.fatal({ err: error }, 'portal not opened')
    return exitWith(1, '无法打开数据库或准备数据，未启动。原因见上一行日志。')
  }
}

/** On SIGTERM or SIGINT: finishes what is under way by `finish`, closes the database, ends with 0. */
export function stopOnSignal(logger: Logger, portal: Portal, finish: () => Promise<void>): void {
  const stop = async (signal: NodeJS.Signals) => {
    logger.info({ signal }, 'stopping')
    setTimeout(() => process.exit(1), DRAIN_LIMIT_MS).unref()
    await finish()
    await portal.close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal))
}
