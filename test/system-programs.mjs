// Programs outside npm that the tests drive: looked for first, so that a second run costs nothing.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const onPath = (program) => (process.env.PATH ?? '').split(':').some((folder) => folder !== '' && existsSync(join(folder, program)))

const hasFolderWith = (folder, pattern) => existsSync(folder) && readdirSync(folder).some((name) => pattern.test(name))

const needed = {
  chromium: () => Boolean(process.env.CHROMIUM_PATH) || ['chromium', 'chromium-browser', 'google-chrome'].some(onPath),
  'fonts-noto-cjk': () => hasFolderWith('/usr/share/fonts/opentype/noto', /CJK/),
  'poppler-utils': () => onPath('pdftotext') && onPath('pdfsig'),
  qpdf: () => onPath('qpdf'),
  'libnss3-tools': () => onPath('certutil'),
  openssl: () => onPath('openssl'),
  postgresql: () => onPath('initdb') || hasFolderWith('/usr/lib/postgresql', /^\d+$/),
}

/** Installs what is missing where that is possible; else says what to install. Tests never skip for a missing program: they fail. */
export function ensureSystemPrograms() {
  const missing = Object.keys(needed).filter((name) => !needed[name]())
  if (missing.length === 0) return
  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    console.error(`Missing programs; on Debian: apt-get install ${missing.join(' ')}`)
    return
  }
  console.log(`Installing ${missing.join(' ')} …`)
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  spawnSync('apt-get', ['update', '-q'], options)
  spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...missing], options)
}
