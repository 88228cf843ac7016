import type { Server } from 'node:http'
import { loadBuilt } from './built'
import { readConfig } from './config'
import { createApp } from './create-app'
import { createLogger } from './logger'
import { openPortal, type Portal } from './open-portal'
import { SecondServerError } from './single-server'

const EX_CONFIG = 78
const DRAIN_LIMIT_MS = 25_000

const settings = readConfig(process.env)
if (!settings.ok) {
  console.error(['设置有误，未启动：', ...settings.faults.map((fault) => `  ${fault}`)].join('\n'))
  process.exit(EX_CONFIG)
}

const { config } = settings
const logger = createLogger(config.logLevel)
const portal = await openPortal(config, logger)
  .catch((error: unknown) => {
    if (!(error instanceof SecondServerError)) throw error
    console.error(error.message)
    process.exit(1)
  })
  .catch((error: unknown) => {
    logger.fatal({ err: error }, 'portal not opened')
    console.error('无法打开数据库或准备数据，未启动。原因见上一行日志。')
    process.exit(1)
  })
const app = createApp({ ...(await loadBuilt(process.cwd())), portal, config, logger })

const server = app.listen({ port: config.port, ...(config.host === undefined ? {} : { host: config.host }) })
// A slow or silent client gives way before it holds a connection that others need.
server.headersTimeout = 20_000
server.requestTimeout = 120_000
server.once('error', (error) => {
  console.error(`无法在端口 ${config.port} 上启动：${error.message}`)
  process.exit(1)
})
server.once('listening', () => void announce(server, portal))

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal))

async function announce(listening: Server, { startNotes }: Portal): Promise<void> {
  const address = listening.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  const lines = [`平台已启动：${config.origin ?? `http://localhost:${port}`}`, ...((await startNotes?.()) ?? [])]
  console.log(lines.join('\n'))
}

/** Finishes what is under way, takes nothing new, then closes the database. */
async function stop(signal: NodeJS.Signals): Promise<void> {
  logger.info({ signal }, 'stopping')
  setTimeout(() => process.exit(1), DRAIN_LIMIT_MS).unref()
  await new Promise((resolve) => {
    server.close(resolve)
    server.closeIdleConnections()
  })
  await portal.close?.()
  process.exit(0)
}
