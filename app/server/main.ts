import type { Server } from 'node:http'
import { ensureBuiltBeside } from './build.mjs'
import { loadBuilt } from './built'
import { createApp } from './create-app'
import { startNoticeChecks } from './notice-checks'
import type { Portal } from './open-portal'
import { exitWith, openPortalOrExit, settingsOrExit, stopOnSignal } from './start-up'

const { config, logger } = settingsOrExit()
// On a first start the pages are built while the demonstration is filled.
const built = ensureBuiltBeside().catch((error: Error) => exitWith(1, error.message))
const portal = await openPortalOrExit(config, logger, 'server')
await built
const app = createApp({ ...(await loadBuilt(process.cwd())), portal, config, logger })

const server = app.listen({ port: config.port, ...(config.host === undefined ? {} : { host: config.host }) })
// A slow or silent client gives way before it holds a connection that others need.
server.headersTimeout = 20_000
server.requestTimeout = 120_000
server.once('error', (error) => {
  console.error(`无法在端口 ${config.port} 上启动：${error.message}`)
  process.exit(1)
})
let stopNoticeChecks = async () => {}
server.once('listening', () => {
  void announce(server, portal)
  stopNoticeChecks = startNoticeChecks(portal, server, logger)
})

// Requests under way are answered, new ones are not taken.
stopOnSignal(logger, portal, async () => {
  await stopNoticeChecks()
  await new Promise((resolve) => {
    server.close(resolve)
    server.closeIdleConnections()
  })
})

async function announce(listening: Server, { startNotes }: Portal): Promise<void> {
  const address = listening.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  const lines = [`平台已启动：${config.origin ?? `http://localhost:${port}`}`, ...((await startNotes?.()) ?? [])]
  console.log(lines.join('\n'))
}
