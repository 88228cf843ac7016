// `npm run worker`: fires deadlines and delivers effects beside servers that run with PORTAL_WORKER=separate.
import { openPortalOrExit, refuseWorkerOnSqlite, settingsOrExit, stopOnSignal } from './server/start-up'

const { config, logger } = settingsOrExit()
refuseWorkerOnSqlite(config)
const portal = await openPortalOrExit(config, logger, 'worker')
// Closing the portal waits for the round under way.
stopOnSignal(logger, portal, async () => {})
console.log('后台进程已启动。')
