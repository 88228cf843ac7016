// `npm start`: from a fresh clone to a running portal.
import { ensureBuilt } from './build.mjs'
import { ensureInstalled, root } from './install.mjs'

process.chdir(root)
process.env.NODE_ENV ??= 'production'
try {
  ensureInstalled()
  await ensureBuilt()
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
const { register } = await import('tsx/esm/api')
register()
await import('./main.ts')
