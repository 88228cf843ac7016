// `npm start` and `npm run worker`: from a fresh clone to a running process. The server builds what it needs; a worker serves no pages.
import { ensureInstalled, root } from './install.mjs'

const isWorker = process.argv[2] === 'worker'
process.chdir(root)
process.env.NODE_ENV ??= 'production'
try {
  ensureInstalled()
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
stopWithNpm()
const { register } = await import('tsx/esm/api')
register()
await import(isWorker ? '../worker.ts' : './main.ts')

// npm passes a SIGTERM to its shell only, which dies and leaves us running: losing that parent is our signal.
function stopWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  watch.unref()
}
